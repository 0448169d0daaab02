"""Text without paper: paragraphs and tables of numbered parts (sheets, slides, sections).

Takes the text of each part in order, gives a :class:`~analyzer.schema.Document`: one page a part
with no size, every paragraph and every cell on lines of its own, tables with the range of each
cell. Raw characters are code points of the part's text. It knows no file format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.errors import LimitExceeded, NoText
from analyzer.extract.characters import mend
from analyzer.extract.given import Given
from analyzer.schema import Cell, Document, Page, Problem, ReadBy, Table
from analyzer.textmap import Box, Run, TextMap

NO_PAPER: Final = Box(0.0, 0.0, 0.0, 0.0)
MAX_CHARACTERS = 20_000_000
"""Characters of all parts together; more is no document."""

_GAP = "\n\n"
_DIRT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xad\u2000-\u2011\u2028\u2029\u202f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_NUMBERS = re.compile(r"\(?\d{1,3}\)?(?:\s*=.*)?")
_LEAST_COLUMNS = 2

Row = Sequence[str | None]
"""Cells of a row; None where the cell above goes on."""


def clean(text: str) -> str:
    """The text in one line with single spaces, its dirt mended."""
    text = text.replace("\xad", "")
    if _DIRT.search(text):
        text = mend(text)
    return _SPACES.sub(" ", text).strip()


def _clean_cell(text: str | None) -> str | None:
    return None if text is None else clean(text)


class PartsText:
    """Gathers the text of a document part by part."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._pages: list[Page] = []
        self._tables: list[Table] = []
        self._is_open = False
        self._first: int | None = None

    def begin_part(self) -> None:
        """Begin the next part; what is added from now on belongs to it."""
        self.end_part()
        self._is_open, self._first = True, None

    def end_part(self) -> None:
        """End the part that is open, if there is one."""
        if not self._is_open:
            return
        self._is_open = False
        start = self._length if self._first is None else self._first
        number = len(self._pages) + 1
        self._pages.append(Page(number, 0.0, 0.0, start, self._length, ReadBy.TEXT))

    def add_paragraph(self, text: str) -> tuple[int, int]:
        """Add a paragraph; gives its range of the text, empty where there was nothing but space.

        Raises:
            LimitExceeded: if the document has grown too long.
        """
        words = clean(text)
        if not words:
            return self._length, self._length
        if self._length:
            self._parts.append(_GAP)
            self._length += len(_GAP)
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        if self._length > MAX_CHARACTERS:
            raise LimitExceeded("text_limit", name=self._name, limit=MAX_CHARACTERS)
        if self._first is None:
            self._first = start
        raw = start - self._first
        page = len(self._pages) + 1
        self._runs.append(Run(start, self._length, page, raw, raw + len(words)))
        return start, self._length

    def add_table(self, rows: Sequence[Row], *, header_rows: int = 1) -> None:
        """Add a table, each cell on a line of its own; the first rows are its header."""
        kept = [[_clean_cell(one) for one in row] for row in rows]
        columns = merge_headers(kept[:header_rows]) if header_rows else ()
        cells: list[Cell] = []
        above: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(kept):
            for column, text in enumerate(row):
                if text is not None or column not in above:
                    above[column] = self.add_paragraph(text or "")
                cells.append(Cell(number, column, *above[column]))
        if any(one.start < one.end for one in cells):
            page = len(self._pages) + 1
            self._tables.append(Table(page, NO_PAPER, columns, tuple(cells), header_rows))

    def add_grid(self, rows: Sequence[Row]) -> None:
        """Add the rows of a grid whose header is not marked: titles, header, rows of cells."""
        kept = [cleaned for row in rows if any(cleaned := [_clean_cell(one) for one in row])]
        head = None if _is_form(kept) else header_row(kept)
        if head is None:
            for row in kept:
                self.add_paragraph(" ".join(one for one in row if one))
            return
        for row in kept[:head]:
            self.add_paragraph(" ".join(one for one in row if one))
        last = _last_header(kept, head)
        data = [row for row in kept[last + 1 :] if not _is_numbering(row)]
        self.add_table([*kept[head : last + 1], *data], header_rows=last + 1 - head)

    def to_document(self, given: Given, problems: Sequence[Problem] = ()) -> Document:
        """The document of all parts.

        Raises:
            NoText: if there is none.
        """
        self.end_part()
        if not self._runs:
            raise NoText("no_text", name=given.source.name, pages=len(self._pages))
        return Document(
            source=given.source,
            map=TextMap("".join(self._parts), tuple(self._runs)),
            pages=tuple(self._pages),
            tables=tuple(self._tables),
            problems=tuple(problems),
        )


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether the rows are a form to be filled in: a name, a colon, what is said of it."""
    colons = sum(1 for row in rows if ":" in row or (row and (row[0] or "").endswith(":")))
    return 2 * colons > len(rows)


def header_row(rows: Sequence[Row]) -> int | None:
    """Index of the row that names the columns; None where the rows are no table."""
    widest = max((_filled(row) for row in rows), default=0)
    if widest < _LEAST_COLUMNS or len(rows) < _LEAST_COLUMNS:
        return None
    for index, row in enumerate(rows[:-1]):
        if _filled(row) >= max(_LEAST_COLUMNS, (widest + 1) // 2) and not _has_values(row):
            return index
    return None


def merge_headers(rows: Sequence[Row]) -> tuple[str, ...]:
    """The words over each column, from the upper header to the lower one."""
    width = max(len(row) for row in rows)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    above: list[str] = []
    for index in range(width):
        upper = padded[0][index]
        if not upper and len(padded) > 1 and padded[1][index] and above:
            upper = above[-1]
        above.append(upper or "")
    merged: list[str] = []
    for index in range(width):
        words = [above[index], *(row[index] for row in padded[1:])]
        merged.append(" ".join(dict.fromkeys(one for one in words if one)))
    return tuple(merged)


def _last_header(rows: Sequence[Row], head: int) -> int:
    """Index of the last row of the header, which may have two levels."""
    after = rows[head + 1] if head + 1 < len(rows) - 1 else None
    if after is None or _has_values(after) or not _fills_gaps(rows[head], after):
        return head
    return head + 1


def _fills_gaps(upper: Row, lower: Row) -> bool:
    """Whether the lower row stands only under columns that the upper row names broadly."""
    gaps = [index for index, one in enumerate(upper) if not one]
    filled = [index for index, one in enumerate(lower) if one]
    starts = {gap - 1 for gap in gaps}
    return bool(gaps) and bool(filled) and all(one in gaps or one in starts for one in filled)


def _filled(row: Row) -> int:
    return sum(1 for one in row if one)


def _has_values(row: Row) -> bool:
    """Whether a row holds numbers other than years: a header does not."""
    return any(
        one and one[0].isdigit() and not re.fullmatch(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?", one)
        for one in row
    )


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 and so on."""
    filled = [one for one in row if one]
    return (
        len(filled) > 1
        and all(_NUMBERS.fullmatch(one) for one in filled)
        and (
            [int(re.sub(r"\D.*", "", one.lstrip("("))) for one in filled]
            == list(range(1, len(filled) + 1))
        )
    )
