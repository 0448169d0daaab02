"""Finds the words that carry an element of evidence in a part of a passage.

Takes the words of the part, gives the stretch whose words look most like marked ones. Each word is
weighed with its neighbours by a linear classifier per element (U2 to U6); the group (U1) is the
term that names it. Whether an element is there at all is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher

from analyzer.assess.features import GROUP_FORMS
from analyzer.assess.probabilities import sigmoid
from analyzer.assess.words import Word
from analyzer.schema import Element

LOCATED = (Element.ISSUE, Element.CAUSE, Element.ACTION, Element.MEASURE, Element.MEANS)
COLUMNS = 1 << 16
_REACH = 4
_WINDOW = 8
_NEAR = ("¤kelompok", "¤keduanya", "¤ibu", "¤kekerasan", "¤angka", "¤persen", "¤rupiah")
_GAP = 2
_PART_OF_BEST = 0.5
_SMOOTH = 5  # words over which a probability is averaged: an element is a phrase, not a word
_LEAST = 0.06  # mean probability below which no stretch is pointed at
_hasher = FeatureHasher(COLUMNS, input_type="string", alternate_sign=False)


def read_tokens(passages: Sequence[Sequence[Word]]) -> sparse.csr_matrix:
    """One row a word: its form, its neighbours, and what stands near; shape (words, COLUMNS)."""
    rows = [row for words in passages for row in _features([word.form for word in words])]
    return _hasher.transform(rows)


def _features(forms: Sequence[str]) -> list[list[str]]:
    found = []
    for index, form in enumerate(forms):
        row = [f"0={form}"]
        for step in range(-_REACH, _REACH + 1):
            place = index + step
            if step and 0 <= place < len(forms):
                row.append(f"{step}={forms[place]}")
        if index:
            row.append(f"b-={forms[index - 1]}_{form}")
        if index + 1 < len(forms):
            row.append(f"b+={form}_{forms[index + 1]}")
        near = set(forms[max(0, index - _WINDOW) : index + _WINDOW + 1])
        row.extend(f"w={one}" for one in _NEAR if one in near)
        found.append(row)
    return found


def locate_element(
    words: Sequence[Word], element: Element, weights: NDArray[np.floating]
) -> tuple[int, int] | None:
    """First and last word of an element; None where no words stand out.

    Args:
        words: the part that holds it, not empty.
        element: which one.
        weights: coefficients and intercept of each of ``LOCATED``, shape (5, COLUMNS + 1).
    """
    if element is Element.GROUP:
        index = _group_word(words)
        return None if index is None else (index, index)
    row = weights[LOCATED.index(element)]
    return stretch_of(sigmoid(read_tokens([words]) @ row[:-1] + row[-1]))


def stretch_of(probabilities: NDArray[np.float64]) -> tuple[int, int] | None:
    """The stretch around the likeliest phrase: words nearly as likely, small gaps included.

    None where no words stand out.
    """
    around = np.convolve(probabilities, np.ones(_SMOOTH) / _SMOOTH, mode="full")
    smooth = around[_SMOOTH // 2 : _SMOOTH // 2 + len(probabilities)]
    best = int(smooth.argmax())
    if smooth[best] < _LEAST:
        return None
    enough = smooth >= _PART_OF_BEST * smooth[best]
    return _reach(enough, best, -1), _reach(enough, best, 1)


def _reach(enough: NDArray[np.bool_], start: int, step: int) -> int:
    """How far the stretch goes in one direction."""
    last = place = start
    while 0 <= place + step < len(enough) and abs(place + step - last) <= _GAP:
        place += step
        if enough[place]:
            last = place
    return last


def _group_word(words: Sequence[Word]) -> int | None:
    """The first word that names a group; failing that, the first term that is no name."""
    terms = [
        index
        for index, word in enumerate(words)
        if word.concept and not word.form.startswith("¤nama_")
    ]
    groups = [index for index in terms if words[index].form in GROUP_FORMS]
    return next(iter(groups or terms), None)
