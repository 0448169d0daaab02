"""``setara evaluate``: one table of Setara and what it is measured against.

Takes labelled passages, gives an :class:`Evaluation`: the figures of each system with intervals,
slices by kind of document and sector, tests of the explanations, and the passages that went wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.assess import Assessed, Model, assess, load_model, resolve_model
from analyzer.learn.baselines import keyword_count, majority, tfidf
from analyzer.learn.corpus import load_corpus
from analyzer.learn.gold import Gold, from_document, load_gold
from analyzer.learn.metrics import Pair, Prediction, figures, intervals
from analyzer.learn.splits import load_held_out
from analyzer.schema import DocumentKind, Passage, PassageKind, Tagging
from analyzer.tag import tag

SYSTEM = "setara"
_FEWEST = 15


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome: figures by system, intervals of Setara's, slices, and all its pairs."""

    passages: int
    documents: int
    systems: dict[str, dict[str, float]]
    intervals: dict[str, tuple[float, float]]
    slices: dict[str, dict[str, float]]
    pairs: tuple[Pair, ...] = field(repr=False)

    @property
    def rows(self) -> list[tuple[str, list[float | None]]]:
        """One row a figure, one value a system, for a table."""
        names = list(self.systems[SYSTEM])
        return [(name, [one.get(name) for one in self.systems.values()]) for name in names]

    @property
    def errors(self) -> list[Pair]:
        """Passages with a wrong label, the surest mistakes first."""
        wrong = [pair for pair in self.pairs if pair[0].label != pair[1].label]
        return sorted(wrong, key=lambda pair: -pair[1].probability)


def evaluate(
    paths: Sequence[Path],
    *,
    model: Path | str | None = None,
    corpus: Path | None = None,
    rounds: int = 200,
) -> Evaluation:
    """Measure the model on labelled passages.

    Args:
        paths: JSONL files or corpus folders (see ``analyzer.learn.gold``).
        model: a model folder; the bundled one if None.
        corpus: the corpus that the baselines are trained on; without it they are left out.
        rounds: bootstrap rounds of the intervals; 0 leaves them out.

    Raises:
        SetaraError: if a path or the model cannot be read.

    """
    gold = load_gold(paths)
    judge = load_model(resolve_model(str(model or "")))
    pairs = tuple(zip(gold, predict(gold, judge), strict=True))
    systems = {SYSTEM: figures(pairs)}
    others = {"keywords": keyword_count(gold)}
    if corpus is not None:
        training = _training(corpus)
        others |= {"tfidf": tfidf(training, gold), "majority": majority(training, gold)}
    for name, predictions in others.items():
        systems[name] = figures(list(zip(gold, predictions, strict=True)))
    return Evaluation(
        passages=len(gold),
        documents=len({one.document for one in gold}),
        systems=systems,
        intervals=intervals(pairs, rounds=rounds) if rounds else {},
        slices=_slices(pairs),
        pairs=pairs,
    )


def predict(gold: Sequence[Gold], model: Model) -> list[Prediction]:
    """Setara's predictions for passages, each on its own words."""
    return [predict_text(one.text, model) for one in gold]


def assess_text(text: str, model: Model) -> Assessed:
    """Everything found in one passage."""
    passage, tagging = tag_alone(text)
    return assess(text, (passage,), tagging, model=model, kind=DocumentKind.OTHER)


def tag_alone(text: str) -> tuple[Passage, Tagging]:
    """A text as one passage, and what the tagger finds in it."""
    passage = Passage("passage", PassageKind.PARAGRAPH, 0, len(text))
    return passage, tag(text, (passage,))


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
    )


def _training(corpus: Path) -> list[Gold]:
    held_out = load_held_out(corpus)
    documents = [one for one in load_corpus(corpus) if one.id not in held_out]
    return [gold for document in documents for gold in from_document(document)]


def _slices(pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Figures for each kind of document and sector with enough passages, the worst first."""
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name, value in (("kind", pair[0].kind), ("sector", pair[0].sector)):
            if value:
                grouped[f"{name}={value}"].append(pair)
    measured = {
        name: figures(some) | {"passages": float(len(some))}
        for name, some in grouped.items()
        if len(some) >= _FEWEST
    }
    return dict(sorted(measured.items(), key=lambda item: item[1]["label.accuracy"]))
