"""Lines become blocks: which lines a reader sees as one paragraph, item or heading.

Takes lines with their boxes, gives blocks (lists of lines) with what they open. Geometry decides
where there is paper: the right margin, indents, the distance of lines; the words decide the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.segment.centring import FULL_WIDTH, both_centred, is_centred, is_inset, step_between
from analyzer.segment.columns import ENDS, MARGIN_TOLERANCE, SAME_INDENT, Column, iter_columns
from analyzer.segment.lines import Line
from analyzer.segment.markers import (
    Opening,
    begins_alike,
    has_value,
    is_amount,
    is_label,
    is_leader,
    is_next_inside,
    is_span,
    is_unfinished,
    opening_of,
    refers_onward,
)  # fmt: skip

_FIRST_INDENT = 15.0
_FAR_INDENT = 90.0
_WIDE_PITCH = 1.35
_LOOSE_STEP = 1.9
_OTHER_SIZE = 0.16
_NEAR_SIZE = 0.4
_TITLE_ROOM = 12.0
_WRAP_WIDTH = (50, 110)
_QUOTES = "\"“”'"
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


def build_blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of these lines, in order, joined over page breaks where the text goes on."""
    blocks: list[Block] = []
    for column in iter_columns(lines):
        first = len(blocks)
        blocks.extend(_iter_blocks(column))
        if 0 < first < len(blocks) and _goes_on(blocks[first - 1], blocks[first]):
            blocks[first - 1].lines.extend(blocks[first].lines)
            del blocks[first]
    return blocks


def _iter_blocks(column: Column) -> Iterator[Block]:
    block: Block | None = None
    for line, opening, after in zip(
        column.lines, column.openings, [*column.lines[1:], None], strict=True
    ):
        if (
            block is not None
            and _joins(block, line, opening, column)
            and not _opens_indented(block, line, after, column)
        ):
            block.lines.append(line)
            continue
        if block is not None:
            yield block
        block = Block([line], opening, is_leader(line.text), is_centred(line, column))
    if block is not None:
        yield block


def _joins(block: Block, line: Line, opening: Opening, column: Column) -> bool:
    """Whether a line goes on with the block above it in its column."""
    last = block.lines[-1]
    if opening is not Opening.NOTHING and not (
        opening is Opening.ITEM and _runs_in(block, line, column)
    ):
        return False
    if block.is_leader:
        return False
    if not line.has_box:
        return _is_wrapped(last, line)
    height = line.height
    if len(block.lines) < 2 and not _has_size(block, line, column):
        return False
    loose = 1.2 if line.text[0].isupper() or column.room(last) > MARGIN_TOLERANCE else _LOOSE_STEP
    if step_between(last, line) > max(_WIDE_PITCH * column.pitch, loose * height):
        return False
    if block.opening in (Opening.ARTICLE, Opening.DIVISION, Opening.FRONT):
        return False
    if is_inset(last, line, block.opening) or (
        (block.is_centred or last.text.isupper()) and both_centred(last, line, column)
    ):
        return step_between(last, line) <= _WIDE_PITCH * column.least_pitch
    if _stands_under_value(block, line):
        return True
    if _opens_next(block, line, column):
        return False
    if block.opening in _TITLES and is_unfinished(last.text):
        return _fits_indent(block, line, column)
    if _ends_short(block, line, column) and not _runs_on(last, line, column):
        return False
    if block.opening in _TITLES and column.is_justified and column.room(last) > _TITLE_ROOM:
        return column.room(line) > MARGIN_TOLERANCE and _fits_indent(block, line, column)
    return _fits_indent(block, line, column)


def _has_size(block: Block, line: Line, column: Column) -> bool:
    """Whether a line is as high as the first one, or nearly so where the words run on."""
    last = block.lines[-1]
    step, most = abs(line.height - last.height), max(line.height, last.height)
    runs_on = line.text[0].islower() or (
        column.is_full(last) and block.opening is not Opening.CAPTION
    )
    return step <= _OTHER_SIZE * most or (runs_on and step < _NEAR_SIZE * most)


def _opens_next(block: Block, line: Line, column: Column) -> bool:
    """Whether a line opens a new part although the last one left no room for its first word."""
    if not line.text[0].isupper():
        return False
    first, last = block.lines[0], block.lines[-1]
    is_level = abs(line.x0 - first.x0) <= SAME_INDENT
    if block.opening is Opening.ITEM and column.hangs and is_level:
        return last.text.endswith(ENDS)
    if column.room(last) <= MARGIN_TOLERANCE:
        return False
    return is_label(line.text) or (is_level and begins_alike(first.text, line.text))


def _stands_under_value(block: Block, line: Line) -> bool:
    """Whether a line goes on with what stands after the colon of the block's first line."""
    first, last = block.lines[0], block.lines[-1]
    return (
        line.x0 - first.x0 > _FAR_INDENT
        and line.x0 < first.x1
        and has_value(first.text)
        and (last is first or last.x0 - first.x0 > _FAR_INDENT)
        and not last.text.endswith(ENDS)
        and not line.text.isupper()
        and line.text[0] not in _QUOTES
    )


def _opens_indented(block: Block, line: Line, after: Line | None, column: Column) -> bool:
    """Whether a line is the indented first one of a paragraph below a title or an item."""
    if after is None or len(block.lines) > 1 or not line.text[0].isupper():
        return False
    return (
        line.x0 - block.lines[0].x0 > _FIRST_INDENT
        and line.x0 - after.x0 > _FIRST_INDENT
        and after.x0 - block.lines[0].x0 > -SAME_INDENT
        and column.is_full(line)
        and abs(line.height - after.height) <= _OTHER_SIZE * line.height
        and opening_of(after.text) is Opening.NOTHING
        and after.top - line.top <= _WIDE_PITCH * column.pitch
    )


def _runs_in(block: Block, line: Line, column: Column) -> bool:
    """Whether what looks like a marker belongs to the running text of the block."""
    last = block.lines[-1]
    before = last.text
    is_level = abs(line.x0 - last.x0) <= SAME_INDENT
    is_inside = block.opening is Opening.NOTHING or len(block.lines) > 1
    return (
        (is_level and is_inside and line.text[0] == "(" and column.is_full(last))
        or refers_onward(before)
        or is_span(before, line.text)
        or is_next_inside(" ".join(one.text for one in block.lines), line.text)
    )


def _is_wrapped(last: Line, line: Line) -> bool:
    """Whether a line of plain text was broken by its width alone."""
    return (
        line.start == last.end + 1
        and _WRAP_WIDTH[0] <= len(last.text) <= _WRAP_WIDTH[1]
        and not last.text.endswith(ENDS)
        and (line.text[0].islower() or last.text[-1] in ",-")
    )


def _runs_on(last: Line, line: Line, column: Column) -> bool:
    """Whether the words go on in full width although the line was broken early."""
    return (
        line.text[0].islower()
        and not last.text.endswith(ENDS)
        and column.right - column.left > FULL_WIDTH
        and last.x1 - last.x0 > 0.4 * column.width(last)
    )


def _ends_short(block: Block, line: Line, column: Column) -> bool:
    """Whether the last line stops before the margin although the next word had room.

    Where lines are stretched to the margin, one that is not ends its part whatever follows.
    """
    last = block.lines[-1]
    room = column.room(last)
    if room <= MARGIN_TOLERANCE:
        return False
    if last.text[-1] == "-" and not is_amount(last.text):
        return False
    if column.is_justified and _ends_unstretched(block, line, column, room):
        return True
    word = line.text.split(" ", 1)[0]
    width = (line.x1 - line.x0) / len(line.text) * (len(word) + 1)
    return room > width + 1.0


def _ends_unstretched(block: Block, line: Line, column: Column, room: float) -> bool:
    """Whether the last line, in a column of stretched ones, is not stretched for it is the last."""
    last = block.lines[-1]
    is_capital = line.text[0].isupper()
    if last.text.endswith(ENDS):
        return room > _TITLE_ROOM or (is_capital and last.text[-1] not in ":;")
    if room <= _TITLE_ROOM or not is_capital or is_unfinished(last.text):
        return False
    if len(block.lines) > 1 and column.is_full(block.lines[-2]):
        return True
    is_prose = block.opening is not Opening.CAPTION and not is_leader(line.text)
    return column.is_stretched and column.is_full(line) and is_prose


def _fits_indent(block: Block, line: Line, column: Column) -> bool:
    """Whether a line begins where the next line of the block has to begin."""
    lines = block.lines
    step = line.x0 - lines[-1].x0
    if -SAME_INDENT <= step <= SAME_INDENT:
        return True
    if len(lines) > 1:
        return False
    if step < 0:
        reads_on = line.text[0].islower() or is_unfinished(lines[-1].text)
        return step > -_FAR_INDENT and (block.opening is not Opening.ITEM or reads_on)
    if block.opening is Opening.CONSIDERATION:
        return step < 2 * _FAR_INDENT
    if line.text[0].islower() and not lines[-1].text.endswith(ENDS):
        return step < 1.5 * _FAR_INDENT and lines[-1].x1 - lines[-1].x0 > FULL_WIDTH
    return step < _FAR_INDENT and (
        block.opening is not Opening.NOTHING or column.is_full(lines[-1])
    )


def _goes_on(block: Block, after: Block) -> bool:
    """Whether a block that begins a page or a column continues the one before it."""
    last, line = block.lines[-1], after.lines[0]
    if not line.has_box or after.opening is not Opening.NOTHING or block.is_leader:
        return False
    if block.opening in _HEADINGS or last.text.endswith(ENDS) or after.is_leader:
        return False
    if not (last.page + 1 >= line.page >= last.page):
        return False
    if abs(last.height - line.height) > _OTHER_SIZE * last.height:
        return False
    if last.page == line.page:
        return line.top < last.top and line.text[0].islower() and last.x1 - last.x0 > 100.0
    is_open = last.text[-1] in ",-" or (is_unfinished(last.text) and last.x1 - last.x0 > FULL_WIDTH)
    starts_low = line.text[0].islower() or is_open
    return starts_low or (
        len(block.lines) > 1 and abs(last.x1 - max(one.x1 for one in after.lines)) < 12.0
        and abs(line.x0 - last.x0) < SAME_INDENT
    )  # fmt: skip
