"""Names of offices, programmes, posts, laws and persons: never evidence.

Takes a text, gives the ranges of its names. A women's agency is named a thousand times in its own
plan, which says nothing of its perspective; a gender word inside such a name is marked as a name.
The grammar is by rule: a word that opens a name (``Dinas``, ``Bidang``, ``Program`` …) and the
words that may follow it in names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class NameKind(StrEnum):
    """What a name names."""

    OFFICE = "office"
    PROGRAMME = "programme"
    LAW = "law"
    ACTIVITY = "activity"
    FIELD = "field"
    PERSON = "person"
    OTHER = "other"


class NameRange(NamedTuple):
    """A name in the text."""

    start: int
    end: int
    kind: NameKind


# Words that offices of the fields of women, children, families, population and health are made of.
_OFFICE_WORDS = (
    "pemberdayaan perempuan perlindungan anak pengendalian penduduk kependudukan keluarga "
    "berencana masyarakat desa kelurahan sosial hak hak-hak kualitas hidup pengarusutamaan "
    "pengarus utamaan gender jender wanita pembangunan pencatatan sipil kesetaraan "
    "partisipasi sistem data informasi khusus peningkatan ketahanan korban kekerasan "
    "terhadap tindak pelayanan terpadu penguatan p3akb dp3akb pppakb p3ap2kb pppappkb "
    "kelembagaan tumbuh kembang kesejahteraan ekonomi politik hukum organisasi aksi "
    "penanganan pencegahan pemenuhan pembinaan peranan pemuda olahraga pp pa ppa pppa p3a "
    "kb ibu bayi reproduksi kesehatan gizi keagamaan lansia penyandang disabilitas "
    "pembelajaran studi republik indonesia ri negara dan serta & bagi untuk di "
).split()
_OFFICE_HEADS = (
    r"(?:sub[\s-]?)?bidang|sub[\s-]?bagian|seksi|dinas|badan|kementeri?an|menteri(?:\s+negara)?|"
    r"kantor|biro|bagian|upt[d]?|unit(?:\s+pelayanan)?|pusat|(?:asisten\s+)?deputi(?:\s+bidang)?|"
    r"direktorat|komisi(?:\s+nasional)?|komnas|gabungan|kaukus|kepala\s+(?:bidang|dinas|badan)|"
    r"kabid|kasi|kasubbag|kadis|forum|satuan\s+tugas|lembaga"
)
_OFFICE = re.compile(
    rf"\b(?:{_OFFICE_HEADS})((?:\s*[,/&]\s*|\s+)(?:{'|'.join(map(re.escape, _OFFICE_WORDS))})\b)+",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"\b(?:Program|Kegiatan|Sub\s?[Kk]egiatan|PROGRAM|KEGIATAN)"
    r"((?:\s+(?:dan|serta|di|bagi|untuk|terhadap|dalam|yang|pada)(?=\s+[A-Z])|"
    r"\s+[A-Z][\w-]*|,(?=\s[A-Z])|\s*[/&](?=\s*[A-Z]))+)"
)
_LAW = re.compile(
    r"\b(?:undang[\s-]*undang|uu|peraturan|perda|perpres|permen\w*|perwali|perbup|pergub|keputusan|"
    r"kepmen\w*|keppres|instruksi|inpres|inmendagri|surat\s+edaran|konvensi)\b"
    r"[^;.()]{0,90}?\b(?:no|nomor|nomer|tahun)\b\.?[^;]{0,60}?\btentang\b([^;(\n]{5,260})",
    re.IGNORECASE,
)
_LAW_END = re.compile(
    r"\(|;|\.\s|\bsebagaimana\b|\bLembaran\b|\byang\s+(?:meng|me|men|mem)\w+|\s(?:maka|serta\s+Per)"
)
# Activities of Permendagri 90/2019 end in whose authority or level they are.
_ACTIVITY = re.compile(
    r"\b(?:advokasi|fasilitasi|koordinasi|kerja\s?sama|pelaksanaan|pelembagaan|pemberdayaan|pembinaan|"
    r"pencegahan|pendampingan|pengembangan|pengelolaan|pengumpulan|penguatan|peningkatan|penyajian|"
    r"penyediaan|penyusunan|perlindungan|perumusan|sosialisasi|standarisasi|bimbingan|penanganan|"
    r"pelayanan|layanan|komunikasi|tindak\s+lanjut|monitoring|evaluasi)\b"
    r"(?:(?!\bkewenangan\b|\btingkat\s+daerah\b|\blingkup\s+daerah\b)[^.;:|\d]){8,230}?"
    r"(?:\bkewenangan|\b(?:tingkat|lingkup)\s+daerah|\bdi\s+kewenangan)\s+"
    r"(?:daerah\s+)?(?:provinsi|kabupaten|kab\b|kota|nasional)",
    re.IGNORECASE,
)
# A field of government named among fields: "bidang sosial, pemberdayaan perempuan dan …".
_FIELD = re.compile(
    r"\b(?:di\s?)?(?:bidang|urusan)\s+(?:pemerintahan\s+)?(?:bidang\s+)?(?:wajib\s+)?"
    r"(?:(?:sosial|kesehatan|pendidikan|tenaga\s+kerja|transmigrasi|kependudukan|pengendalian\s+"
    r"penduduk|keluarga\s+berencana|perlindungan\s+anak|pemberdayaan\s+masyarakat|desa|"
    r"pencatatan\s+sipil|dan|serta)\s*,?\s*(?:dan\s+|serta\s+)?){0,6}"
    r"pemberdayaan\s+perempuan(?:\s*,?\s*(?:dan\s+|serta\s+)?perlindungan\s+anak)?",
    re.IGNORECASE,
)
# An indicator counts what is done or who is served; its words are content, not a name.
_MEASURED = re.compile(
    r"\b(?:jumlah|jml|persentase|prosentase|cakupan|rasio|tersedia\w*|terlaksana\w*|tersusun\w*|"
    r"meningkat\w*|menurun\w*|terwujud\w*|yang\s+\w+)[^.;:\d]{0,120}$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:Ibu|Bapak|Bunda|Ny\.|Hj\.|Bu|Pak)\s+(?:(?:Dra?|Ir|Hj|Hj?|Prof|drg?|Ny)\.?\s*)*"
    r"(?!Hamil|Bersalin|Menyusui|Nifas|Rumah|Melahirkan|Tangga|Balita|Bayi|Anak|Kandung|Muda|Kota|"
    r"Pekerja|Tunggal|Dan|DAN|Di|Yang|Ibu|Nelayan|Tani)"
    r"(?:[A-Z][a-z]+|Wali\s+Kota)(?:\s+[A-Z][a-z]+)*"
)
_GENDERED = re.compile(
    r"perempuan|wanita|gender|jender|\bibu\b|\bp(?:p)?pa\b|p3a|\bpug\b", re.IGNORECASE
)
# The abbreviation of an office is no term, its full name is; "Dinas P3AKB" is half a name.
_SPELT_OUT = re.compile(r"perempuan|wanita|gender|jender|\bibu\b", re.IGNORECASE)
_GREAT_OFFICE = re.compile(
    r"(?:dinas|badan|kementeri?an|menteri)\s(?:.*\b(?:pp?pa|p3a)\w*\b)", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:[\s,/&]+(?:dan|serta|bagi|untuk|di|terhadap|dalam|yang|pada))*[\s,/&]*$"
)


def iter_names(text: str) -> Iterator[NameRange]:
    """Names in ``text`` that hold a gender word, and persons addressed by a title."""
    if _GENDERED.search(text):
        for match in _OFFICE.finditer(text):
            if _SPELT_OUT.search(match[0]) or _GREAT_OFFICE.match(match[0]):
                kind = NameKind.OFFICE if _is_name(match[0]) else NameKind.FIELD
                yield _trimmed(text, match.start(), match.end(), kind)
        for match in _PROGRAMME.finditer(text):
            if _GENDERED.search(match[0]):
                yield _trimmed(text, match.start(), match.end(), NameKind.PROGRAMME)
        for match in _LAW.finditer(text):
            yield _law_title(text, match)
        for kind, pattern in ((NameKind.ACTIVITY, _ACTIVITY), (NameKind.FIELD, _FIELD)):
            for match in pattern.finditer(text):
                if _GENDERED.search(match[0]) and not _MEASURED.search(text[: match.start()]):
                    yield NameRange(match.start(), match.end(), kind)
    for match in _PERSON.finditer(text):
        yield NameRange(match.start(), match.end(), NameKind.PERSON)


def _is_name(words: str) -> bool:
    """Whether an office is written as a proper name.

    Without capitals ("seksi pengarusutamaan gender") it names a field of work, in which the terms
    themselves are what is marked; the great offices are names in any writing.
    """
    head, _, body = words.strip().partition(" ")
    if head.lower() in {"dinas", "badan", "kementerian", "kementrian"}:
        return True
    return head[0].isupper() and body.strip()[:1].isupper()


def _trimmed(text: str, start: int, end: int, kind: NameKind) -> NameRange:
    words = text[start:end]
    tail = _TRAILING.search(words)
    return NameRange(start, start + tail.start() if tail else end, kind)


def _law_title(text: str, match: re.Match[str]) -> NameRange:
    """The citation up to the end of its title."""
    stop = _LAW_END.search(text, match.start(1), match.end(1))
    end = stop.start() if stop else match.end(1)
    return NameRange(match.start(), end, NameKind.LAW)
