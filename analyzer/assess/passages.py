"""Judges passages: none, weak or strong, and the evidence U1 to U6 with its words.

Takes the words of passages, gives :class:`Judgement` objects: calibrated probabilities, the
evidence with the words that carry it, and signed reasons: what those words add to the label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.assess.model import Model
from analyzer.assess.probabilities import calibrated, sigmoid
from analyzer.assess.spans import locate_elements
from analyzer.assess.words import Word
from analyzer.schema import Element, Evidence, Label, Reason

ELEMENTS = tuple(Element)
LABELS = (Label.NONE, Label.STRONG, Label.WEAK)  # the order of the classes in the classifiers
_CODES = dict(zip(ELEMENTS, ("group", "issue", "cause", "action", "measure", "means"), strict=True))
_RANKS = {Label.NONE: 0, Label.WEAK: 1, Label.STRONG: 2}
_FOUND = 0.35
_STRONG = LABELS.index(Label.STRONG)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passage; ranges count in its text."""

    label: Label
    probability: float
    needs_review: bool
    strong: float
    elements: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]


def judge_passages(passages: Sequence[Sequence[Word]], model: Model) -> list[Judgement]:
    """One judgement a passage, in order."""
    if not passages:
        return []
    matrix = model.reader.read(passages)
    elements = element_probabilities(matrix, model)
    scores = model.label.decision_function(matrix)
    probabilities = calibrated(scores, model.meta["temperature"])
    return [
        _judge(words, matrix[index], elements[index], probabilities[index], model)
        for index, words in enumerate(passages)
    ]


def strength_of(words: Sequence[Word], model: Model) -> float:
    """The expected label of a passage on the scale 0 (none), 1 (weak), 2 (strong)."""
    scores = model.label.decision_function(model.reader.read([words]))
    probabilities = calibrated(scores, model.meta["temperature"])[0]
    return float(sum(probabilities * [_RANKS[label] for label in LABELS]))


def element_probabilities(matrix: sparse.csr_matrix, model: Model) -> NDArray[np.float64]:
    """Probabilities of U1 to U6, shape (passages, 6)."""
    columns = [model.elements[element].decision_function(matrix) for element in ELEMENTS]
    return sigmoid(np.stack(columns, axis=1))


def _judge(
    words: Sequence[Word],
    row: sparse.csr_matrix,
    elements: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    model: Model,
) -> Judgement:
    best = int(probabilities.argmax())
    label = LABELS[best]
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if label is not Label.NONE and words:
        evidence = tuple(_find_evidence(words, elements, model))
        reasons = _reasons(words, row, evidence, best, model)
    return Judgement(
        label=label,
        probability=float(probabilities[best]),
        needs_review=bool(
            probabilities[best] < model.meta["review_below"]
            or (label is Label.STRONG and not _is_formula({one.element for one in evidence}))
        ),
        strong=float(probabilities[_STRONG]),
        elements=tuple(float(value) for value in elements),
        evidence=evidence,
        reasons=reasons,
    )


def _is_formula(found: set[Element]) -> bool:
    """The guideline's formula for strong: two of U2 to U6, one of them U2, U3 or U4."""
    substance = found & {Element.ISSUE, Element.CAUSE, Element.ACTION}
    return bool(substance) and len(found - {Element.GROUP}) >= 2


def _find_evidence(
    words: Sequence[Word], elements: NDArray[np.float64], model: Model
) -> list[Evidence]:
    likely = dict(zip(ELEMENTS, elements, strict=True))
    present = [element for element, value in likely.items() if value >= _FOUND]
    places = locate_elements(words, present, model.spans)
    return [
        Evidence(element, float(likely[element]), words[first].start, words[last].end)
        for element, (first, last) in places.items()
    ]


def _reasons(
    words: Sequence[Word],
    row: sparse.csr_matrix,
    evidence: Sequence[Evidence],
    best: int,
    model: Model,
) -> tuple[Reason, ...]:
    """What each element's words add to the label given, against the others, weightiest first.

    The model is linear, so the weight of the words is exactly what the score loses without them. An
    element that is missing weighs what it adds on average where it is there: against strong, for
    weak.
    """
    others = [index for index in range(len(LABELS)) if index != best]
    axis = model.label.coef_[best] - model.label.coef_[others].mean(axis=0)
    sign = -1 if best == _STRONG else 1
    scores = model.reader.word_scores(words, row, axis)
    places = {one.element: one for one in evidence}
    reasons = []
    for element in ELEMENTS:
        place = places.get(element)
        if place is None:
            weight = sign * float(model.meta["element_weights"][element.value])
            reasons.append(Reason(f"no_{_CODES[element]}", round(weight, 4)))
            continue
        inside = [place.start <= word.start < place.end for word in words]
        weight = float(scores[inside].sum())
        reasons.append(Reason(_CODES[element], round(weight, 4), place.start, place.end))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)))
