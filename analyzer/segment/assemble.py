"""Puts the text together anew from blocks, and carries everything along with it.

Takes a document, its lines and blocks, gives the document with lines joined and furniture left
out (its runs stay in the map with an empty range), and the range of each block. Pages and table
cells keep their places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from analyzer.schema import Cell, Document, Page
from analyzer.segment.blocks import Block
from analyzer.segment.cells import WordStock
from analyzer.segment.hyphens import is_part_of_word
from analyzer.segment.lines import Line
from analyzer.segment.rows import Row
from analyzer.textmap import Run, TextMap

CELL_BREAK: Final = " | "


class Assembly:
    """The new text while it is being put together."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._runs = document.map.runs
        self._whole = document.text
        self._parts: list[str] = []
        self._new_runs: list[Run] = []
        self._moves: list[tuple[int, int, int]] = []
        self._length = 0
        self._done = bytearray(len(self._runs))
        self._next_run = 0
        self._stock = WordStock(document.text)
        self.cells: dict[int, tuple[int, int]] = {}

    def add(self, block: Block) -> tuple[int, int]:
        """Append a block; gives its range of the new text."""
        if self._length:
            self._put("\n")
        start = self._length
        self._add_lines(block.lines, is_cell=False)
        return start, self._length

    def add_row(self, row: Row) -> tuple[int, int]:
        """Append a table row, its cells parted by bars; gives its range of the new text."""
        if self._length:
            self._put("\n")
        start = self._length
        for number, column in enumerate(sorted(row.cells)):
            if number:
                self._put(CELL_BREAK)
            low = self._length
            self._add_lines(row.cells[column], is_cell=True)
            self.cells[row.starts.get(column, row.cells[column][0].start)] = (low, self._length)
        return start, self._length

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _add_lines(self, lines: Sequence[Line], *, is_cell: bool) -> None:
        last = len(lines) - 1
        for index, line in enumerate(lines):
            if index == last:
                self._add_line(line, line.text)
                break
            following = lines[index + 1]
            text, after = self._joint(line, following)
            if is_cell and after and self._stock.is_broken(text, following.text):
                after = ""
            self._add_line(line, text)
            if after:
                self._put(after)

    def _joint(self, line: Line, following: Line) -> tuple[str, str]:
        """The text of a line and what stands between it and the line that follows."""
        text = line.text
        if text[-1] != "-" or len(text) < 2 or text[-2] == " ":
            return text, " "
        if is_part_of_word(text, following.text, self._whole):
            return text, ""
        return text[:-1], ""

    def _add_line(self, line: Line, text: str) -> None:
        at = self._length
        shift, end = at - line.start, at + len(text)
        if not line.is_moved:
            self._drop_before(line.first_run)
        add, make, done = self._new_runs.append, tuple.__new__, self._done
        for index in range(line.first_run, line.last_run):
            done[index] = 1
            start, stop, page, raw_start, raw_end, box = self._runs[index]
            stop += shift
            if stop > end:
                raw_end -= stop - end
                stop = end
            add(make(Run, (start + shift, stop, page, raw_start, raw_end, box)))
        self._moves.append((line.start, at, end))
        self._parts.append(text)
        self._length = end

    def _drop_before(self, index: int) -> None:
        """Keep runs that were passed over with an empty range, so that the map knows of them."""
        while self._next_run < index:
            if not self._done[self._next_run]:
                run = self._runs[self._next_run]
                self._new_runs.append(run._replace(start=self._length, end=self._length))
                self._done[self._next_run] = 1
            self._next_run += 1

    def position(self, old: int) -> int:
        """Where a position of the old text is in the new one; asked after the last line."""
        index = bisect_right(self._moves, (old, len(self._whole), 0)) - 1
        if index < 0:
            return 0
        old_start, start, end = self._moves[index]
        return min(start + old - old_start, end)

    def finish(self) -> Document:
        """The document with its new text."""
        self._drop_before(len(self._runs))
        self._moves.sort()
        old = self._document
        text = TextMap("".join(self._parts), tuple(self._new_runs))
        tables = tuple(
            replace(table, cells=tuple(map(self._moved_cell, table.cells))) for table in old.tables
        )
        return replace(old, map=text, tables=tables, pages=tuple(self._iter_pages()))

    def _moved_cell(self, cell: Cell) -> Cell:
        if cell.start < cell.end and cell.start in self.cells:
            start, end = self.cells[cell.start]
        else:
            start, end = self.position(cell.start), self.position(cell.end)
        return Cell(cell.row, cell.column, start, max(start, end))

    def _iter_pages(self) -> Iterator[Page]:
        """Pages with their new ranges; a row over a page break belongs to the page it begins on."""
        last = 0
        for page in self._document.pages:
            start = max(last, self.position(page.start))
            last = max(start, self.position(page.end))
            yield replace(page, start=start, end=last)
