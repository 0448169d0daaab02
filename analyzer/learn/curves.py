"""How far probabilities can be trusted: calibration, coverage against accuracy, confusions.

Takes pairs of gold passages and predictions, gives points of curves and tables of counts. Expected
calibration error is over ten bins of equal width (Guo et al. 2017).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.learn.pairs import Pair, is_right
from analyzer.schema import Dimension, Label

SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LABELS = tuple(label.value for label in Label)
_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Passages whose probability lies from ``low`` to ``high``: what was said, what was right."""

    low: float
    high: float
    passages: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """The surest ``coverage`` of the passages: their number, lowest probability and accuracy."""

    coverage: float
    passages: int
    probability: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often people said one thing (row) and the system another (column)."""

    name: str
    values: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def recall(self, row: int) -> float | None:
        """Share of what people call so that the system calls so; None where there is none."""
        total = sum(self.counts[row])
        return self.counts[row][row] / total if total else None

    def precision(self, column: int) -> float | None:
        """Share of what the system calls so that people call so; None where there is none."""
        total = sum(row[column] for row in self.counts)
        return self.counts[column][column] / total if total else None


def accuracy(pairs: Sequence[Pair]) -> float:
    """Share of right labels; 0 without passages."""
    return sum(map(is_right, pairs)) / len(pairs) if pairs else 0.0


def surest(pairs: Sequence[Pair], share: float) -> list[Pair]:
    """A share of the passages, those whose label has the highest probability."""
    ordered = sorted(pairs, key=lambda pair: -pair[1].probability)
    return ordered[: max(1, int(len(ordered) * share + 1e-9))]


def coverage_curve(pairs: Sequence[Pair], shares: Sequence[float] = SHARES) -> tuple[Coverage, ...]:
    """Accuracy of the surest passages, one point a share."""
    found = []
    for share in shares:
        kept = surest(pairs, share)
        found.append(Coverage(share, len(kept), kept[-1][1].probability, accuracy(kept)))
    return tuple(found)


def calibration_bins(pairs: Sequence[Pair]) -> tuple[Bin, ...]:
    """The bins that hold passages, from the lowest probability up."""
    bins: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        bins[min(_BINS - 1, int(pair[1].probability * _BINS))].append(pair)
    return tuple(
        Bin(
            low=index / _BINS,
            high=(index + 1) / _BINS,
            passages=len(some),
            said=sum(said.probability for _, said in some) / len(some),
            right=accuracy(some),
        )
        for index, some in sorted(bins.items())
    )


def calibration_error(pairs: Sequence[Pair]) -> float:
    """Expected calibration error of the label's probability."""
    bins = calibration_bins(pairs)
    return sum(abs(one.said - one.right) * one.passages for one in bins) / len(pairs)


def confusions(pairs: Sequence[Pair]) -> tuple[Confusion, ...]:
    """Confusion of the label and of each dimension, where dimensions are labelled."""
    found = [_count("label", LABELS, [(one.label, said.label) for one, said in pairs])]
    for dimension in Dimension:
        both = [
            (_present(dimension in one.dimensions), _present(dimension in said.dimensions))
            for one, said in pairs
            if one.dimensions is not None
        ]
        if both:
            found.append(_count(dimension.value, ("absent", "present"), both))
    return tuple(found)


def _present(is_there: bool) -> str:
    return "present" if is_there else "absent"


def _count(name: str, values: tuple[str, ...], both: Sequence[tuple[str, str]]) -> Confusion:
    counted = Counter(both)
    return Confusion(name, values, tuple(tuple(counted[a, b] for b in values) for a in values))
