"""Looks for the elements of evidence U1 to U6 in the parts of passages, and sums them up.

Takes passages as words, gives for each the probabilities of the elements in its parts, and from
these a short row of numbers: is each element there, in one part or several, and do those stand
together that make a passage strong by the guideline's formula (a group, two elements of U2 to U6,
one of them U2, U3 or U4). The label follows from this row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from analyzer.assess.cue_words import see
from analyzer.assess.cues import cues_of
from analyzer.assess.parts import Parts, context_of
from analyzer.assess.probabilities import sigmoid
from analyzer.assess.reader import Reader
from analyzer.schema import Element

ELEMENTS = tuple(Element)
SUMMARY = (
    *(f"{element}_best" for element in ELEMENTS),
    *(f"{element}_any" for element in ELEMENTS),
    *(f"{element}_second" for element in ELEMENTS),
    *("formula", "two_best", "issue_and_cause", "action_and_measure", "action_and_means"),
    "group_with_element",
)
ABSENT = 0.02  # the probability left to an element that is taken away
_FLOOR = 1e-4
_SCALE = 4.0  # log-odds are divided by it, so that they weigh like the other numbers


def read_parts(passages: Sequence[Parts], reader: Reader) -> sparse.csr_matrix:
    """One row a part of all passages, in order: its n-grams, its context, its cues."""
    flat = [part for parts in passages for part in parts]
    context = np.concatenate([context_of(parts) for parts in passages])
    cues = np.stack([cues_of(see(part)) for part in flat])
    dense = sparse.csr_matrix(np.hstack([context, cues]))
    return sparse.hstack([reader.read(flat), dense], format="csr")


def find_elements(
    passages: Sequence[Parts],
    reader: Reader,
    elements: Mapping[Element, LogisticRegression],
) -> list[NDArray[np.float64]]:
    """Probabilities of U1 to U6 in the parts of each passage, each of shape (parts, 6).

    Args:
        passages: each as its parts (``split_parts``), none of them empty.
        reader: knows the n-grams.
        elements: a binary classifier an element, over the columns of :func:`read_parts`.

    """
    matrix = read_parts(passages, reader)
    scores = [elements[element].decision_function(matrix) for element in ELEMENTS]
    return by_passage(sigmoid(np.stack(scores, axis=1)), passages)


def by_passage(rows: NDArray[np.float64], passages: Sequence[Parts]) -> list[NDArray[np.float64]]:
    """The rows of all parts, given back to their passages."""
    ends = np.cumsum([len(parts) for parts in passages])
    return list(np.split(rows, ends[:-1]))


def summarise(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The row of a passage, in the order of ``SUMMARY``, from its parts' probabilities."""
    ordered = np.sort(parts, axis=0)[::-1]
    best = ordered[0]
    second = ordered[1] if len(parts) > 1 else np.zeros(len(ELEMENTS))
    clipped = np.clip(best, _FLOOR, 1 - _FLOOR)
    group, issue, cause, action, measure, means = best
    substance = 1 - (1 - issue) * (1 - cause) * (1 - action)
    first, next_best = np.sort(best[1:])[::-1][:2]
    together = (parts[:, :1] * parts[:, 1:]).max()
    joint = [
        group * substance * next_best,
        first + next_best,
        issue * cause,
        action * measure,
        action * means,
        together,
    ]
    any_part = 1 - np.prod(1 - parts, axis=0)
    odds = np.log(clipped / (1 - clipped)) / _SCALE
    return np.concatenate([odds, any_part, second, joint])


def without(parts: NDArray[np.float64], element: Element) -> NDArray[np.float64]:
    """The same parts as if an element were not there."""
    changed = parts.copy()
    column = ELEMENTS.index(element)
    changed[:, column] = np.minimum(changed[:, column], ABSENT)
    return changed
