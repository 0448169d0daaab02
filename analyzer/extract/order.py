"""Reading order of the pieces of a page.

Takes pieces in the order of the file, gives them in the order a reader follows. Files written by
word processors are in order already, cell by cell and column by column; what is not (letterheads
drawn last, labels beside the text, layers of scanners) is put right here.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.extract.pieces import Piece

_SIDE_BY_SIDE_PART = 0.12
_SLACK = 0.35


def in_reading_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces in the order a reader follows; the same list where it is in order already."""
    if not _has_jump(pieces):
        return pieces
    if _side_by_side(pieces) <= max(3, _SIDE_BY_SIDE_PART * len(pieces)):
        return _rows(sorted(pieces, key=_top_then_left))
    return _lift(pieces)


def _top_then_left(piece: Piece) -> tuple[float, float]:
    return piece.box.top, piece.box.x0


def _has_jump(pieces: Sequence[Piece]) -> bool:
    """Whether a piece stands wholly above the one before it."""
    last = -1.0
    for _, _, (_, top, _, bottom), _ in pieces:
        if bottom <= last:
            return True
        last = top
    return False


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
