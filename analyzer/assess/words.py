"""Reads a passage as the classifiers see it: words, with names and figures put into classes.

Takes the text of a passage and its terms, gives :class:`Word` objects that keep their range and
know whether a sentence, item or cell begins with them. Terms
become classes of evidence (a sex group, a concept, an instrument, the name of an office …), figures
become kinds of figures, place names one class. So a verdict cannot hang on a place, an agency, a
year, an amount, or on which sex is named: the guideline is symmetric, and so is the reading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.schema import Assertion, Mention


class Word(NamedTuple):
    """A word or class as the classifier sees it, its range, and whether a part begins with it."""

    form: str
    start: int
    end: int
    concept: str = ""
    begins: bool = False


_TOKEN = re.compile(
    r"(?P<rupiah>\brp\.?\s*\d[\d.,]*(?:\s*(?:juta|miliar|milyar|ribu|triliun))?(?:,-)?|"
    r"\b\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?:,-)?|\b\d{1,3}(?:,\d{3}){2,}\b)|"
    r"(?P<code>\b\d{1,2}(?:\.\s?\d{1,4}){2,}\b|\b\d(?:\s\d\d){2,}\b)|"
    r"(?P<percent>\d[\d.,]*\s*(?:%|persen\b|prosen\b)|%)|"
    r"(?P<year>\b(?:19|20)\d\d\b)|"
    r"(?P<number>\d[\d.,/]*)|"
    r"(?P<place>\b(?:kabupaten|kota|provinsi|prov\.|kab\.|kecamatan|kec\.|desa|kelurahan|kampung|"
    r"nagari|gampong)\s+(?:adm\w*\s+)?(?-i:[A-Z]\w+(?:[ -][A-Z]\w+){0,2}))|"
    r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)|"
    r"(?P<mark>[;:•▪/(])",
    re.IGNORECASE,
)
_CLASSES = {
    "rupiah": "¤rupiah",
    "code": "¤kode",
    "percent": "¤persen",
    "year": "¤tahun",
    "number": "¤angka",
}
_BREAK = re.compile(r"[.!?;]\s+|\s[•▪➢✓]\s*|:\s+|\n\s*\n")
_PLACE_HEAD = re.compile(r"[^\W\d_]+")
_MOTHER = re.compile(
    r"\bibu\b(?!\s+rumah)|hamil|bersalin|menyusui|nifas|bumil|busui|maternal|melahirkan|persalinan",
    re.IGNORECASE,
)
_VIOLENCE = re.compile(
    r"kekerasan|kdrt|tppo|perdagangan|trafficking|korban|pelecehan|perkosaan|eksploitasi|ktp|kbg",
    re.IGNORECASE,
)
# Fields in which a sex is only implied; they carry no group of their own.
_TOPICS = frozenset(
    {
        "data_indeks.jenis-kelamin",
        "data_indeks.rasio-jenis-kelamin",
        "isu_kesenjangan.kesehatan-reproduksi",
        "isu_kesenjangan.perkawinan-anak",
        "isu_kesenjangan.sterilisasi",
        "kekerasan_perlindungan.eksploitasi-seksual",
        "kesehatan_layanan_ibu.kesehatan-ibu-dan-anak",
        "kelompok_sasaran.wanita-usia-subur",
        "kebijakan_kelembagaan_pug.desa-kelurahan-ramah-perempuan-dan-peduli-anak",
    }
)
_GROUP_CATEGORIES = frozenset({"kelompok_sasaran", "rujukan_jenis_kelamin"})


def class_of(mention: Mention) -> str:
    """The class of evidence that a term stands for."""
    if mention.assertion is Assertion.NAME:
        return f"¤nama_{mention.reason.rpartition(':')[2]}"
    if _VIOLENCE.search(mention.reason):
        return "¤kekerasan"
    if _MOTHER.search(mention.reason):
        return "¤ibu"
    if mention.concept in _TOPICS:
        return "¤topik"
    if mention.category in _GROUP_CATEGORIES:
        return "¤keduanya" if mention.group == "keduanya" else "¤kelompok"
    return f"¤{mention.category}"


def read_words(text: str, mentions: Sequence[Mention], *, offset: int = 0) -> tuple[Word, ...]:
    """The words of a passage in order.

    Args:
        text: the passage's text.
        mentions: its terms; their ranges count from ``-offset``.
        offset: start of the passage in the text that the mentions count in.

    Returns:
        Words with ranges of ``text``.

    """
    words: list[Word] = []
    done = 0
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        start, end = mention.start - offset, mention.end - offset
        if start < done:
            continue
        words.extend(_iter_words(text, done, start))
        words.append(Word(class_of(mention), start, end, mention.concept or ""))
        done = end
    words.extend(_iter_words(text, done, len(text)))
    return _mark_parts(text, words)


def _mark_parts(text: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those marked with which a sentence, item or cell begins."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    counts = [bisect_right(ends, word.start) for word in words]
    return tuple(
        word._replace(begins=True) if index == 0 or counts[index] > counts[index - 1] else word
        for index, word in enumerate(words)
    )


def _iter_words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "word"
        if kind == "place":
            head = _PLACE_HEAD.match(match[0])
            yield Word(head[0].lower() if head else "¤tempat", match.start(), match.end())
            yield Word("¤tempat", match.start(), match.end())
        else:
            yield Word(_CLASSES.get(kind) or match[0].lower(), match.start(), match.end())
