"""Glyphs that pdfium leaves out of a page drawn letter by letter, put back.

Takes a page and its pieces, gives pieces parted at blanks that the file has, and with the second of
two equal letters. pdfium takes no blank that is drawn by itself (it looks for a gap, and there is
none where letters overlap), and takes a letter that overlaps an equal one by half for its shadow.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from analyzer.extract.pdf_page import Corners, RawPage, on_one_line
from analyzer.extract.pieces import NOTHING, SPACE, Piece

_FEWEST, _MOST_OBJECTS = 20, 100_000
_OBJECTS_A_CHARACTER = 0.5
_SAMPLE, _OVERLAP, _OFTEN = 100, 0.02, 0.3
_ROOM_OF_BLANK = 0.1
_STEP_OF_LETTER = 1 / 3
_SAME = 0.25
"""Points by which the boxes of equal letters may differ."""

_BOUNDS = tuple(ctypes.c_float() for _ in range(4))
_BOUNDS_OUT = tuple(ctypes.byref(one) for one in _BOUNDS)


class Joint(NamedTuple):
    """Where a piece is cut, where its next part starts, and what stands between them."""

    end: int
    start: int
    between: str


def put_back(handle: Any, page: RawPage, text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with blanks and letters that were left out; the same list where none were.

    A letter put back has no raw character of its own: it is that of its equal.
    """
    count = pdfium_c.FPDFPage_CountObjects(handle)
    least = max(_FEWEST, _OBJECTS_A_CHARACTER * len(text))
    if not least <= count <= _MOST_OBJECTS or not _overlaps(page, text):
        return pieces
    get, kind_of = pdfium_c.FPDFPage_GetObject, pdfium_c.FPDFPageObj_GetType
    objects = [get(handle, index) for index in range(count)]
    drawn = [one for one in objects if kind_of(one) == pdfium_c.FPDF_PAGEOBJ_TEXT]
    if len(drawn) < least:
        return pieces
    joints = sorted(_iter_joints(page, text, drawn))
    return list(_joined(page, pieces, joints)) if joints else pieces


def _overlaps(page: RawPage, text: str) -> bool:
    """Whether letters overlap the next one, by a sample spread over the page."""
    places = range(0, len(text) - 1, len(text) // _SAMPLE + 1)
    pairs = [
        (page.loose_box(at), page.loose_box(at + 1)) for at in places if text[at : at + 2].isalnum()
    ]
    level = [(left, right) for left, right in pairs if on_one_line(left, right)]
    found = sum(right[0] - left[2] < -_OVERLAP * (left[3] - left[1]) for left, right in level)
    return found > _OFTEN * len(level)


def _iter_joints(page: RawPage, text: str, drawn: Iterable[Any]) -> Iterator[Joint]:
    """A joint for each glyph that has no character, but has a place among the others."""
    owned = _characters_of(page, text)
    last, left_out = -1, list[Corners]()
    for one in drawn:
        own = owned.get(_address(one))
        if own is None:
            left_out += _bounds_of(one)
            continue
        if last >= 0:
            for box in left_out:
                yield from _judged(page, box, last, own[0] if _meet(text, last, own[0]) else None)
        last, left_out = own[1], []
    for box in left_out if last >= 0 else ():
        yield from _judged(page, box, last, None)


def _meet(text: str, last: int, after: int) -> bool:
    """Whether one character follows another with no blank between them."""
    return after > last and not text[last + 1 : after].strip("\r\n")


def _characters_of(page: RawPage, text: str) -> dict[int, tuple[int, int]]:
    """First and last character of each text object that has one."""
    owned: dict[int, tuple[int, int]] = {}
    for index, one in enumerate(text):
        if not one.isspace() and (found := pdfium_c.FPDFText_GetTextObject(page.handle, index)):
            key = _address(found)
            owned[key] = owned.get(key, (index, index))[0], index
    return owned


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents)


def _bounds_of(item: Any) -> list[Corners]:
    if not pdfium_c.FPDFPageObj_GetBounds(item, *_BOUNDS_OUT):
        return []
    x0, y0, x1, y1 = (one.value for one in _BOUNDS)
    return [(x0, y0, x1, y1)]


def _judged(page: RawPage, box: Corners, last: int, after: int | None) -> Iterator[Joint]:
    """The joint for a glyph drawn after one character, and before another one of its line."""
    here = page.loose_box(last)
    there = None if after is None else page.loose_box(after)
    if there and not (on_one_line(here, there) and here[0] < there[0]):
        there = None
    if box[2] <= box[0]:
        room = _ROOM_OF_BLANK * (here[3] - here[1])
        if after and there and here[0] < box[0] <= there[0] - room and here[1] <= box[1] <= here[3]:
            yield Joint(after, after, SPACE)
        return
    ink = page.char_box(last)
    if ink and _is_equal(box, ink):
        step, least = box[0] - ink[0], _STEP_OF_LETTER * (here[2] - here[0])
        if step >= least and (there is None or there[0] - here[0] - step >= least):
            yield Joint(last + 1, last, NOTHING)


def _is_equal(box: Corners, ink: Corners) -> bool:
    """Whether the ink of two letters has one size and one height on the page."""
    wide = abs(box[2] - box[0] - ink[2] + ink[0])
    return wide < _SAME and abs(box[1] - ink[1]) < _SAME and abs(box[3] - ink[3]) < _SAME


def _joined(page: RawPage, pieces: Sequence[Piece], joints: Sequence[Joint]) -> Iterator[Piece]:
    for piece in pieces:
        start, before = piece.start, piece.before
        first, last = (bisect_left(joints, (at,)) for at in (piece.start, piece.end + 1))
        for joint in joints[first:last]:
            if joint.end == piece.start:
                before = SPACE if before == NOTHING and joint.between == SPACE else before
            elif joint.start < piece.end:
                yield _part(page, piece, start, joint.end)._replace(before=before)
                start, before = joint.start, joint.between
        yield _part(page, piece, start, piece.end)._replace(before=before)


def _part(page: RawPage, piece: Piece, start: int, end: int) -> Piece:
    """A part of a piece: as wide as its characters, as high as the piece."""
    if (start, end) == piece[:2]:
        return piece
    left, right = page.loose_box(start), page.loose_box(end - 1)
    own = page.frame.box(left[0], left[1], right[2], right[3])
    return Piece(start, end, own._replace(top=piece.box.top, bottom=piece.box.bottom))
