"""The model stands beside two people where the data tell of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.errors import BadSettings
from analyzer.learn.gold import Gold
from analyzer.learn.labelled import load_labelled
from analyzer.learn.pairs import Pair, Prediction
from analyzer.learn.people import compare_people
from analyzer.schema import Dimension, Label

GIVEN = {
    "passages": 40,
    "label_accuracy": 0.95,
    "label_kappa": 0.9,
    "label_kappa_quadratic": 0.93,
    "terms_f1_iou50": 0.88,
    "dimension_f1": {"akses": 0.8, "manfaat": 0.9},
}


def pair(label: Label, said: Label, *, document: str = "a") -> Pair:
    akses = frozenset({Dimension.AKSES})
    gold = Gold("1", "teks perempuan", document, "", "", label, akses, ((5, 14),))
    return gold, Prediction(said, 0.9, dimensions=akses, terms=((5, 14),))


PAIRS = (pair(Label.WEAK, Label.WEAK), pair(Label.NONE, Label.WEAK), pair(Label.NONE, Label.NONE))


def test_people_come_from_the_file_beside_the_lines(tmp_path: Path) -> None:
    (tmp_path / "agreement.json").write_text(json.dumps(GIVEN), encoding="utf-8")
    for path in (tmp_path / "uji.jsonl", tmp_path):
        found = compare_people([path], PAIRS)
        assert found is not None and (found.twice, found.measured) == (40, 3)
        rows = {name: (people, model) for name, people, model in found.rows}
        assert rows["label.accuracy"] == (0.95, pytest.approx(2 / 3))
        assert rows["label.kappa_plain"] == (0.9, pytest.approx(0.4))
        assert rows["terms.f1"] == (0.88, 1.0)
        assert rows["dimension.macro_f1"] == (0.85, 1.0)


def test_people_are_not_made_up(tmp_path: Path) -> None:
    assert compare_people([tmp_path / "uji.jsonl"], PAIRS) is None


@pytest.mark.parametrize("text", ["{", '{"label_kappa": "tinggi"}', "[]"])
def test_people_whose_file_is_damaged_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "agreement.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        compare_people([tmp_path / "uji.jsonl"], PAIRS)
    assert caught.value.key == "agreement_file"


def test_people_of_the_corpus_count_only_what_was_labelled_twice(corpus: Path) -> None:
    gold = load_labelled([corpus]).passages
    perfect = [
        (one, Prediction(one.label, 1.0, dimensions=one.dimensions or frozenset())) for one in gold
    ]
    found = compare_people([corpus / "documents"], perfect)
    assert found is not None and found.is_corrected
    assert 0 < found.measured < len(gold) and found.twice >= 1000
    assert found.model["label.kappa"] == 1.0 and 0.9 <= found.people["label.kappa"] <= 1.0
    assert found.model["elements.span_f1"] == 0.0, "no words were named"
    assert found.people["elements.span_f1"] > 0.5
