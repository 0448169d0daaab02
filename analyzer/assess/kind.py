"""Recognises the kind of a document from its first words, headings and name.

Takes the text and the file's name, gives a :class:`~analyzer.schema.DocumentKind`. The kind decides
which rule makes a document strong (guideline, "Document: weak or strong"). The words are those of
the titles that the regulations prescribe: Permendagri 86/2017 (RPJMD, RKPD, Renstra, Renja),
PermenPANRB 53/2014 (LKjIP), UU 12/2011 (form of regulations).
"""

from __future__ import annotations

import re
from collections import Counter

from analyzer.schema import DocumentKind

_OPENING = 6000
_TITLES: tuple[tuple[DocumentKind, str], ...] = (
    (
        DocumentKind.GBS,
        r"gender\s+budget(?:ing)?\s+statement|pernyataan\s+anggaran\s+(?:responsif\s+)?gender|\bgbs\b",
    ),
    (DocumentKind.GAP, r"gender\s+analysis\s+pathway|matriks?\s+gap\b|lembar\s+kerja\s+gap"),
    (
        DocumentKind.KAK,
        r"kerangka\s+acuan\s+(?:kerja|kegiatan)|term\s+of\s+reference|\bkak\b|\btor\b",
    ),
    (
        DocumentKind.LKJIP,
        r"laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah)?|\blkj?ip\b|\blakip\b|\blkj(?:pd)?\b",
    ),
    (
        DocumentKind.RENJA,
        r"rencana\s+kerja\s*(?:\(renja\)|dinas|badan|perangkat|opd|skpd|satuan|tahun|kecamatan|bappe|sekretariat|inspektorat|kementerian)|\brenja\b",
    ),
    (DocumentKind.RENSTRA, r"rencana\s+strategis|\brenstra\b"),
    (
        DocumentKind.RPJMD,
        r"rencana\s+pembangunan\s+jangka\s+menengah\s+(?:daerah|desa)|\brpjmd(?:es)?\b",
    ),
    (DocumentKind.RKPD, r"rencana\s+kerja\s+pemerintah\s+(?:daerah|desa)|\brkp(?:d|des)\b"),
)
_REGULATION = re.compile(
    r"\b(?:peraturan\s+(?:daerah|bupati|wali\s?kota|gubernur|menteri|presiden|pemerintah|badan|desa)|"
    r"keputusan\s+(?:bupati|wali\s?kota|gubernur|menteri|kepala|presiden)|instruksi\s+\w+|"
    r"surat\s+edaran)\b",
    re.IGNORECASE,
)
_RECITALS = re.compile(
    r"\bmenimbang\s*:|\bmengingat\s*:|\bm\s?e\s?m\s?u\s?t\s?u\s?s\s?k\s?a\s?n|\bmenetapkan\s*:|"
    r"dengan\s+rahmat\s+tuhan",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:ujar|tutur|ungkap|imbuh|pungkas|tandas|papar)(?:nya)?\b|\b(?:kata|jelas|tambah|sebut)nya\b|"
    r"[”\"],?\s+(?:kata|jelas|tambah|sebut|terang)\b|\bbaca\s+juga\b|\bsiaran\s+pers\b|\bfoto\s*:|"
    r"\((?:humas|red|mc|antara)\b|"
    r"\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\s*,?\s*\(?\d{1,2}[/ -]",
    re.IGNORECASE,
)
_LONGEST_NEWS = 20000
_SHORTEST_NEWS = 200
_NAME_HINTS: tuple[tuple[DocumentKind, str], ...] = (
    (DocumentKind.RPJMD, "rpjmd"),
    (DocumentKind.RKPD, "rkpd"),
    (DocumentKind.RENSTRA, "renstra"),
    (DocumentKind.RENJA, "renja"),
    (DocumentKind.LKJIP, "lkjip|lakip|lkip|lkj"),
    (DocumentKind.KAK, r"(?<![a-z])(?:kak|tor)(?![a-z])"),
    (DocumentKind.GBS, r"(?<![a-z])gbs(?![a-z])"),
    (DocumentKind.GAP, r"(?<![a-z])gap(?![a-z])"),
    (DocumentKind.REGULATION, "perda|perwali|perbup|pergub|permen|perpres|peraturan|keputusan"),
    (DocumentKind.NEWS, "berita|rilis|siaran|news"),
)


def recognise_kind(text: str, name: str = "") -> DocumentKind:
    """The kind of a document.

    Args:
        text: the document's text; its opening and, for news, the whole of it count.
        name: the file's own name; it decides only where the text leaves it open.

    """
    opening = text[:_OPENING]
    if len(text) < _LONGEST_NEWS and len(_NEWS.findall(text)) >= 2:
        return DocumentKind.NEWS
    if _RECITALS.search(opening) and _REGULATION.search(opening):
        return DocumentKind.REGULATION
    if (kind := _by_title(opening)) is not None:
        return kind
    for hinted, pattern in _NAME_HINTS:
        if re.search(pattern, name.lower()):
            return hinted
    if _SHORTEST_NEWS <= len(text) < _LONGEST_NEWS:
        return DocumentKind.NEWS
    return DocumentKind.OTHER


def _by_title(opening: str) -> DocumentKind | None:
    """The title that is named first and most in the opening."""
    scores: Counter[DocumentKind] = Counter()
    for kind, pattern in _TITLES:
        for match in re.finditer(pattern, opening, re.IGNORECASE):
            scores[kind] += _weight(match)
    best = scores.most_common(1)
    return best[0][0] if best and best[0][1] >= 3 else None


def _weight(match: re.Match[str]) -> int:
    """Titles stand first or in capitals; what is only cited stands after "tentang" or in a list."""
    if match.start() < 250:
        return 8
    return 3 if match[0].isupper() and len(match[0]) > 6 else 1
