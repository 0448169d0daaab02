"""Builds the model from the corpus: ``setara train``.

Takes the corpus folder, gives a model folder. Everything is a function of the corpus, the lexicon
and this code: no clock, no random state but fixed seeds, and one thread for numeric libraries,
since sums taken by several threads differ in their last digits, and thresholds with them. Only the
documents of the frozen training split are learnt from; the held-out ones are for ``setara
evaluate``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from analyzer.assess.model import Model, save_model
from analyzer.assess.parts import split_parts
from analyzer.assess.reader import fit_reader
from analyzer.learn.calibrate import REVIEW_PRECISION
from analyzer.learn.card import save_card
from analyzer.learn.corpus import LabelledDocument, load_corpus
from analyzer.learn.evaluate import evaluate
from analyzer.learn.examples import Example, build_examples
from analyzer.learn.fit import PassageFit, fit_dimensions, fit_passages
from analyzer.learn.fit_document import fit_document, judgements_of
from analyzer.learn.fit_spans import fit_spans
from analyzer.learn.splits import load_held_out
from analyzer.learn.stuffing import build_stuffed
from analyzer.lexicon import load_lexicon
from analyzer.model_folder import FORMAT

NAME, VERSION = "setara", "0.1.0"
DOCUMENT_REVIEW_BELOW = 0.7


def train(corpus: Path, into: Path) -> Path:
    """Train on the corpus and save the model.

    Args:
        corpus: folder with ``documents/`` and ``splits.toml``.
        into: folder under which ``setara-id-<version>`` is written.

    Returns:
        The model's folder.

    Raises:
        BadSettings: if the corpus is empty or does not follow its format.

    """
    held_out = load_held_out(corpus)
    documents = [one for one in load_corpus(corpus) if one.id not in held_out]
    with threadpool_limits(1):
        model = build_model(documents)
    folder = into / f"{NAME}-id-{VERSION}"
    save_model(model, folder)
    if held_out:
        save_card(folder, model.meta, evaluate([corpus], model=folder, corpus=corpus))
    return folder


def build_model(documents: Sequence[LabelledDocument]) -> Model:
    """Fit all classifiers on documents.

    Passages in which the tagger finds no term are ``none`` without being judged, so none is learnt
    from.
    """
    written = build_examples(documents)
    stuffed = build_stuffed(written)
    examples = [example for example in (*written, *stuffed) if example.mentions]
    reader = fit_reader([part for example in examples for part in split_parts(example.words)])
    fit = fit_passages(examples, reader)
    dimensions, thresholds = fit_dimensions(examples, reader)
    document = fit_document(documents, written, judgements_of(examples, fit))
    meta = _meta(documents, written, examples, fit) | {"dimension_thresholds": thresholds}
    meta["stuffed"] = len(stuffed)
    return Model(
        reader=reader,
        elements=fit.elements,
        label=fit.label,
        spans=fit_spans(written),
        dimensions=dimensions,
        document=document,
        meta=meta,
    )


def _meta(
    documents: Sequence[LabelledDocument],
    written: Sequence[Example],
    examples: Sequence[Example],
    fit: PassageFit,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "name": NAME,
        "version": VERSION,
        "language": "id",
        "hash": _corpus_hash(documents),
        "lexicon": load_lexicon().version,
        "documents": len(documents),
        "passages": len(written),
        "labels": dict(
            sorted(Counter(example.labelled.label.value for example in written).items())
        ),
        "temperature": fit.calibration.temperature,
        "element_weights": fit.element_weights,
        "review_below": fit.calibration.review_below,
        "review_precision": REVIEW_PRECISION,
        "document_review_below": DOCUMENT_REVIEW_BELOW,
        "libraries": {name: version(name) for name in ("scikit-learn", "spacy")},
    }


def _corpus_hash(documents: Sequence[LabelledDocument]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(repr(document).encode("utf-8"))
    return digest.hexdigest()[:12]
