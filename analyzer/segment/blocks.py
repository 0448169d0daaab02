"""Lines become blocks: which lines a reader sees as one paragraph, item or heading.

Takes lines with their boxes, gives blocks (lists of lines) with what they open. Geometry decides
where there is paper: the right margin, indents, the distance of lines; the words decide the rest.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.segment.lines import Line
from analyzer.segment.markers import Opening, is_leader, opening_of, refers_onward

_SAME_INDENT = 5.0
_FAR_INDENT = 90.0
_WIDE_PITCH = 1.35
_LOOSE_PITCH = 2.4
_OTHER_SIZE = 0.16
_MARGIN_TOLERANCE = 4.0
_JUSTIFIED_PART = 0.35
_TITLE_ROOM = 12.0
_FULL_WIDTH = 250.0
_WRAP_WIDTH = (50, 110)
_ENDS = (".", ";", ":", "?", "!", ".”", '."', ".)")
_TITLES = frozenset({Opening.NUMBERED, Opening.LETTERED})
_HEADINGS = frozenset(
    {Opening.CHAPTER, Opening.DIVISION, Opening.ARTICLE, Opening.NUMBERED, Opening.LETTERED,
     Opening.FRONT}
)  # fmt: skip


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    lines: list[Line]
    opening: Opening
    is_leader: bool = False
    is_centred: bool = False


@dataclass(slots=True)
class Column:
    """A run of lines below one another, with its margins."""

    lines: list[Line] = field(default_factory=list)
    right: float = 0.0
    left: float = 0.0
    pitch: float = 0.0
    least_pitch: float = 0.0
    is_justified: bool = False

    def measure(self) -> None:
        """Find the margins, the usual distance of lines, and whether lines are stretched."""
        lines = self.lines
        rights = Counter(round(line.x1 / 2) for line in lines)
        edge = max(rights)
        grid, count = max(rights.items(), key=lambda one: (one[1] + rights[one[0] - 1], one[0]))
        count += rights[grid - 1]
        self.is_justified = count >= max(3, _JUSTIFIED_PART * len(lines))
        is_body = self.is_justified and 2 * grid > 0.8 * 2 * edge
        self.right = 2.0 * grid if is_body else max(line.x1 for line in lines)
        self.left = min(line.x0 for line in lines)
        steps = sorted(later.top - line.top for line, later in itertools.pairwise(lines))
        self.pitch = steps[len(steps) // 3] if steps else 0.0
        own = 0.8 * (lines[0].bottom - lines[0].top)
        self.least_pitch = next((step for step in steps if step > own), self.pitch)


def build_blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of these lines, in order, joined over page breaks where the text goes on."""
    blocks: list[Block] = []
    for column in _iter_columns(lines):
        first = len(blocks)
        blocks.extend(_iter_blocks(column))
        if 0 < first < len(blocks) and _goes_on(blocks[first - 1], blocks[first]):
            blocks[first - 1].lines.extend(blocks[first].lines)
            del blocks[first]
    return blocks


def _iter_columns(lines: Sequence[Line]) -> Iterator[Column]:
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


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line stands under the last one, close enough to be of the same column."""
    if not line.has_box:
        return True
    height = line.bottom - line.top
    return (
        line.page == last.page
        and last.top - 0.3 * height < line.top < last.bottom + _LOOSE_PITCH * height
        and line.x0 < last.x1
        and last.x0 < line.x1
    )


def _iter_blocks(column: Column) -> Iterator[Block]:
    block: Block | None = None
    for line in column.lines:
        opening = opening_of(line.text)
        if block is not None and _joins(block, line, opening, column):
            block.lines.append(line)
            continue
        if block is not None:
            yield block
        block = Block([line], opening, is_leader(line.text), _is_centred(line, column))
    if block is not None:
        yield block


def _joins(block: Block, line: Line, opening: Opening, column: Column) -> bool:
    """Whether a line goes on with the block above it in its column."""
    last = block.lines[-1]
    if opening is not Opening.NOTHING and not (
        opening is Opening.ITEM and refers_onward(last.text)
    ):
        return False
    if block.is_leader:
        return False
    if not line.has_box:
        return _is_wrapped(last, line)
    height, before = line.bottom - line.top, last.bottom - last.top
    if (abs(height - before) > _OTHER_SIZE * max(height, before) and len(block.lines) < 2) and not (
        line.text[0].islower() and abs(height - before) < 0.4 * before
    ):
        return False
    if line.top - last.top > max(_WIDE_PITCH * column.pitch, 1.2 * height):
        return False
    if block.opening in (Opening.ARTICLE, Opening.DIVISION, Opening.FRONT):
        return False
    if _both_centred(block, last, line, column):
        return line.top - last.top <= _WIDE_PITCH * column.least_pitch
    if _ends_short(last, line, column) and not _runs_on(last, line, column):
        return False
    if block.opening in _TITLES and column.is_justified and column.right - last.x1 > _TITLE_ROOM:
        return False
    return _fits_indent(block, line)


def _is_wrapped(last: Line, line: Line) -> bool:
    """Whether a line of plain text was broken by its width alone."""
    return (
        line.start == last.end + 1
        and _WRAP_WIDTH[0] <= len(last.text) <= _WRAP_WIDTH[1]
        and not last.text.endswith(_ENDS)
        and (line.text[0].islower() or last.text[-1] in ",-")
    )


def _runs_on(last: Line, line: Line, column: Column) -> bool:
    """Whether the words go on in full width although the line was broken early."""
    return (
        line.text[0].islower()
        and not last.text.endswith(_ENDS)
        and column.right - column.left > _FULL_WIDTH
        and last.x1 - last.x0 > 0.4 * (column.right - column.left)
    )


def _ends_short(last: Line, line: Line, column: Column) -> bool:
    """Whether the last line stops before the margin although the next word had room."""
    room = column.right - last.x1
    if room <= _MARGIN_TOLERANCE:
        return False
    if last.text[-1] == "-":
        return False
    if column.is_justified and room > 3 * _MARGIN_TOLERANCE and last.text.endswith(_ENDS):
        return True
    word = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) / len(line.text) * (len(word) + 1)
    return room > width + 1.0


def _fits_indent(block: Block, line: Line) -> bool:
    """Whether a line begins where the next line of the block has to begin."""
    lines = block.lines
    step = line.x0 - lines[-1].x0
    if -_SAME_INDENT <= step <= _SAME_INDENT:
        return True
    if len(lines) > 1:
        return False
    if step < 0:
        return step > -_FAR_INDENT and block.opening is not Opening.ITEM
    if block.opening is Opening.CONSIDERATION:
        return step < 2 * _FAR_INDENT
    if line.text[0].islower() and not lines[-1].text.endswith(_ENDS):
        return step < 1.5 * _FAR_INDENT and lines[-1].x1 - lines[-1].x0 > _FULL_WIDTH
    return block.opening is not Opening.NOTHING and step < _FAR_INDENT


def _is_centred(line: Line, column: Column) -> bool:
    left, right = line.x0 - column.left, column.right - line.x1
    return left > 15.0 and abs(left - right) < 0.25 * max(left, right) + 3.0


def _both_centred(block: Block, last: Line, line: Line, column: Column) -> bool:
    """Whether two lines stand about the same axis, as the lines of a title do."""
    if not (block.is_centred or last.text.isupper()):
        return False
    axis = abs((last.x0 + last.x1) - (line.x0 + line.x1)) / 2
    is_title = last.text.isupper() == line.text.isupper()
    return is_title and axis < 6.0 and (_is_centred(line, column) or line.text.isupper())


def _goes_on(block: Block, after: Block) -> bool:
    """Whether a block that begins a page or a column continues the one before it."""
    last, line = block.lines[-1], after.lines[0]
    if not line.has_box or after.opening is not Opening.NOTHING or block.is_leader:
        return False
    if block.opening in _HEADINGS or last.text.endswith(_ENDS) or after.is_leader:
        return False
    if not (last.page + 1 >= line.page >= last.page):
        return False
    if abs(last.height - line.height) > _OTHER_SIZE * last.height:
        return False
    if last.page == line.page:
        return line.top < last.top and line.text[0].islower() and last.x1 - last.x0 > 100.0
    starts_low = line.text[0].islower() or last.text.endswith((",", "-"))
    return starts_low or (
        len(block.lines) > 1 and abs(last.x1 - max(one.x1 for one in after.lines)) < 12.0
        and abs(line.x0 - last.x0) < _SAME_INDENT
    )  # fmt: skip
