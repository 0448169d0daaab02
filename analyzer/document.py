"""The document: text with its map, pages and tables.

Takes nothing, gives frozen types; what a file format reads becomes a :class:`Document`. Ranges are
half-open and count Unicode code points of ``Document.text``; pages count from 1; rectangles are PDF
points with the origin at the top left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from analyzer.enums import ReadBy
from analyzer.textmap import Box, RawRange, TextMap


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was given. ``id`` is the first 16 hex digits of its sha256."""

    id: str
    name: str
    media_type: str
    size: int
    member: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points (0 where there is no paper) and its range of the text."""

    number: int
    width: float
    height: float
    start: int
    end: int
    read_by: ReadBy


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: row and column from 0, its range of the text, empty or not."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page. ``columns`` are the header's words, one a column.

    The first ``header_rows`` rows are the header; 0 where the table continues one of a page before.
    """

    page: int
    box: Box
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong without stopping the work; the report puts it in words."""

    code: str
    page: int | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a range of the text stands: a page and, where there is paper, its rectangles."""

    page: int
    rectangles: tuple[Box, ...] = ()


class Locator(Protocol):
    """Gives the rectangles of raw characters of a page; a file format brings its own."""

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """Rectangles, one a line, of the raw characters."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file with its map, pages and tables."""

    source: Source
    map: TextMap
    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    language: str = "id"
    problems: tuple[Problem, ...] = ()
    locator: Locator | None = field(default=None, compare=False, repr=False)
    settled: Mapping[tuple[int, int], tuple[Place, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def text(self) -> str:
        """The whole text; every range counts its code points."""
        return self.map.text

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """Pages and rectangles of ``text[start:end]``, in page order.

        Rectangles are empty where the format has no paper or the document was settled without
        this range. The file is read again only here.
        """
        known = self.settled.get((start, end))
        if known is not None:
            return known
        by_page: dict[int, list[Box]] = {}
        for raw in self.map.raw_ranges(start, end):
            boxes = by_page.setdefault(raw.page, [])
            if self.locator is not None:
                boxes.extend(self.locator.rectangles(raw))
        return tuple(Place(page, tuple(boxes)) for page, boxes in sorted(by_page.items()))

    def settle(self, ranges: Sequence[tuple[int, int]]) -> Document:
        """The same document with these ranges located for good and the file let go."""
        places = {(start, end): self.locate(start, end) for start, end in sorted(set(ranges))}
        return replace(self, locator=None, settled=places)
