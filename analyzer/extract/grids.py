"""Tables found by their rulings: cells with row, column and span.

Takes edges, gives grids. The search is pdfplumber's own (edges, intersections, cells, tables), fed
with the lines that pdfium read, so that no page is parsed twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.extract.rulings import Edge
from analyzer.textmap import Box

_TOLERANCE = 3.0
_MOST_EDGES = 6000
_MOST_CELLS = 6000
_LEAST_CELLS = 4
_LEAST_ENDS = 3


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its box, its first row and column, how many it spans."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: cells row by row, the positions of its lines."""

    box: Box
    cells: tuple[GridCell, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    @property
    def column_count(self) -> int:
        """Number of columns."""
        return len(self.lefts) - 1

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.tops) - 1


def find_grids(edges: Sequence[Edge]) -> list[Grid]:
    """All tables with at least two columns and two rows, from the top."""
    if not 4 <= len(edges) <= _MOST_EDGES:
        return []
    horizontal = sum(edge.is_horizontal for edge in edges)
    if horizontal < 2 or len(edges) - horizontal < 2:
        return []
    grids = [_grid_of(cells) for cells in _table_cells(edges)]
    return sorted(
        (one for one in grids if one.column_count > 1 and len(one.cells) >= _LEAST_CELLS),
        key=lambda one: (one.box.top, one.box.x0),
    )


def _table_cells(edges: Sequence[Edge]) -> list[list[tuple[float, float, float, float]]]:
    from pdfplumber import table

    merged = table.merge_edges(
        [_as_dict(edge) for edge in edges],
        snap_x_tolerance=_TOLERANCE,
        snap_y_tolerance=_TOLERANCE,
        join_x_tolerance=_TOLERANCE,
        join_y_tolerance=_TOLERANCE,
    )
    merged += _closing(merged)
    crossings = table.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MOST_CELLS:
        return []
    cells = table.intersections_to_cells(crossings)
    found: list[list[tuple[float, float, float, float]]] = table.cells_to_tables(cells)
    return found


def _closing(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sides that are missing where a table is open: at a page's end, or by its design."""
    upright = [one for one in edges if one["orientation"] == "v"]
    level = [one for one in edges if one["orientation"] == "h"]
    added: list[Edge] = []
    for end in ("top", "bottom"):
        for at, own in _shared_ends(upright, end):
            if not any(abs(one["top"] - at) <= 2 * _TOLERANCE for one in level):
                added.append(Edge(own[0]["x0"], at, own[-1]["x0"], at))
    for end in ("x0", "x1"):
        for at, own in _shared_ends(level, end):
            if not any(abs(one["x0"] - at) <= 2 * _TOLERANCE for one in upright):
                added.append(Edge(at, own[0]["top"], at, own[-1]["top"]))
    return [_as_dict(edge) for edge in added]


def _shared_ends(
    edges: Sequence[dict[str, Any]], end: str
) -> Iterator[tuple[float, list[dict[str, Any]]]]:
    """Where at least three edges end together, with these edges in order."""
    across = "x0" if end in ("top", "bottom") else "top"
    ranked = sorted(edges, key=lambda one: float(one[end]))
    own: list[dict[str, Any]] = []
    for one in (*ranked, None):
        if own and (one is None or one[end] - own[0][end] > _TOLERANCE):
            if len(own) >= _LEAST_ENDS:
                yield own[0][end], sorted(own, key=lambda edge: float(edge[across]))
            own = []
        if one is not None:
            own.append(one)


def _as_dict(edge: Edge) -> dict[str, Any]:
    x0, top, x1, bottom = edge
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0,
        "height": bottom - top, "doctop": top, "object_type": "line",
        "orientation": "h" if edge.is_horizontal else "v",
    }  # fmt: skip


def _grid_of(cells: Sequence[tuple[float, float, float, float]]) -> Grid:
    lefts = _clustered(edge for x0, _, x1, _ in cells for edge in (x0, x1))
    tops = _clustered(edge for _, top, _, bottom in cells for edge in (top, bottom))
    placed = sorted(_placed(cells, lefts, tops), key=lambda one: (one.row, one.column))
    box = Box(lefts[0], tops[0], lefts[-1], tops[-1])
    return Grid(box, tuple(placed), tuple(lefts), tuple(tops))


def _placed(
    cells: Iterable[tuple[float, float, float, float]], lefts: list[float], tops: list[float]
) -> Iterator[GridCell]:
    for x0, top, x1, bottom in cells:
        column, row = _index(lefts, x0), _index(tops, top)
        columns, rows = _index(lefts, x1) - column, _index(tops, bottom) - row
        if columns > 0 and rows > 0:
            yield GridCell(Box(x0, top, x1, bottom), row, column, rows, columns)


def _index(positions: list[float], value: float) -> int:
    """Index of the position nearest to a value."""
    at = bisect_left(positions, value)
    if at == len(positions) or (at and value - positions[at - 1] < positions[at] - value):
        return at - 1
    return at


def _clustered(values: Iterable[float]) -> list[float]:
    """Sorted positions, those closer than the tolerance taken as one."""
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > _TOLERANCE:
            positions.append(value)
    return positions
