"""Clauses that say something of a sex or gender group, with the group and the polarity.

Takes the terms of a ``Doc``, gives clauses: the stretches between full stops, semicolons and
contrasting conjunctions that hold at least one genuine term. A dimension is predicated in a clause
(``[group] + [relation] + [resource]``, guideline of the four dimensions), so the clause is what is
judged for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span

from analyzer.schema import Assertion, Polarity

_BREAK = re.compile(
    r"(?<=[^\d\W])[.!?]\s+(?=[^\W\d_a-z])|(?<=[\d)%”\"])[.!?]\s+(?=[A-Z])|;\s+|\s[•▪➢✓]\s*|"
    r",?\s+(?=(?:namun|sedangkan|tetapi|padahal|sementara\s+itu)\b)"
)
# In rows that extraction has run together, a goal, an indicator or a figure ends what was before.
_HEAD = re.compile(
    r"\s(?=(?:(?:Meningkat|Menurun|Terwujud|Tersedia|Terlaksana|Terbentuk|Tercapai|Terpenuhi|"
    r"Terlindung|Berkurang|Berkembang|Optimal|Rendah|Tinggi|Kurang|Lemah|Minim|Terbatas|Banyak|"
    r"Kuat|Mantap|Terjamin|Terkendali)nya|Meningkatkan|Menurunkan|Mewujudkan|Memperkuat|"
    r"Mengoptimalkan|Keterbatasan|Belum|Masih|Jumlah|Persentase|Prosentase|Cakupan|Rasio|Indeks|"
    r"Proporsi|Fasilitasi|Sosialisasi|Peningkatan|Tindak)\b)|"
    r"(?<=[\d%])\s+(?=(?!Orang|Tahun|Tentang|Dokumen|Lembaga|Kelompok|Kasus|Laporan|Unit|Kab|Kota|"
    r"Persen|Poin|Desa|Layanan|Perangkat|Kegiatan|Paket|Bulan|Angkatan|Provinsi|Januari|Februari|"
    r"Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)[A-Z][a-z])"
)
_FEWEST_WORDS = 3  # what is shorter ("Program Perlindungan Perempuan") stays with what follows
_FEMALE = re.compile(
    r"perempuan|wanita|\bibu\b|\bibu-ibu\b|istri|isteri|janda|pekka|gadis|\bputri\b|siswi|mahasiswi|"
    r"hamil|bersalin|menyusui|nifas|\bmama\b|\bp\b|perernpuan|tkw|maternal|bidan",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"laki|\bpria\b|suami|\bayah\b|\bbapak\b|\bputra\b|siswa\s+pria|\bl\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:belum|rendah\w*|kurang\w*|minim\w*|tidak|terbatas\w*|keterbatasan|hambat\w*|terhambat|"
    r"menghambat|kendala|sulit|kesulitan|kesenjangan|ketimpangan|ketertinggalan|tertinggal|hanya|"
    r"lemah\w*|jarang|enggan|takut|malu|terkendala|dominasi|didominasi|mendominasi|diskriminasi|"
    r"diskriminatif|membatasi|terpinggirkan|marginal\w*|masih\s+(?:rendah|kurang|minim|sedikit|"
    r"tinggi|banyak|terjadi)|lebih\s+(?:rendah|sedikit|kecil)|turun|menurunnya\s+(?:akses|"
    r"partisipasi)|rentan|beban)\b",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"\b(?:wajib|berhak|harus|hak\s+(?:yang\s+sama|untuk)|asas|prinsip\w*|menjamin|dijamin|berkewajiban|"
    r"adalah|merupakan|yaitu|dimaksud|bertujuan\s+(?:agar|untuk\s+mewujudkan)|amanat\w*|"
    r"mengamanatkan|seyogianya|seharusnya|semestinya|tanpa\s+(?:membedakan|diskriminasi)|"
    r"adil|setara|mewujudkan\s+(?:kesetaraan|keadilan)|kesempatan\s+yang\s+sama)\b",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """A clause of a ``Doc`` by characters, the group it speaks of and which way."""

    start: int
    end: int
    group: str
    polarity: Polarity


def iter_clauses(doc: Doc, text: str) -> Iterator[Clause]:
    """Clauses with a genuine term, in order; ``text`` is ``doc.text``, which is dear to make."""
    terms = [span for span in doc.spans.get("terms", []) if span.id_ != Assertion.NAME]
    if not terms:
        return
    start = 0
    for end, following in _bounds(text):
        inside = [span for span in terms if start <= span.start_char < end]
        if inside:
            words = text[start:end]
            yield Clause(start, end, group_of(inside), polarity_of(words))
        start = following


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """End of each clause and start of the next, in order."""
    start = 0
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        for head in _HEAD.finditer(text, start, end):
            if len(text[start : head.start()].split()) >= _FEWEST_WORDS:
                yield head.start(), head.end()
                start = head.end()
        yield end, match.end() if match else end
        start = match.end() if match else end


def group_of(terms: list[Span]) -> str:
    """The group named by the terms: perempuan, laki-laki, keduanya or kesetaraan."""
    words = " ".join(span.text for span in terms)
    female, male = bool(_FEMALE.search(words)), bool(_MALE.search(words))
    if female and male:
        return "keduanya"
    if female or male:
        return "perempuan" if female else "laki-laki"
    return "kesetaraan"


def polarity_of(words: str) -> Polarity:
    """Which way a clause states a dimension, from its words."""
    if _GAP.search(words):
        return Polarity.GAP
    if _NORM.search(words) and not any(letter.isdigit() for letter in words):
        return Polarity.NORM
    return Polarity.ADVANCE
