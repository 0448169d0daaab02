"""Reading order of the pieces of a page.

Takes pieces in the order of the file, gives them in the order a reader follows. Files written by
word processors are in order already, cell by cell and column by column; what is not (letterheads
drawn last, labels beside the text, layers of scanners) is put right here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analyzer.extract.pieces import NOTHING, SPACE, Piece

_SIDE_BY_SIDE_PART = 0.12
_SLACK = 0.35
_SAME_LEVEL = 0.5
_LETTER_GAP = 0.17
_NO_LETTER_GAP = 0.07
_PART_OF_WORD_GAP = 0.6
_FEW_GAPS = 20
_WORD_GAP = 0.8


def in_reading_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces in the order a reader follows; the same list where it is in order already."""
    has_jump, has_neighbours = _glance(pieces)
    if has_neighbours:
        pieces = _glue(pieces)
    if not has_jump:
        return pieces
    if _side_by_side(pieces) <= max(3, _SIDE_BY_SIDE_PART * len(pieces)):
        return _rows(sorted(pieces, key=_top_then_left))
    return _lift(pieces)


def in_rows(pieces: list[Piece]) -> list[Piece]:
    """The pieces line by line from the top, as in a cell of a table."""
    if len(pieces) < 2:
        return pieces
    return _glue(_rows(sorted(pieces, key=_top_then_left)))


def _top_then_left(piece: Piece) -> tuple[float, float]:
    return piece.box.top, piece.box.x0


def _glance(pieces: Sequence[Piece]) -> tuple[bool, bool]:
    """Whether a piece stands wholly above the one before it, and whether one goes on with it."""
    has_jump = has_neighbours = False
    right, last_top, last_bottom = -1e6, -1.0, -1.0
    for _, _, (x0, top, x1, bottom), _ in pieces:
        if bottom <= last_top:
            has_jump = True
        elif top < last_bottom and -2.0 < x0 - right < 4.0:
            has_neighbours = True
        right, last_top, last_bottom = x1, top, bottom
    return has_jump, has_neighbours


def _glue(pieces: Sequence[Piece]) -> list[Piece]:
    """Let a piece that goes on where the last one ends follow it without a line break."""
    gaps = [_gap(before, piece) for before, piece in pairwise(pieces)]
    letters = _letter_gap([gap for gap in gaps if gap is not None])
    glued = list(pieces[:1])
    for piece, gap in zip(pieces[1:], gaps, strict=True):
        if gap is not None:
            piece = piece._replace(before=NOTHING if gap < letters else SPACE)
        glued.append(piece)
    return glued


def _letter_gap(gaps: Sequence[float]) -> float:
    """Where gaps between letters end and gaps between words begin, in heights of a line."""
    wide = [gap for gap in gaps if gap > _NO_LETTER_GAP]
    if len(wide) < _FEW_GAPS:
        return _LETTER_GAP
    return min(_LETTER_GAP, _PART_OF_WORD_GAP * median(wide))


def _gap(before: Piece, piece: Piece) -> float | None:
    """The gap between pieces of a line, in heights of the lower one; None where it is wide."""
    _, last_top, right, last_bottom = before.box
    x0, top, _, bottom = piece.box
    height = min(bottom - top, last_bottom - last_top)
    shared = min(bottom, last_bottom) - max(top, last_top)
    gap = x0 - right
    if shared > _SAME_LEVEL * height and -2.0 < gap < _WORD_GAP * height:
        return gap / height
    return None


def _side_by_side(pieces: Sequence[Piece]) -> int:
    """How many pieces stand beside another one."""
    count, reach = 0, 0.0
    for top, bottom in sorted([(box[1], box[3]) for _, _, box, _ in pieces]):
        if top + bottom < 2 * reach:
            count += 1
        reach = bottom
    return count


def _rows(ranked: Sequence[Piece]) -> list[Piece]:
    """Pieces line by line from the top, those of one line from the left."""
    ordered: list[Piece] = []
    row: list[Piece] = []
    for piece in ranked:
        if row:
            _, top, _, bottom = row[0].box
            middle = (piece.box.top + piece.box.bottom) / 2
            if middle > bottom - _SLACK * (bottom - top):
                ordered += sorted(row, key=_left)
                row = []
        row.append(piece)
    return ordered + sorted(row, key=_left)


def _left(piece: Piece) -> float:
    return piece.box.x0


def _lift(pieces: Sequence[Piece]) -> list[Piece]:
    """Move streams that stand above all that came before them to the head of the page."""
    streams: list[list[Piece]] = []
    for piece in pieces:
        if streams and piece.box.bottom > streams[-1][-1].box.top:
            streams[-1].append(piece)
        else:
            streams.append([piece])
    ordered: list[list[Piece]] = []
    highest = float("inf")
    for stream in streams:
        is_above_all = max(piece.box.bottom for piece in stream) <= highest
        ordered.insert(0 if is_above_all else len(ordered), stream)
        highest = min(highest, min(piece.box.top for piece in stream))
    return [piece for stream in ordered for piece in stream]
