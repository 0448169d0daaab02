"""A fitted forest of decision trees as plain arrays, so that a model folder can hold it safely.

Takes rows of numbers, gives the mean of its trees' probabilities. scikit-learn's own trees follow
the node numbers of a file without looking at them, so a damaged file could end the process; here
they are checked once, when the forest is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PARTS = ("roots", "left", "right", "feature", "threshold", "values")
_AT_ONCE = 512  # rows that go down the trees together


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees' nodes in one row; a leaf is a node that is its own child.

    ``roots`` (trees,) are first nodes; ``left``, ``right``, ``feature`` and ``threshold`` (nodes,)
    say where a row goes (left where its feature is not above the threshold); ``values`` (nodes,
    classes) are probabilities.
    """

    roots: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    values: NDArray[np.float32]

    def predict_proba(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of the classes, shape (rows, classes)."""
        parts = [
            self._descend(rows[start : start + _AT_ONCE]) for start in range(0, len(rows), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.values.shape[1]))

    def _descend(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        places = np.arange(len(rows))[:, None]
        numbers = rows.astype(np.float32)  # as the trees were grown
        while True:
            low = numbers[places, self.feature[nodes]] <= self.threshold[nodes]
            following = np.where(low, self.left[nodes], self.right[nodes])
            if np.array_equal(following, nodes):
                return np.asarray(self.values[nodes].mean(axis=1, dtype=np.float64))
            nodes = following


def load_forest(arrays: Mapping[str, NDArray[np.generic]], columns: int) -> Forest:
    """A forest from its arrays.

    Args:
        arrays: by the names in ``PARTS``.
        columns: how many numbers a row has.

    Raises:
        ValueError: if nodes do not lead down to leaves, or ask for columns that rows do not have.
        KeyError: if an array is missing.

    """
    forest = Forest(*(np.asarray(arrays[name]) for name in PARTS))
    count = len(forest.left)
    own = np.arange(count)
    sizes = {len(one) for one in (forest.right, forest.feature, forest.threshold, forest.values)}
    leads_down = all(
        bool((side >= own).all() and (side < count).all()) for side in (forest.left, forest.right)
    )
    is_whole = bool(((forest.left == own) == (forest.right == own)).all()) and sizes == {count}
    starts = bool(((forest.roots >= 0) & (forest.roots < count)).all()) and len(forest.roots) > 0
    known = bool(((forest.feature >= 0) & (forest.feature < columns)).all())
    if not (leads_down and is_whole and starts and known):
        raise ValueError("the nodes of the forest are damaged")
    return forest
