"""A page read from its picture: text, pieces of lines for the layout, places of its characters.

Takes the lines of an engine, gives a :class:`PictureText` whose raw characters are the code points
of its own ``raw`` text. Pieces have boxes on the page laid level (a page on its side is turned,
a slanting one straightened); places are those of the page as it is shown.
"""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analyzer.extract.characters import is_letter_like
from analyzer.extract.ocr_engine import Corners, Point, ReadLine, mean_confidence
from analyzer.extract.ocr_order import Wall, reading_order
from analyzer.extract.ocr_rules import Rule
from analyzer.extract.pieces import LINE, SPACE, Piece
from analyzer.textmap import Box

_QUARTER = math.pi / 2
_SAME_HEIGHT = 0.25
_SPACE_PART = 2.0
_SAME_ROW = 0.5
_MARKER = 4
_LEAST_STRETCHED = 3
_INDENT = 6.0
_FOREIGN_PART = 0.3
_LATIN_LIMIT = 0x2E80


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line's raw characters and where they stand, in points on the page as it is shown."""

    start: int
    end: int
    corners: Corners
    centres: tuple[float, ...]

    def box(self, start: int, end: int) -> Box:
        """The box of the raw characters from ``start`` to ``end``, as far as they are its own."""
        low, high = max(start, self.start) - self.start, min(end, self.end) - self.start
        first, last = self._edge(low), self._edge(high)
        upper_left, upper_right, lower_right, lower_left = self.corners
        spots = [
            _between(upper_left, upper_right, first),
            _between(upper_left, upper_right, last),
            _between(lower_left, lower_right, first),
            _between(lower_left, lower_right, last),
        ]
        return _bounds(spots)

    def _edge(self, index: int) -> float:
        """Where the character begins along the line, 0 to 1."""
        if index <= 0:
            return 0.0
        if index >= len(self.centres):
            return 1.0
        return (self.centres[index - 1] + self.centres[index]) / 2


@dataclass(frozen=True, slots=True)
class PictureText:
    """What was read on a page. ``confidence`` is the mean over its characters, 0 to 1."""

    raw: str
    pieces: tuple[Piece, ...]
    lines: tuple[PlacedLine, ...]
    confidence: float


def build_picture_text(
    read: Sequence[ReadLine],
    *,
    size: tuple[float, float],
    points_per_pixel: float,
    rules: Sequence[Rule] = (),
) -> PictureText:
    """The lines put in reading order, with their places in points.

    Args:
        read: lines with corners in pixels of the picture of the whole page.
        size: width and height of the page as it is shown, in points.
        points_per_pixel: 72 divided by the resolution of the picture.
        rules: ruled lines of the picture, in pixels.
    """
    kept = [one for one in map(_plain, read) if _is_text(one)]
    corners = [_scaled(one.corners, points_per_pixel) for one in kept]
    level = _levelling(kept, size)
    boxes = _even_heights([_bounds([level(point) for point in one]) for one in corners])
    walls = [_wall([level(_times(point, points_per_pixel)) for point in one]) for one in rules]
    rows = reading_order(boxes, walls)
    parts: list[str] = []
    pieces: list[Piece] = []
    lines: list[PlacedLine] = []
    at = 0
    last: tuple[int, Box] | None = None
    for number, row in enumerate(rows):
        is_stretched = _is_stretched(number, rows, boxes)
        for index in row:
            text, box = kept[index].text, boxes[index]
            end = at + len(text)
            is_near = last is not None and (last[0] == number or len(parts[-1]) <= _MARKER)
            before = _joint(last[1], box) if last is not None and is_near else LINE
            if is_stretched and index != row[0]:
                before = SPACE
            pieces.append(Piece(at, end, box, before))
            lines.append(PlacedLine(at, end, corners[index], kept[index].centres))
            parts.append(text)
            at, last = end + 1, (number, box)
    return PictureText("\n".join(parts), tuple(pieces), tuple(lines), mean_confidence(kept))


def _joint(last: Box, box: Box) -> str:
    """What separates a piece from the one before it: a space where it goes on in the same row."""
    height = min(last.bottom - last.top, box.bottom - box.top)
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    is_beside = shared > _SAME_ROW * height and box.x0 > last.x0
    return SPACE if is_beside and box.x0 - last.x1 < _SPACE_PART * height else LINE


def _plain(line: ReadLine) -> ReadLine:
    """The line with compatibility characters (Ⅲ, full-width letters) written out."""
    text = unicodedata.normalize("NFKC", line.text)
    if text == line.text:
        return line
    letters: list[str] = []
    centres: list[float] = []
    for one, centre in zip(line.text, line.centres, strict=True):
        plain = unicodedata.normalize("NFKC", one)
        letters.append(plain)
        centres.extend([centre] * len(plain))
    return ReadLine("".join(letters), line.corners, line.confidence, tuple(centres))


def _is_text(line: ReadLine) -> bool:
    """Whether a line holds letters or digits, and those of the Latin script."""
    foreign = sum(1 for one in line.text if ord(one) >= _LATIN_LIMIT)
    return foreign <= _FOREIGN_PART * len(line.text) and is_letter_like(line.text)


def _is_stretched(number: int, rows: Sequence[Sequence[int]], boxes: Sequence[Box]) -> bool:
    """Whether a row of several boxes is one line of words set far apart, by the lines around it."""
    own = _union([boxes[index] for index in rows[number]])
    if len(rows[number]) < _LEAST_STRETCHED:
        return False
    height = own.bottom - own.top
    for other in (number - 1, number + 1):
        if not 0 <= other < len(rows) or len(rows[other]) > 1:
            continue
        box = boxes[rows[other][0]]
        is_close = abs(box.top - own.top) < _SPACE_PART * height + _SAME_ROW * height
        if is_close and abs(box.x1 - own.x1) < height and box.x0 < own.x0 + _INDENT * height:
            return True
    return False


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        min(one.x0 for one in boxes),
        min(one.top for one in boxes),
        max(one.x1 for one in boxes),
        max(one.bottom for one in boxes),
    )


def _scaled(corners: Corners, factor: float) -> Corners:
    a, b, c, d = (_times(point, factor) for point in corners)
    return a, b, c, d


def _times(point: Point, factor: float) -> Point:
    return point[0] * factor, point[1] * factor


def _wall(ends: Sequence[Point]) -> Wall:
    (x0, y0), (x1, y1) = ends
    if abs(x1 - x0) >= abs(y1 - y0):
        return Wall(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    return Wall(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _levelling(lines: Sequence[ReadLine], size: tuple[float, float]) -> Callable[[Point], Point]:
    """What turns points so that most of the page's text lies level."""
    quarter, slant = _direction(lines)
    angle = quarter * _QUARTER + slant
    if not angle:
        return lambda point: point
    cosine, sine = math.cos(angle), math.sin(angle)
    width, height = size
    new_width, new_height = (height, width) if quarter % 2 else (width, height)

    def turned(point: Point) -> Point:
        x, y = point[0] - width / 2, point[1] - height / 2
        return cosine * x + sine * y + new_width / 2, cosine * y - sine * x + new_height / 2

    return turned


def _direction(lines: Sequence[ReadLine]) -> tuple[int, float]:
    """How most of the text is turned: quarters clockwise, and the rest in radians."""
    angles = [_angle(one.corners) for one in lines]
    weights = [0, 0, 0, 0]
    for line, angle in zip(lines, angles, strict=True):
        weights[round(angle / _QUARTER) % 4] += len(line.text)
    quarter = weights.index(max(weights))
    rests = [
        math.remainder(angle - quarter * _QUARTER, 2 * math.pi)
        for line, angle in zip(lines, angles, strict=True)
        if round(angle / _QUARTER) % 4 == quarter and len(line.text) >= 20
    ]
    return quarter, statistics.median(rests) if rests else 0.0


def _angle(corners: Corners) -> float:
    (x0, y0), (x1, y1) = corners[0], corners[1]
    return math.atan2(y1 - y0, x1 - x0)


def _even_heights(boxes: list[Box]) -> list[Box]:
    """Boxes of about the usual height made exactly as high, about their own middle."""
    if not boxes:
        return boxes
    usual = statistics.median(one.bottom - one.top for one in boxes)
    return [_as_high(one, usual) for one in boxes]


def _as_high(box: Box, height: float) -> Box:
    if abs(box.bottom - box.top - height) > _SAME_HEIGHT * height:
        return box
    middle = (box.top + box.bottom) / 2
    return Box(box.x0, middle - height / 2, box.x1, middle + height / 2)


def _between(first: Point, second: Point, part: float) -> Point:
    return (
        first[0] + part * (second[0] - first[0]),
        first[1] + part * (second[1] - first[1]),
    )


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
