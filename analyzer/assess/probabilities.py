"""Scores of linear classifiers as probabilities.

Takes log-odds, gives numbers between 0 and 1. It knows no classifier.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds to probabilities, shape as given."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float64)


def calibrated(scores: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Softmax of scores divided by the temperature (Guo et al. 2017), shape as given."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)
