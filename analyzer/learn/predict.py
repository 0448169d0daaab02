"""What the model says of labelled passages, each on its own words.

Takes texts and a model, gives a :class:`~analyzer.learn.pairs.Prediction`: the label with its
probability, dimensions and terms, and all that was found, so that a mistake can be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.assess import Assessed, Model, assess
from analyzer.learn.gold import Gold
from analyzer.learn.pairs import Prediction
from analyzer.schema import DocumentKind, Passage, PassageKind, Tagging
from analyzer.tag import tag


def predict(gold: Sequence[Gold], model: Model) -> list[Prediction]:
    """Setara's predictions for passages."""
    return [predict_text(one.text, model) for one in gold]


def predict_text(text: str, model: Model) -> Prediction:
    """Setara's prediction for one passage."""
    found = assess_text(text, model)
    verdict = found.assessments[0]
    return Prediction(
        label=verdict.label,
        probability=verdict.probability,
        needs_review=verdict.needs_review,
        dimensions=frozenset(one.dimension for one in found.mentions if one.dimension),
        terms=tuple((one.start, one.end) for one in found.mentions if one.dimension is None),
        found=found,
    )


def assess_text(text: str, model: Model) -> Assessed:
    """Everything found in one passage."""
    passage, tagging = tag_alone(text)
    return assess(text, (passage,), tagging, model=model, kind=DocumentKind.OTHER)


def tag_alone(text: str) -> tuple[Passage, Tagging]:
    """A text as one passage, and what the tagger finds in it."""
    passage = Passage("passage", PassageKind.PARAGRAPH, 0, len(text))
    return passage, tag(text, (passage,))
