"""``setara evaluate``: Setara and what it is measured against, in one table.

Takes labelled passages and documents, gives an :class:`Evaluation`: the figures of each system with
intervals, curves, confusions, slices, tests of the explanations, agreement of people, and
the passages and documents that went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from analyzer.assess import Model, load_model
from analyzer.errors import SetaraError
from analyzer.learn.baselines import keyword_count, majority, tfidf
from analyzer.learn.corpus import LabelledDocument
from analyzer.learn.curves import (
    Bin,
    Confusion,
    Coverage,
    calibration_bins,
    confusions,
    coverage_curve,
)
from analyzer.learn.documents import Heard, hear_document, hear_file
from analyzer.learn.gold import Gold, GoldDocument, from_document
from analyzer.learn.labelled import load_labelled, load_training
from analyzer.learn.metrics import figures, intervals
from analyzer.learn.pairs import Pair, Prediction, is_right
from analyzer.learn.people import People, compare_people
from analyzer.learn.predict import predict
from analyzer.learn.probes import Probe, run_probes
from analyzer.learn.slices import Slice, build_slices
from analyzer.learn.verdicts import Verdicts, measure_verdicts
from analyzer.model_folder import resolve_model
from analyzer.settings import Settings

SYSTEM = "setara"
_NOT_SAID = {
    "keywords": ("calibration.", "sure.", "surest_half."),
    "tfidf": ("terms.", "sure."),
    "majority": ("terms.", "sure.", "surest_half."),
}
"""Figures of what a baseline does not say: it marks no terms, no doubt, or has no probability."""


class HearFile(Protocol):
    """Reads and judges a file; see :func:`analyzer.learn.documents.hear_file`."""

    def __call__(self, path: Path, *, agency: str) -> Heard:
        """What systems say of the file."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome: passages first, documents in ``verdicts``, either of which may be missing.

    ``seen`` counts measured documents that the model's corpus trains on: their figures flatter.
    """

    model: str
    passages: int
    documents: int
    seen: int
    systems: dict[str, dict[str, float]]
    intervals: dict[str, tuple[float, float]]
    coverage: tuple[Coverage, ...]
    calibration: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    slices: tuple[Slice, ...]
    probes: tuple[Probe, ...]
    people: People | None
    verdicts: Verdicts | None
    pairs: tuple[Pair, ...] = field(repr=False)

    @property
    def errors(self) -> list[Pair]:
        """Passages with a wrong label, the surest mistakes first."""
        wrong = [pair for pair in self.pairs if not is_right(pair)]
        return sorted(wrong, key=lambda pair: -pair[1].probability)


def evaluate(
    paths: Sequence[Path],
    *,
    model: Path | str | None = None,
    corpus: Path | None = None,
    files: Path | None = None,
    hear: HearFile | None = None,
    rounds: int = 200,
    step: Callable[[str], None] = lambda name: None,
) -> Evaluation:
    """Measure the model on labelled passages and documents.

    Args:
        paths: JSONL files, corpus documents and folders (see ``analyzer.learn.labelled``).
        model: a model folder; the bundled one if None.
        corpus: the corpus that the baselines are trained on; without it they are left out.
        files: where the files of labelled documents are; beside their JSONL if None.
        hear: reads and judges a file; in this process and with default settings if None.
        rounds: bootstrap rounds of the intervals; 0 leaves them out.
        step: called with the name of each document before it is judged.

    Raises:
        SetaraError: if a path or the model cannot be read.

    """
    labelled = load_labelled(paths, files=files)
    chosen = str(model or "")
    judge = load_model(resolve_model(chosen))
    training = load_training(corpus) if corpus is not None else []
    gold = labelled.passages
    pairs = tuple(zip(gold, predict(gold, judge), strict=True))
    names = {one.document for one in gold} | {one.document for one in labelled.documents}
    hear = hear or partial(hear_file, settings=Settings(), model=chosen)
    return Evaluation(
        model=judge.id,
        passages=len(gold),
        documents=len({one.document for one in gold}),
        seen=len(names & {one.id for one in training}),
        systems=_systems(pairs, training) if pairs else {},
        intervals=intervals(pairs, measure=figures, rounds=rounds) if pairs and rounds else {},
        coverage=coverage_curve(pairs) if pairs else (),
        calibration=calibration_bins(pairs),
        confusions=confusions(pairs) if pairs else (),
        slices=build_slices(pairs, rounds=rounds),
        probes=run_probes(gold, judge) if gold else (),
        people=compare_people(paths, pairs) if pairs else None,
        verdicts=_verdicts(labelled.documents, judge, training, hear, rounds, step),
        pairs=pairs,
    )


def _systems(
    pairs: Sequence[Pair], training: Sequence[LabelledDocument]
) -> dict[str, dict[str, float]]:
    """Setara's figures and those of the baselines, each without what it does not say."""
    gold = [one for one, _ in pairs]
    said: dict[str, Sequence[Prediction]] = {"keywords": keyword_count(gold)}
    if training:
        learnt: list[Gold] = [one for document in training for one in from_document(document)]
        said |= {"tfidf": tfidf(learnt, gold), "majority": majority(learnt, gold)}
    found = {SYSTEM: figures(pairs)}
    for name, predictions in said.items():
        measured = figures(list(zip(gold, predictions, strict=True)))
        found[name] = {
            figure: value
            for figure, value in measured.items()
            if not figure.startswith(_NOT_SAID[name])
        }
    return found


def _verdicts(
    documents: Sequence[GoldDocument],
    model: Model,
    training: Sequence[LabelledDocument],
    hear: HearFile,
    rounds: int,
    step: Callable[[str], None],
) -> Verdicts | None:
    if not documents:
        return None
    heard = []
    for one in documents:
        step(one.document)
        heard.append((one, _hear(one, model, hear)))
    return measure_verdicts(heard, training=[one.verdict for one in training], rounds=rounds)


def _hear(document: GoldDocument, model: Model, hear: HearFile) -> Heard:
    """What systems say of a document; a file that cannot be read says why."""
    if isinstance(document.source, LabelledDocument):
        return hear_document(document.source, model)
    try:
        return hear(document.source, agency=document.agency)
    except SetaraError as error:
        return Heard(problem=error.key)
