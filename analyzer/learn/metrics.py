"""The figures of an evaluation.

Takes pairs of gold passages and predictions, gives named figures between 0 and 1. Definitions: a
term is found where a predicted range overlaps it by at least half of their union (IoU >= .5);
expected calibration error over ten bins of equal width (Guo et al. 2017); kappa is quadratic over
the order none, weak, strong (Cohen 1968).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import cohen_kappa_score, f1_score

from analyzer.learn.gold import Gold, Range
from analyzer.schema import Dimension, Label

ORDER = (Label.NONE, Label.WEAK, Label.STRONG)
_BINS = 10


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system says of a passage."""

    label: Label
    probability: float
    needs_review: bool = False
    dimensions: frozenset[Dimension] = frozenset()
    terms: tuple[Range, ...] = ()


Pair = tuple[Gold, Prediction]


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """All figures of one system, by name."""
    gold = [one.label for one, _ in pairs]
    said = [one.label for _, one in pairs]
    found = {f"label.{label}.f1": _f1(gold, said, label) for label in ORDER}
    found["label.macro_f1"] = float(np.mean(list(found.values())))
    found["label.accuracy"] = float(np.mean([a == b for a, b in zip(gold, said, strict=True)]))
    found["label.kappa"] = kappa(list(zip(gold, said, strict=True)), ordered=True)
    found["relevance.f1"] = float(
        f1_score([a != Label.NONE for a in gold], [b != Label.NONE for b in said], zero_division=0)
    )
    dimensions = {f"dimension.{one}.f1": _dimension_f1(pairs, one) for one in Dimension}
    found |= dimensions
    found["dimension.macro_f1"] = float(np.mean(list(dimensions.values())))
    found["terms.f1"] = terms_f1(pairs)
    found["calibration.ece"] = calibration_error(pairs)
    sure = [(a, b) for a, b in pairs if not b.needs_review]
    found["sure.coverage"] = len(sure) / len(pairs)
    found["sure.accuracy"] = _accuracy(sure)
    found["surest_half.accuracy"] = _accuracy(surest_half(pairs))
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


def _dimension_f1(pairs: Sequence[Pair], dimension: Dimension) -> float:
    gold = [dimension in one.dimensions for one, _ in pairs]
    said = [dimension in one.dimensions for _, one in pairs]
    return float(f1_score(gold, said, zero_division=0))


def _accuracy(pairs: Sequence[Pair]) -> float:
    return float(np.mean([a.label == b.label for a, b in pairs])) if pairs else 0.0


def surest_half(pairs: Sequence[Pair]) -> list[Pair]:
    """The half of the passages whose label has the highest probability."""
    ordered = sorted(pairs, key=lambda pair: -pair[1].probability)
    return ordered[: max(1, len(ordered) // 2)]


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


def calibration_error(pairs: Sequence[Pair]) -> float:
    """Expected calibration error of the label's probability."""
    bins: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        bins[min(_BINS - 1, int(pair[1].probability * _BINS))].append(pair)
    gaps = [
        abs(sum(b.probability for _, b in some) - sum(a.label == b.label for a, b in some))
        for some in bins.values()
    ]
    return sum(gaps) / len(pairs)


def intervals(
    pairs: Sequence[Pair],
    *,
    rounds: int = 200,
    measure: Callable[[Sequence[Pair]], dict[str, float]] = figures,
) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap intervals that resample whole documents, seed 0."""
    by_document: dict[str, list[Pair]] = defaultdict(list)
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
