"""Reading order of the pieces of a page.

Takes pieces in the order of the file, gives them in the order a reader follows. Files written by
word processors are in order already, cell by cell and column by column; what is not (letterheads
drawn last, labels beside the text, layers of scanners) is put right here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from operator import le
from statistics import median

from analyzer.extract.pieces import NOTHING, SPACE, Piece

_SIDE_BY_SIDE_PART = 0.12
_SLACK = 0.35
_SAME_LEVEL = 0.5
_LETTER_GAP = 0.17
_NO_LETTER_GAP = 0.07
_PART_OF_WORD_GAP = 0.68
_FEW_GAPS = 20
_WORD_GAP = 0.8
_SOME_LETTERS = 4
_NARROWEST = 0.2

Ends = tuple[float, ...]
Columns = tuple[Ends, Ends, Ends, Ends]


def in_reading_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces in the order a reader follows; the same list where it is in order already."""
    if len(pieces) < 2:
        return pieces
    columns = _columns(pieces)
    neighbours = _neighbours(columns)
    if neighbours:
        pieces = _glue(pieces, neighbours)
    _, tops, _, bottoms = columns
    if not any(map(le, bottoms[1:], tops)):
        return pieces
    if _side_by_side(tops, bottoms) <= max(3, _SIDE_BY_SIDE_PART * len(pieces)):
        return _rows(sorted(pieces, key=_top_then_left))
    return _lift(pieces, tops, bottoms)


def in_rows(groups: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The pieces of each group line by line from the top, as in the cells of a table.

    What gap parts words is told from all groups together: one cell has too few.
    """
    ordered = [_rows(sorted(own, key=_top_then_left)) if len(own) > 1 else own for own in groups]
    gaps = [_gaps(own, _neighbours(_columns(own)) if len(own) > 1 else []) for own in ordered]
    letters = _letter_gap([gap for own in gaps for gap in own.values()])
    return [_glued(own, found, letters) for own, found in zip(ordered, gaps, strict=True)]


def _top_then_left(piece: Piece) -> tuple[float, float]:
    return piece[2][1], piece[2][0]


def _columns(pieces: Sequence[Piece]) -> Columns:
    """Left, upper, right and lower ends of the pieces."""
    lefts, tops, rights, bottoms = zip(*[piece[2] for piece in pieces], strict=True)
    return lefts, tops, rights, bottoms


def _neighbours(columns: Columns) -> list[int]:
    """Which pieces begin where the one before them ends, and may go on with its line."""
    lefts, tops, rights, bottoms = columns
    near = [
        index
        for index, x0, x1 in zip(count(1), lefts[1:], rights, strict=False)
        if -2.0 < x0 - x1 < 4.0
    ]
    return [
        index
        for index in near
        if tops[index] < bottoms[index - 1] and bottoms[index] > tops[index - 1]
    ]


def _glue(pieces: Sequence[Piece], neighbours: Sequence[int]) -> list[Piece]:
    """Let a piece that goes on where the last one ends follow it without a line break."""
    gaps = _gaps(pieces, neighbours)
    return _glued(pieces, gaps, _letter_gap(list(gaps.values())))


def _gaps(pieces: Sequence[Piece], neighbours: Sequence[int]) -> dict[int, float]:
    """The gaps before those pieces that go on with a line, in heights of the line."""
    gaps = {index: _gap(pieces[index - 1], pieces[index]) for index in neighbours}
    return {index: gap for index, gap in gaps.items() if gap is not None}


def _glued(pieces: Sequence[Piece], gaps: dict[int, float], letters: float) -> list[Piece]:
    glued = list(pieces)
    for index, gap in gaps.items():
        glued[index] = pieces[index]._replace(before=NOTHING if gap < letters else SPACE)
    return glued


def _letter_gap(gaps: Sequence[float]) -> float:
    """Where gaps between letters end and gaps between words begin, in heights of a line."""
    wide = [gap for gap in gaps if gap > _NO_LETTER_GAP]
    if len(wide) < _FEW_GAPS:
        return _LETTER_GAP
    return min(_LETTER_GAP, _PART_OF_WORD_GAP * median(wide))


def _is_turned(piece: Piece) -> bool:
    """Whether a piece is too high for its width to be a level line of so many letters."""
    start, end, (x0, top, x1, bottom), _ = piece
    return end - start >= _SOME_LETTERS and x1 - x0 < _NARROWEST * (bottom - top) * (end - start)


def _gap(before: Piece, piece: Piece) -> float | None:
    """The gap between pieces of a line, in heights of the lower one; None where it is wide."""
    if _is_turned(before) or _is_turned(piece):
        return None
    _, last_top, right, last_bottom = before.box
    x0, top, _, bottom = piece.box
    height = min(bottom - top, last_bottom - last_top)
    shared = min(bottom, last_bottom) - max(top, last_top)
    gap = x0 - right
    if shared > _SAME_LEVEL * height and -2.0 < gap < _WORD_GAP * height:
        return gap / height
    return None


def _side_by_side(tops: Sequence[float], bottoms: Sequence[float]) -> int:
    """How many pieces stand beside another one."""
    found, reach = 0, 0.0
    for top, bottom in sorted(zip(tops, bottoms, strict=True)):
        if top + bottom < reach:
            found += 1
        reach = 2 * bottom
    return found


def _rows(ranked: Sequence[Piece]) -> list[Piece]:
    """Pieces line by line from the top, those of one line from the left."""
    ordered: list[Piece] = []
    row: list[Piece] = []
    end = 0.0
    for piece in ranked:
        _, top, _, bottom = piece[2]
        if row and (top + bottom) / 2 > end:
            ordered += sorted(row, key=_left) if len(row) > 1 else row
            row = []
        if not row:
            end = bottom - _SLACK * (bottom - top)
        row.append(piece)
    return ordered + sorted(row, key=_left)


def _left(piece: Piece) -> float:
    return piece[2][0]


def _lift(pieces: list[Piece], tops: Sequence[float], bottoms: Sequence[float]) -> list[Piece]:
    """Move streams that stand above all that came before them to the head of the page."""
    cuts: list[int] = []
    last_top, highest, lowest, start = -1e6, 1e6, -1e6, 0
    before = 1e6
    for index, top, bottom in zip(count(), tops, bottoms, strict=False):
        if bottom <= last_top:
            if start and lowest <= before:
                cuts.append(start)
            start, lowest, before = index, -1e6, highest
        lowest = bottom if bottom > lowest else lowest
        highest = top if top < highest else highest
        last_top = top
    if start and lowest <= before:
        cuts.append(start)
    return _with_heads_first(pieces, cuts) if cuts else pieces


def _with_heads_first(pieces: list[Piece], cuts: Sequence[int]) -> list[Piece]:
    """The streams that begin at the cuts, the last one first, then the rest."""
    ends = [_stream_end(pieces, start) for start in cuts]
    heads = [pieces[start:end] for start, end in zip(cuts, ends, strict=True)]
    moved = {index for start, end in zip(cuts, ends, strict=True) for index in range(start, end)}
    rest = [piece for index, piece in enumerate(pieces) if index not in moved]
    return [piece for head in reversed(heads) for piece in head] + rest


def _stream_end(pieces: Sequence[Piece], start: int) -> int:
    for index in range(start + 1, len(pieces)):
        if pieces[index].box.bottom <= pieces[index - 1].box.top:
            return index
    return len(pieces)
