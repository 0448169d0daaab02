"""Fits the classifiers that say which words carry an element of evidence.

Takes examples with a genuine mention, gives one row of weights an element; averaged stochastic
gradient descent on the logistic loss, since there are a hundred thousand words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import SGDClassifier

from analyzer.assess.spans import LOCATED, read_tokens
from analyzer.learn.examples import Example
from analyzer.schema import Element

_PENALTY = 2e-6
_EPOCHS = 12


def fit_spans(examples: Sequence[Example]) -> NDArray[np.floating]:
    """Coefficients and intercept of each located element, shape (5, columns + 1)."""
    chosen = [example for example in examples if example.mentions]
    matrix = read_tokens([example.words for example in chosen])
    rows = []
    for element in LOCATED:
        classifier = SGDClassifier(
            loss="log_loss",
            alpha=_PENALTY,
            max_iter=_EPOCHS,
            tol=None,
            average=True,
            random_state=0,
        )
        classifier.fit(matrix, _marked(chosen, element))
        rows.append(np.concatenate([classifier.coef_[0], classifier.intercept_]))
    return np.asarray(rows, dtype=np.float32)


def _marked(examples: Sequence[Example], element: Element) -> NDArray[np.bool_]:
    """Whether each word stands in a span of the element."""
    return np.array(
        [
            any(
                span.element is element and span.start <= word.start < span.end
                for span in example.labelled.elements
            )
            for example in examples
            for word in example.words
        ]
    )
