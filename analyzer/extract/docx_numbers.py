"""Numbers that Word shows before paragraphs and does not store in them.

Takes the numbering part of a document, gives the label of each numbered paragraph in turn: ``BAB
II``, ``a.``, ``1)``. Paragraphs have to be asked about in the order of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from analyzer.extract.docx_text import related_root

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX_STYLE_DEPTH = 20
_MAX_NUMBER = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, opened: Any) -> None:
        root = related_root(opened.part, "numbering")
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._seen: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)
        self._styles = _read_styles(opened.styles.element)

    def next_label(self, paragraph: Any) -> str:
        """The label of the next paragraph; empty where it has none."""
        number, level = self._number_of(paragraph)
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        own = levels.get(level)
        if own is None:
            return ""
        self._count(number, abstract, level, own)
        if own.form == "bullet":
            return "•"
        if own.form == "none":
            return ""
        return _PLACE.sub(lambda one: self._shown(abstract, levels, int(one[1]) - 1), own.pattern)

    def _count(self, number: str, abstract: str, level: int, own: _Level) -> None:
        start = own.start
        if (number, level) in self._restarts and (number, level) not in self._seen:
            start = self._restarts[number, level]
            self._counts.pop((abstract, level), None)
        self._seen.add((number, level))
        self._counts[abstract, level] = self._counts.get((abstract, level), start - 1) + 1
        for key in [one for one in self._counts if one[0] == abstract and one[1] > level]:
            del self._counts[key]

    def _shown(self, abstract: str, levels: dict[int, _Level], level: int) -> str:
        own = levels.get(level)
        if own is None:
            return ""
        return _formatted(self._counts.get((abstract, level), own.start), own.form)

    def _number_of(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        own = properties.find(f"{_W}numPr")
        style = properties.find(f"{_W}pStyle")
        number, level = _read_number(own)
        if style is not None and (number is None or level is None):
            inherited = self._styles.get(style.get(f"{_W}val", ""), (None, None))
            number = inherited[0] if number is None else number
            level = inherited[1] if level is None else level
        return number or "", level or 0

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId", "")
            levels = (_read_level(one) for one in abstract.iter(f"{_W}lvl"))
            self._levels[key] = dict(levels)
        for one in root.iter(f"{_W}num"):
            number = one.get(f"{_W}numId", "")
            self._lists[number] = _value(one.find(f"{_W}abstractNumId"), "")
            for override in one.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    level = _whole(override.get(f"{_W}ilvl", "0"), 0)
                    self._restarts[number, level] = _whole(_value(start, "1"), 1)


def _read_level(element: Any) -> tuple[int, _Level]:
    form = _value(element.find(f"{_W}numFmt"), "decimal")
    pattern = _value(element.find(f"{_W}lvlText"), "")
    start = _whole(_value(element.find(f"{_W}start"), "1"), 1)
    return _whole(element.get(f"{_W}ilvl", "0"), 0), _Level(form, pattern, start)


def _read_styles(root: Any) -> dict[str, tuple[str | None, int | None]]:
    """Number and level that each paragraph style brings, from itself or what it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    parents: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        own[key] = _read_number(style.find(f"{_W}pPr/{_W}numPr"))
        parents[key] = _value(style.find(f"{_W}basedOn"), "")
    found: dict[str, tuple[str | None, int | None]] = {}
    for key in own:
        number, level = own[key]
        at = key
        for _ in range(_MAX_STYLE_DEPTH):
            at = parents.get(at, "")
            if number is not None or not at:
                break
            number, inherited = own.get(at, (None, None))
            level = inherited if level is None else level
        found[key] = (number, level)
    return found


def _read_number(element: Any) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    number = element.find(f"{_W}numId")
    level = element.find(f"{_W}ilvl")
    return (
        None if number is None else _value(number, ""),
        None if level is None else _whole(_value(level, "0"), 0),
    )


def _value(element: Any, default: str) -> str:
    return default if element is None else str(element.get(f"{_W}val", default))


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdigit() else default


def _formatted(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 9 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(min(number, _MAX_NUMBER))
            return roman.lower() if form == "lowerRoman" else roman
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    parts: list[str] = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)
