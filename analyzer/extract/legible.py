"""Whether text reads like Indonesian, or is the rubbish of a broken text layer.

Takes the text of a page, gives shares of words: those that join any Indonesian sentence, and those
that no language writes so. It corrects nothing. The list is Setara's own: words of grammar and of
administration that stand on nearly every page, whatever its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

COMMON_WORDS = frozenset({
    "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "pada", "dalam", "oleh", "atau",
    "ini", "itu", "tidak", "adalah", "sebagai", "akan", "telah", "sudah", "dapat", "harus",
    "serta", "bagi", "antara", "secara", "agar", "karena", "maka", "jika", "bila", "juga",
    "lebih", "para", "sesuai", "tersebut", "setiap", "hasil", "tahun", "daerah", "kota",
    "kabupaten", "provinsi", "program", "kegiatan", "dinas", "badan", "jumlah", "nomor",
    "pasal", "ayat", "huruf", "peraturan", "undang", "tentang", "pemerintah", "kepala",
    "bidang", "bagian", "target", "kinerja", "anggaran", "rencana", "kerja", "pelaksanaan",
    "masyarakat", "sub", "indikator", "sasaran", "urusan", "unit", "orang", "persen", "rp",
    "rupiah", "bulan", "tanggal", "hal", "halaman", "bab", "tabel", "gambar", "lampiran", "no",
    "jalan", "nama", "jabatan", "nip", "peningkatan", "pengelolaan", "penyediaan",
    "pembangunan", "pelayanan", "perempuan", "anak", "laki", "kantor", "umum", "the", "of",
    "and", "in", "to", "for", "with",
})  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\S+")
_ODD = re.compile(
    r"[^aeiou]{5}|[aeiou]{4}|(?:^|.)([^aeiou])\1\1|[^a-z]|^[^aeiou]{4}|[bcdfghjklmnpqrstvwxyz]{4}$"
    r"|q(?!u)|[vjw]$|^[^aeiou]*$"
)
_ADDRESS = re.compile(r"\S*(?:://|@|www\.|\.go\.id|\.com)\S*")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_FUSED = re.compile(r"(?:[A-Z][a-z]{2,}|[A-Z]{2,}(?![a-z])|^[a-z]{2,})*")
_STUFFED = re.compile(r"[^\W\d_]\d+[^\W\d_]|[^\W\d_][^\w\s.,;:/()&'’\"”“\-–+@%!?=*]+[^\W\d_]")
_LEAST_WORDS = 12
_LEAST_LENGTH = 4
_ODD_PART = 0.16
_VERY_ODD_PART = 0.38
_COMMON_PART = 0.14
_READ_ODD_PART = 0.04
_GLANCE_CHARACTERS = 3000
_GLANCE_PART = 0.06
_SOME_WORDS = 60


@dataclass(frozen=True, slots=True)
class Legibility:
    """Words of a text, and the parts of them that are common and that are odd, 0 to 1."""

    words: int
    common: float
    odd: float

    @property
    def is_garbled(self) -> bool:
        """Whether the text is rubbish; never said of a text of a few words."""
        if self.words < _LEAST_WORDS:
            return False
        return self.odd > _VERY_ODD_PART or (self.odd > _ODD_PART and self.common < _COMMON_PART)

    @property
    def is_misread(self) -> bool:
        """Whether the text of a scanner's own recognition is worth reading anew."""
        return self.is_garbled or (self.words >= _LEAST_WORDS and self.odd > _READ_ODD_PART)

    @property
    def score(self) -> float:
        """How much of it reads well, to compare two readings of one page: common less odd words."""
        return (self.common - self.odd) * self.words


def legibility(text: str) -> Legibility:
    """How a text reads."""
    if "." in text:
        text = _ADDRESS.sub(" ", text)
    words = _WORD.findall(text)
    if not words:
        return Legibility(0, 0.0, 0.0)
    common = sum(1 for one in words if one.casefold() in COMMON_WORDS)
    long = [one for one in words if len(one) >= _LEAST_LENGTH]
    odd = sum(1 for one in long if _is_odd(one))
    odd += sum(1 for one in _TOKEN.finditer(text) if _STUFFED.search(one.group()))
    return Legibility(len(words), common / len(words), odd / max(len(long), 1))


def reads_at_a_glance(text: str) -> bool:
    """Whether enough common words stand in the text; quick, and no proof that others are wrong."""
    text = text[:_GLANCE_CHARACTERS]
    words = text.split()
    least, found = _GLANCE_PART * len(words), 0
    for start in range(0, len(words), _SOME_WORDS):
        found += _common(words[start : start + _SOME_WORDS])
        if found >= least:
            return True
    return _common(text.casefold().split()) >= least


def _common(words: Iterable[str]) -> int:
    return sum(map(COMMON_WORDS.__contains__, words))


def _is_odd(word: str) -> bool:
    if _MIXED.search(word):
        return _FUSED.fullmatch(word) is None
    return not word.isupper() and _ODD.search(word.casefold()) is not None
