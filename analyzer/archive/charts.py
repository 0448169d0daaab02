"""Coordinates of the charts in the meeting brief.

Takes numbers, gives positions for SVG elements, so that a template can draw them without a script.
Units are those of the chart's own view box, origin at the top left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 300.0, 140.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 12.0, 16.0, 36.0


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year: its place and how it is written."""

    x: float
    y: float
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line over years. ``path`` joins neighbouring points; a lone point has none."""

    name: str
    style: str
    points: tuple[Point, ...]
    path: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """Lines over years on one scale; years as (place, year, note), ticks as (place, value)."""

    title: str
    width: float
    height: float
    lines: tuple[Line, ...]
    years: tuple[tuple[float, int, str], ...]
    ticks: tuple[tuple[float, float], ...]
    left: float
    right: float
    base: float


def build_year_chart(
    title: str,
    series: Sequence[tuple[str, str, dict[int, float]]],
    *,
    notes: dict[int, str],
    top: float,
) -> YearChart:
    """A chart of values by year.

    Args:
        title: what the chart shows.
        series: name, style and value by year of each line.
        notes: a few words under a year.
        top: the value at the top of the scale, the same for charts that stand together.

    """
    years = sorted({year for _, _, values in series for year in values})
    first, last = years[0], years[-1]
    scale = _nice_top(top)

    def x_of(year: int) -> float:
        span = _WIDTH - _LEFT - _RIGHT
        share = 0.5 if first == last else (year - first) / (last - first)
        return round(_LEFT + 8 + share * (span - 16), 1)

    def y_of(value: float) -> float:
        return round(_TOP + (1 - value / scale) * (_HEIGHT - _TOP - _BOTTOM), 1)

    lines = [_line(one, x_of, y_of) for one in series]
    return YearChart(
        title=title,
        width=_WIDTH,
        height=_HEIGHT,
        lines=tuple(lines),
        years=tuple((x_of(year), year, notes.get(year, "")) for year in years),
        ticks=tuple((y_of(scale * part), scale * part) for part in (0, 0.5, 1)),
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        base=y_of(0),
    )


def _line(
    series: tuple[str, str, dict[int, float]],
    x_of: Callable[[int], float],
    y_of: Callable[[float], float],
) -> Line:
    name, style, values = series
    points = tuple(Point(x_of(y), y_of(v), y, v) for y, v in sorted(values.items()))
    path = " ".join(f"{'L' if n else 'M'}{p.x} {p.y}" for n, p in enumerate(points))
    return Line(name, style, points, path if len(points) > 1 else "")


def _nice_top(value: float) -> float:
    """The next round number at or above a value: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    size = 1.0
    while size * 10 < value:
        size *= 10
    while size > value > 0 and size > 1:
        size /= 10
    return next((size * step for step in (1, 2, 4, 6, 8, 10) if size * step >= value), size * 10)
