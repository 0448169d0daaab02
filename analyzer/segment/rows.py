"""Table rows: the lines of each cell, rows that run over a page break, heads that are repeated.

Takes the tables of a document and its lines, gives rows in the order of the text, each with its
cells by column. It reads nothing into the words; what a column means is told by ``matrix``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.schema import Cell, Table
from analyzer.segment.lines import Line

_SAME_PLACE = 12.0
_NEARLY_ALL = 0.8


@dataclass(slots=True)
class Row:
    """A row: the lines of the cells that begin in it, and the cells it shares with rows above.

    ``shared`` gives for a column the start of the cell in the old text.
    """

    table: int
    columns: tuple[str, ...]
    cells: dict[int, list[Line]]
    shared: dict[int, int] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    is_head: bool = False
    is_dropped: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines, cell by cell."""
        return [line for column in sorted(self.cells) for line in self.cells[column]]


def build_rows(tables: Sequence[Table], lines: Sequence[Line]) -> list[Row]:
    """The rows of all tables; marks each of their lines with the index of its table."""
    starts = [line.start for line in lines]
    rows: list[Row] = []
    last: tuple[Table, Row] | None = None
    for index, table in enumerate(tables):
        own = list(_iter_rows(index, table, lines, starts))
        if last is not None and _continues(last[0], table):
            _drop_repeated(own, table, last[0])
            _join_over_break(last[1], own, table)
        rows += own
        kept = [row for row in own if not row.is_dropped and not row.is_head]
        if kept:
            last = (table, kept[-1])
        elif last is not None and _continues(last[0], table):
            last = (table, last[1])
    return rows


def _iter_rows(
    index: int, table: Table, lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[Row]:
    seen: set[tuple[int, int, int]] = set()
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for number, cells in sorted(by_row.items()):
        row = Row(index, table.columns, {}, is_head=number < table.header_rows)
        for cell in cells:
            if cell.start >= cell.end:
                continue
            key = (cell.column, cell.start, cell.end)
            if key in seen:
                row.shared[cell.column] = cell.start
                continue
            seen.add(key)
            own = list(lines[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)])
            if own:
                row.cells[cell.column] = own
                row.starts[cell.column] = cell.start
            for line in own:
                line.cell = index
        if row.cells:
            yield row


def _continues(before: Table, after: Table) -> bool:
    """Whether a table goes on with that of the page before: same place, same columns."""
    return (
        after.page == before.page + 1
        and bool(before.columns)
        and after.box.bottom > after.box.top
        and len(after.columns) == len(before.columns)
        and abs(after.box.x0 - before.box.x0) < _SAME_PLACE
        and abs(after.box.x1 - before.box.x1) < _SAME_PLACE
    )


def _drop_repeated(rows: Sequence[Row], table: Table, before: Table) -> None:
    """Drop the head of a table that repeats the head of the page before."""
    if table.header_rows and table.columns == before.columns:
        for row in rows:
            row.is_dropped = row.is_dropped or row.is_head


def _join_over_break(last: Row, rows: Sequence[Row], table: Table) -> None:
    """Give the lines of a row that was cut by the page break to the row it belongs to."""
    first = next((row for row in rows if not row.is_head), None)
    if first is None or (table.header_rows and table.columns != last.columns):
        return
    leading = min((*last.cells, *last.shared), default=0)
    if leading in first.cells or leading in first.shared or not first.cells:
        return
    if not set(first.cells) <= {*last.cells, *last.shared}:
        return
    if not (_leads_all(rows, leading) or _reads_on(first)):
        return
    for column, own in first.cells.items():
        for line in own:
            line.is_moved = True
        last.cells.setdefault(column, []).extend(own)
    first.is_dropped = True
    first.cells = {}


def _leads_all(rows: Sequence[Row], leading: int) -> bool:
    """Whether nearly every other row fills the leading column, as numbers and codes do."""
    others = [row for row in rows if not row.is_head][1:]
    filled = sum(leading in row.cells or leading in row.shared for row in others)
    return len(others) >= 3 and filled >= _NEARLY_ALL * len(others)


def _reads_on(first: Row) -> bool:
    """Whether the cells of a row read as the rest of the cells above them."""
    begins = [own[0].text[0] for own in first.cells.values()]
    small = sum(not one.isupper() and not one.isdigit() for one in begins)
    return 2 * small >= len(begins)
