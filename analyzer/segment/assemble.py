"""Puts the text together anew from blocks, and carries everything along with it.

Takes a document, its lines and blocks, gives the document with lines joined and furniture left
out (its runs stay in the map with an empty range), and the range of each block. Pages and table
cells keep their places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from analyzer.schema import Document, Page
from analyzer.segment.blocks import Block
from analyzer.segment.hyphens import is_part_of_word
from analyzer.segment.lines import Line
from analyzer.textmap import Run, TextMap


class Assembly:
    """The new text while it is being put together."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._runs = document.map.runs
        self._whole = document.text
        self._parts: list[str] = []
        self._new_runs: list[Run] = []
        self._old_starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self._length = 0
        self._next_run = 0

    def add(self, block: Block) -> tuple[int, int]:
        """Append a block; gives its range of the new text."""
        if self._length:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        last = len(block.lines) - 1
        for index, line in enumerate(block.lines):
            if index == last:
                self._add_line(line, line.text)
                break
            text, after = self._joint(line, block.lines[index + 1])
            self._add_line(line, text)
            if after:
                self._parts.append(after)
                self._length += 1
        return start, self._length

    def _joint(self, line: Line, following: Line) -> tuple[str, str]:
        """The text of a line and what stands between it and the line that follows."""
        text = line.text
        if text[-1] != "-" or len(text) < 2 or text[-2] == " ":
            return text, " "
        if is_part_of_word(text, following.text, self._whole):
            return text, ""
        return text[:-1], ""

    def _add_line(self, line: Line, text: str) -> None:
        self._drop_until(line.first_run)
        at, length = self._length, len(text)
        shift = at - line.start
        end = at + length
        add, make = self._new_runs.append, tuple.__new__
        for index in range(line.first_run, line.last_run):
            start, stop, page, raw_start, raw_end, box = self._runs[index]
            stop += shift
            if stop > end:
                raw_end -= stop - end
                stop = end
            add(make(Run, (start + shift, stop, page, raw_start, raw_end, box)))
        self._next_run = line.last_run
        self._old_starts.append(line.start)
        self._spans.append((at, end))
        self._parts.append(text)
        self._length = end

    def _drop_until(self, index: int) -> None:
        """Keep runs that were passed over with an empty range, so that the map knows of them."""
        while self._next_run < index:
            run = self._runs[self._next_run]
            self._new_runs.append(run._replace(start=self._length, end=self._length))
            self._next_run += 1

    def position(self, old: int) -> int:
        """Where a position of the old text is in the new one."""
        index = bisect_right(self._old_starts, old) - 1
        if index < 0:
            return 0
        start, end = self._spans[index]
        return min(start + old - self._old_starts[index], end)

    def finish(self) -> Document:
        """The document with its new text."""
        self._drop_until(len(self._runs))
        old = self._document
        tables = tuple(
            replace(
                table,
                cells=tuple(
                    replace(one, start=self.position(one.start), end=self.position(one.end))
                    for one in table.cells
                ),
            )
            for table in old.tables
        )
        text = TextMap("".join(self._parts), tuple(self._new_runs))
        return replace(old, map=text, tables=tables, pages=self._pages())

    def _pages(self) -> tuple[Page, ...]:
        return tuple(
            replace(page, start=self.position(page.start), end=self.position(page.end))
            for page in self._document.pages
        )


def ordered_lines(blocks: Sequence[Block]) -> list[Line]:
    """The lines of the blocks, in order."""
    return [line for block in blocks for line in block.lines]
