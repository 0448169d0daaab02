"""Spaced-out headings ("P E R A T U R A N", "PE M BER D AYAAN"), closed where a rhythm is kept.

Takes a page and its pieces, gives the pieces with such letters as words. The gaps between the
letters tell where a word ends; letters that stand in columns of their own are left apart.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import NOTHING, SPACE, Piece

_SPACED = re.compile(
    r"(?<!\S)(?=(?:[^\W\d_] +){3})(?:[^\W_] +){4,}[^\W_](?!\S)(?<![^\W_]{3})", re.UNICODE
)
_SINGLE = re.compile(rb" [A-Za-z?] ")
"""A letter by itself, quick to search for; "?" stands for all that is not ASCII."""

_GLANCE = re.compile(r" [^\W\d_] +[^\W_] ")
_TORN = re.compile(r"[A-Z] [B-HJ-UW-Z] [A-Z]")
_CAPITALS = bytes.maketrans(string.ascii_uppercase.encode(), b"A" * 26)
_THREE_CAPITALS = b"A A A"
_LINE = 12
_LEAST_SPACING = 0.05
_LETTER = re.compile(r"\S")
_WIDEST_OF_HEIGHT = 0.9
_WORD_OF_USUAL = 1.45

Part = tuple[int, int, str]
"""Start, end and what stands before it."""


def close_spaced(page: RawPage, text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with spaced-out words closed; the same list where there are none."""
    plain = text.encode("ascii", "replace")
    if not _SINGLE.search(plain):
        return pieces
    found: list[list[Part]] = []
    if _GLANCE.search(text):
        spans = [match.span() for match in _SPACED.finditer(text)]
        found = [parts for span in spans if (parts := _words_of(page, text, span))]
    if not found and _THREE_CAPITALS in plain.translate(_CAPITALS):
        spans = [piece[:2] for piece in pieces if _TORN.search(text, *piece[:2])]
        found = [parts for span in spans if (parts := _mended(page, text, span))]
    return list(_replaced(page, pieces, found)) if found else pieces


def _words_of(page: RawPage, text: str, span: tuple[int, int]) -> list[Part]:
    """The letters of a span with their joints; empty where their gaps are no letter-spacing."""
    places = [match.start() for match in _LETTER.finditer(text, *span)]
    boxes = [page.loose_box(place) for place in places]
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    height = max(box[3] - box[1] for box in boxes)
    usual = median(gaps)
    if usual <= 0 or usual > _WIDEST_OF_HEIGHT * height or min(gaps) < 0:
        return []
    parts: list[Part] = [(places[0], places[0] + 1, "")]
    for place, gap in zip(places[1:], gaps, strict=True):
        before = SPACE if gap > _WORD_OF_USUAL * usual else NOTHING
        parts.append((place, place + 1, before))
    return parts


def _mended(page: RawPage, text: str, span: tuple[int, int]) -> list[Part]:
    """The words of a line torn at some of its letters; empty where it is not spaced out."""
    places = [match.start() for match in _LETTER.finditer(text, *span)]
    boxes = [page.loose_box(place) for place in places]
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    usual, height = median(gaps), max(box[3] - box[1] for box in boxes)
    if len(places) < _LINE or not _LEAST_SPACING * height < usual < _WIDEST_OF_HEIGHT * height:
        return []
    parts: list[Part] = [(places[0], places[0] + 1, "")]
    for place, gap in zip(places[1:], gaps, strict=True):
        start, end, before = parts[-1]
        if place == end:
            parts[-1] = start, place + 1, before
        else:
            parts.append((place, place + 1, SPACE if gap > _WORD_OF_USUAL * usual else NOTHING))
    return parts


def _replaced(page: RawPage, pieces: list[Piece], found: list[list[Part]]) -> Iterator[Piece]:
    for piece in pieces:
        own = [parts for parts in found if piece.start <= parts[0][0] and parts[-1][1] <= piece.end]
        before, at = piece.before, piece.start
        for parts in own:
            if at < parts[0][0]:
                yield _cut(page, piece, (at, parts[0][0] - 1, before))
                before = SPACE
            for start, end, joint in parts:
                yield _cut(
                    page, piece, (start, end, joint or before if start == parts[0][0] else joint)
                )
            before, at = SPACE, parts[-1][1] + 1
        if at < piece.end:
            yield _cut(page, piece, (at, piece.end, before)) if own else piece


def _cut(page: RawPage, piece: Piece, part: Part) -> Piece:
    """A part of a piece, as wide as its characters and as high as the piece."""
    start, end, before = part
    left, right = page.loose_box(start), page.loose_box(end - 1)
    own = page.frame.box(left[0], left[1], right[2], right[3])
    box = own._replace(top=piece.box.top, bottom=piece.box.bottom)
    return Piece(start, end, box, before)
