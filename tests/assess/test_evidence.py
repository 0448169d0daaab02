"""The summary of a passage's evidence."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.assess.evidence import SUMMARY, summarise, without
from analyzer.schema import Element


def parts(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows)


def formula(found: np.ndarray) -> float:
    return float(summarise(found)[SUMMARY.index("formula")])


def test_formula_wants_a_group_and_two_elements_one_of_substance() -> None:
    whole = parts((0.9, 0.9, 0.9, 0.0, 0.0, 0.0))
    assert formula(whole) > 0.7
    assert formula(without(whole, Element.GROUP)) < 0.05
    assert formula(without(whole, Element.CAUSE)) < 0.1
    assert formula(parts((0.9, 0.0, 0.0, 0.0, 0.9, 0.9))) == 0


def test_summary_does_not_grow_with_parts_that_hold_nothing() -> None:
    row = (0.9, 0.8, 0.0, 0.0, 0.0, 0.0)
    nothing = (0.0,) * 6
    alone, long = summarise(parts(row)), summarise(parts(row, *(nothing,) * 20))
    np.testing.assert_allclose(alone, long)


def test_without_leaves_the_other_elements() -> None:
    whole = parts((0.9, 0.9, 0.9, 0.1, 0.2, 0.3), (0.5, 0.4, 0.3, 0.2, 0.1, 0.0))
    changed = without(whole, Element.ISSUE)
    assert changed[:, 1].max() < 0.05
    np.testing.assert_array_equal(np.delete(changed, 1, axis=1), np.delete(whole, 1, axis=1))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_summary_has_its_names(count: int) -> None:
    assert len(summarise(np.full((count, 6), 0.3))) == len(SUMMARY)
