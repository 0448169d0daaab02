"""Two columns of prose whose lines a file draws across both: the left column is read first.

Takes the pieces of a page in the order of the file, gives them with the lines between a gutter and
its sides parted and in order. Columns that a file writes one after the other are in order already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from analyzer.extract.aligned import Band, Line, lines_of, white_bands
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import LINE, Piece

_SAMPLE = 4
_FEWEST_LINES = 6
_PROSE = 22
_WIDE = 0.6
_MIDDLE = (0.35, 0.65)


def part_columns(page: RawPage, text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces column by column; the same list where no gutter runs through its lines."""
    left = min((piece.box.x0 for piece in pieces), default=0.0)
    right = max((piece.box.x1 for piece in pieces), default=0.0)
    lines = _wide_lines(pieces, _WIDE * (right - left))
    if len(lines) < _FEWEST_LINES:
        return pieces
    sample = lines[:: max(1, len(lines) // _SAMPLE)][:_SAMPLE]
    for line in sample:
        line.part(page, text)
    if sum(_gutter([line], left, right) is not None for line in sample) < len(sample) - 1:
        return pieces
    ordered = lines_of(pieces)
    for line in ordered:
        line.part(page, text)
    runs = list(_iter_runs(ordered, left, right))
    return list(_by_column(text, runs)) if any(gutter for _, gutter in runs) else pieces


def _wide_lines(pieces: Sequence[Piece], width: float) -> list[Line]:
    """Wide pieces, or else pairs that follow one another in the file and are wide together."""
    lines = [
        Line([one], one.box.top, one.box.bottom)
        for one in pieces
        if one.box.x1 - one.box.x0 > width
    ]
    if len(lines) >= _FEWEST_LINES:
        return lines
    return [
        Line([one, other], one.box.top, one.box.bottom)
        for one, other in pairwise(pieces)
        if other.box.x0 > one.box.x1
        and other.box.x1 - one.box.x0 > width
        and one.box.top < (other.box.top + other.box.bottom) / 2 < one.box.bottom
    ]


def _gutter(run: Sequence[Line], left: float, right: float) -> Band | None:
    """The one white band that runs through the middle of lines with prose on both sides."""
    low, high = (left + part * (right - left) for part in _MIDDLE)
    bands = [band for band in white_bands(run) if low < (band[0] + band[1]) / 2 < high]
    if len(bands) != 1:
        return None
    middle = sum(bands[0]) / 2
    for side in (True, False):
        sizes = [
            sum(one.end - one.start for one in line.chunks if (one.box.x0 < middle) is side)
            for line in run
        ]
        if median(sizes) < _PROSE:
            return None
    return bands[0]


def _iter_runs(
    lines: Sequence[Line], left: float, right: float
) -> Iterator[tuple[list[Line], Band | None]]:
    """Lines in runs that share a gutter, and those that share none."""
    own: list[Line] = []
    for line in lines:
        if not line.chunks:
            continue
        if _shares(own, line, left, right):
            own.append(line)
            continue
        yield own, _gutter(own, left, right) if len(own) >= _FEWEST_LINES else None
        own = [line]
    yield own, _gutter(own, left, right) if len(own) >= _FEWEST_LINES else None


def _shares(own: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Whether a line leaves open the gutter of the lines above it."""
    if not own:
        return True
    if _gutter(own, left, right) is None:
        return _gutter([line], left, right) is None
    gutter = _gutter([*own, line], left, right)
    return gutter is not None and not any(
        one.box.x0 < gutter[0] and one.box.x1 > gutter[1] for one in line.chunks
    )


def _by_column(text: str, runs: Sequence[tuple[list[Line], Band | None]]) -> Iterator[Piece]:
    for own, gutter in runs:
        if gutter is None:
            yield from (piece for line in own for piece in line.pieces)
            continue
        middle = sum(gutter) / 2
        for side in (True, False):
            for line in own:
                chunks = [one for one in line.chunks if (one.box.x0 < middle) is side]
                yield from _joined(text, chunks)


def _joined(text: str, chunks: Sequence[Piece]) -> Iterator[Piece]:
    """The chunks of one side of a line, those with only blanks between them as one piece."""
    current: Piece | None = None
    for one in chunks:
        if current is not None and _follows(text, current.end, one.start):
            box = current.box._replace(x1=one.box.x1)
            current = Piece(current.start, one.end, box, LINE)
            continue
        if current is not None:
            yield current
        current = one
    if current is not None:
        yield current


def _follows(text: str, end: int, start: int) -> bool:
    """Whether a chunk comes next in the file, with only blanks before it."""
    return end <= start and not text[end:start].strip()
