"""What stands between the white bands of lines: a table, or prose, a list, a form, signatures.

Takes lines parted at their gaps, gives their columns and the answer. It decides by how regularly
the columns are filled, by their numbers and by the length of their cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from analyzer.extract.aligned import Band, Line, white_bands
from analyzer.extract.characters import mend
from analyzer.extract.pieces import Piece

_NUMBER = re.compile(
    r"[(<>≥≤±]?\s*(?:Rp\.?\s*)?-?\d[\d.,:/%\s-]*\)?,?-?(?:\s[^\W\d]{2,10})?|[-–]|N/?A",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\(?(?:\d{1,3}|[a-z]{1,2}|[IVXLC]{1,6})[.)]\)?|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[•▪◦●○■□➢✓*–-]",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[a-z]{1,2}[.)]|[•▪◦●○■□➢✓*–-]", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,3}[.)]?|No\.?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}|_{5,}")
_ENTRY = re.compile(r"BAB\b|Lampiran|Tabel|Gambar|Grafik|Daftar|Kata Peng|\d\.\d|[A-Z]\. ", re.I)
_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,6}", re.IGNORECASE)
_SIGNATURE = re.compile(r"\bNIP\b|\bttd\b", re.IGNORECASE)
_FEWEST_ROWS = 3
_MOSTLY = 0.6
_LEAST_FILLED = 0.55
_LEAST_FILLED_UNRULED = 0.65
_LEAST_COLUMN = 0.15
_MOST_CROWDED = 0.15
_MOST_MIXED = 0.2
_HEAD_LINES = 2
_SHORT = 26


@dataclass
class Layout:
    """Lines with their chunks by column, and the words of these."""

    lines: Sequence[Line]
    bands: Sequence[Band]
    placed: Sequence[dict[int, list[Piece]]]
    words: Sequence[dict[int, str]]

    @cached_property
    def full(self) -> list[dict[int, str]]:
        """The words of the lines that fill more than one column."""
        return [own for own in self.words if len(own) > 1]

    @cached_property
    def columns(self) -> list[list[str]]:
        """The words of each column, line by line."""
        return [
            [own[number] for own in self.words if number in own]
            for number in range(len(self.bands) + 1)
        ]

    @cached_property
    def left(self) -> float:
        """Left end of the columns."""
        return min(line.chunks[0].box.x0 for line in self.lines)

    @cached_property
    def right(self) -> float:
        """Right end of the columns."""
        return max(one.box.x1 for line in self.lines for one in line.chunks)

    @cached_property
    def lead(self) -> int:
        """The first column that nearly every row fills."""
        least = _MOSTLY * len(self.full)
        counts = [sum(number in own for own in self.full) for number in range(len(self.columns))]
        return next((number for number, count in enumerate(counts) if count >= least), 0)

    @cached_property
    def numeric(self) -> frozenset[int]:
        """Columns that hold mostly numbers, the ordinals of the rows aside."""
        return frozenset(
            number
            for number, own in enumerate(self.columns)
            if sum(map(is_number, own)) >= max(2, _MOSTLY * len(own))
            and not (number == 0 and all(_ORDINAL.fullmatch(one) for one in own))
        )

    def joined(self, rows: Sequence[Sequence[int]]) -> Layout:
        """The same columns with the lines of each row as one."""
        words = [
            {
                column: " ".join(
                    self.words[one][column] for one in row if column in self.words[one]
                )
                for column in sorted({column for one in row for column in self.words[one]})
            }
            for row in rows
        ]
        return Layout(self.lines, self.bands, self.placed, words)


def is_number(words: str) -> bool:
    """Whether the words of a cell are a number, an amount, a share or a dash."""
    return _NUMBER.fullmatch(words) is not None and not words.endswith(".")


def lay_out(text: str, lines: Sequence[Line]) -> Layout | None:
    """The columns of the lines; None where no white band runs through them."""
    bands = white_bands(lines)
    while bands:
        placed = [_placed(line, bands) for line in lines]
        counts = [sum(number in own for own in placed) for number in range(len(bands) + 1)]
        empty = [number for number, count in enumerate(counts) if number and count < 2]
        if not empty:
            return Layout(lines, bands, placed, [_words(text, own) for own in placed])
        del bands[empty[0] - 1]
    return None


def _placed(line: Line, bands: Sequence[Band]) -> dict[int, list[Piece]]:
    """Chunks by the column that they begin in."""
    found: dict[int, list[Piece]] = {}
    for one in line.chunks:
        column = sum(one.box.x0 >= left - 1.0 for left, _ in bands)
        found.setdefault(column, []).append(one)
    return found


def _words(text: str, columns: dict[int, list[Piece]]) -> dict[int, str]:
    return {
        column: mend(" ".join(text[one.start : one.end] for one in own)).strip()
        for column, own in columns.items()
    }


def is_table(lines: Layout, layout: Layout, rulings: int) -> bool:
    """Whether the columns are those of a table.

    Args:
        lines: the lines with their columns.
        layout: the same with the lines of each row as one.
        rulings: how many level rulings run along the lines.

    """
    full, columns = layout.full, layout.columns
    is_ruled = rulings >= _FEWEST_ROWS
    least = _LEAST_FILLED if is_ruled else _LEAST_FILLED_UNRULED
    if len(full) < max(_FEWEST_ROWS, 0.4 * len(layout.words)) or not _is_regular(layout, least):
        return False
    if not is_ruled and (len(full) <= _FEWEST_ROWS or _is_crowded(lines) or _is_mixed(lines)):
        return False
    if not is_ruled and _is_list(columns[0]):
        return False
    if _is_form(layout) or _is_contents(layout):
        return False
    real = [number for number, own in enumerate(columns) if not _is_marker(number, own)]
    short = [number for number in real if median(map(len, columns[number])) <= _SHORT]
    texts = [number for number in real if _is_text(columns[number])]
    if len(real) < 2 or not texts or not (is_ruled or len(short) >= len(real) - 1):
        return False
    counts = [sum(map(is_number, columns[number])) for number in layout.numeric]
    if counts and max(counts) >= _FEWEST_ROWS and texts[0] < max(layout.numeric):
        return True
    counted = sum(_ORDINAL.fullmatch(one) is not None for one in columns[0])
    has_ordinals = counted >= max(_FEWEST_ROWS, _MOSTLY * len(columns[0]))
    return len(real) >= 3 and (has_ordinals or (is_ruled and len(full) > _FEWEST_ROWS))


def _is_regular(layout: Layout, least: float) -> bool:
    """Whether rows fill the columns, each cell in one piece, and all columns are used."""
    full, count = layout.full, len(layout.columns)
    if len(layout.words[0]) < 2 or sum(map(len, full)) < least * count * len(full):
        return False
    return min(map(len, layout.columns)) >= max(2, _LEAST_COLUMN * len(full))


def _is_crowded(layout: Layout) -> bool:
    """Whether many cells have wide gaps of their own, as justified prose and charts have."""
    cells = [own for columns in layout.placed for own in columns.values()]
    return sum(len(own) > 1 for own in cells) > _MOST_CROWDED * len(cells)


def _is_mixed(layout: Layout) -> bool:
    """Whether a column has words and numbers in turn below its head, as labels of charts have."""
    for own in layout.columns:
        body = own[_HEAD_LINES:]
        numbers = sum(map(is_number, body))
        if min(numbers, len(body) - numbers) > max(1, _MOST_MIXED * len(body)):
            return True
    return False


def _is_marker(number: int, own: Sequence[str]) -> bool:
    """Whether a column holds the markers of a list, or the ordinals of the rows."""
    if number == 0 and all(_MARKER.fullmatch(one) or _ORDINAL.fullmatch(one) for one in own):
        return True
    return sum(_MARKER.fullmatch(one) is not None for one in own) > 0.7 * len(own)


def _is_list(own: Sequence[str]) -> bool:
    """Whether a column holds the bullets or letters of a list."""
    return sum(_BULLET.fullmatch(one) is not None for one in own) > 0.7 * len(own)


def _is_text(own: Sequence[str]) -> bool:
    return sum(_LETTERS.search(one) is not None for one in own) >= _MOSTLY * len(own)


def _is_form(layout: Layout) -> bool:
    """Whether the lines are labels with values, or people who sign."""
    for own in layout.columns:
        if sum(one.startswith(":") for one in own) >= max(2, 0.4 * len(own)):
            return True
    ends = [one for own in layout.words[-3:] for one in own.values()]
    return len(layout.full) < 8 and any(_SIGNATURE.search(one) for one in ends)


def _is_contents(layout: Layout) -> bool:
    """Whether the lines are entries of a table of contents: leaders, or page numbers that rise."""
    words = [" ".join(own.values()) for own in layout.words]
    if sum(_LEADER.search(one) is not None for one in words) > 1:
        return True
    pages = [one for one in layout.columns[-1] if _PAGE.fullmatch(one)]
    entries = sum(_ENTRY.match(one) is not None for one in words)
    return 2 * len(pages) >= len(layout.columns[-1]) and 2 * entries >= len(words)
