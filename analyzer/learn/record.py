"""An evaluation as plain data: for ``--format json`` and for a model's ``metrics.json``.

Takes an :class:`~analyzer.learn.evaluate.Evaluation`, gives JSON values; shares and figures are
rounded to three digits. Texts of passages stay out of it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analyzer.learn.documents import Heard
from analyzer.learn.evaluate import Evaluation
from analyzer.learn.gold import GoldDocument
from analyzer.learn.pairs import Pair
from analyzer.learn.verdicts import Verdicts

SCHEMA = "setara/evaluation/1"


def to_record(evaluation: Evaluation) -> dict[str, Any]:
    """Everything measured, and which passages and documents went wrong."""
    verdicts = evaluation.verdicts
    return {
        "schema": SCHEMA,
        "model": evaluation.model,
        **to_metrics(evaluation),
        "by_document": [
            _rounded(asdict(one)) for one in evaluation.slices if one.family == "document"
        ],
        "errors": [_error(pair) for pair in evaluation.errors],
        "wrong_verdicts": [_wrong(*pair) for pair in verdicts.errors] if verdicts else [],
    }


def to_metrics(evaluation: Evaluation) -> dict[str, Any]:
    """Everything measured, without single passages and documents."""
    people = evaluation.people
    found: dict[str, Any] = {
        "passages": evaluation.passages,
        "documents": evaluation.documents,
        "seen_in_training": evaluation.seen,
        "systems": evaluation.systems,
        "intervals": evaluation.intervals,
        "coverage": [asdict(one) for one in evaluation.coverage],
        "calibration": [asdict(one) for one in evaluation.calibration],
        "confusions": [asdict(one) for one in evaluation.confusions],
        "slices": [asdict(one) for one in evaluation.slices if one.family != "document"],
        "probes": [
            asdict(one) | {"rate": one.rate, "interval": one.interval} for one in evaluation.probes
        ],
        "people": asdict(people) if people else None,
        "verdicts": _verdicts(evaluation.verdicts) if evaluation.verdicts else None,
    }
    return {name: _rounded(value) for name, value in found.items()}


def _verdicts(verdicts: Verdicts) -> dict[str, Any]:
    return {
        "documents": verdicts.documents,
        "unread": verdicts.unread,
        "systems": verdicts.systems,
        "intervals": verdicts.intervals,
        "kinds": [asdict(one) for one in verdicts.kinds],
        "told": [asdict(one) for one in verdicts.told],
        "sure": verdicts.sure,
        "wrong_sure": verdicts.wrong_sure,
    }


def _wrong(gold: GoldDocument, heard: Heard) -> dict[str, Any]:
    verdict = heard.verdict
    return {
        "document": gold.document,
        "kind": gold.kind,
        "label": gold.label.value,
        "said": verdict.label.value if verdict else None,
        "probability": round(verdict.probability, 3) if verdict else None,
        "problem": heard.problem or None,
    }


def _error(pair: Pair) -> dict[str, Any]:
    gold, said = pair
    return {
        "id": gold.id,
        "document": gold.document,
        "page": gold.page,
        "label": gold.label.value,
        "said": said.label.value,
        "probability": round(said.probability, 3),
        "needs_review": said.needs_review,
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value
