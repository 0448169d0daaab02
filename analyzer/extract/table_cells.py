"""Which characters of a page stand in which cell of its tables.

Takes the pieces of a page and its grids, gives for every grid the pieces of each cell, and the
pieces that stand in none. Lines that run through several cells are parted at words, words at
characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from analyzer.extract.grids import Grid, GridCell
from analyzer.extract.order import in_rows
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import LINE, Piece
from analyzer.textmap import Box

_SLACK = 2.0
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_TOUCH_OF_HEIGHT = 0.05
_MOSTLY = 0.85
_MUCH_TEXT = 700
_LEAST_FILLED = 0.15


@dataclass(slots=True)
class FilledGrid:
    """A grid with the pieces of its cells, in reading order."""

    grid: Grid
    pieces: dict[GridCell, list[Piece]] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        """Whether it holds a table and not a frame, a chart or a form of lines."""
        filled = [cell for cell, own in self.pieces.items() if own]
        rows = defaultdict(set)
        for cell in filled:
            rows[cell.row].add(cell.column)
        sizes = [sum(one.end - one.start for one in self.pieces[cell]) for cell in filled]
        if sum(sizes) > _MUCH_TEXT and max(sizes) > _MOSTLY * sum(sizes):
            return False
        if len(filled) < _LEAST_FILLED * len(self.grid.cells):
            return False
        return len(filled) >= 3 and any(len(columns) > 1 for columns in rows.values())


class _Lookup:
    """Finds the cell of a grid at a point."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._at = {
            (row, column): cell
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point."""
        row = bisect_right(self.grid.tops, y) - 1
        column = bisect_right(self.grid.lefts, x) - 1
        return self._at.get((row, column))


def fill_grids(
    page: RawPage, text: str, pieces: Sequence[Piece], grids: Sequence[Grid]
) -> tuple[list[FilledGrid], list[Piece]]:
    """The tables among the grids with their pieces, and the pieces outside all tables.

    What stands inside a table but in none of its cells is in a cell that the file left open.
    """
    owners = [_Lookup(grid) for grid in grids]
    inside: list[dict[GridCell, list[Piece]]] = [defaultdict(list) for _ in grids]
    held: list[list[tuple[int, Piece]]] = [[] for _ in grids]
    open_: list[list[tuple[int, Piece]]] = [[] for _ in grids]
    outside: list[tuple[int, Piece]] = []
    for order, piece in enumerate(pieces):
        index = _grid_at(piece.box, grids)
        if index is None:
            outside.append((order, piece))
            continue
        held[index].append((order, piece))
        for part, cell in _parts(page, text, piece, owners[index]):
            if cell is None:
                open_[index].append((order, part))
            else:
                inside[index][cell].append(part)
    tables: list[FilledGrid] = []
    ordered = iter(in_rows([own for cells in inside for own in cells.values()]))
    for index, grid in enumerate(grids):
        filled = FilledGrid(grid, {cell: next(ordered) for cell in inside[index]})
        if filled.is_table:
            tables.append(_with_open_cells(filled, [piece for _, piece in open_[index]]))
        else:
            outside.extend(held[index])
    return tables, [piece for _, piece in sorted(outside)]


def _with_open_cells(table: FilledGrid, pieces: Sequence[Piece]) -> FilledGrid:
    """The table with cells made for pieces between its lines that no closed cell holds."""
    if not pieces:
        return table
    grid, lookup = table.grid, _Lookup(table.grid)
    found: dict[GridCell, list[Piece]] = {}
    for piece in pieces:
        x0, top, x1, bottom = piece.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        cell = lookup.at(x, y) or _open_cell(grid, x, y)
        found.setdefault(cell, list(table.pieces.get(cell, ()))).append(piece)
    ordered = dict(zip(found, in_rows(list(found.values())), strict=True))
    cells = sorted({**dict.fromkeys(grid.cells), **ordered}, key=lambda one: (one.row, one.column))
    return FilledGrid(replace(grid, cells=tuple(cells)), {**table.pieces, **ordered})


def _open_cell(grid: Grid, x: float, y: float) -> GridCell:
    """The cell between the lines about a point."""
    row = max(0, bisect_right(grid.tops, y, hi=grid.row_count) - 1)
    column = max(0, bisect_right(grid.lefts, x, hi=grid.column_count) - 1)
    lefts, tops = grid.lefts, grid.tops
    box = Box(lefts[column], tops[row], lefts[column + 1], tops[row + 1])
    return GridCell(box, row, column, 1, 1)


def _grid_at(box: Box, grids: Sequence[Grid]) -> int | None:
    """Index of the grid that holds the middle line of a piece."""
    middle = (box.top + box.bottom) / 2
    for index, grid in enumerate(grids):
        own = grid.box
        is_level = own.top - 1.0 <= middle <= own.bottom + 1.0
        if is_level and box.x0 >= own.x0 - _SLACK and box.x1 <= own.x1 + 3 * _SLACK:
            return index
    return None


def _parts(
    page: RawPage, text: str, piece: Piece, lookup: _Lookup
) -> Iterator[tuple[Piece, GridCell | None]]:
    """A piece parted by cells, each part with the cell it stands in, if any."""
    box = piece.box
    middle = (box.top + box.bottom) / 2
    cell = lookup.at((box.x0 + box.x1) / 2, middle)
    if cell and box.x0 >= cell.box.x0 - _SLACK and box.x1 <= cell.box.x1 + _SLACK:
        yield piece, cell
        return
    current: tuple[int, int, GridCell | None] | None = None
    for start, end, own in _spans(page, text, piece, lookup):
        if current is not None and (own is current[2] or (own is None and current[2] is not None)):
            current = (current[0], end, current[2])
            continue
        if current is not None:
            yield _cut(page, piece, current[0], current[1]), current[2]
        current = (start, end, own)
    if current is not None:
        yield _cut(page, piece, current[0], current[1]), current[2]


def _spans(
    page: RawPage, text: str, piece: Piece, lookup: _Lookup
) -> Iterator[tuple[int, int, GridCell | None]]:
    """Words of a piece with their cells; one that runs over a line is parted where letters do."""
    for match in _WORD.finditer(text, piece.start, piece.end):
        start, end = match.span()
        first, last = _cell_of(page, start, lookup), _cell_of(page, end - 1, lookup)
        if first is last:
            yield start, end, first
            continue
        begin, cell = start, first
        for index in range(start + 1, end):
            own = _cell_of(page, index, lookup)
            if own is not cell and not _touches(page, index):
                yield begin, index, cell
                begin, cell = index, own
        yield begin, end, cell


def _touches(page: RawPage, index: int) -> bool:
    """Whether a character stands right beside the one before it, on one level."""
    left, right = page.loose_box(index - 1), page.loose_box(index)
    height = right[3] - right[1]
    is_level = min(left[3], right[3]) - max(left[1], right[1]) > height / 2
    return is_level and abs(right[0] - left[2]) < _TOUCH_OF_HEIGHT * height


def _cell_of(page: RawPage, index: int, lookup: _Lookup) -> GridCell | None:
    x0, top, x1, bottom = page.frame.box(*page.loose_box(index))
    return lookup.at((x0 + x1) / 2, (top + bottom) / 2)


def _cut(page: RawPage, piece: Piece, start: int, end: int) -> Piece:
    if (start, end) == (piece.start, piece.end):
        return piece
    left, right = page.loose_box(start), page.loose_box(end - 1)
    own = page.frame.box(left[0], min(left[1], right[1]), right[2], max(left[3], right[3]))
    return Piece(start, end, own, LINE)
