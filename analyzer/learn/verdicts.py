"""The figures of document verdicts.

Takes labelled documents and what systems say of them, gives :class:`Verdicts`: figures by system
with intervals, by kind, the wrong ones, and the same figures when another agency is named. A
document that could not be read counts as wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sklearn.metrics import f1_score

from analyzer.learn.documents import AGENCIES, Heard
from analyzer.learn.gold import GoldDocument
from analyzer.learn.metrics import intervals
from analyzer.learn.slices import wilson
from analyzer.schema import Label, Verdict

SURE = 0.9
VERDICTS = (Label.WEAK, Label.STRONG)


@dataclass(frozen=True, slots=True)
class Said:
    """A system's verdict on a document; None where it gave none."""

    label: Label | None
    probability: float = 1.0
    no_mention: bool | None = None


DocumentPair = tuple[GoldDocument, Said]


@dataclass(frozen=True, slots=True)
class Group:
    """Documents of one kind: how many, how many right, 95 % interval (Wilson)."""

    value: str
    documents: int
    right: int
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Told:
    """The verdicts when an agency is named: accuracy, changed verdicts, sure and wrong ones."""

    agency: str
    accuracy: float
    changed: int
    wrong_sure: int
    largest_shift: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome; ``sure`` counts verdicts with a probability above 0.9, ``wrong_sure`` the wrong.

    ``unread`` counts files that could not be read.
    """

    documents: int
    unread: int
    systems: dict[str, dict[str, float]]
    intervals: dict[str, tuple[float, float]]
    kinds: tuple[Group, ...]
    told: tuple[Told, ...]
    sure: int
    wrong_sure: int
    pairs: tuple[tuple[GoldDocument, Heard], ...] = field(repr=False)

    @property
    def errors(self) -> list[tuple[GoldDocument, Heard]]:
        """Documents with a wrong verdict or none, the surest mistakes first."""
        wrong = [(one, heard) for one, heard in self.pairs if _said(heard).label is not one.label]
        return sorted(wrong, key=lambda pair: -_said(pair[1]).probability)


def measure_verdicts(
    heard: Sequence[tuple[GoldDocument, Heard]],
    *,
    training: Sequence[Label] = (),
    rounds: int = 200,
) -> Verdicts:
    """Measure verdicts; ``training`` are those of the documents that the majority is taken from."""
    pairs = [(one, _said(said)) for one, said in heard]
    systems = {
        "setara": verdict_figures(pairs),
        "keywords": _baseline(heard, lambda said: said.keywords),
        "agency": _baseline(heard, lambda said: said.agency),
    }
    if training:
        label = Counter(training).most_common(1)[0][0]
        systems["majority"] = _baseline(heard, lambda _: label)
    sure = [(one, said) for one, said in pairs if said.label and said.probability > SURE]
    return Verdicts(
        documents=len(pairs),
        unread=sum(said.label is None for _, said in pairs),
        systems=systems,
        intervals=intervals(pairs, measure=verdict_figures, rounds=rounds) if rounds else {},
        kinds=_kinds(pairs),
        told=tuple(_told(heard, name) for name in AGENCIES),
        sure=len(sure),
        wrong_sure=sum(not _is_right(pair) for pair in sure),
        pairs=tuple(heard),
    )


def verdict_figures(pairs: Sequence[DocumentPair]) -> dict[str, float]:
    """All figures of one system, by name."""
    found = {"document.accuracy": _accuracy(pairs)}
    for label in VERDICTS:
        gold = [one.label is label for one, _ in pairs]
        said = [one.label is label for _, one in pairs]
        found[f"document.{label}.f1"] = float(f1_score(gold, said, zero_division=0))
    found["document.macro_f1"] = sum(found[f"document.{one}.f1"] for one in VERDICTS) / 2
    mentioned = [pair for pair in pairs if pair[0].no_mention is False]
    if mentioned:
        found["document.with_mention.accuracy"] = _accuracy(mentioned)
    flagged = [(a, b) for a, b in pairs if a.no_mention is not None and b.no_mention is not None]
    if flagged:
        same = sum(one.no_mention is said.no_mention for one, said in flagged)
        found["document.no_mention.accuracy"] = same / len(flagged)
    if len({said.probability for _, said in pairs}) > 1:
        surest = sorted(pairs, key=lambda pair: -pair[1].probability)[: max(1, len(pairs) // 2)]
        found["document.surest_half.accuracy"] = _accuracy(surest)
    return found


def _said(heard: Heard) -> Said:
    verdict = heard.verdict
    if verdict is None:
        return Said(None, 0.0)
    return Said(verdict.label, verdict.probability, verdict.no_mention)


def _baseline(
    heard: Sequence[tuple[GoldDocument, Heard]], say: Callable[[Heard], Label | None]
) -> dict[str, float]:
    return verdict_figures([(one, Said(say(said))) for one, said in heard])


def _is_right(pair: DocumentPair) -> bool:
    return pair[0].label is pair[1].label


def _accuracy(pairs: Sequence[DocumentPair]) -> float:
    return sum(map(_is_right, pairs)) / len(pairs) if pairs else 0.0


def _kinds(pairs: Sequence[DocumentPair]) -> tuple[Group, ...]:
    grouped: dict[str, list[DocumentPair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair[0].kind or "-"].append(pair)
    groups = [
        Group(kind, len(some), right, wilson(right, len(some)))
        for kind, some in grouped.items()
        for right in (sum(map(_is_right, some)),)
    ]
    return tuple(sorted(groups, key=lambda one: (one.right / one.documents, one.value)))


def _told(heard: Sequence[tuple[GoldDocument, Heard]], agency: str) -> Told:
    read = [
        (one, said.verdict, dict(said.told).get(agency, said.verdict))
        for one, said in heard
        if said.verdict is not None
    ]
    right = sum(after.label is one.label for one, _, after in read)
    return Told(
        agency=agency,
        accuracy=right / len(heard) if heard else 0.0,
        changed=sum(before.label is not after.label for _, before, after in read),
        wrong_sure=sum(
            after.label is not one.label and after.probability > SURE for one, _, after in read
        ),
        largest_shift=max((abs(_strong(a) - _strong(b)) for _, a, b in read), default=0.0),
    )


def _strong(verdict: Verdict) -> float:
    return verdict.probability if verdict.label is Label.STRONG else 1 - verdict.probability
