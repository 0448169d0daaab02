"""The bundled model is what the corpus gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analyzer.assess import load_model
from analyzer.assess.evidence import SUMMARY
from analyzer.assess.features import SIGNALS
from analyzer.learn.train import train
from analyzer.model_folder import resolve_model

CORPUS = Path(__file__).parents[2] / "corpus"
SETTLED = ("hash", "lexicon", "documents", "passages", "stuffed", "labels")


@pytest.mark.slow
def test_train_gives_the_bundled_model(tmp_path: Path) -> None:
    """Equal but for the last digits, which are those of the processor's arithmetic."""
    built, bundled = load_model(train(CORPUS, tmp_path)), load_model(resolve_model())
    assert {key: built.meta[key] for key in SETTLED} == {key: bundled.meta[key] for key in SETTLED}
    assert built.reader.vectorizer.vocabulary_ == bundled.reader.vectorizer.vocabulary_
    pairs = [(built.document, bundled.document)]
    pairs += [(built.elements[one], bundled.elements[one]) for one in built.elements]
    pairs += [(built.dimensions[one], bundled.dimensions[one]) for one in built.dimensions]
    for one, other in pairs:
        np.testing.assert_allclose(one.coef_, other.coef_, atol=0.01)
    np.testing.assert_allclose(built.spans, bundled.spans, atol=0.01)
    rows = np.random.default_rng(0).random((2000, len(SUMMARY) + len(SIGNALS)))
    apart = np.abs(built.label.predict_proba(rows) - bundled.label.predict_proba(rows))
    assert apart.mean() < 0.02
