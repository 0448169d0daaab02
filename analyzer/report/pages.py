"""Finds the pages of a range of the text from the ranges of the pages.

Takes the pages of a document, gives page numbers; opens no file and asks for no rectangles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analyzer.schema import Page


class PageIndex:
    """Looks up page numbers by position in the text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = sorted(pages, key=lambda page: (page.start, page.end, page.number))
        self._starts = [page.start for page in self._pages]

    def of(self, start: int, end: int) -> tuple[int, ...]:
        """Numbers of the pages that hold a part of ``text[start:end]``, in order.

        A range between two pages belongs to the page before it; () only without any page.
        """
        if not self._pages:
            return ()
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        touched = [page for page in self._pages[first : last + 1] if page.end > start]
        return tuple(page.number for page in touched) or (self._pages[first].number,)

    def first(self, position: int) -> int | None:
        """Number of the page at a position, or None without any page."""
        found = self.of(position, position + 1)
        return found[0] if found else None
