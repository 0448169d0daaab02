"""Tables of a PDF, page by page: ruled ones, and those with columns told apart by white space.

Takes an open page with its pieces, gives the pieces put in order cell by cell, and after the page
has been added to the text the tables with the range of every cell. Columns keep their names on the
pages that a table runs over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.extract.aligned_tables import find_aligned
from analyzer.extract.characters import mend
from analyzer.extract.grids import find_grids
from analyzer.extract.order import in_reading_order
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import DocumentText, Piece
from analyzer.extract.rulings import read_rulings
from analyzer.extract.table_cells import FilledGrid, fill_grids
from analyzer.extract.table_heads import Spans, column_names, head_rows
from analyzer.schema import Cell, Table

_SAME_COLUMN = 8.0
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")


@dataclass(frozen=True, slots=True)
class _Head:
    """Column names with the positions they were found at."""

    lefts: tuple[float, ...]
    names: tuple[str, ...]


class TableReader:
    """Finds the tables of a document's pages; remembers the last head for the next page."""

    def __init__(self) -> None:
        self._last: _Head | None = None
        self._found: list[tuple[FilledGrid, str]] = []
        self.tables: list[Table] = []

    def arrange(
        self, handle: Any, page: RawPage, text: str, pieces: list[Piece]
    ) -> list[Piece] | None:
        """The pieces of a page with its tables cell by cell; None where it has no tables."""
        self._found = []
        if len(pieces) < 2:
            return None
        rulings = read_rulings(handle, page.frame)
        grids = find_grids(rulings.edges)
        ruled, outside = fill_grids(page, text, pieces, grids) if grids else ([], pieces)
        aligned, outside = find_aligned(page, text, outside, rulings)
        if not ruled and not aligned:
            return None
        filled = sorted([*ruled, *aligned], key=lambda one: one.grid.box.top)
        self._found = [(one, text) for one in filled]
        return list(_interleaved(in_reading_order(outside), filled))

    def settle(self, text: DocumentText) -> None:
        """Take the tables of the page that was just added to the text, now that it has ranges."""
        if not self._found:
            return
        page, *places = text.last_page_places()
        for filled, raw in self._found:
            self.tables.append(self._settled(filled, raw, page, places))
        self._found = []

    def _settled(
        self, filled: FilledGrid, raw: str, page: int, places: list[dict[int, int]]
    ) -> Table:
        grid = filled.grid
        cells = [Spans(one.row, one.column, one.rows, one.columns) for one in grid.cells]
        words = {
            (cell.row, cell.column): _words(raw, own) for cell, own in filled.pieces.items() if own
        }
        heads = head_rows(cells, words, grid.row_count)
        names = self._names(filled, cells, words, heads)
        return Table(
            page=page,
            box=grid.box,
            columns=names,
            cells=tuple(_iter_cells(filled, places, heads)),
            header_rows=heads,
        )

    def _names(
        self,
        filled: FilledGrid,
        cells: Sequence[Spans],
        words: dict[tuple[int, int], str],
        heads: int,
    ) -> tuple[str, ...]:
        """Names from the head, or from the table before where this one continues it."""
        grid = filled.grid
        names = column_names(cells, words, heads=heads, columns=grid.column_count)
        if any(names):
            self._last = _Head(grid.lefts, names)
            return names
        if self._last is not None:
            return tuple(
                _name_at((left + right) / 2, self._last)
                for left, right in zip(grid.lefts, grid.lefts[1:], strict=False)
            )
        return ("",) * grid.column_count


def _name_at(middle: float, head: _Head) -> str:
    for left, right, name in zip(head.lefts, head.lefts[1:], head.names, strict=False):
        if left - _SAME_COLUMN < middle < right + _SAME_COLUMN and left < middle < right:
            return name
    return ""


def _words(raw: str, pieces: Sequence[Piece]) -> str:
    words = " ".join(mend(" ".join(raw[one.start : one.end] for one in pieces)).split())
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), words)


def _interleaved(outside: list[Piece], tables: list[FilledGrid]) -> Iterator[Piece]:
    """Pieces outside tables in their order, each table before what stands below its top."""
    waiting = list(tables)
    for piece in outside:
        middle = (piece.box.top + piece.box.bottom) / 2
        while waiting and waiting[0].grid.box.top < middle:
            yield from _of_table(waiting.pop(0))
        yield piece
    for table in waiting:
        yield from _of_table(table)


def _of_table(table: FilledGrid) -> Iterator[Piece]:
    for cell in table.grid.cells:
        yield from table.pieces.get(cell, ())


def _iter_cells(filled: FilledGrid, places: list[dict[int, int]], heads: int) -> Iterator[Cell]:
    """Cells row by row; a cell over several rows of data stands in each of them."""
    starts, ends = places
    cells: list[Cell] = []
    last = min(starts.values(), default=0)
    for cell in filled.grid.cells:
        own = [one for one in filled.pieces.get(cell, ()) if one.start in starts]
        start = min((starts[one.start] for one in own), default=last)
        end = max((ends[one.end] for one in own if one.end in ends), default=last)
        last = end
        count = cell.rows if cell.row >= heads and own else 1
        cells += (Cell(cell.row + step, cell.column, start, end) for step in range(count))
    yield from sorted(cells, key=lambda one: (one.row, one.column))
