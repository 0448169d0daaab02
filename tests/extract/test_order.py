"""Which pieces of a line are one word, told from the gaps of all cells together."""

from __future__ import annotations

from analyzer.extract.order import in_rows
from analyzer.extract.pieces import NOTHING, SPACE, Piece
from analyzer.textmap import Box

HEIGHT, PART = 10.0, 20.0


def _cell(top: float, gaps: list[float]) -> list[Piece]:
    """Pieces of one line, parted by gaps that are given in heights of the line."""
    x, pieces = 50.0, list[Piece]()
    for number, gap in enumerate([0.0, *gaps]):
        x += gap * HEIGHT
        pieces.append(Piece(10 * number, 10 * number + 4, Box(x, top, x + PART, top + HEIGHT)))
        x += PART
    return pieces


def test_order_narrow_gaps_part_words_where_all_cells_have_them() -> None:
    cells = [_cell(20.0 * row, [0.0, 0.12]) for row in range(30)]
    assert all([one.before for one in own[1:]] == [NOTHING, SPACE] for own in in_rows(cells))


def test_order_narrow_gaps_are_within_words_where_other_cells_have_wider_ones() -> None:
    cells = [_cell(20.0 * row, [0.12, 0.24]) for row in range(30)]
    assert all([one.before for one in own[1:]] == [NOTHING, SPACE] for own in in_rows(cells[:2]))
    cells += [_cell(700.0 + 20.0 * row, [0.24]) for row in range(30)]
    assert all([one.before for one in own[1:]] == [NOTHING, SPACE] for own in in_rows(cells)[:30])
