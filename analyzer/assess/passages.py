"""Judges passages: none, weak or strong, and the evidence U1 to U6 with its words.

Takes the words of passages, gives :class:`Judgement` objects. The elements of evidence are looked
for in the parts of a passage, the label follows from them and from counted signals; so a reason is
what the label loses when an element is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.evidence import ELEMENTS, SUMMARY, find_elements, summarise, without
from analyzer.assess.features import signals_of
from analyzer.assess.forest import Forest
from analyzer.assess.model import Model
from analyzer.assess.parts import Parts, split_parts
from analyzer.assess.probabilities import calibrated
from analyzer.assess.spans import locate_element
from analyzer.assess.words import Word
from analyzer.schema import Element, Evidence, Label, Reason

LABELS = (Label.NONE, Label.STRONG, Label.WEAK)  # the order of the classes in the classifiers
_CODES = dict(zip(ELEMENTS, ("group", "issue", "cause", "action", "measure", "means"), strict=True))
_RANKS = {Label.NONE: 0, Label.WEAK: 1, Label.STRONG: 2}
_FOUND = 0.35
_STRONG = LABELS.index(Label.STRONG)
_NONE = LABELS.index(Label.NONE)
_POSSIBLE = 0.005  # what is added to every probability before its logarithm is taken


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a passage; ranges count in its text."""

    label: Label
    probability: float
    needs_review: bool
    strong: float
    elements: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]


NOTHING = Judgement(Label.NONE, 0.99, False, 0.0, (0.0,) * 6, (), ())  # no term, no judgement


def judge_passages(passages: Sequence[Sequence[Word]], model: Model) -> list[Judgement]:
    """One judgement a passage, in order; a passage has at least one word."""
    if not passages:
        return []
    split = [split_parts(words) for words in passages]
    parts = find_elements(split, model.reader, model.elements)
    rows = label_rows(passages, parts)
    scores = label_scores(model.label, rows)
    probabilities = calibrated(scores, model.meta["temperature"])
    best = probabilities.argmax(axis=1)
    evidence = [
        _find_evidence(split[index], parts[index], model) if best[index] != _NONE else ()
        for index in range(len(passages))
    ]
    reasons = _find_reasons(rows, scores, parts, evidence, best, model)
    return [
        _judge(parts[index], probabilities[index], evidence[index], reasons[index], model)
        for index in range(len(passages))
    ]


def strength_of(words: Sequence[Word], model: Model) -> float:
    """The expected label of a passage on the scale 0 (none), 1 (weak), 2 (strong)."""
    if not words:
        return 0.0
    rows = label_rows([words], find_elements([split_parts(words)], model.reader, model.elements))
    scores = label_scores(model.label, rows)
    probabilities = calibrated(scores, model.meta["temperature"])[0]
    return float(sum(probabilities * [_RANKS[label] for label in LABELS]))


def label_rows(
    passages: Sequence[Sequence[Word]], parts: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """What the label follows from: the summary of the evidence, then the signals of the words."""
    return np.stack(
        [
            np.concatenate([summarise(found), signals_of(words)])
            for words, found in zip(passages, parts, strict=True)
        ]
    )


def label_scores(label: Forest, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithms of the labels' probabilities, shape (rows, 3); no label is held impossible."""
    return np.asarray(np.log(label.predict_proba(rows) + _POSSIBLE), dtype=np.float64)


def log_odds(scores: NDArray[np.float64], label: int) -> NDArray[np.float64]:
    """Log-odds of one label from the scores of all."""
    others = [index for index in range(len(LABELS)) if index != label]
    rest = np.logaddexp(scores[:, others[0]], scores[:, others[1]])
    return np.asarray(scores[:, label] - rest)


def row_without(
    row: NDArray[np.float64], parts: NDArray[np.float64], element: Element
) -> NDArray[np.float64]:
    """What the label follows from as if an element were not there."""
    return np.concatenate([summarise(without(parts, element)), row[len(SUMMARY) :]])


def _judge(
    parts: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    evidence: tuple[Evidence, ...],
    reasons: tuple[Reason, ...],
    model: Model,
) -> Judgement:
    best = int(probabilities.argmax())
    label = LABELS[best]
    found = {one.element for one in evidence}
    return Judgement(
        label=label,
        probability=float(probabilities[best]),
        needs_review=bool(
            probabilities[best] < model.meta["review_below"]
            or (label is Label.STRONG and not _is_formula(found))
        ),
        strong=float(probabilities[_STRONG]),
        elements=tuple(float(value) for value in parts.max(axis=0)),
        evidence=evidence,
        reasons=reasons,
    )


def _is_formula(found: set[Element]) -> bool:
    """The guideline's formula for strong: two of U2 to U6, one of them U2, U3 or U4."""
    substance = found & {Element.ISSUE, Element.CAUSE, Element.ACTION}
    return bool(substance) and len(found - {Element.GROUP}) >= 2


def _find_evidence(split: Parts, parts: NDArray[np.float64], model: Model) -> tuple[Evidence, ...]:
    """The likely elements, each with its words in the part where it is likeliest."""
    found = []
    for column, element in enumerate(ELEMENTS):
        best = int(parts[:, column].argmax())
        likely = float(parts[best, column])
        place = locate_element(split[best], element, model.spans) if likely >= _FOUND else None
        if place is not None:
            first, last = place
            found.append(Evidence(element, likely, split[best][first].start, split[best][last].end))
    return tuple(found)


def _find_reasons(
    rows: NDArray[np.float64],
    scores: NDArray[np.float64],
    parts: Sequence[NDArray[np.float64]],
    evidence: Sequence[tuple[Evidence, ...]],
    best: NDArray[np.intp],
    model: Model,
) -> list[tuple[Reason, ...]]:
    """What each element adds to the label given, weightiest first; none for ``none``.

    The weight of an element is what the label's log-odds lose when it is taken away. One that is
    missing weighs what it adds on average where it is there: against strong, for weak.
    """
    there = [(index, one) for index, found in enumerate(evidence) for one in found]
    weights: dict[tuple[int, Element], float] = {}
    if there:
        changed = np.stack(
            [row_without(rows[index], parts[index], one.element) for index, one in there]
        )
        after = label_scores(model.label, changed)
        for place, (index, one) in enumerate(there):
            label = int(best[index])
            lost = log_odds(scores[[index]], label) - log_odds(after[[place]], label)
            weights[index, one.element] = float(lost[0])
    return [
        _reasons(found, index, weights, int(label), model) if label != _NONE else ()
        for index, (found, label) in enumerate(zip(evidence, best, strict=True))
    ]


def _reasons(
    evidence: Sequence[Evidence],
    index: int,
    weights: Mapping[tuple[int, Element], float],
    best: int,
    model: Model,
) -> tuple[Reason, ...]:
    """The reasons of the passage with this number."""
    sign = -1 if best == _STRONG else 1
    places = {one.element: one for one in evidence}
    reasons = []
    for element in ELEMENTS:
        place = places.get(element)
        if place is None:
            weight = sign * float(model.meta["element_weights"][element.value])
            reasons.append(Reason(f"no_{_CODES[element]}", round(weight, 4)))
        else:
            weight = round(weights[index, element], 4)
            reasons.append(Reason(_CODES[element], weight, place.start, place.end))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)))
