"""Ruled lines in the picture of a page: where the cells of a table end.

Takes pixels, gives the level and upright lines longer than any stroke of a letter. It makes no
tables of them: reading order cuts along them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.extract.ocr_engine import Picture, Point

Rule = tuple[Point, Point]
"""The two ends of a line, in pixels, the left or upper one first."""

_DARK = 150
_LEAST_PIXELS = 110
_MAX_THICKNESS = 14
_BESIDE = 3
_MOST_RUNS = 60_000


def find_rules(picture: Picture) -> list[Rule]:
    """The ruled lines of a picture; none where it is full of dark areas."""
    dark = picture.min(axis=2) < _DARK if picture.ndim == 3 else picture < _DARK
    level = [((x0, y0), (x1, y1)) for x0, y0, x1, y1 in _lines(dark)]
    upright = [((y0, x0), (y1, x1)) for x0, y0, x1, y1 in _lines(dark.T)]
    return [*level, *upright]


def _lines(dark: NDArray[Any]) -> Iterator[tuple[float, float, float, float]]:
    """Level lines as x0, y0, x1, y1: runs of dark pixels joined with those beside them."""
    done: list[list[float]] = []
    growing: list[list[float]] = []
    for row, start, end in _runs(dark):
        still: list[list[float]] = []
        mine: list[float] | None = None
        for line in growing:
            if row - line[5] > _BESIDE:
                done.append(line)
                continue
            if mine is None and start <= line[2] + _BESIDE and end >= line[0] - _BESIDE:
                mine = line
            still.append(line)
        growing = still
        if mine is None:
            growing.append([start, row, end, row, row, row])
            continue
        if start < mine[0]:
            mine[0], mine[1] = start, row
        if end > mine[2]:
            mine[2], mine[3] = end, row
        mine[5] = row
    for line in (*done, *growing):
        length, thickness = line[2] - line[0], line[5] - line[4] - abs(line[3] - line[1])
        if length >= _LEAST_PIXELS and thickness <= _MAX_THICKNESS:
            yield line[0], line[1], line[2], line[3]


def _runs(dark: NDArray[Any]) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of each long run of dark pixels, from the top."""
    height, width = dark.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    edges = np.diff(padded, axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - starts[:, 1] >= _LEAST_PIXELS
    if int(long.sum()) > _MOST_RUNS:
        return
    for (row, start), (_, end) in zip(starts[long], ends[long], strict=True):
        yield int(row), int(start), int(end)
