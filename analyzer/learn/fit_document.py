"""Fits the document classifier.

Takes labelled documents and the cross-validated predictions of their passages, gives a logistic
regression over the thread's links. The passages are judged as new ones would be: by classifiers
that had not seen their document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from analyzer.assess.document import PassageSummary, document_features
from analyzer.assess.passages import LABELS, NOTHING, Judgement
from analyzer.learn.corpus import LabelledDocument
from analyzer.learn.examples import Example
from analyzer.learn.fit import PassageFit, dense_classifier
from analyzer.schema import DocumentKind, Label, Mention

DOCUMENT_STRENGTH = 0.3
_KINDS = {
    "perda": DocumentKind.REGULATION,
    "perwali": DocumentKind.REGULATION,
    "sk": DocumentKind.REGULATION,
    "se": DocumentKind.REGULATION,
    "profile": DocumentKind.OTHER,
    "minutes": DocumentKind.NEWS,
}


def fit_document(
    documents: Sequence[LabelledDocument],
    examples: Sequence[Example],
    judgements: Mapping[str, Judgement],
) -> LogisticRegression:
    """Weak or strong from the links of the thread.

    Args:
        documents: labelled; those composed of contrasts are left out.
        examples: all their passages.
        judgements: of the passages that hold a term, by their ids.

    """
    by_document: dict[str, list[PassageSummary]] = {}
    for example in examples:
        summary = PassageSummary(
            judgement=judgements.get(example.labelled.id, NOTHING),
            mentions=(*example.mentions, *_dimension_mentions(example)),
            start=0,
            end=0,
        )
        by_document.setdefault(example.document, []).append(summary)
    told = [one for one in documents if not one.contrasts]
    rows = [document_features(by_document[one.id], kind_of(one)) for one in told]
    truth = np.array([one.verdict is Label.STRONG for one in told])
    return dense_classifier(DOCUMENT_STRENGTH, balanced=True).fit(np.stack(rows), truth)


def judgements_of(examples: Sequence[Example], fit: PassageFit) -> dict[str, Judgement]:
    """What classifiers say of the examples that had not seen their documents, by passage."""
    return {example.labelled.id: _judgement(fit, index) for index, example in enumerate(examples)}


def kind_of(document: LabelledDocument) -> DocumentKind:
    """The schema's kind for a kind of the corpus."""
    return _KINDS.get(document.kind) or DocumentKind(document.kind)


def _judgement(fit: PassageFit, index: int) -> Judgement:
    probabilities = fit.probabilities[index]
    best = int(probabilities.argmax())
    return Judgement(
        label=LABELS[best],
        probability=float(probabilities[best]),
        needs_review=False,
        strong=float(probabilities[LABELS.index(Label.STRONG)]),
        elements=tuple(float(value) for value in fit.element_probabilities[index]),
        evidence=(),
        reasons=(),
    )


def _dimension_mentions(example: Example) -> tuple[Mention, ...]:
    return tuple(
        Mention("", span.start, span.end, example.labelled.id, "corpus", dimension=span.dimension)
        for span in example.labelled.dimensions
    )
