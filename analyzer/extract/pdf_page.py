"""One page of a PDF: raw text, pieces of lines with rectangles, and rectangles of any range.

Takes handles of pdfium, gives strings, pieces and boxes in points from the top left of the page as
it is shown (rotation and crop box applied). Nothing here decides on reading order.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from analyzer.extract.characters import BREAKING_HYPHENS
from analyzer.extract.pieces import LINE, NOTHING, SPACE, Piece
from analyzer.textmap import Box

_WIDE_GAP = 1.6
"""A gap of so many line heights within a line parts two pieces."""


class Frame(NamedTuple):
    """Turns coordinates of a PDF page into those of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter_turns % 2 else (width, height)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box of the PDF rectangle with lower left (x0, y0) and upper right (x1, y1)."""
        match self.quarter_turns:
            case 0:
                return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
            case 1:
                return Box(
                    y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
                )
            case 2:
                return Box(
                    self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
                )
            case _:
                return Box(
                    self.top - y1, self.right - x1, self.top - y0, self.right - x0
                )


class Rects:
    """Buffers for the out parameters of pdfium's rectangle calls, made once."""

    def __init__(self) -> None:
        self.left, self.top = ctypes.c_double(), ctypes.c_double()
        self.right, self.bottom = ctypes.c_double(), ctypes.c_double()
        byref = ctypes.byref
        self.of_rect = (
            byref(self.left),
            byref(self.top),
            byref(self.right),
            byref(self.bottom),
        )
        self.of_char = (
            byref(self.left),
            byref(self.right),
            byref(self.bottom),
            byref(self.top),
        )


@dataclass(frozen=True, slots=True)
class RawPage:
    """An open text page with its frame."""

    handle: Any
    frame: Frame
    rects: Rects

    def text(self) -> str:
        """All characters; position in the string is pdfium's character index."""
        count = pdfium_c.FPDFText_CountChars(self.handle)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        short = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium_c.FPDFText_GetText(self.handle, 0, count, short)
        text = buffer.raw[: 2 * (written - 1)].decode("utf-16-le", errors="replace")
        return text if len(text) == count else _by_index(self.handle, count)

    def boxes(
        self, start: int, end: int
    ) -> Iterator[tuple[float, float, float, float]]:
        """PDF rectangles (x0, y0, x1, y1) of the range, one a text object."""
        rects = self.rects
        for index in range(
            pdfium_c.FPDFText_CountRects(self.handle, start, end - start)
        ):
            if pdfium_c.FPDFText_GetRect(self.handle, index, *rects.of_rect):
                yield (
                    rects.left.value, rects.bottom.value, rects.right.value, rects.top.value
                )  # fmt: skip

    def char_box(self, index: int) -> tuple[float, float, float, float] | None:
        """PDF rectangle of one character; None where it has no extent."""
        rects = self.rects
        if not pdfium_c.FPDFText_GetCharBox(self.handle, index, *rects.of_char):
            return None
        box = (rects.left.value, rects.bottom.value, rects.right.value, rects.top.value)
        return box if box[2] > box[0] or box[3] > box[1] else None


def _by_index(handle: Any, count: int) -> str:
    """The text read character by character, where a code point is not one UTF-16 unit."""
    codes = (pdfium_c.FPDFText_GetUnicode(handle, index) for index in range(count))
    return "".join(
        "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
        for code in codes
    )


def read_pieces(page: RawPage, text: str) -> list[Piece]:
    """The pieces of all lines, in the order of the file."""
    pieces: list[Piece] = []
    add, make = pieces.append, page.frame.box
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        words = line.strip()
        if not words:
            continue
        start += line.find(words[0])
        end = start + len(words)
        boxes = list(page.boxes(start, end))
        if len(boxes) == 1:
            add(Piece(start, end, make(*boxes[0])))
        elif boxes:
            x0, y0, x1, y1, is_plain = _union(boxes)
            if is_plain:
                add(Piece(start, end, make(x0, y0, x1, y1)))
            else:
                pieces.extend(_split(page, text, start, end))
    return pieces


def _union(
    boxes: Sequence[tuple[float, float, float, float]],
) -> tuple[float, float, float, float, bool]:
    """The rectangle around the boxes, and whether they read as one piece of one line."""
    x0, y0, x1, y1 = boxes[0]
    floor, ceiling, last, gap = y0, y1, x1, 0.0
    for left, low, right, high in boxes[1:]:
        gap = max(gap, left - last, x0 - right)
        last = right
        x0, x1 = min(x0, left), max(x1, right)
        y0, y1 = min(y0, low), max(y1, high)
        floor, ceiling = max(floor, low), min(ceiling, high)
    return x0, y0, x1, y1, floor <= ceiling and gap < _WIDE_GAP * (y1 - y0)


def _split(page: RawPage, text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut a line where it leaves its height or leaves a wide gap, by its characters' boxes."""
    first, before = start, LINE
    last = start
    current: list[float] = []
    for index in range(start, end):
        if text[index] in " \r" or (box := page.char_box(index)) is None:
            continue
        x0, y0, x1, y1 = box
        if current:
            leaves = y0 > current[3] or y1 < current[1]
            if leaves or x0 - current[2] > _WIDE_GAP * (current[3] - current[1]):
                yield Piece(first, last, page.frame.box(*current), before)
                is_broken = (
                    text[last - 1] in BREAKING_HYPHENS or " " in text[last:index]
                )
                before = LINE if leaves else SPACE if is_broken else NOTHING
                first, current = index, []
        current = (
            [
                min(current[0], x0),
                min(current[1], y0),
                max(current[2], x1),
                max(current[3], y1),
            ]
            if current
            else [x0, y0, x1, y1]
        )
        last = index + 1
    if current:
        yield Piece(first, last, page.frame.box(*current), before)
