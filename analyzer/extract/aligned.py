"""Lines of a page with the white space that runs between their words.

Takes pieces, gives lines, those lines parted at wide gaps, and the white bands that lines below one
another share. It decides nothing: what stands between the bands may be a table or prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analyzer.extract.characters import mend
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import LINE, Piece

GAP_OF_HEIGHT = 0.6
_AIRY = 0.62
_FEWEST_ROWS = 3
_MOST_PLAIN = 5
_BESIDE = 2
_WIDEST_PITCH = 3.2
_CROSSED = 0.12
_WORD = re.compile(r"\S+")

Band = tuple[float, float]
"""Left and right end of a white band, in points."""


@dataclass(slots=True)
class Line:
    """Pieces of one level, from the left; ``chunks`` are its parts between wide gaps."""

    pieces: list[Piece]
    top: float
    bottom: float
    chunks: list[Piece] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height of the line in points."""
        return self.bottom - self.top

    @property
    def is_airy(self) -> bool:
        """Whether there is more white in the line than words of prose leave."""
        height = self.height
        if any(
            right.box.x0 - left.box.x1 > GAP_OF_HEIGHT * height
            for left, right in pairwise(self.pieces)
        ):
            return True
        return any(
            x1 - x0 > _AIRY * height * (end - start) and end - start > 2
            for start, end, (x0, _, x1, _), _ in self.pieces
        )

    def part(self, page: RawPage, text: str) -> None:
        """Find the chunks."""
        if not self.chunks:
            gap = GAP_OF_HEIGHT * self.height
            self.chunks = [
                one
                for piece in self.pieces
                for one in _parts(page, text, piece, gap)
                if mend(text[one.start : one.end]).strip()
            ]


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The pieces as lines, from the top."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda one: (one.box.top, one.box.x0)):
        _, top, _, bottom = piece.box
        last = lines[-1] if lines else None
        if last is not None and min(bottom, last.bottom) - top > 0.5 * min(
            bottom - top, last.height
        ):
            last.pieces.append(piece)
            last.bottom = max(last.bottom, bottom)
        else:
            lines.append(Line([piece], top, bottom))
    for line in lines:
        line.pieces.sort(key=lambda one: one.box.x0)
    return lines


def iter_runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines below one another that are airy, with the few others between and beside them."""
    first = last = -1
    count = 0
    for index, line in enumerate(lines):
        if not line.is_airy:
            continue
        if count and not _is_near(lines[last : index + 1]):
            yield from _run(lines, first, last, count)
            count = 0
        first, last, count = index if not count else first, index, count + 1
    yield from _run(lines, first, last, count)


def _is_near(lines: Sequence[Line]) -> bool:
    """Whether lines follow one another closely, with few between the first and the last."""
    return len(lines) <= _MOST_PLAIN + 2 and all(
        below.top - above.top <= _WIDEST_PITCH * below.height for above, below in pairwise(lines)
    )


def _run(lines: Sequence[Line], first: int, last: int, airy: int) -> Iterator[list[Line]]:
    """The lines from the first to the last, and up to two beside them on each side."""
    if airy < _FEWEST_ROWS:
        return
    for _ in range(_BESIDE):
        first -= first > 0 and _is_near(lines[first - 1 : first + 1])
        last += last + 1 < len(lines) and _is_near(lines[last : last + 2])
    yield list(lines[first : last + 1])


def white_bands(run: Sequence[Line], *, crossed: float = _CROSSED) -> list[Band]:
    """Bands inside the lines, as wide as a gap, that no more than a part of them crosses."""
    ends = sorted(
        (x, step)
        for line in run
        for one in line.chunks
        for x, step in ((one.box.x0, 1), (one.box.x1, -1))
    )
    least = GAP_OF_HEIGHT * median(line.height for line in run)
    most, depth, start, bands = int(crossed * len(run)), 0, None, list[Band]()
    for x, step in ends:
        if depth <= most < depth + step and start is not None and x - start >= least:
            bands.append((start, x))
        if depth > most >= depth + step:
            start = x
        depth += step
    return bands


def _parts(page: RawPage, text: str, piece: Piece, gap: float) -> Iterator[Piece]:
    """A piece parted at wide gaps."""
    start, end, left, right = piece.start, piece.start, piece.box.x0, piece.box.x0
    for match in _WORD.finditer(text, piece.start, piece.end):
        first, after = match.span()
        x0, _ = page.ends(first)
        if x0 - right > gap and end > start:
            yield Piece(start, end, piece.box._replace(x0=left, x1=right), LINE)
            start, left = first, x0
        end, (_, right) = after, page.ends(after - 1)
    if end > start:
        yield Piece(start, end, piece.box._replace(x0=left, x1=right), LINE)
