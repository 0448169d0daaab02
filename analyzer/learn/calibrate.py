"""Calibrates the labels' probabilities on rounds of the corpus that were not learnt from.

Takes what the label follows from, gives a temperature and the probability below which a label is
marked for review. Each round of the corpus was written in another manner, so a round left out
stands for documents of other authors better than documents left out of every round do: calibrated
on the latter, the model was too sure of real documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut

from analyzer.assess.passages import LABELS, label_scores
from analyzer.assess.probabilities import calibrated
from analyzer.learn.grow import grow_forest

REVIEW_PRECISION = 0.95
_ROUND = re.compile(r"-r(\d+)$")
_ORDER = np.array([label.value for label in LABELS])


@dataclass(frozen=True, slots=True)
class Calibration:
    """Temperature of the scores, and the least probability that needs no review."""

    temperature: float
    review_below: float


def round_of(document: str) -> int:
    """The round of the corpus that a document was written in, from its id."""
    found = _ROUND.search(document)
    return int(found[1]) if found else 1


def calibrate(
    rows: NDArray[np.float64], labels: NDArray[Any], documents: Sequence[str]
) -> Calibration:
    """Fit the calibration; documents stand for rounds where there is one round only.

    Args:
        rows: see ``label_rows``, shape (passages, columns).
        labels: values of ``Label``, shape (passages,).
        documents: the id of each passage's document.

    """
    rounds = [round_of(document) for document in documents]
    folds = (
        LeaveOneGroupOut().split(rows, groups=rounds)
        if len(set(rounds)) > 1
        else GroupKFold(min(5, len(set(documents)))).split(rows, groups=list(documents))
    )
    scores = np.zeros((len(labels), len(LABELS)))
    for seen, unseen in folds:
        scores[unseen] = label_scores(grow_forest(rows[seen], labels[seen]), rows[unseen])
    temperature = fit_temperature(scores, labels)
    return Calibration(temperature, _review_below(calibrated(scores, temperature), labels))


def fit_temperature(scores: NDArray[np.float64], labels: NDArray[Any]) -> float:
    """The temperature with the least log loss (Guo et al. 2017)."""
    index = np.searchsorted(_ORDER, labels)

    def loss(temperature: float) -> float:
        chosen = calibrated(scores, temperature)[np.arange(len(labels)), index]
        return float(-np.log(np.clip(chosen, 1e-12, 1)).mean())

    return round(float(minimize_scalar(loss, bounds=(0.2, 5), method="bounded").x), 4)


def _review_below(probabilities: NDArray[np.float64], labels: NDArray[Any]) -> float:
    """The lowest probability above which the labels reach the stated precision."""
    right = _ORDER[probabilities.argmax(axis=1)] == labels
    sure = probabilities.max(axis=1)
    for threshold in np.arange(0.4, 0.99, 0.01):
        kept = sure >= threshold
        if kept.any() and right[kept].mean() >= REVIEW_PRECISION:
            return round(float(threshold), 2)
    return 0.99
