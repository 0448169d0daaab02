"""Judges passages: evidence U1 to U6 first, the label from it.

Takes the words of passages, gives :class:`Judgement` objects: calibrated probabilities of none,
weak and strong, the evidence with the words that carry it, and signed reasons. A reason's weight is
what the label's log-odds lose when that evidence is taken away (or would gain if it were there).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.assess.features import evidence_features, signals_of
from analyzer.assess.model import Model
from analyzer.assess.words import Word
from analyzer.schema import Element, Evidence, Label, Reason

ELEMENTS = tuple(Element)
LABELS = (Label.NONE, Label.STRONG, Label.WEAK)  # the order of the classes in the classifiers
_CODES = dict(zip(ELEMENTS, ("group", "issue", "cause", "action", "measure", "means"), strict=True))
_FOUND = 0.5
_LABELS_AT = 13  # the column of evidence_features where the label probabilities begin


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
    features = evidence_features(
        elements,
        model.words.predict_proba(matrix),
        np.array([signals_of(words) for words in passages]),
    )
    probabilities = calibrated(model.label.decision_function(features), model.meta["temperature"])
    return [
        _judge(words, matrix[index], features[index], probabilities[index], model)
        for index, words in enumerate(passages)
    ]


def element_probabilities(matrix: sparse.csr_matrix, model: Model) -> NDArray[np.float64]:
    """Probabilities of U1 to U6, shape (passages, 6)."""
    columns = [model.elements[element].decision_function(matrix) for element in ELEMENTS]
    return sigmoid(np.stack(columns, axis=1))


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds to probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float64)


def calibrated(scores: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Softmax of scores divided by the temperature (Guo et al. 2017), shape as given."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)


def _judge(
    words: Sequence[Word],
    row: sparse.csr_matrix,
    features: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    model: Model,
) -> Judgement:
    best = int(probabilities.argmax())
    label = LABELS[best]
    elements = features[: len(ELEMENTS)]
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if label is not Label.NONE:
        evidence = tuple(_find_evidence(words, row, elements, model))
        reasons = _reasons(features, evidence, best, model)
    return Judgement(
        label=label,
        probability=float(probabilities[best]),
        needs_review=bool(probabilities[best] < model.meta["review_below"]),
        strong=float(probabilities[LABELS.index(Label.STRONG)]),
        elements=tuple(float(value) for value in elements),
        evidence=evidence,
        reasons=reasons,
    )


def _find_evidence(
    words: Sequence[Word],
    row: sparse.csr_matrix,
    elements: NDArray[np.float64],
    model: Model,
) -> list[Evidence]:
    found = []
    for element, probability in zip(ELEMENTS, elements, strict=True):
        if probability >= _FOUND and words:
            weights = model.elements[element].coef_[0]
            first, last = best_stretch(model.reader.word_scores(words, row, weights))
            found.append(Evidence(element, float(probability), words[first].start, words[last].end))
    return found


def best_stretch(scores: NDArray[np.float64]) -> tuple[int, int]:
    """First and last index of the stretch with the largest sum (Kadane 1984)."""
    best = (float(scores[0]), 0, 0)
    total, start = 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += float(score)
        if total > best[0]:
            best = (total, start, index)
    return best[1], best[2]


def _reasons(
    features: NDArray[np.float64], evidence: Sequence[Evidence], best: int, model: Model
) -> tuple[Reason, ...]:
    """Signed reasons, the weightiest first."""
    places = {one.element: one for one in evidence}
    present = [element in places for element in ELEMENTS]
    odds = _log_odds(_toggled(features, present), best, model)
    reasons = []
    for index, element in enumerate(ELEMENTS):
        place = places.get(element)
        reasons.append(
            Reason(
                _CODES[element] if place else f"no_{_CODES[element]}",
                round(float(odds[0] - odds[index + 1]), 4),
                place.start if place else None,
                place.end if place else None,
            )
        )
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)))


def _toggled(features: NDArray[np.float64], present: Sequence[bool]) -> NDArray[np.float64]:
    """The features as they are, then once for each element with it taken away or put there."""
    count = len(ELEMENTS)
    elements = np.tile(features[:count], (count + 1, 1))
    for index, is_present in enumerate(present):
        elements[index + 1, index] = 0.0 if is_present else 1.0
    labels = np.tile(features[_LABELS_AT : _LABELS_AT + 3], (count + 1, 1))
    signals = np.tile(features[_LABELS_AT + 3 :], (count + 1, 1))
    return evidence_features(elements, labels, signals)


def _log_odds(features: NDArray[np.float64], label: int, model: Model) -> NDArray[np.float64]:
    """Log-odds of a label, one a row."""
    scores = features @ model.label.coef_.T + model.label.intercept_
    probability = calibrated(scores, model.meta["temperature"])[:, label]
    return np.asarray(np.log((probability + 1e-12) / (1 - probability + 1e-12)))
