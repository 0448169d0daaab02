"""Where a system is worst: kinds of document, sectors, lengths, documents.

Takes pairs of gold passages and predictions, gives a :class:`Slice` for each group with enough
passages. Intervals resample documents; a slice of fewer than five documents has Wilson's interval
over its passages, which is too narrow where they are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from analyzer.learn.curves import accuracy
from analyzer.learn.metrics import figures, intervals
from analyzer.learn.pairs import Pair, is_right

FAMILIES = ("kind", "sector", "length", "document")
_FEWEST, _FEWEST_DOCUMENTS = 15, 5
_SHORT, _LONG = 100, 300
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Slice:
    """The passages of one kind, sector, length or document.

    ``interval`` is that of accuracy. ``is_worst`` marks the lowest accuracy of a family of several,
    ``is_below`` an interval that lies wholly under the accuracy of all passages.
    """

    family: str
    value: str
    passages: int
    documents: int
    figures: dict[str, float]
    interval: tuple[float, float]
    is_worst: bool = False
    is_below: bool = False

    @property
    def accuracy(self) -> float:
        """Share of right labels."""
        return self.figures["label.accuracy"]


def build_slices(pairs: Sequence[Pair], *, rounds: int = 200) -> tuple[Slice, ...]:
    """All slices with at least 15 passages, by family, the worst of each first."""
    overall, found = accuracy(pairs), []
    grouped: dict[str, dict[str, list[Pair]]] = {name: defaultdict(list) for name in FAMILIES}
    for pair in pairs:
        for name, value in _values(pair):
            grouped[name][value].append(pair)
    for name, groups in grouped.items():
        large = [(value, some) for value, some in groups.items() if len(some) >= _FEWEST]
        family = [_slice(name, value, some, rounds) for value, some in large]
        family.sort(key=lambda one: (one.accuracy, one.value))
        for index, one in enumerate(family):
            found.append(
                replace(
                    one,
                    is_worst=index == 0 and one.accuracy < family[-1].accuracy,
                    is_below=one.interval[1] < overall,
                )
            )
    return tuple(found)


def _values(pair: Pair) -> Iterator[tuple[str, str]]:
    gold, size = pair[0], len(pair[0].text)
    length = "short" if size < _SHORT else "long" if size > _LONG else "middle"
    named = zip(FAMILIES, (gold.kind, gold.sector, length, gold.document), strict=True)
    yield from ((name, value) for name, value in named if value)


def _slice(family: str, value: str, pairs: Sequence[Pair], rounds: int) -> Slice:
    documents = len({gold.document for gold, _ in pairs})
    if documents < _FEWEST_DOCUMENTS or not rounds:
        interval = wilson(sum(map(is_right, pairs)), len(pairs))
    else:
        drawn = intervals(pairs, measure=lambda some: {"": accuracy(some)}, rounds=rounds)
        interval = drawn[""]
    return Slice(family, value, len(pairs), documents, figures(pairs), interval)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson 1927); 0 to 1 without cases."""
    if not total:
        return 0.0, 1.0
    share, z = hits / total, _Z
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = z / (1 + z * z / total) * (share * (1 - share) / total + z * z / 4 / total**2) ** 0.5
    return max(0.0, middle - spread), min(1.0, middle + spread)
