"""Cuts the document's text into pages, blocks and pieces, for overlapping findings.

Takes an analysis, gives for each page its blocks (passages and what stands between them) and in
each block pieces of text under the same set of findings. The pieces of all pages put together are
the text of the pages. It makes no markup.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.schema import (
    Analysis,
    Assertion,
    Assessment,
    Dimension,
    Label,
    Mention,
    Page,
    Passage,
    PassageKind,
    ReadBy,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same findings; ``opens`` and ``closes`` tell which begin and end."""

    text: str
    dimensions: tuple[Dimension, ...]
    is_term: bool
    is_name: bool
    opens: tuple[Mention, ...]
    closes: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage or what stands between two; ``cells`` has one part but for table rows.

    ``anchor`` is the passage's id on the first page it stands on, empty otherwise.
    """

    anchor: str
    kind: PassageKind | None
    judged: Assessment | None
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def label(self) -> Label:
        """The label of the passage; ``none`` where there is none."""
        return self.judged.label if self.judged else Label.NONE


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its blocks, and how many strong and weak passages begin on it."""

    number: int
    read_by: ReadBy
    blocks: tuple[Block, ...]
    strong: int
    weak: int

    @property
    def has_findings(self) -> bool:
        """True where a passage is strong or weak, or something is marked."""
        marked = (
            piece.dimensions or piece.is_term
            for block in self.blocks
            for cell in block.cells
            for piece in cell
        )
        return self.strong + self.weak > 0 or any(marked)


def build_pages(analysis: Analysis) -> tuple[PageView, ...]:
    """All pages of the document, in order."""
    judged = {one.target: one for one in analysis.assessments}
    mentions = sorted(analysis.mentions, key=lambda one: (one.start, -one.end, one.id))
    marker = _Marker(analysis.document.text, mentions)
    passages = _without_nested(analysis.passages)
    return tuple(
        _page(page, passages, judged=judged, marker=marker) for page in analysis.document.pages
    )


def cut_pieces(text: str, start: int, end: int, mentions: Iterable[Mention]) -> tuple[Piece, ...]:
    """The pieces of ``text[start:end]`` under mentions that may nest and overlap."""
    inside = [one for one in mentions if one.start < end and one.end > start]
    borders = {start, end}
    borders.update(edge for one in inside for edge in (one.start, one.end) if start < edge < end)
    ordered = sorted(borders)
    return tuple(
        _piece(text, low, high, [one for one in inside if one.start < high and one.end > low])
        for low, high in pairwise(ordered)
    )


def _piece(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Piece:
    found = {one.dimension for one in mentions}
    terms = [one for one in mentions if one.dimension is None]
    names = [one for one in terms if one.assertion is Assertion.NAME]
    ends = {one.dimension for one in mentions if one.end == end}
    return Piece(
        text=text[start:end],
        dimensions=tuple(one for one in Dimension if one in found),
        is_term=len(terms) > len(names),
        is_name=bool(names),
        opens=tuple(one for one in mentions if one.dimension and one.start == start),
        closes=tuple(one for one in Dimension if one in ends),
    )


class _Marker:
    """Finds the mentions of a range without looking through all of them."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [one.start for one in mentions]
        self._longest = max((one.end - one.start for one in mentions), default=0)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of a range."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        return cut_pieces(self._text, start, end, self._mentions[low:high])

    def is_blank(self, start: int, end: int) -> bool:
        """True where the range holds nothing to read."""
        return not self._text[start:end].strip()


def _without_nested(passages: Sequence[Passage]) -> list[Passage]:
    """Passages in order; one that begins inside an earlier one is left to that one."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda one: (one.start, -one.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept


def _page(
    page: Page,
    passages: Sequence[Passage],
    *,
    judged: dict[str, Assessment],
    marker: _Marker,
) -> PageView:
    blocks: list[Block] = []
    done = page.start
    first = max(0, bisect_left(passages, page.start, key=lambda one: one.end))
    for passage in passages[first:]:
        start, end = max(passage.start, page.start), min(passage.end, page.end)
        if passage.start >= page.end:
            break
        if start >= end:
            continue
        blocks.extend(_between(done, start, marker))
        anchor = passage.id if passage.start >= page.start else ""
        cells = tuple(marker.pieces(*one) for one in _iter_cells(passage, start, end))
        blocks.append(Block(anchor, passage.kind, judged.get(passage.id), cells))
        done = end
    blocks.extend(_between(done, page.end, marker))
    labels = [one.label for one in blocks if one.anchor]
    strong, weak = labels.count(Label.STRONG), labels.count(Label.WEAK)
    return PageView(page.number, page.read_by, tuple(blocks), strong, weak)


def _between(start: int, end: int, marker: _Marker) -> Iterator[Block]:
    if start < end and not marker.is_blank(start, end):
        yield Block("", None, None, (marker.pieces(start, end),))


def _iter_cells(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range cut where cells begin; a range without cells as it is."""
    cuts = sorted({low for low, high in passage.cells if low < high and start < low < end})
    yield from zip([start, *cuts], [*cuts, end], strict=True)
