"""Coordinates of the charts of an evaluation.

Takes points between 0 and 1, gives places for SVG elements, so that a template can draw them
without a script. Units are those of the chart's own view box, origin at the top left.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 320.0, 240.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 14.0, 24.0, 40.0
_RADIUS = 9.0
_SMALLEST = 2.0
_STEPS = 5
"""Scales begin at a tenth, so that a fifth of them is a whole number of percent."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: its place, its radius and what it stands for."""

    x: float
    y: float
    radius: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through dots on two scales; ticks are (place, label), ``guide`` is a second line."""

    width: float
    height: float
    left: float
    right: float
    top: float
    base: float
    x_name: str
    y_name: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    path: str
    guide: tuple[float, float, float, float] | None


def build_chart(
    points: Sequence[tuple[float, float, float, str]],
    *,
    names: tuple[str, str],
    say: Callable[[float], str],
    has_guide: bool = False,
) -> Chart:
    """A chart of points from the left to the right.

    Args:
        points: x and y between 0 and 1, weight (0: the smallest dot), and words.
        names: what the two scales are.
        say: how a value on a scale is written.
        has_guide: whether to draw the line where both are equal.

    """
    lowest = 0.0 if has_guide else math.floor(min(y for _, y, _, _ in points) * 10) / 10
    lowest = min(lowest, 0.9)
    heaviest = max(weight for _, _, weight, _ in points) or 1.0

    def x_of(value: float) -> float:
        return round(_LEFT + value * (_WIDTH - _LEFT - _RIGHT), 1)

    def y_of(value: float) -> float:
        share = (value - lowest) / (1 - lowest)
        return round(_TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM), 1)

    dots = tuple(
        Dot(x_of(x), y_of(y), _radius(weight / heaviest), words) for x, y, weight, words in points
    )
    ticks = [lowest + step * (1 - lowest) / _STEPS for step in range(_STEPS + 1)]
    return Chart(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        top=_TOP,
        base=_HEIGHT - _BOTTOM,
        x_name=names[0],
        y_name=names[1],
        x_ticks=tuple((x_of(one / _STEPS), say(one / _STEPS)) for one in range(_STEPS + 1)),
        y_ticks=tuple((y_of(one), say(one)) for one in ticks),
        dots=dots,
        path=" ".join(f"{'L' if n else 'M'}{one.x} {one.y}" for n, one in enumerate(dots)),
        guide=(x_of(0), y_of(0), x_of(1), y_of(1)) if has_guide else None,
    )


def _radius(share: float) -> float:
    """Areas follow the weights."""
    return round(max(_SMALLEST, _RADIUS * math.sqrt(share)), 1)
