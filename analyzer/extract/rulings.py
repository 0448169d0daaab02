"""The lines drawn on a page, as edges that tables can be found by.

Takes an open PDF page, gives horizontal and vertical edges in points from the top left of the page
as it is shown. Thin boxes count as lines, larger ones as their four sides where they are stroked;
shading draws no lines, but its upper and lower sides are given apart. It finds no tables.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from analyzer.extract.pdf_page import Corners, Frame

_THIN = 2.5
_SHORTEST = 4.0
_SIMPLE_SEGMENTS = 5
_MOST_OBJECTS = 20_000
_DEEPEST = 3
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


_BOUNDS = tuple(ctypes.c_float() for _ in range(4))
_BOUNDS_OUT = tuple(map(ctypes.byref, _BOUNDS))


def _unchecked(function: Any) -> Any:
    """A function of pdfium without checks of its arguments, which cost twice the call."""
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_GET_BOUNDS = _unchecked(pdfium_c.FPDFPageObj_GetBounds)
_GET_TYPE = _unchecked(pdfium_c.FPDFPageObj_GetType)


class Edge(NamedTuple):
    """A horizontal or vertical line on the page as it is shown."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """True for a horizontal edge."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Rulings(NamedTuple):
    """What is drawn on a page: its edges, and the level sides of what is shaded.

    Edges are empty where there are fewer than four.
    """

    edges: list[Edge]
    shades: list[Edge]


def read_rulings(handle: Any, frame: Frame) -> Rulings:
    """The rulings of a page; none where it has far too many objects."""
    count = pdfium_c.FPDFPage_CountObjects(handle)
    if not 0 < count <= _MOST_OBJECTS:
        return Rulings([], [])
    get = pdfium_c.FPDFPage_GetObject
    objects = [get(handle, index) for index in range(count)]
    edges, shades = list[Edge](), list[Edge]()
    for is_drawn, (x0, y0, x1, y1) in _iter_boxes(objects, _IDENTITY, 0):
        box = frame.box(x0, y0, x1, y1)
        if is_drawn or box.x1 - box.x0 < _THIN or box.bottom - box.top < _THIN:
            edges.extend(_edges_of(box))
        else:
            shades += (Edge(box.x0, at, box.x1, at) for at in (box.top, box.bottom))
    return Rulings(edges if len(edges) >= 4 else [], shades)


def _iter_boxes(objects: list[Any], matrix: Matrix, depth: int) -> Iterator[tuple[bool, Corners]]:
    """Rectangles of all paths, in the coordinates of the PDF, and whether they are stroked."""
    kind_of = _GET_TYPE
    for one in objects:
        kind = kind_of(one)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield from _path_boxes(one, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium_c.FPDFFormObj_CountObjects(one)
            if 0 < count <= _MOST_OBJECTS:
                inner = [pdfium_c.FPDFFormObj_GetObject(one, index) for index in range(count)]
                yield from _iter_boxes(inner, _times(_matrix_of(one), matrix), depth + 1)


def _path_boxes(path: Any, matrix: Matrix) -> Iterator[tuple[bool, Corners]]:
    bounds: Corners | None = None
    if matrix is _IDENTITY and _GET_BOUNDS(path, *_BOUNDS_OUT):
        x0, y0, x1, y1 = (one.value for one in _BOUNDS)
        bounds = x0, y0, x1, y1
        if x1 - x0 < _THIN or y1 - y0 < _THIN:
            yield True, bounds
            return
    count = pdfium_c.FPDFPath_CountSegments(path)
    ink = _ink_of(path) if count >= 2 else None
    if ink is None:
        return
    if count <= _SIMPLE_SEGMENTS and bounds is not None:
        yield ink, bounds
        return
    for corners in _segment_boxes(path, count, _times(_matrix_of(path), matrix)):
        yield ink, corners


def _segment_boxes(path: Any, count: int, matrix: Matrix) -> Iterator[Corners]:
    """The straight segments of a path, each as a flat rectangle."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    last: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            yield _flat(last, point)
        elif kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        if start is not None and pdfium_c.FPDFPathSegment_GetClose(segment):
            yield _flat(point, start)
        last = point


def _flat(one: tuple[float, float], other: tuple[float, float]) -> Corners:
    (x0, y0), (x1, y1) = one, other
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _ink_of(path: Any) -> bool | None:
    """Whether a path is stroked; None where nothing but white is painted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return True
    if stroke.value:
        return True
    if not fill.value:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(
        path, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    return None if min(red.value, green.value, blue.value) >= _WHITE else False


def _edges_of(box: Corners) -> Iterator[Edge]:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if height < _THIN:
        if width >= _SHORTEST:
            middle = (top + bottom) / 2
            yield Edge(x0, middle, x1, middle)
        return
    if width < _THIN:
        if height >= _SHORTEST:
            middle = (x0 + x1) / 2
            yield Edge(middle, top, middle, bottom)
        return
    yield Edge(x0, top, x1, top)
    yield Edge(x0, bottom, x1, bottom)
    yield Edge(x0, top, x0, bottom)
    yield Edge(x1, top, x1, bottom)


def _matrix_of(one: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix)):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that applies ``one`` first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
