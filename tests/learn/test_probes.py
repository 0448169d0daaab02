"""Reasons are true and verdicts hang on evidence, measured on held-out documents of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.assess import Model, load_model, resolve_model
from analyzer.learn.gold import Gold, load_gold
from analyzer.learn.probes import deletion_rate, flip_rates, stuffing_rate

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(resolve_model())


@pytest.fixture(scope="module")
def gold() -> tuple[Gold, ...]:
    return load_gold([Path(__file__).parents[2] / "corpus"])[::3]


def test_deleting_the_named_words_lowers_the_score(model: Model, gold: tuple[Gold, ...]) -> None:
    assert deletion_rate(gold, model) >= 0.9


def test_pasted_keywords_make_nothing_strong(model: Model, gold: tuple[Gold, ...]) -> None:
    assert stuffing_rate(gold, model) <= 0.02


def test_swaps_that_must_not_matter_do_not(model: Model, gold: tuple[Gold, ...]) -> None:
    rates = flip_rates(gold, model)
    assert max(rates["year"], rates["place"]) <= 0.01
    assert rates["sex"] <= 0.03
