"""Columns: runs of lines below one another, with their margins and the distance of their lines.

Takes lines with their boxes, gives columns. What belongs together in one is decided by ``blocks``.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from analyzer.segment.lines import Line
from analyzer.segment.markers import Opening, opening_of

SAME_INDENT: Final = 5.0
MARGIN_TOLERANCE: Final = 4.0
ENDS: Final = (".", ";", ":", "?", "!", ".”", '."', ".)")
"""What ends a sentence or an entry."""

_LOOSE_PITCH = 2.4
_FEW_STEPS = 5
_MOST_PITCH = 1.55
_JUSTIFIED_PART = 0.35
_EVEN = 2.0
_NEAR_EDGE = 0.8
_FAR_INDENT = 90.0
_WIDE = 250.0
_FEWEST_EVEN = 3
_PICTURE = 60.0
_SMALL_STARTS = 3
_FEWEST_WRAPPED = 3
_WRAPPED_PART = 0.6
_STRETCHED_PART = 0.8


@dataclass(slots=True)
class Column:
    """A run of lines below one another, with its margins."""

    lines: list[Line] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    right: float = 0.0
    left: float = 0.0
    pitch: float = 0.0
    least_pitch: float = 0.0
    is_justified: bool = False
    has_edge: bool = False
    is_stretched: bool = False
    hangs: bool = False
    narrow: dict[int, float] = field(default_factory=dict)
    """Right margin of lines beside a picture, by their place in the text."""

    def measure(self) -> None:
        """Find the margins, the usual distance of lines, and whether lines are stretched."""
        lines = self.lines
        self.openings = [opening_of(line.text) for line in lines]
        self.left, self.right = lines[0].x0, lines[0].x1
        if len(lines) == 1:
            return
        wrapped = self._wrapped()
        rights = Counter(round(line.x1 / 2) for line in lines)
        edge = max(rights)
        grid, count = max(rights.items(), key=lambda one: (one[1] + rights[one[0] - 1], one[0]))
        count += rights[grid - 1]
        margin = 2.0 * (grid if grid > _NEAR_EDGE * edge else edge)
        for run in _iter_narrow(lines, margin) if len(lines) > _FEWEST_EVEN else ():
            self.narrow.update(dict.fromkeys((line.start for line in run), run[0].x1))
        count += len(self.narrow) if count >= _FEWEST_EVEN else 0
        self.is_justified = count >= max(3, _JUSTIFIED_PART * len(lines))
        self.has_edge = self.is_justified and grid > _NEAR_EDGE * edge
        self.right = 2.0 * grid if self.has_edge else max(line.x1 for line in lines)
        self.left = min(line.x0 for line in lines)
        if not self.is_justified and len(wrapped) >= _FEWEST_WRAPPED:
            self._take_margin([line for line, _ in wrapped])
        steps = sorted(later.top - line.top for line, later in itertools.pairwise(lines))
        self.pitch = steps[len(steps) // 3] if steps else 0.0
        own = 0.8 * (lines[0].bottom - lines[0].top)
        self.least_pitch = next((step for step in steps if step > own), self.pitch)
        if len(steps) < _FEW_STEPS:
            most = _MOST_PITCH * lines[0].height
            self.pitch = max(self.least_pitch, min(self.pitch, most))
        elif len(wrapped) >= _FEWEST_WRAPPED:
            middle = sorted(later.top - one.top for one, later in wrapped)[(len(wrapped) - 1) // 2]
            self.pitch = max(self.pitch, middle)
        even = sum(abs(self.room(line)) <= MARGIN_TOLERANCE for line, _ in wrapped)
        self.is_stretched = self.has_edge and even >= max(
            _FEWEST_WRAPPED, _STRETCHED_PART * len(wrapped)
        )
        self.hangs = self._hangs() if Opening.ITEM in self.openings else False

    def _wrapped(self) -> list[tuple[Line, Line]]:
        """Lines whose words surely go on in the one below, with that one."""
        nothing = Opening.NOTHING
        return [
            (last, line)
            for (last, line), opening in zip(
                itertools.pairwise(self.lines), self.openings[1:], strict=True
            )
            if opening is nothing and line.text[0].islower() and not last.text.endswith(ENDS)
        ]

    def _take_margin(self, wrapped: Sequence[Line]) -> None:
        """Take the margin at which most of the lines end whose words surely go on below."""
        rights = sorted(line.x1 for line in wrapped)
        middle = rights[len(rights) // 2]
        even = sum(abs(one - middle) <= _EVEN for one in rights)
        beyond = sum(line.x1 > middle + 3 * MARGIN_TOLERANCE for line in self.lines)
        if even >= _WRAPPED_PART * len(rights) and not beyond:
            self.is_justified = self.has_edge = True
            self.right = middle

    def _hangs(self) -> bool:
        """Whether items go on right of their marker rather than below it."""
        hanging = below = 0
        lines, openings = self.lines, self.openings
        for index in range(len(lines) - 1):
            if openings[index] is Opening.ITEM and openings[index + 1] is Opening.NOTHING:
                item, line = lines[index], lines[index + 1]
                if item.text.endswith(ENDS):
                    continue
                if line.x0 - item.x0 > SAME_INDENT:
                    hanging += 1
                else:
                    below += 1
        return hanging > below

    def room(self, line: Line) -> float:
        """The room between a line and its right margin, in points."""
        return self.narrow.get(line.start, self.right) - line.x1

    def width(self, line: Line) -> float:
        """The width between the margins of a line, in points."""
        return self.narrow.get(line.start, self.right) - self.left

    def is_full(self, line: Line) -> bool:
        """Whether a line reaches the right margin without ending a sentence there."""
        return (
            self.has_edge and self.room(line) <= MARGIN_TOLERANCE and not line.text.endswith(ENDS)
        )


def iter_columns(lines: Sequence[Line]) -> Iterator[Column]:
    """The columns of these lines, in order and measured."""
    column = Column()
    last: Line | None = None
    for line in lines:
        if last is not None and not _is_below(last, line):
            column.measure()
            yield column
            column = Column()
        column.lines.append(line)
        last = line
    if column.lines:
        column.measure()
        yield column


def _iter_narrow(lines: Sequence[Line], right: float) -> Iterator[Sequence[Line]]:
    """Lines that end at one place left of the margin, as prose beside a picture, and the last."""
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and abs(lines[index].x1 - lines[first].x1) <= _EVEN:
            continue
        run = lines[first:index]
        if len(run) >= _FEWEST_EVEN and right - run[0].x1 > _PICTURE and _is_prose(run):
            ends = index < len(lines) and lines[index].x1 < run[0].x1
            yield lines[first : index + ends]
        first = index


def _is_prose(run: Sequence[Line]) -> bool:
    """Whether lines read on from one to the next, as columns of figures do not."""
    small = sum(line.text[0].islower() for line in run[1:])
    return _SMALL_STARTS * small >= len(run) - 1 and not run[0].text[-1].isdigit()


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line stands under the last one, close enough to be of the same column."""
    if not line.has_box:
        return True
    height = line.bottom - line.top
    return (
        line.page == last.page
        and last.top - 0.3 * height < line.top < last.bottom + _LOOSE_PITCH * height
        and line.x0 < last.x1
        and (last.x0 < line.x1 or _ends_below_indent(last, line))
    )


def _ends_below_indent(last: Line, line: Line) -> bool:
    """Whether a short line ends left of where the indented first line above it begins."""
    return (
        line.text[0].islower()
        and last.x0 - line.x0 < _FAR_INDENT
        and last.x1 - last.x0 > _WIDE
        and line.top > last.top
        and line.top - last.bottom < line.height
    )
