"""Puts back the spaces that a recogniser swallowed between words set close together.

Takes a line as it was read and its picture, gives the line with a space wherever the picture shows
a gap as wide as those between its other words. It adds spaces and changes nothing else.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.extract.ocr_engine import Picture

_LEAST_CHARACTERS = 6
_PART_OF_SPACE = 0.6
_PART_OF_HEIGHT = 0.16
_PART_ALONE = 0.24
_TIMES_LETTER_GAP = 2.0
_CLOSING = ",;:)."


def with_spaces(
    text: str, centres: tuple[float, ...], picture: Picture
) -> tuple[str, tuple[float, ...]]:
    """The line and the centres of its characters with the missing spaces put in."""
    if len(text) < _LEAST_CHARACTERS or len(centres) != len(text):
        return text, centres
    gaps = _gaps(centres, _blank_columns(picture))
    if gaps is None:
        return text, centres
    least = _least_gap(text, gaps, picture.shape[0])
    places = [index for index, gap in enumerate(gaps) if gap >= least and _may_part(text, index)]
    for index in reversed(places):
        middle = (centres[index] + centres[index + 1]) / 2
        text = f"{text[: index + 1]} {text[index + 1 :]}"
        centres = (*centres[: index + 1], middle, *centres[index + 1 :])
    return text, centres


def _blank_columns(picture: Picture) -> NDArray[np.bool_]:
    """Which columns of pixels hold no ink (no more than a rule along the whole line leaves)."""
    grey = picture.min(axis=2) if picture.ndim == 3 else picture
    low, high = (float(one) for one in np.percentile(grey, (2, 98)))
    ink = grey < (low + high) / 2
    if ink.mean() > 0.5:
        ink = ~ink
    edge = max(1, grey.shape[0] // 10)
    count = ink[edge:-edge].sum(axis=0)
    rule = int(np.percentile(count, 5))
    blank: NDArray[np.bool_] = count <= min(rule, grey.shape[0] // 5)
    return blank


def _gaps(centres: tuple[float, ...], blank: NDArray[np.bool_]) -> list[int] | None:
    """The widest run of blank columns between each character and the next, in pixels."""
    width = blank.size
    if width < 2:
        return None
    spots = [min(width - 1, max(0, int(one * width))) for one in centres]
    return [_longest_run(blank[left : right + 1]) for left, right in itertools.pairwise(spots)]


def _longest_run(blank: NDArray[Any]) -> int:
    """The longest run of blank columns with ink on both sides of it."""
    inked = np.flatnonzero(~blank)
    if not inked.size:
        return 0
    blank = blank[inked[0] : inked[-1] + 1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], blank.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if edges.size else 0


def _least_gap(text: str, gaps: list[int], height: int) -> float:
    """From which width on a gap is one between words."""
    spaces, letters = [], []
    for index, gap in enumerate(gaps):
        if text[index] == " ":
            continue
        if text[index + 1] == " ":
            after = gaps[index + 1] if index + 1 < len(gaps) else 0
            spaces.append(max(gap, after))
        else:
            letters.append(gap)
    usual = _TIMES_LETTER_GAP * float(np.median(letters)) + 1.0 if letters else 0.0
    if len(spaces) > 1:
        word = _PART_OF_SPACE * float(np.median(spaces))
        return max(usual, _PART_OF_HEIGHT * height, word)
    return max(usual, _PART_ALONE * height)


def _may_part(text: str, index: int) -> bool:
    """Whether a space may stand here: after a stop, or between letters that leave two words."""
    left, right = text[index], text[index + 1]
    if not right.isalpha():
        return False
    if left in _CLOSING:
        return True
    return (
        left.isalpha()
        and text[index - 1 : index].isalpha()
        and (text[index + 2 : index + 3].isalpha())
    )
