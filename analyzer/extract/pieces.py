"""Pieces of lines on a page, and the text map built from them.

Takes pieces (a range of the page's raw characters with its rectangle) in reading order, gives runs
and text. It knows no file format: a PDF page and a page read from its picture make the same
pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.extract.characters import mend
from analyzer.schema import Page, ReadBy
from analyzer.textmap import Box, Run, TextMap

_MANY_SPACES = re.compile(r" {2,}")
LINE, SPACE, NOTHING = "\n", " ", ""


class Piece(NamedTuple):
    """Raw characters ``start`` to ``end`` of a page, in one line, and where they stand.

    ``before`` is what separates the piece from the one before it: a line feed, a space, nothing.
    """

    start: int
    end: int
    box: Box
    before: str = LINE


class DocumentText:
    """Gathers the text of a document page by page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self.pages: list[Page] = []

    def add_page(
        self,
        raw: str,
        pieces: Sequence[Piece],
        *,
        size: tuple[float, float],
        read_by: ReadBy,
    ) -> None:
        """Add the next page: its raw characters, the pieces in reading order, its size."""
        number = len(self.pages) + 1
        text = mend(raw)
        if pieces and self._length:
            self._parts.append(LINE)
            self._length += 1
        start = self._length
        self._add_pieces(text, pieces, number)
        self.pages.append(Page(number, size[0], size[1], start, self._length, read_by))

    def _add_pieces(self, text: str, pieces: Sequence[Piece], page: int) -> None:
        parts, runs, at, make = self._parts, self._runs, self._length, tuple.__new__
        first = True
        for start, end, box, before in pieces:
            words = text[start:end]
            if first:
                first = False
            else:
                parts.append(before)
                at += len(before)
            parts.append(words)
            if "  " in words:
                at = self._add_spaced(words, Run(at, 0, page, start, end, box))
                continue
            after = at + end - start
            runs.append(make(Run, (at, after, page, start, end, box)))
            at = after
        self._length = at

    def _add_spaced(self, words: str, run: Run) -> int:
        """Replace the part just added by its words with single spaces between them."""
        self._parts[-1] = _MANY_SPACES.sub(SPACE, words)
        at, done = run.start, 0
        for gap in (*_MANY_SPACES.finditer(words), None):
            until = gap.start() + 1 if gap else len(words)
            raw = run.raw_start + done
            after = at + until - done
            self._runs.append(Run(at, after, run.page, raw, raw + until - done, run.box))
            at, done = after, gap.end() if gap else until
        return at

    def last_page_places(self) -> tuple[int, dict[int, int], dict[int, int]]:
        """Number of the last page; where in the text its pieces start and end.

        The starts are found by a piece's first raw character, the ends by the one after its last.
        """
        number = len(self.pages)
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for run in reversed(self._runs):
            if run.page != number:
                break
            starts[run.raw_start] = run.start
            ends[run.raw_end] = run.end
        return number, starts, ends

    @property
    def length(self) -> int:
        """Code points so far."""
        return self._length

    def to_map(self) -> TextMap:
        """The text and its runs."""
        return TextMap("".join(self._parts), tuple(self._runs))
