"""Lines about one axis: whether a line is centred, and whether two belong to one centred title.

Takes lines and their column, gives answers; the words are asked for their case alone.
"""

from __future__ import annotations

from typing import Final

from analyzer.segment.columns import ENDS, Column
from analyzer.segment.lines import Line
from analyzer.segment.markers import Opening

FULL_WIDTH: Final = 250.0
"""Width in points of a line that may have been broken for its length."""

_LEAST_INSET = 15.0
_SAME_AXIS = 6.0
_EVEN_INSET = 2.0
_LOOSE_STEP = 1.9


def is_centred(line: Line, column: Column) -> bool:
    """Whether a line stands in the middle of its column."""
    left, right = line.x0 - column.left, column.right - line.x1
    return left > _LEAST_INSET and abs(left - right) < 0.25 * max(left, right) + 3.0


def both_centred(last: Line, line: Line, column: Column) -> bool:
    """Whether two lines stand about the same axis, as the lines of a title do."""
    axis = abs((last.x0 + last.x1) - (line.x0 + line.x1)) / 2
    is_title = last.text.isupper() == line.text.isupper()
    return is_title and axis < _SAME_AXIS and (is_centred(line, column) or line.text.isupper())


def is_inset(last: Line, line: Line, opening: Opening) -> bool:
    """Whether a line is set in on both sides below a wide one, as the rest of a title is."""
    left, right = line.x0 - last.x0, last.x1 - line.x1
    return (
        left > _LEAST_INSET
        and abs(left - right) < _EVEN_INSET
        and last.x1 - last.x0 > FULL_WIDTH
        and step_between(last, line) < _LOOSE_STEP * last.height
        and opening in (Opening.NOTHING, Opening.CAPTION)
        and (line.text.isupper() or not last.text.isupper())
        and not last.text.endswith(ENDS)
    )


def step_between(last: Line, line: Line) -> float:
    """How far a line stands below another, in points; boxes may be as high as the ink alone."""
    return min(line.top - last.top, line.bottom - last.bottom)
