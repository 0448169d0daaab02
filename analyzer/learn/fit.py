"""Fits the passage classifiers.

Takes examples, gives the fitted parts of a model. Thresholds, calibration and the document
classifier are made from probabilities for documents not seen (grouped cross-validation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from analyzer.assess.dimensions import DIMENSIONS, clause_words, read_clauses
from analyzer.assess.evidence import ELEMENTS, by_passage, read_parts
from analyzer.assess.forest import Forest
from analyzer.assess.parts import split_parts
from analyzer.assess.passages import LABELS, label_rows, label_scores, log_odds, row_without
from analyzer.assess.probabilities import calibrated, sigmoid
from analyzer.assess.reader import Reader
from analyzer.assess.words import Word
from analyzer.learn.calibrate import Calibration, calibrate
from analyzer.learn.examples import Example
from analyzer.learn.grow import grow_forest
from analyzer.schema import Clause, Dimension, Element, Label

FOLDS = 5
ELEMENT_STRENGTH = 3.0
DIMENSION_STRENGTH = 3.0
_MAX_ITERATIONS = 1000
_PART_OF_SPAN = 0.3  # of a marked stretch; what merely reaches into a clause is not said there
_STRONG = LABELS.index(Label.STRONG)


@dataclass(frozen=True, slots=True)
class PassageFit:
    """Fitted passage classifiers with the cross-validated probabilities of label and elements."""

    elements: dict[Element, LogisticRegression]
    label: Forest
    calibration: Calibration
    probabilities: NDArray[np.float64]
    element_probabilities: NDArray[np.float64]
    element_weights: dict[str, float]


def dense_classifier(strength: float, *, balanced: bool) -> LogisticRegression:
    """Logistic regression over a few numbers (documents)."""
    return LogisticRegression(
        C=strength, class_weight="balanced" if balanced else None, max_iter=_MAX_ITERATIONS
    )


def sparse_classifier(strength: float, *, balanced: bool) -> LogisticRegression:
    """Logistic regression over n-grams (elements, dimensions): many columns, mostly empty."""
    return LogisticRegression(
        C=strength,
        class_weight="balanced" if balanced else None,
        solver="liblinear",
        max_iter=_MAX_ITERATIONS,
    )


def _element() -> LogisticRegression:
    return sparse_classifier(ELEMENT_STRENGTH, balanced=False)


def _dimension() -> LogisticRegression:
    return sparse_classifier(DIMENSION_STRENGTH, balanced=True)


def fit_passages(examples: Sequence[Example], reader: Reader) -> PassageFit:
    """The elements over parts of passages, then the label from their cross-validated summary."""
    words = [example.words for example in examples]
    labels = np.array([example.labelled.label.value for example in examples])
    elements, parts = fit_elements(examples, reader)
    rows = label_rows(words, parts)
    scores, weights = _cross_labels(examples, rows, parts, labels)
    calibration = calibrate(rows, labels, [example.document for example in examples])
    return PassageFit(
        elements=elements,
        label=grow_forest(rows, labels),
        calibration=calibration,
        probabilities=calibrated(scores, calibration.temperature),
        element_probabilities=np.stack([found.max(axis=0) for found in parts]),
        element_weights=weights,
    )


def fit_elements(
    examples: Sequence[Example], reader: Reader
) -> tuple[dict[Element, LogisticRegression], list[NDArray[np.float64]]]:
    """A classifier an element over parts.

    Returns:
        Classifiers, and for each example the cross-validated probabilities of its parts, each of
        shape (parts, 6): what classifiers say that had not seen its document.

    """
    split = [split_parts(example.words) for example in examples]
    matrix = read_parts(split, reader)
    groups = [
        example.document for example, parts in zip(examples, split, strict=True) for _ in parts
    ]
    elements, unseen = {}, []
    for element in ELEMENTS:
        truth = np.array(
            [
                _carries(example, part, element)
                for example, parts in zip(examples, split, strict=True)
                for part in parts
            ]
        )
        elements[element] = _element().fit(matrix, truth)
        unseen.append(sigmoid(_cross(_element(), matrix, truth, groups)))
    return elements, by_passage(np.stack(unseen, axis=1), split)


def _carries(example: Example, part: Sequence[Word], element: Element) -> bool:
    """Whether a marked stretch of the element has words in the part."""
    return any(
        span.element is element and any(span.start <= word.start < span.end for word in part)
        for span in example.labelled.elements
    )


def _cross_labels(
    examples: Sequence[Example],
    rows: NDArray[np.float64],
    parts: Sequence[NDArray[np.float64]],
    labels: NDArray[Any],
) -> tuple[NDArray[np.float64], dict[str, float]]:
    """Scores of the labels for documents not seen, and what each element is worth there.

    The worth of an element is what the log-odds of strong lose without it, on average over the
    strong passages in which it is marked.
    """
    scores = np.zeros((len(examples), len(LABELS)))
    lost: dict[str, list[float]] = {element.value: [] for element in ELEMENTS}
    groups = [example.document for example in examples]
    for seen, unseen in GroupKFold(FOLDS).split(rows, groups=groups):
        label = grow_forest(rows[seen], labels[seen])
        scores[unseen] = label_scores(label, rows[unseen])
        marked = [
            (index, element) for index in unseen for element in _strong_elements(examples[index])
        ]
        changed = np.stack(
            [row_without(rows[index], parts[index], element) for index, element in marked]
        )
        before = log_odds(scores[[index for index, _ in marked]], _STRONG)
        after = log_odds(label_scores(label, changed), _STRONG)
        for (_, element), weight in zip(marked, before - after, strict=True):
            lost[element.value].append(float(weight))
    return scores, {
        name: round(float(np.mean(values or [0.0])), 4) for name, values in lost.items()
    }


def _strong_elements(example: Example) -> list[Element]:
    """The elements that are marked in a strong passage, in order."""
    if example.labelled.label is not Label.STRONG:
        return []
    return sorted({span.element for span in example.labelled.elements})


def fit_dimensions(
    examples: Sequence[Example], reader: Reader
) -> tuple[dict[Dimension, LogisticRegression], dict[str, float]]:
    """A classifier for each dimension over clauses, and its threshold.

    Returns:
        Classifiers, and thresholds that maximise F1 over passages in cross-validation.

    """
    rows = [(example, clause) for example in examples for clause in example.clauses]
    words = [clause_words(clause, example.words) for example, clause in rows]
    matrix = read_clauses([clause for _, clause in rows], words, reader)
    groups = [example.document for example, _ in rows]
    passages = [example.labelled.id for example, _ in rows]
    fitted, thresholds = {}, {}
    for dimension in DIMENSIONS:
        truth = np.array([_overlaps(*row, dimension) for row in rows])
        fitted[dimension] = _dimension().fit(matrix, truth)
        scores = sigmoid(_cross(_dimension(), matrix, truth, groups))
        gold = {
            example.labelled.id
            for example in examples
            if any(span.dimension is dimension for span in example.labelled.dimensions)
        }
        thresholds[dimension.value] = _best_threshold(scores, passages, gold)
    return fitted, thresholds


def _best_threshold(scores: NDArray[np.float64], passages: list[str], gold: set[str]) -> float:
    best = (0.0, 0.5)
    for threshold in np.arange(0.2, 0.97, 0.01):
        said = {name for name, score in zip(passages, scores, strict=True) if score >= threshold}
        f1 = 2 * len(said & gold) / max(1, len(said) + len(gold))
        best = max(best, (f1, round(float(threshold), 2)))
    return best[1]


def _overlaps(example: Example, clause: Clause, dimension: Dimension) -> bool:
    """Whether the clause holds enough of a stretch that is marked with the dimension."""
    return any(
        span.dimension is dimension
        and min(span.end, clause.end) - max(span.start, clause.start)
        > _PART_OF_SPAN * (span.end - span.start)
        for span in example.labelled.dimensions
    )


def _cross(
    estimator: LogisticRegression,
    matrix: sparse.csr_matrix | NDArray[np.float64],
    truth: NDArray[Any],
    groups: list[str],
) -> NDArray[np.float64]:
    """Scores for documents that the estimator had not seen."""
    return np.asarray(
        cross_val_predict(
            estimator,
            matrix,
            truth,
            groups=groups,
            cv=GroupKFold(FOLDS),
            method="decision_function",
        )
    )
