"""The figures of an evaluation, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from analyzer.learn.curves import calibration_error
from analyzer.learn.gold import Gold
from analyzer.learn.metrics import figures, terms_f1
from analyzer.learn.pairs import Prediction
from analyzer.schema import Dimension, Label


def gold(label: Label, terms: tuple[tuple[int, int], ...] = (), number: int = 0) -> Gold:
    return Gold(str(number), "teks", f"d{number}", "", "", label, frozenset(), terms)


def test_figures_of_a_perfect_system_are_one() -> None:
    pairs = [(gold(label, number=i), Prediction(label, 1.0)) for i, label in enumerate(Label)]
    found = figures(pairs)
    for name in ("label.macro_f1", "label.kappa", "relevance.f1", "surest_half.accuracy"):
        assert found[name] == 1.0


def test_kappa_punishes_distant_mistakes_more() -> None:
    base = [(gold(label), Prediction(label, 1.0)) for label in Label for _ in range(3)]
    near = [*base, (gold(Label.STRONG), Prediction(Label.WEAK, 1.0))]
    far = [*base, (gold(Label.STRONG), Prediction(Label.NONE, 1.0))]
    assert figures(near)["label.kappa"] > figures(far)["label.kappa"]


def test_terms_count_from_half_overlap() -> None:
    right = [(gold(Label.WEAK, ((0, 10),)), Prediction(Label.WEAK, 1.0, terms=((0, 5),)))]
    wrong = [(gold(Label.WEAK, ((0, 10),)), Prediction(Label.WEAK, 1.0, terms=((0, 4),)))]
    assert (terms_f1(right), terms_f1(wrong)) == (1.0, 0.0)


def test_calibration_error_is_the_gap_between_said_and_right() -> None:
    pairs = [(gold(Label.WEAK), Prediction(Label.WEAK, 0.75)) for _ in range(2)]
    pairs += [(gold(Label.WEAK), Prediction(Label.NONE, 0.75)) for _ in range(2)]
    assert calibration_error(pairs) == pytest.approx(0.25)


def test_dimensions_are_counted_by_passage() -> None:
    one = gold(Label.WEAK)
    pairs = [(one, Prediction(Label.WEAK, 1.0, dimensions=frozenset({Dimension.AKSES})))]
    assert figures(pairs)["dimension.akses.f1"] == 0.0
