"""One page of a PDF: raw text, pieces of lines with rectangles, and rectangles of any range.

Takes handles of pdfium, gives strings, pieces and boxes in points from the top left of the page as
it is shown (rotation and crop box applied). Nothing here decides on reading order.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from analyzer.extract.pieces import LINE, Piece
from analyzer.textmap import Box

_make_box = tuple.__new__
_FEW_CHARACTERS = 8192


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
        left, bottom, right, top, turns = self
        if turns == 0:
            return _make_box(Box, (x0 - left, top - y1, x1 - left, top - y0))
        match turns:
            case 1:
                return Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
            case 2:
                return Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
            case _:
                return Box(top - y1, right - x1, top - y0, right - x0)


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
        self._characters = (ctypes.c_ushort * _FEW_CHARACTERS)()
        self.loose = pdfium_c.FS_RECTF()
        self.of_loose = byref(self.loose)
        self.of_char = (
            byref(self.left),
            byref(self.right),
            byref(self.bottom),
            byref(self.top),
        )

    def characters(self, count: int) -> ctypes.Array[ctypes.c_ushort]:
        """Room for so many UTF-16 units; made anew only where it has to grow."""
        if count > len(self._characters):
            self._characters = (ctypes.c_ushort * (2 * count))()
        return self._characters


_BROKEN = re.compile("[\x02\ufffe]")
"""pdfium's mark of a hyphen at a line's end; the line goes on below it."""

_LOOSE_BOX, _CHAR_BOX = (
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.cast(one, ctypes.c_void_p).value or 0)
    for one in (pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetCharBox)
)
"""Calls without checks of their arguments, which cost twice the call."""

_WORD = re.compile("[^ \r\n\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_UPRIGHT = 0.05
"""Radians by which a character may lean and still stand upright."""

Corners = tuple[float, float, float, float]
"""Lower left and upper right corner in the coordinates of the PDF: x0, y0, x1, y1."""


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
        buffer = self.rects.characters(count + 1)
        written = pdfium_c.FPDFText_GetText(self.handle, 0, count, buffer)
        text = ctypes.string_at(buffer, 2 * written - 2).decode("utf-16-le", errors="replace")
        return text if len(text) == count else _by_index(self.handle, count)

    def boxes(self, start: int, end: int) -> list[Corners]:
        """PDF rectangles of the range, one a text object."""
        count = pdfium_c.FPDFText_CountRects(self.handle, start, end - start)
        handle, rects, out = self.handle, self.rects, self.rects.of_rect
        get_rect, left, top = pdfium_c.FPDFText_GetRect, rects.left, rects.top
        right, bottom = rects.right, rects.bottom
        found: list[Corners] = []
        for index in range(count):
            if get_rect(handle, index, *out):
                found.append((left.value, bottom.value, right.value, top.value))
        return found

    def loose_box(self, index: int) -> Corners:
        """PDF rectangle of one character, as high as its font and as wide as its advance."""
        rect = self.rects.loose
        _LOOSE_BOX(self.handle, index, self.rects.of_loose)
        return rect.left, rect.bottom, rect.right, rect.top

    def left_of(self, index: int) -> float:
        """Left end of one character in the coordinates of the PDF."""
        _LOOSE_BOX(self.handle, index, self.rects.of_loose)
        return float(self.rects.loose.left)

    def right_of(self, index: int) -> float:
        """Right end of one character with its advance, in the coordinates of the PDF."""
        _LOOSE_BOX(self.handle, index, self.rects.of_loose)
        return float(self.rects.loose.right)

    def char_box(self, index: int) -> Corners | None:
        """PDF rectangle of one character; None where it has no extent."""
        rects = self.rects
        if not _CHAR_BOX(self.handle, index, *rects.of_char):
            return None
        box = (rects.left.value, rects.bottom.value, rects.right.value, rects.top.value)
        return box if box[2] > box[0] or box[3] > box[1] else None


def _by_index(handle: Any, count: int) -> str:
    """The text read character by character, where a code point is not one UTF-16 unit."""
    codes = (pdfium_c.FPDFText_GetUnicode(handle, index) for index in range(count))
    return "".join(
        "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes
    )


def read_pieces(page: RawPage, text: str) -> list[Piece]:
    """The pieces of all lines, in the order of the file.

    A line's box comes from its first and last character: as high as the font, not as the ink.
    """
    pieces: list[Piece] = []
    add, make, new = pieces.append, page.frame.box, tuple.__new__
    left, _, _, above, turns = page.frame
    handle, rect, out, get = page.handle, page.rects.loose, page.rects.of_loose, _LOOSE_BOX
    may_break = "\x02" in text or "\ufffe" in text
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        words = line.strip()
        if not words:
            continue
        if words[0] != line[0]:
            start += len(line) - len(line.lstrip())
        end = start + len(words)
        get(handle, start, out)
        x0, y0, top = rect.left, rect.bottom, rect.top
        get(handle, end - 1, out)
        x1, low, high = rect.right, rect.bottom, rect.top
        if x0 < x1 and 2 * y0 < low + high < 2 * top and not (may_break and _BROKEN.search(words)):
            y0, top = low if low < y0 else y0, high if high > top else top
            if turns:
                box = make(x0, y0, x1, top)
            else:
                box = new(Box, (x0 - left, above - top, x1 - left, above - y0))
            add(new(Piece, (start, end, box, LINE)))
        else:
            pieces.extend(_split(page, text, start, end))
    return pieces


def _split(page: RawPage, text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut a line that is not level where it leaves its height; keep one that is turned."""
    if _UPRIGHT < pdfium_c.FPDFText_GetCharAngle(page.handle, start) < 2 * math.pi - _UPRIGHT:
        yield from _split_turned(page, text, start, end)
        return
    make, first, last = page.frame.box, start, start
    current: list[float] = []
    for word in _WORD.finditer(text, start, end):
        low, high = word.span()
        box = page.char_box(low)
        if box is None:
            continue
        if current and (box[1] > current[3] or box[3] < current[1]):
            yield Piece(first, last, make(*_advanced(page, first, last, current)))
            first, current = low, []
        _widen(current, box)
        if high - low > 1 and (box := page.char_box(high - 1)):
            _widen(current, box)
        last = high
    if current:
        yield Piece(first, last, make(*_advanced(page, first, last, current)))


def _advanced(page: RawPage, start: int, end: int, ink: Sequence[float]) -> Corners:
    """The rectangle of the ink of a piece, as wide as its characters with the room they take."""
    x0, x1 = page.loose_box(start)[0], page.loose_box(end - 1)[2]
    return min(ink[0], x0), ink[1], max(ink[2], x1), ink[3]


def _widen(current: list[float], box: Corners) -> None:
    """Let a rectangle take in another one; an empty list becomes it."""
    if not current:
        current.extend(box)
        return
    x0, y0, x1, y1 = box
    current[0], current[1] = min(current[0], x0), min(current[1], y0)
    current[2], current[3] = max(current[2], x1), max(current[3], y1)


def _split_turned(page: RawPage, text: str, start: int, end: int) -> Iterator[Piece]:
    """A line of turned characters, cut only after hyphens at the end of a line."""
    cuts = [match.end() for match in _BROKEN.finditer(text, start, end - 1)]
    for first, last in zip([start, *cuts], [*cuts, end], strict=True):
        boxes = [one for one in (page.char_box(first), page.char_box(last - 1)) if one]
        if boxes:
            (x0, y0, x1, y1), (left, low, right, high) = boxes[0], boxes[-1]
            yield Piece(
                first,
                last,
                page.frame.box(min(x0, left), min(y0, low), max(x1, right), max(y1, high)),
            )
