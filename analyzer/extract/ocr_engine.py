"""What an engine of optical character recognition takes and gives, and which one is there.

Takes nothing but the machine as it is, gives the engines that can be used, best first. An engine
sees the picture of a page and gives lines; it knows nothing of PDF, of reading order or of points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import MissingPart

Picture = NDArray[Any]
"""A page as rows of pixels of blue, green and red, 8 bits each."""

Point = tuple[float, float]


Corners = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right and lower left corner, in the direction of the text."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of text read from a picture.

    Attributes:
        text: what was read, never empty.
        corners: in pixels, in the direction of the text: its upper left, upper right, lower right
            and lower left corner; in a picture lying on its side they turn with the text.
        confidence: 0 to 1.
        centres: where along the line each character stands, 0 at its left end to 1.
    """

    text: str
    corners: Corners
    confidence: float
    centres: tuple[float, ...]


class OcrEngine(Protocol):
    """Reads the picture of a page."""

    @property
    def name(self) -> str:
        """Name and version, as in a result's provenance."""

    def read(self, picture: Picture) -> list[ReadLine]:
        """The lines of the picture, in no particular order."""


@dataclass(slots=True)
class _Share:
    """What part of the machine this process may take; ``threads`` 0 leaves it to the library."""

    threads: int = 0


_SHARE = _Share()


def limit_threads(count: int) -> None:
    """Let engines that are loaded from now on use so many threads.

    Where several processes read at once, one each: more of them only wait for one another.
    """
    _SHARE.threads = count


@cache
def load_engines() -> tuple[OcrEngine, ...]:
    """The engines that are installed with all they need, best first; loaded once."""
    found: list[OcrEngine] = []
    for load in (_load_rapid, _load_tesseract):
        try:
            found.append(load())
        except MissingPart:
            continue
    return tuple(found)


def mean_confidence(lines: Sequence[ReadLine]) -> float:
    """Mean confidence, every character counting alike; 0 without any."""
    weight = sum(len(one.text) for one in lines)
    return sum(one.confidence * len(one.text) for one in lines) / weight if weight else 0.0


def even_centres(text: str) -> tuple[float, ...]:
    """Centres of characters that all have the same width."""
    count = len(text)
    return tuple(float(one) for one in (np.arange(count) + 0.5) / max(count, 1))


def _load_rapid() -> OcrEngine:
    from analyzer.extract.ocr_rapid import RapidEngine

    return RapidEngine(threads=_SHARE.threads)


def _load_tesseract() -> OcrEngine:
    from analyzer.extract.ocr_tesseract import TesseractEngine

    return TesseractEngine()
