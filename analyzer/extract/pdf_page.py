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
from functools import partial
from struct import Struct
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from analyzer.extract.pieces import LINE, Piece
from analyzer.textmap import Box

_make_box = tuple.__new__
_FEW_CHARACTERS = 8192


def on_one_line(one: Corners, other: Corners) -> bool:
    """Whether two rectangles overlap in height, as those of letters of one level line do."""
    return other[1] < one[3] and one[1] < other[3]


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
    """Buffers for the out parameters of pdfium's rectangle calls, made once.

    One call of ``both``, ``one`` or ``corners`` takes all numbers of a buffer, which costs less
    than to ask for them one by one.
    """

    def __init__(self) -> None:
        self._characters = (ctypes.c_ushort * _FEW_CHARACTERS)()
        loose, corners = (ctypes.c_float * 8)(), (ctypes.c_double * 4)()
        byref = ctypes.byref
        self.first, self.last = byref(loose), byref(loose, ctypes.sizeof(ctypes.c_float) * 4)
        self.both = partial(Struct("8f").unpack_from, loose)
        self.one = partial(Struct("4f").unpack_from, loose)
        left, bottom, right, top = (byref(corners, place) for place in range(0, 32, 8))
        self.of_rect = left, top, right, bottom
        self.of_char = left, right, bottom, top
        self.corners = partial(Struct("4d").unpack_from, corners)

    def characters(self, count: int) -> ctypes.Array[ctypes.c_ushort]:
        """Room for so many UTF-16 units; made anew only where it has to grow."""
        if count > len(self._characters):
            self._characters = (ctypes.c_ushort * (2 * count))()
        return self._characters


_UNSEEN = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
_BROKEN = re.compile("[\x02\ufffe]")
"""pdfium's mark of a hyphen at a line's end; the line goes on below it."""

_LOOSE_BOX, _CHAR_BOX, _RECT = (
    ctypes.PYFUNCTYPE(gives)(ctypes.cast(one, ctypes.c_void_p).value or 0)
    for one, gives in (
        (pdfium_c.FPDFText_GetLooseCharBox, None),
        (pdfium_c.FPDFText_GetCharBox, ctypes.c_int),
        (pdfium_c.FPDFText_GetRect, ctypes.c_int),
    )
)
"""Calls without checks of their arguments and without letting other threads run meanwhile, which
cost thrice the call."""

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
        handle, out, corners = self.handle, self.rects.of_rect, self.rects.corners
        return [corners() for index in range(count) if _RECT(handle, index, *out)]

    def loose_box(self, index: int) -> Corners:
        """PDF rectangle of one character, as high as its font and as wide as its advance."""
        _LOOSE_BOX(self.handle, index, self.rects.first)
        left, top, right, bottom = self.rects.one()
        return left, bottom, right, top

    def ends(self, index: int) -> tuple[float, float]:
        """Left and right end of one character with its advance, on the page as it is shown."""
        left, low, right, high = self.loose_box(index)
        if self.frame.quarter_turns:
            box = self.frame.box(left, low, right, high)
            return box.x0, box.x1
        return left - self.frame.left, right - self.frame.left

    def room(self, start: int, end: int) -> float:
        """Width of what stands between two characters of a level line, in points."""
        _LOOSE_BOX(self.handle, start, self.rects.first)
        _LOOSE_BOX(self.handle, end, self.rects.last)
        _, _, left, _, right, _, _, _ = self.rects.both()
        return float(right - left)

    def is_unseen(self, text: str) -> bool:
        """Whether the first letter is not painted, as under a scan."""
        start = len(text) - len(text.lstrip())
        found = pdfium_c.FPDFText_GetTextObject(self.handle, start) if start < len(text) else None
        return bool(found) and pdfium_c.FPDFTextObj_GetTextRenderMode(found) == _UNSEEN

    def char_box(self, index: int) -> Corners | None:
        """PDF rectangle of one character; None where it has no extent."""
        if not _CHAR_BOX(self.handle, index, *self.rects.of_char):
            return None
        box = self.rects.corners()
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
    add, new, make = pieces.append, tuple.__new__, page.frame.box
    left, _, _, above, turns = page.frame
    handle, first, last, get = page.handle, page.rects.first, page.rects.last, _LOOSE_BOX
    both = page.rects.both
    may_break = "\x02" in text or "\ufffe" in text
    position = 0
    for line in text.split("\n"):
        start = position
        position += len(line) + 1
        words = line.strip()
        if not words:
            continue
        if words[0] != line[0]:
            start += len(line) - len(line.lstrip())
        end = start + len(words)
        get(handle, start, first)
        get(handle, end - 1, last)
        x0, top, _, y0, _, high, x1, low = both()
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
    left, low, right, high = current
    x0, y0, x1, y1 = box
    current[0], current[1] = x0 if x0 < left else left, y0 if y0 < low else low
    current[2], current[3] = x1 if x1 > right else right, y1 if y1 > high else high


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
