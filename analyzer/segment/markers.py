"""What the beginning of a line tells: list markers, headings, lines of a table of contents.

Takes a line's text, gives small values; knows nothing of where the line stands.
"""

from __future__ import annotations

import re
from enum import Enum

_ITEM = re.compile(
    r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,4}[.)]?|[a-z]{1,2}[.)]|\([a-z]{1,2}\)|"
    r"[A-Z][.)]|[ivx]{1,5}[.)]|\([ivx]{1,5}\)|[IVX]{1,6}[.)]|[•▪◦●○■□➢✓→*–-])(?=\s|$)(?!\s*$)"
)
_GLUED_ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)])(?=[A-Z][a-z])")
_REFERENCE_END = re.compile(
    r"(?:\b(?:ayat|huruf|angka|nomor|no|pasal|bab|tahun|(?<![;,] )(?:dan|atau)|ke|s\.d|"
    r"sampai dengan|sebesar|rp)|"
    r"\b(?:ayat|huruf|angka) (?:\(?\w{1,2}\)?,? )*(?:dan|atau|sampai dengan))\.?$",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:,|[\w)] (?:dan|atau|serta|yang|dengan|untuk|dalam|di|ke|dari|pada|oleh|tentang|terhadap|"
    r"antara|bagi|melalui|hal))$"
)
_LEADER = re.compile(r"(?:\.\s?){5,}|…{2,}|(?:… ?){3,}|_{6,}")
_CHAPTER = re.compile(r"BAB\s+(?:[IVXLC]{1,6}|\d{1,2})\b\.?(?!\s+(?:ini|dan|di|ke)\b)")
_DIVISION = re.compile(
    r"(?:Bagian|BAGIAN|Paragraf|PARAGRAF)\s+(?:Ke\w+|KE\w+|Pertama|PERTAMA|\d{1,2})\s*$"
)
_ARTICLE = re.compile(r"(?:Pasal|PASAL)\s+(?:\d{1,3}\s?[A-Z]?|[IVX]{1,4})\s*[.:]?\s*$")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?=\S)")
_LETTERED = re.compile(r"(?P<number>[A-Z]|[IVX]{1,5})\.\s+(?=[A-Z])")
_CONSIDERATION = re.compile(r"(?:Menimbang|Mengingat|Memperhatikan|Menetapkan|Membaca)\s*:?")
_FRONT = re.compile(
    r"(?:DAFTAR (?:ISI|TABEL|GAMBAR|LAMPIRAN|GRAFIK|BAGAN)|KATA PENGANTAR|RINGKASAN EKSEKUTIF|"
    r"IKHTISAR EKSEKUTIF|LAMPIRAN(?: [IVX\d]+)?|PENJELASAN|MEMUTUSKAN|DAFTAR PUSTAKA)"
    r"\s*:?$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:Tabel|TABEL|Gambar|GAMBAR|Grafik|GRAFIK|Bagan|BAGAN|Diagram)\s+[\dIVX]")
_SENTENCE_END = (".", ";", "?", "!")
_LABEL = re.compile(r"[A-Z][a-z]{3,}(?: [a-z]{3,})?\s?:(?=\s|$)")
_VALUE = re.compile(r"\w\s?: ?(?=\S)")
_SPAN_START = re.compile(r"\d{4}$")
_SPAN_END = re.compile(r"[-–] ?\d{4}\b")
_BRACKETED = re.compile(r"\((\d{1,2})\) ")
_FIRST_WORD = re.compile(r"[A-Z][a-z]{3,}\b")


class Opening(Enum):
    """What a line opens."""

    NOTHING = 0
    ITEM = 1
    CHAPTER = 2
    DIVISION = 3
    ARTICLE = 4
    NUMBERED = 5
    LETTERED = 6
    CONSIDERATION = 7
    FRONT = 8
    CAPTION = 9


_FIRST_LETTERS = frozenset("BPMDKRILTGS")


def opening_of(text: str) -> Opening:
    """What a line with this text opens, by its words alone."""
    first = text[0]
    if first in _FIRST_LETTERS and (opening := _opening_by_word(text)) is not Opening.NOTHING:
        return opening
    if first.isdigit() and (match := _NUMBERED.match(text)):
        return Opening.NUMBERED if _is_title(text[match.end() :]) else Opening.ITEM
    if "A" <= first <= "Z" and (match := _LETTERED.match(text)):
        return Opening.LETTERED if _is_title(text[match.end() :]) else Opening.ITEM
    may_be_item = not first.isalpha() or len(text) < 3 or text[1] in ".)ivx" or text[2] in ".)"
    if may_be_item and (_ITEM.match(text) or _GLUED_ITEM.match(text)):
        return Opening.ITEM
    return Opening.NOTHING


def _opening_by_word(text: str) -> Opening:
    if _CHAPTER.match(text):
        return Opening.CHAPTER
    if _ARTICLE.match(text):
        return Opening.ARTICLE
    if _DIVISION.match(text):
        return Opening.DIVISION
    if _CONSIDERATION.match(text):
        return Opening.CONSIDERATION
    if _FRONT.match(text):
        return Opening.FRONT
    return Opening.CAPTION if _CAPTION.match(text) else Opening.NOTHING


def _is_title(rest: str) -> bool:
    """Whether what follows a number reads as a title: short, capital, no sentence end."""
    return (
        len(rest) < 120
        and rest[0].isupper()
        and not rest.endswith(_SENTENCE_END)
        and not rest.endswith(("Rp", "%"))
    )


def refers_onward(text: str) -> bool:
    """Whether a line ends so that a number or letter in brackets must follow ("ayat")."""
    return _REFERENCE_END.search(text[-40:]) is not None


def is_unfinished(text: str) -> bool:
    """Whether a line ends with a comma or a word that no part ends with ("yang", "dan")."""
    return _UNFINISHED.search(text[-12:]) is not None


def is_span(before: str, text: str) -> bool:
    """Whether a dash between years stands at a line break ("2013" and "– 2018")."""
    return _SPAN_START.search(before) is not None and _SPAN_END.match(text) is not None


def is_next_inside(running: str, text: str) -> bool:
    """Whether a line begins with the number in brackets that follows one inside running text."""
    match = _BRACKETED.match(text)
    return match is not None and f" ({int(match.group(1)) - 1}) " in running[1:]


def is_amount(text: str) -> bool:
    """Whether a line ends with an amount of money as it is written in full ("Rp. 500,-")."""
    return text.endswith((",-", ".-", "=-")) and text[:-2][-1:].isdigit()


def is_label(text: str) -> bool:
    """Whether a line begins with a word or two and a colon ("Sasaran :")."""
    return _LABEL.match(text) is not None


def has_value(text: str) -> bool:
    """Whether a line holds a label with what belongs to it after a colon."""
    return _VALUE.search(text) is not None


def begins_alike(first: str, text: str) -> bool:
    """Whether two lines begin with the same capital word, as entries of a list do."""
    match = _FIRST_WORD.match(first)
    return match is not None and re.match(rf"{match.group()}\b", text) is not None


def is_leader(text: str) -> bool:
    """Whether a line is an entry of a table of contents, or a line to be filled in."""
    return ("..." in text or ". . ." in text or "…" in text or "___" in text) and (
        _LEADER.search(text) is not None
    )


def marker_of(text: str) -> str:
    """The list marker that a text begins with; empty if none."""
    match = _ITEM.match(text) or _NUMBERED.match(text) or _GLUED_ITEM.match(text)
    return match.group().strip() if match else ""
