"""Words that pdfium ran together, parted where the glyphs leave a gap.

Takes a page and its pieces, gives pieces parted at the gaps. Only places that look suspicious are
measured (a capital in the middle of a word, a letter after a list marker, a word of great length);
where many of them turn out to be fused, all longer words of the page are measured. Unseen text
under a scan is laid word by word over the picture, so that words may overlap: all is measured.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from analyzer.extract.pdf_page import RawPage, on_one_line
from analyzer.extract.pieces import SPACE, Piece
from analyzer.textmap import Box

_PUNCTUATION = frozenset('.,;:)]”"')
_MARKER = re.compile(
    r"\n(?:(?:[a-z]{1,2}\.|\d{1,2}\)|\((?:\d{1,2}|[a-z])\))(?=[A-Za-z]{4})|[•\uf0b7\uf0a7](?=[A-Za-z]))"
)
_CLOSE_MARKER = re.compile(
    r"\n(?:(?:\d{1,2}\.){1,3}(?=[A-Z][A-Za-z]{2})|(?:[a-z]{1,3}|\d{1,2})\)(?=[A-Za-z]{3}))"
)
_NUMBERS = re.compile(r"\n\d{4,8}(?=\r)")
_LONGEST_MARKER = 9
_LONG_WORD = b"a" * 19
_LONG = re.compile(r"\b[A-Za-z]{19,}")
_WORD = re.compile(r"[^\s]{6,}")
_MANY = 6
_GAP_OF_HEIGHT = 0.13
_LEAST_GAP = 0.07
_GAP_OF_USUAL = 2.5
_GAP_OF_MARKER = 0.04
_SOLID = re.compile(r"[^\s\x02\ufffe]{2,}")
_FOLLOWS, _MOST = 0.03, 0.8
_SMALL, _LARGE = string.ascii_lowercase.encode(), string.ascii_uppercase.encode()
_CAPITALS = bytes.maketrans(_SMALL + _LARGE + b"0123456789", b"a" * 26 + b"A" * 36)
_LETTERS = bytes.maketrans(_SMALL + _LARGE + b',;:)]"?', b"a" * 52 + b"." * 7)
"""Tables that leave of a page what is looked for, since finding bytes is ten times as fast as a
pattern; "?" stands for all that is not ASCII."""


def part_fused(page: RawPage, text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, parted where words were run together; the same list where none were."""
    plain = text.encode("ascii", "replace")
    letters = plain.translate(_LETTERS)
    marked = [at + 1 for at in _places(letters, b".a")]
    suspects = [cut for cut in marked if text[cut - 1] in _PUNCTUATION]
    suspects += (at + 1 for at in _places(plain.translate(_CAPITALS), b"aA"))
    suspects += (at + 2 for at in _places(plain, b"\n-") if text[at + 2 : at + 3].isalpha())
    cuts = {cut for cut in suspects if _is_gap(page, text, cut)}
    for match in _LONG.finditer(text) if _LONG_WORD in letters else ():
        cuts.update(_gaps_within(page, *match.span()))
    for match in _NUMBERS.finditer(text):
        cuts.update(_gaps_within(page, match.start() + 1, match.end()))
    if len(cuts) >= _MANY:
        for match in _WORD.finditer(text):
            cuts.update(_gaps_within(page, *match.span()))
    if page.is_unseen(text):
        cuts.update(_jumps(page, text))
    cuts.update(cut for cut in marked if _ends_marker(page, text, cut))
    return list(_parted(page, pieces, sorted(cuts))) if cuts else pieces


def _places(text: bytes, part: bytes) -> Iterator[int]:
    """Where a part occurs."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _ends_marker(page: RawPage, text: str, cut: int) -> bool:
    """Whether the marker of an item ends at a position, at the start of a line."""
    start = text.rfind("\n", max(0, cut - 1 - _LONGEST_MARKER), cut)
    if start < 0:
        return False
    if (match := _MARKER.match(text, start)) and match.end() == cut:
        return True
    match = _CLOSE_MARKER.match(text, start)
    is_end = match is not None and match.end() == cut
    return is_end and _stands_apart(page, cut, _GAP_OF_MARKER)


def _is_gap(page: RawPage, text: str, cut: int) -> bool:
    """Whether the characters on both sides of a position stand apart like words."""
    if not _stands_apart(page, cut, _LEAST_GAP):
        return False
    low = max(text.rfind(" ", 0, cut), text.rfind("\n", 0, cut), cut - 4) + 1
    high = min(len(text), cut + 3)
    return low < cut and cut in set(_gaps_within(page, low, high))


def _stands_apart(page: RawPage, cut: int, least: float) -> bool:
    """Whether there is a gap before a position, of at least a part of the line's height."""
    left, right = page.loose_box(cut - 1), page.loose_box(cut)
    return right[0] - left[2] >= least * (right[3] - right[1])


def _gaps_within(page: RawPage, start: int, end: int) -> Iterator[int]:
    """Positions inside a range before which there is room for a space."""
    boxes = [page.loose_box(index) for index in range(start, end)]
    gaps: list[tuple[float, int]] = []
    tall = 0.0
    for index in range(1, len(boxes)):
        left, right = boxes[index - 1], boxes[index]
        if on_one_line(left, right):
            gaps.append((right[0] - left[2], start + index))
            tall = max(tall, right[3] - right[1])
    if not gaps:
        return
    usual = median(gap for gap, _ in gaps)
    least = max(_GAP_OF_HEIGHT * tall + min(0.0, usual), _GAP_OF_USUAL * usual, _LEAST_GAP * tall)
    yield from (position for gap, position in gaps if gap > least)


def _jumps(page: RawPage, text: str) -> Iterator[int]:
    """Where a letter does not follow the one before it, on a page where nearly all follow."""
    found: list[tuple[float, int]] = []
    for match in _SOLID.finditer(text):
        boxes = [page.loose_box(index) for index in range(*match.span())]
        for cut, (left, right) in enumerate(pairwise(boxes), match.start() + 1):
            if on_one_line(left, right):
                tall = min(left[3] - left[1], right[3] - right[1])
                found.append(((right[0] - left[2]) / tall, cut))
    follows = sum(abs(gap) < _FOLLOWS for gap, _ in found)
    if not found or follows < _MOST * len(found):
        return
    for gap, cut in found:
        if gap >= _LEAST_GAP or (gap <= -_LEAST_GAP and not _overhang(page, cut)):
            yield cut


def _overhang(page: RawPage, cut: int) -> bool:
    """Whether a letter's ink leaves its room on either side of a position, so that it widens it."""
    left, right = page.char_box(cut - 1), page.char_box(cut)
    if left is None or right is None:
        return True
    return left[2] >= page.loose_box(cut - 1)[2] or right[0] <= page.loose_box(cut)[0]


def _parted(page: RawPage, pieces: Iterable[Piece], cuts: list[int]) -> Iterator[Piece]:
    for piece in pieces:
        first = bisect_right(cuts, piece.start)
        own = [cut for cut in cuts[first:] if cut < piece.end] if first < len(cuts) else []
        if not own:
            yield piece
            continue
        before = piece.before
        for start, end in zip([piece.start, *own], [*own, piece.end], strict=True):
            yield Piece(start, end, _box(page, piece, start, end), before)
            before = SPACE


def _box(page: RawPage, piece: Piece, start: int, end: int) -> Box:
    """The box of a part: as wide as its characters, as high as the piece."""
    left, right = page.char_box(start), page.char_box(end - 1)
    if left is None or right is None:
        return piece.box
    own = page.frame.box(left[0], left[1], right[2], right[3])
    return own._replace(top=piece.box.top, bottom=piece.box.bottom)
