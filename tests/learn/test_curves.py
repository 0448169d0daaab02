"""Curves, confusions and slices, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from analyzer.learn.curves import calibration_bins, confusions, coverage_curve
from analyzer.learn.gold import Gold
from analyzer.learn.metrics import figures
from analyzer.learn.pairs import Pair, Prediction
from analyzer.learn.slices import build_slices, wilson
from analyzer.schema import Dimension, Label


def pair(
    probability: float = 0.9,
    *,
    right: bool = True,
    document: str = "a",
    kind: str = "renja",
    text: str = "teks",
) -> Pair:
    gold = Gold("1", text, document, kind, "", Label.WEAK, frozenset({Dimension.AKSES}), None)
    return gold, Prediction(Label.WEAK if right else Label.NONE, probability)


def test_coverage_keeps_the_surest_and_counts_the_rest_out() -> None:
    pairs = [pair(0.5, right=False), pair(0.99), pair(0.8, right=False), pair(0.95)]
    half, most, whole = coverage_curve(pairs, (0.5, 0.75, 1.0))
    assert (half.passages, half.probability, half.accuracy) == (2, 0.95, 1.0)
    assert (most.passages, most.accuracy) == (3, pytest.approx(2 / 3))
    assert (whole.passages, whole.probability, whole.accuracy) == (4, 0.5, 0.5)


def test_calibration_bins_say_what_was_said_and_what_was_right() -> None:
    low, high = calibration_bins([pair(0.62), pair(0.66, right=False), pair(1.0)])
    assert (low.low, low.high, low.passages, low.right) == (0.6, 0.7, 2, 0.5)
    assert low.said == pytest.approx(0.64)
    assert (high.high, high.passages) == (1.0, 1)


def test_confusions_count_people_in_rows() -> None:
    label, akses, *_ = confusions([pair(), pair(right=False)])
    assert label.counts == ((0, 0, 0), (1, 1, 0), (0, 0, 0))
    assert (label.recall(1), label.precision(1), label.precision(2)) == (0.5, 1.0, None)
    assert (akses.name, akses.counts) == ("akses", ((0, 0), (2, 0)))


def test_slices_mark_the_worst_and_what_is_clearly_below() -> None:
    pairs = [pair(document=f"a{number % 6}", kind="news") for number in range(90)]
    pairs += [pair(right=number % 3 == 0, document=f"b{number % 6}") for number in range(30)]
    pairs += [pair(kind="perda") for _ in range(14)]
    found = {one.value: one for one in build_slices(pairs) if one.family == "kind"}
    assert list(found) == ["renja", "news"], "the worst first, small ones left out"
    assert found["renja"].is_worst and found["renja"].is_below
    assert (found["renja"].passages, found["renja"].documents) == (30, 6)
    assert not found["news"].is_worst and not found["news"].is_below
    low, high = found["renja"].interval
    assert low <= found["renja"].accuracy <= high < found["news"].accuracy


def test_slices_sort_passages_by_their_length() -> None:
    pairs = [pair(text="x" * size) for size in (99, 100, 300, 301) for _ in range(15)]
    sizes = {one.value: one.passages for one in build_slices(pairs) if one.family == "length"}
    assert sizes == {"short": 15, "middle": 30, "long": 15}


def test_wilson_is_known_and_stays_between_0_and_1() -> None:
    assert wilson(0, 10) == (pytest.approx(0.0), pytest.approx(0.2775, abs=1e-4))
    assert wilson(5, 10) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))
    assert wilson(0, 0) == (0.0, 1.0)


def test_figures_leave_out_what_nobody_labelled() -> None:
    gold, said = pair()
    bare = Gold("1", "teks", "a", "", "", Label.WEAK, None, None)
    assert "dimension.macro_f1" in figures([(gold, said)])
    found = figures([(bare, said)])
    assert not [name for name in found if name.startswith(("dimension.", "terms."))]
    assert found["label.macro_f1"] == 1.0, "labels that people never gave do not count"
