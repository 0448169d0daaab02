"""Codes, amounts of money and targets as they are written in planning documents, as values.

Takes the words of a cell, gives numbers; None where the words are something else. Nothing is
guessed: an amount that cannot be read exactly is no amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CODE = re.compile(
    r"(?P<affair>\d|X)(?:\.(?P<field>\d{2}|XX)(?:\.(?P<programme>\d{2})(?:\.(?P<tier>0?[12])"
    r"\.(?P<activity>\d{2})(?:\.(?P<sub>\d{2,4}))?)?)?)?",
    re.IGNORECASE,
)
_CODE_AHEAD = re.compile(r"((?:\d|X)(?:\s*\.\s*(?:\d{1,4}|XX))+)\.?\s+(?=\D)", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*[.\s]\s*")
_AMOUNT = re.compile(
    r"(?:Rp\.?\s*)?(?P<sign>-|\()?(?P<number>\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*|\d+)"
    r"(?P<cents>[.,]\d{1,2})?(?:,?\s*-|,=|,)?\)?",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"[<>≥≤±]?\s*(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?P<unit>%|\D.*)?",
    re.DOTALL,
)
_UNIT_LENGTH = 60


class Level(StrEnum):
    """Level of a row of a plan."""

    AFFAIR = "urusan"
    FIELD = "bidang"
    PROGRAMME = "program"
    ACTIVITY = "kegiatan"
    SUB_ACTIVITY = "sub_kegiatan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of Permendagri 90/2019; ``text`` is normal: no spaces, tier without leading zero."""

    text: str
    level: Level

    @property
    def programme(self) -> str:
        """The code of the programme it belongs to; empty above programmes."""
        return ".".join(self.text.split(".")[:3]) if self.text.count(".") >= 2 else ""

    @property
    def activity(self) -> str:
        """The code of the activity it belongs to; empty above activities."""
        return ".".join(self.text.split(".")[:5]) if self.text.count(".") >= 4 else ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A target: its number and what it counts, "%" or "orang"."""

    number: float
    unit: str


def parse_code(words: str) -> Code | None:
    """The code that the words are, spaces aside; two-digit and four-digit variants."""
    plain = _SEPARATED.sub(".", words.strip()).strip(".")
    match = _CODE.fullmatch(plain)
    if match is None or "." not in plain:
        return None
    sub = match["sub"]
    if sub is not None and len(sub) == 3:
        return None
    parts = [part for part in match.groups() if part is not None]
    if match["tier"]:
        parts[3] = match["tier"][-1]
    levels = {2: Level.FIELD, 3: Level.PROGRAMME, 5: Level.ACTIVITY, 6: Level.SUB_ACTIVITY}
    return Code(".".join(parts).upper(), levels[len(parts)])


def split_code(words: str) -> tuple[Code | None, str]:
    """The code at the head of the words, and the rest."""
    match = _CODE_AHEAD.match(words)
    code = parse_code(match.group(1)) if match else None
    if match is None or code is None:
        return None, words
    return code, words[match.end() :].strip()


def parse_rupiah(words: str) -> int | None:
    """Whole rupiah; both "1.250.000,00" and "1,250,000.00" are read."""
    match = _AMOUNT.fullmatch(words.strip())
    if match is None:
        return None
    mark, cents = match["mark"], match["cents"]
    if cents and mark and cents[0] == mark:
        return None
    if not mark and len(match["number"]) > 3 and match["number"][0] == "0":
        return None
    value = int(re.sub(r"\D", "", match["number"]))
    return -value if match["sign"] else value


def parse_target(words: str) -> Amount | None:
    """The number at the head of the words with its unit."""
    match = _TARGET.fullmatch(words.strip())
    if match is None:
        return None
    number = match["number"]
    plain = number.replace(".", "").replace(",", ".") if _is_grouped(number) else number
    unit = (match["unit"] or "").strip()
    if len(unit) > _UNIT_LENGTH:
        return None
    return Amount(float(plain.replace(",", ".")), unit)


def _is_grouped(number: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number) is not None
