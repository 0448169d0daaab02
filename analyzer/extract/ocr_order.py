"""Reading order of lines that were read from a picture.

Takes boxes of lines on a page that lies level and the ruled lines between them, gives rows in the
order a reader follows: blocks are cut apart along rules that part them and along the white between
them, columns of prose before bands, cells of a table from left to right. It knows nothing of text.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analyzer.textmap import Box

_SHRINK = 0.15
_WIDE_GUTTER = 0.5
_WIDE_SIDE = 6.0
_PROSE_SIDE = 12.0
_PROSE_ROWS = 4
_PROSE_FILL = 0.7
_BAND = 0.55
_SAME_ROW = 0.5
_MAX_DEPTH = 60

_WALL_PART = 0.85
_SAME_WALL = 3.0

Side = list[int]


class Wall(NamedTuple):
    """A ruled line: level or upright, where it stands and from where to where it runs."""

    is_level: bool
    at: float
    low: float
    high: float


def reading_order(boxes: Sequence[Box], walls: Sequence[Wall] = ()) -> list[list[int]]:
    """Indices of the boxes, row by row; the boxes of a row follow one another from the left."""
    rows: list[list[int]] = []
    if boxes:
        _Cutter(boxes, rows, walls).cut(list(range(len(boxes))), 0)
    return rows


class _Cutter:
    """Cuts a page along its white."""

    def __init__(self, boxes: Sequence[Box], rows: list[list[int]], walls: Sequence[Wall]) -> None:
        self._boxes = boxes
        self._out = rows
        self._walls = [
            sorted(one for one in walls if one.is_level is level) for level in (False, True)
        ]

    def cut(self, items: Side, depth: int) -> None:
        """Add the rows of these boxes to the result."""
        if len(items) < 2 or depth > _MAX_DEPTH:
            self._out.extend(self._rows(items))
            return
        for part in (parts := self._walled(items)) or ():
            self.cut(part, depth + 1)
        if parts is not None:
            return
        rows = self._rows(items)
        if len(rows) == 1:
            self._out.extend(rows)
            return
        height = statistics.median(self._height(one) for one in items)
        gutter = self._widest_gap(items, self._across)
        band = self._widest_gap(items, self._down)
        has_gutter = gutter[0] >= _WIDE_GUTTER * height
        if has_gutter and self._is_prose(sides := self._sides(items, gutter[1]), height):
            parts = sides
        elif band[0] >= _BAND * height:
            parts = self._bands(items, band[1])
        elif has_gutter and self._are_cells(sides := self._sides(items, gutter[1]), height):
            parts = sides
        if parts is None:
            self._out.extend(rows)
            return
        for part in parts:
            self.cut(part, depth + 1)

    def _walled(self, items: Side) -> tuple[Side, Side] | None:
        """The boxes on both sides of a rule that runs past all of them; None without one."""
        boxes = [self._boxes[one] for one in items]
        left, right = min(one.x0 for one in boxes), max(one.x1 for one in boxes)
        top, bottom = min(one.top for one in boxes), max(one.bottom for one in boxes)
        spans = ((left, right, top, bottom), (top, bottom, left, right))
        for is_level in (True, False):
            low, high, across_low, across_high = spans[0] if is_level else spans[1]
            for wall in self._walls[is_level]:
                if not across_low < wall.at < across_high:
                    continue
                if self._covered(wall, low, high) < _WALL_PART * (high - low):
                    continue
                first = [one for one in items if self._middle(one, is_level=is_level) < wall.at]
                if 0 < len(first) < len(items):
                    chosen = set(first)
                    return first, [one for one in items if one not in chosen]
        return None

    def _covered(self, wall: Wall, low: float, high: float) -> float:
        """How much of the range rules at the height of this one cover."""
        total, reach = 0.0, low
        near = (one for one in self._walls[wall.is_level] if abs(one.at - wall.at) < _SAME_WALL)
        for one in sorted(near, key=lambda other: other.low):
            begin, end = max(one.low, reach), min(one.high, high)
            if end > begin:
                total += end - begin
                reach = end
        return total

    def _middle(self, index: int, *, is_level: bool) -> float:
        box = self._boxes[index]
        return (box.top + box.bottom) / 2 if is_level else (box.x0 + box.x1) / 2

    def _height(self, index: int) -> float:
        box = self._boxes[index]
        return box.bottom - box.top

    def _across(self, index: int) -> tuple[float, float]:
        box = self._boxes[index]
        return box.x0, box.x1

    def _down(self, index: int) -> tuple[float, float]:
        box = self._boxes[index]
        less = _SHRINK * (box.bottom - box.top)
        return box.top + less, box.bottom - less

    def _widest_gap(
        self, items: Side, extent: Callable[[int], tuple[float, float]]
    ) -> tuple[float, float]:
        """Width and middle of the widest white that runs through all of the boxes."""
        widest, middle, reach = 0.0, 0.0, None
        for low, high in sorted(map(extent, items)):
            if reach is not None and low - reach > widest:
                widest, middle = low - reach, (low + reach) / 2
            reach = high if reach is None else max(reach, high)
        return widest, middle

    def _sides(self, items: Side, at: float) -> tuple[Side, Side]:
        left = [one for one in items if self._boxes[one].x1 <= at]
        return left, [one for one in items if self._boxes[one].x1 > at]

    def _bands(self, items: Side, at: float) -> tuple[Side, Side]:
        upper = [one for one in items if sum(self._down(one)) / 2 <= at]
        return upper, [one for one in items if sum(self._down(one)) / 2 > at]

    def _width(self, side: Side) -> float:
        boxes = [self._boxes[one] for one in side]
        return max(one.x1 for one in boxes) - min(one.x0 for one in boxes)

    def _is_prose(self, sides: tuple[Side, Side], height: float) -> bool:
        """Whether both sides are columns of running text."""
        for side in sides:
            width = self._width(side)
            lengths = [self._boxes[one].x1 - self._boxes[one].x0 for one in side]
            if (
                len(self._rows(side)) < _PROSE_ROWS
                or width < _PROSE_SIDE * height
                or statistics.median(lengths) < _PROSE_FILL * width
            ):
                return False
        return True

    def _are_cells(self, sides: tuple[Side, Side], height: float) -> bool:
        """Whether the sides stand for themselves: wide, or of one row (no column of markers)."""
        return all(
            self._width(side) >= _WIDE_SIDE * height or len(self._rows(side)) == 1 for side in sides
        )

    def _rows(self, items: Side) -> list[list[int]]:
        """The boxes line by line from the top, those of one line from the left."""
        rows: list[list[int]] = []
        for index in sorted(items, key=lambda one: sum(self._down(one))):
            box = self._boxes[index]
            if rows:
                last = self._boxes[rows[-1][0]]
                shared = min(box.bottom, last.bottom) - max(box.top, last.top)
                least = min(self._height(index), last.bottom - last.top)
                if shared > _SAME_ROW * least:
                    rows[-1].append(index)
                    continue
            rows.append([index])
        return [sorted(row, key=lambda one: self._boxes[one].x0) for row in rows]
