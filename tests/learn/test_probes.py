"""Reasons are true and verdicts hang on evidence, measured on held-out documents of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.assess import load_model
from analyzer.learn.labelled import load_labelled
from analyzer.learn.probes import Probe, run_probes
from analyzer.model_folder import resolve_model

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def probes() -> dict[str, Probe]:
    gold = load_labelled([Path(__file__).parents[2] / "corpus"]).passages[::3]
    return {one.name: one for one in run_probes(gold, load_model(resolve_model()))}


def test_probes_apply_to_many_passages(probes: dict[str, Probe]) -> None:
    assert list(probes) == ["deletion", "stuffing", "year", "place", "sex"]
    assert all(one.total >= 20 for one in probes.values()), probes


def test_deleting_the_named_words_lowers_the_score(probes: dict[str, Probe]) -> None:
    assert (probes["deletion"].rate or 0) >= 0.9, probes["deletion"]


def test_pasted_keywords_make_nothing_strong(probes: dict[str, Probe]) -> None:
    assert (probes["stuffing"].rate or 0) <= 0.02, probes["stuffing"]


def test_swaps_that_must_not_matter_do_not(probes: dict[str, Probe]) -> None:
    assert max(probes["year"].rate or 0, probes["place"].rate or 0) <= 0.01, probes
    assert (probes["sex"].rate or 0) <= 0.03, probes["sex"]
