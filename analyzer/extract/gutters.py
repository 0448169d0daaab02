"""Two columns of prose whose lines a file draws across both: the left column is read first.

Takes the pieces of a page in the order of the file, gives them with the lines between a gutter and
its sides parted and in order. Columns that a file writes one after the other are in order already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from operator import gt, sub
from statistics import median

from analyzer.extract.aligned import GAP_OF_HEIGHT, Band, Line, lines_of, white_bands
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import LINE, Piece
from analyzer.textmap import Box

_SAMPLE = 4
_FEWEST_LINES = 6
_PROSE = 22
_WIDE = 0.6
_MIDDLE = (0.35, 0.65)
_UNEVEN = 8


def part_columns(page: RawPage, text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces column by column; the same list where no gutter runs through its lines."""
    if len(pieces) < _FEWEST_LINES:
        return pieces
    lefts, _, rights, _ = zip(*[piece[2] for piece in pieces], strict=True)
    left, right = min(lefts), max(rights)
    lines = _wide_lines(pieces, lefts, rights, _WIDE * (right - left))
    if len(lines) < _FEWEST_LINES:
        return pieces
    sample = lines[:: max(1, len(lines) // _SAMPLE)][:_SAMPLE]
    zone = (left + _MIDDLE[0] * (right - left), left + _MIDDLE[1] * (right - left))
    if _without(_has_gap(page, text, own, zone) for own in sample):
        return pieces
    if _without(_gutter([_parted(page, text, own)], left, right) is not None for own in sample):
        return pieces
    ordered = lines_of(pieces)
    for line in ordered:
        line.part(page, text)
    runs = list(_iter_runs(ordered, left, right))
    return list(_by_column(text, runs)) if any(gutter for _, gutter in runs) else pieces


def _wide_lines(
    pieces: Sequence[Piece], lefts: Sequence[float], rights: Sequence[float], width: float
) -> list[list[Piece]]:
    """Wide pieces, or else pairs that follow one another in the file and are wide together."""
    lines = [[one] for one, own in zip(pieces, map(sub, rights, lefts), strict=True) if own > width]
    if len(lines) >= _FEWEST_LINES:
        return lines
    beside = map(gt, lefts[1:], rights)
    wide = [
        index
        for index, x0, x1, is_beside in zip(count(), lefts, rights[1:], beside, strict=False)
        if is_beside and x1 - x0 > width
    ]
    pairs = (pieces[index : index + 2] for index in wide)
    return [[one, other] for one, other in pairs if _is_level(one.box, other.box)]


def _is_level(one: Box, other: Box) -> bool:
    """Whether the middle of the other box is level with the first box."""
    return one.top < (other.top + other.bottom) / 2 < one.bottom


def _parted(page: RawPage, text: str, own: list[Piece]) -> Line:
    line = Line(own, own[0].box.top, own[0].box.bottom)
    line.part(page, text)
    return line


def _without(found: Iterable[bool]) -> bool:
    """Whether more than one of the lines has no gutter; asks no more lines than needed."""
    missing = (one for one in found if not one)
    return next(missing, None) is not None and next(missing, None) is not None


def _has_gap(page: RawPage, text: str, own: Sequence[Piece], zone: Band) -> bool:
    """Whether there is a gap as wide as a gutter about the middle of a line."""
    if len(own) > 1 or page.frame.quarter_turns:
        return True
    start, end, (x0, top, x1, bottom), _ = own[0]
    least, scale = GAP_OF_HEIGHT * (bottom - top), (end - start) / (x1 - x0)
    reach, room = (end - start) // _UNEVEN, page.room
    place = max(start, start + round((zone[0] - x0) * scale) - reach)
    last = min(end, start + round((zone[1] - x0) * scale) + reach)
    while (place := text.find(" ", place + 1, last)) > 0:
        if room(place - 1, place + 1) > least:
            return True
    return False


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
    gutter: Band | None = None
    for line in lines:
        if not line.chunks:
            continue
        with_line = _gutter([*own, line], left, right)
        if own and gutter is None:
            shares = _gutter([line], left, right) is None
        else:
            shares = not own or (with_line is not None and not _crosses(line, with_line))
        if not shares:
            yield own, gutter if len(own) >= _FEWEST_LINES else None
            own, with_line = [], _gutter([line], left, right)
        own.append(line)
        gutter = with_line
    yield own, gutter if len(own) >= _FEWEST_LINES else None


def _crosses(line: Line, gutter: Band) -> bool:
    """Whether a part of a line stands across a gutter."""
    return any(one.box.x0 < gutter[0] and one.box.x1 > gutter[1] for one in line.chunks)


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
