"""The forest kept as arrays says what scikit-learn's says; damaged arrays are refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.ensemble import ExtraTreesClassifier

from analyzer.assess.forest import PARTS, Forest, load_forest
from analyzer.learn.grow import flatten

RNG = np.random.default_rng(7)
ROWS = RNG.random((600, 9))
LABELS = np.where(
    ROWS[:, 0] * ROWS[:, 1] > 0.4, "strong", np.where(ROWS[:, 2] > 0.5, "weak", "none")
)


@pytest.fixture(scope="module")
def estimator() -> ExtraTreesClassifier:
    return ExtraTreesClassifier(20, min_samples_leaf=3, random_state=1).fit(ROWS, LABELS)


def arrays(forest: Forest) -> dict[str, np.ndarray]:
    return {name: getattr(forest, name) for name in PARTS}


def test_forest_says_what_the_estimator_says(estimator: ExtraTreesClassifier) -> None:
    unseen = RNG.random((1300, 9))
    forest = load_forest(arrays(flatten(estimator)), columns=9)
    np.testing.assert_allclose(
        forest.predict_proba(unseen), estimator.predict_proba(unseen), atol=1e-6
    )
    assert forest.predict_proba(unseen[:0]).shape == (0, 3)


@pytest.mark.parametrize("name", ["left", "right", "feature", "roots"])
@pytest.mark.parametrize("value", [-1, 30_000])
def test_damaged_forest_is_refused(estimator: ExtraTreesClassifier, name: str, value: int) -> None:
    forest = flatten(estimator)
    changed = getattr(forest, name).copy()
    changed[0] = value
    with pytest.raises(ValueError, match="damaged"):
        load_forest(arrays(replace(forest, **{name: changed})), columns=9)


def test_circle_in_a_forest_is_refused(estimator: ExtraTreesClassifier) -> None:
    forest = flatten(estimator)
    left = forest.left.copy()
    left[left[0]] = 0
    with pytest.raises(ValueError, match="damaged"):
        load_forest(arrays(replace(forest, left=left)), columns=9)
