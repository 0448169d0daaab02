"""Grows a forest with scikit-learn and takes it down as plain arrays.

Takes rows and labels, gives a :class:`~analyzer.assess.forest.Forest` whose probabilities are those
of the fitted estimator (to the precision of 32 bits).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier

from analyzer.assess.forest import PARTS, Forest

TREES = 60
SMALLEST_LEAF = 5


def grow_forest(rows: NDArray[np.float64], labels: NDArray[Any]) -> Forest:
    """Extremely randomised trees (Geurts et al. 2006) with a fixed seed."""
    estimator = ExtraTreesClassifier(TREES, min_samples_leaf=SMALLEST_LEAF, random_state=0)
    return flatten(estimator.fit(rows, labels))


def flatten(estimator: ExtraTreesClassifier) -> Forest:
    """The nodes of all trees in one row."""
    found: dict[str, list[NDArray[Any]]] = {name: [] for name in PARTS}
    start = 0
    for one in estimator.estimators_:
        tree = one.tree_
        own = np.arange(tree.node_count) + start
        is_leaf = tree.children_left < 0
        sums = tree.value[:, 0, :].sum(axis=1, keepdims=True)
        found["roots"].append(own[:1].astype(np.int32))
        for name, children in (("left", tree.children_left), ("right", tree.children_right)):
            found[name].append(np.where(is_leaf, own, children + start).astype(np.int32))
        found["feature"].append(np.where(is_leaf, 0, tree.feature).astype(np.int16))
        found["threshold"].append(np.where(is_leaf, 0.0, tree.threshold))
        found["values"].append((tree.value[:, 0, :] / sums).astype(np.float32))
        start += tree.node_count
    return Forest(*(np.concatenate(found[name]) for name in PARTS))
