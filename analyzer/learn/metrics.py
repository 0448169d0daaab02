"""The figures of an evaluation.

Takes pairs of gold passages and predictions, gives named figures between 0 and 1. Definitions: a
term is found where a predicted range overlaps it by at least half of their union (IoU >= .5);
kappa is quadratic over the order none, weak, strong (Cohen 1968). A figure of something that people
did not label is left out, and macro F1 is the mean over the labels and dimensions that they gave.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np
from sklearn.metrics import cohen_kappa_score, f1_score

from analyzer.learn.curves import accuracy, calibration_error, surest
from analyzer.learn.gold import Range
from analyzer.learn.pairs import Pair
from analyzer.schema import Dimension, Label

ORDER = (Label.NONE, Label.WEAK, Label.STRONG)


class OfDocument(Protocol):
    """Anything that stands in a document, by which intervals are drawn."""

    @property
    def document(self) -> str:
        """The document's name."""


Whole = TypeVar("Whole", bound=OfDocument)
Said = TypeVar("Said")


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """All figures of one system, by name."""
    gold = [one.label for one, _ in pairs]
    said = [one.label for _, one in pairs]
    found = {f"label.{label}.f1": _f1(gold, said, label) for label in ORDER}
    found["label.macro_f1"] = float(
        np.mean([found[f"label.{one}.f1"] for one in ORDER if one in gold])
    )
    found["label.accuracy"] = float(np.mean([a == b for a, b in zip(gold, said, strict=True)]))
    found["label.kappa"] = kappa(list(zip(gold, said, strict=True)), ordered=True)
    found["relevance.f1"] = float(
        f1_score([a != Label.NONE for a in gold], [b != Label.NONE for b in said], zero_division=0)
    )
    marked = [pair for pair in pairs if pair[0].dimensions is not None]
    if marked:
        by_dimension = {one: dimension_f1(marked, one) for one in Dimension}
        found |= {f"dimension.{one}.f1": value for one, value in by_dimension.items()}
        held = {one for passage, _ in marked for one in passage.dimensions or ()}
        if held:
            found["dimension.macro_f1"] = float(
                np.mean([by_dimension[one] for one in Dimension if one in held])
            )
    if any(one.terms is not None for one, _ in pairs):
        found["terms.f1"] = terms_f1(pairs)
    found["calibration.ece"] = calibration_error(pairs)
    sure = [(a, b) for a, b in pairs if not b.needs_review]
    found["sure.coverage"] = len(sure) / len(pairs)
    found["sure.accuracy"] = accuracy(sure)
    found["surest_half.accuracy"] = accuracy(surest(pairs, 0.5))
    return found


def _f1(gold: Sequence[Label], said: Sequence[Label], label: Label) -> float:
    return float(f1_score([a == label for a in gold], [b == label for b in said], zero_division=0))


def kappa(pairs: Sequence[tuple[Hashable, Hashable]], *, ordered: bool = False) -> float:
    """Cohen's kappa; with quadratic weights over none, weak, strong where ``ordered``.

    Gives 1 where both say the same one thing throughout.
    """
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) < 2:
        return 1.0
    labels, weights = (ORDER, "quadratic") if ordered else (None, None)
    return float(cohen_kappa_score(first, second, labels=labels, weights=weights))


def dimension_f1(pairs: Sequence[Pair], dimension: Dimension) -> float:
    """F1 of a dimension over passages; passages without labelled dimensions count as without it."""
    gold = [dimension in (one.dimensions or ()) for one, _ in pairs]
    said = [dimension in one.dimensions for _, one in pairs]
    return float(f1_score(gold, said, zero_division=0))


def terms_f1(pairs: Sequence[Pair]) -> float:
    """F1 of term ranges at IoU >= .5; optional ranges count neither way."""
    right = wrong = caught = missed = 0
    for gold, said in pairs:
        if gold.terms is None:
            continue
        counted = [
            one
            for one in said.terms
            if _hits(one, gold.terms) or not any(_overlap(one, o) for o in gold.optional_terms)
        ]
        hits = sum(_hits(one, gold.terms) for one in counted)
        right, wrong = right + hits, wrong + len(counted) - hits
        found = sum(_hits(one, counted) for one in gold.terms)
        caught, missed = caught + found, missed + len(gold.terms) - found
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = caught / (caught + missed) if caught + missed else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _hits(one: Range, others: Sequence[Range]) -> bool:
    return any(is_same_range(one, other) for other in others)


def is_same_range(one: Range, other: Range) -> bool:
    """Whether two ranges share at least half of their union (IoU >= .5)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def intervals(
    pairs: Sequence[tuple[Whole, Said]],
    *,
    measure: Callable[[Sequence[tuple[Whole, Said]]], Mapping[str, float]],
    rounds: int = 200,
) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap intervals that resample whole documents, seed 0."""
    by_document: dict[str, list[tuple[Whole, Said]]] = defaultdict(list)
    for pair in pairs:
        by_document[pair[0].document].append(pair)
    chooser, names = random.Random(0), sorted(by_document)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        sample = [pair for _ in names for pair in by_document[chooser.choice(names)]]
        for name, value in measure(sample).items():
            drawn[name].append(value)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
    }
