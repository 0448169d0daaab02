"""The card says what follows from the figures, and no more."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.learn.card_parts import iter_limits, iter_sections
from analyzer.learn.corpus import KINDS


def part(family: str, value: str, *, below: bool = False) -> dict[str, Any]:
    figures = {"label.accuracy": 0.7}
    return {
        "family": family, "value": value, "passages": 40, "documents": 6, "figures": figures,
        "interval": [0.6, 0.8], "is_worst": below, "is_below": below,
    }  # fmt: skip


@pytest.fixture
def metrics() -> dict[str, Any]:
    return {
        "systems": {"setara": {f"dimension.{one}.f1": 0.9 for one in ("akses", "kontrol")}},
        "coverage": [{"coverage": 0.5, "passages": 20, "probability": 0.98, "accuracy": 0.975}],
        "slices": [part("kind", one) for one in sorted(KINDS)],
        "probes": [{"name": "stuffing", "hits": 0, "total": 50, "wants_all": False}],
        "verdicts": {
            "documents": 30, "sure": 20, "wrong_sure": 0, "intervals": {}, "told": [],
            "systems": {"setara": {"document.accuracy": 0.95}},
        },
    }  # fmt: skip


def limits(metrics: dict[str, Any]) -> str:
    return "\n".join(iter_limits(metrics))


def test_card_of_a_model_without_weakness_sets_no_limits(metrics: dict[str, Any]) -> None:
    assert limits(metrics) == ""
    assert limits({}) == "" and list(iter_sections({})) == []


def test_card_names_kinds_where_it_is_clearly_worse(metrics: dict[str, Any]) -> None:
    metrics["slices"].append(part("sector", "kesehatan", below=True))
    assert "sector kesehatan (0.700 in 6 documents)" in limits(metrics)
    assert "kesehatan" in "".join(iter_sections(metrics))


def test_card_names_kinds_that_nobody_measured(metrics: dict[str, Any]) -> None:
    metrics["slices"] = [one for one in metrics["slices"] if one["value"] not in ("sk", "gbs")]
    assert "of kind gbs, sk." in limits(metrics)


def test_card_names_dimensions_and_verdicts_not_to_count_on(metrics: dict[str, Any]) -> None:
    metrics["systems"]["setara"]["dimension.manfaat.f1"] = 0.61
    metrics["verdicts"]["systems"]["setara"]["document.accuracy"] = 0.71
    assert "manfaat (0.610)" in limits(metrics) and "akses" not in limits(metrics)
    assert "0.710 of the held-out verdicts" in limits(metrics)


def test_card_tells_how_often_stuffing_works(metrics: dict[str, Any]) -> None:
    metrics["probes"][0]["hits"] = 3
    assert "3 of 50 unrelated passages" in limits(metrics)
    assert "| 3 of 50 | none |" in "".join(iter_sections(metrics))
