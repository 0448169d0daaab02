"""Judges passages: none, weak or strong, and the evidence U1 to U6 with its words.

Takes the words of passages, gives :class:`Judgement` objects. The elements of evidence are looked
for in the parts of a passage, the label follows from them and from counted signals; so a reason is
what the label loses when an element is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from analyzer.assess.evidence import ELEMENTS, SUMMARY, find_elements, summarise, without
from analyzer.assess.features import signals_of
from analyzer.assess.model import Model
from analyzer.assess.parts import split_parts
from analyzer.assess.probabilities import calibrated
from analyzer.assess.spans import locate_element
from analyzer.assess.words import Word
from analyzer.schema import Element, Evidence, Label, Reason

LABELS = (Label.NONE, Label.STRONG, Label.WEAK)  # the order of the classes in the classifiers
_CODES = dict(zip(ELEMENTS, ("group", "issue", "cause", "action", "measure", "means"), strict=True))
_RANKS = {Label.NONE: 0, Label.WEAK: 1, Label.STRONG: 2}
_FOUND = 0.35
_STRONG = LABELS.index(Label.STRONG)


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
    parts = find_elements(passages, model.reader, model.elements)
    rows = label_rows(passages, parts)
    probabilities = calibrated(model.label.decision_function(rows), model.meta["temperature"])
    return [
        _judge(words, parts[index], probabilities[index], model)
        for index, words in enumerate(passages)
    ]


def strength_of(words: Sequence[Word], model: Model) -> float:
    """The expected label of a passage on the scale 0 (none), 1 (weak), 2 (strong)."""
    if not words:
        return 0.0
    rows = label_rows([words], find_elements([words], model.reader, model.elements))
    probabilities = calibrated(model.label.decision_function(rows), model.meta["temperature"])[0]
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


def _judge(
    words: Sequence[Word],
    parts: NDArray[np.float64],
    probabilities: NDArray[np.float64],
    model: Model,
) -> Judgement:
    best = int(probabilities.argmax())
    label = LABELS[best]
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if label is not Label.NONE:
        evidence = tuple(_find_evidence(words, parts, model))
        reasons = _reasons(parts, evidence, best, model)
    return Judgement(
        label=label,
        probability=float(probabilities[best]),
        needs_review=bool(
            probabilities[best] < model.meta["review_below"]
            or (label is Label.STRONG and not _is_formula({one.element for one in evidence}))
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


def _find_evidence(
    words: Sequence[Word], parts: NDArray[np.float64], model: Model
) -> list[Evidence]:
    """The likely elements, each with its words in the part where it is likeliest."""
    split = split_parts(words)
    found = []
    for column, element in enumerate(ELEMENTS):
        best = int(parts[:, column].argmax())
        likely = float(parts[best, column])
        place = locate_element(split[best], element, model.spans) if likely >= _FOUND else None
        if place is not None:
            first, last = place
            found.append(Evidence(element, likely, split[best][first].start, split[best][last].end))
    return found


def _reasons(
    parts: NDArray[np.float64], evidence: Sequence[Evidence], best: int, model: Model
) -> tuple[Reason, ...]:
    """What each element adds to the label given, against the others, weightiest first.

    The weight of an element is what the score loses when it is taken away. One that is missing
    weighs what it adds on average where it is there: against strong, for weak.
    """
    axis = label_axis(model.label, best)
    sign = -1 if best == _STRONG else 1
    places = {one.element: one for one in evidence}
    reasons = []
    for element in ELEMENTS:
        place = places.get(element)
        if place is None:
            weight = sign * float(model.meta["element_weights"][element.value])
            reasons.append(Reason(f"no_{_CODES[element]}", round(weight, 4)))
            continue
        weight = element_weight(parts, element, axis)
        reasons.append(Reason(_CODES[element], round(weight, 4), place.start, place.end))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code)))


def label_axis(label: LogisticRegression, best: int) -> NDArray[np.float64]:
    """The weights of the evidence for one label against the mean of the others."""
    others = [index for index in range(len(LABELS)) if index != best]
    axis = label.coef_[best] - label.coef_[others].mean(axis=0)
    return np.asarray(axis[: len(SUMMARY)])


def element_weight(
    parts: NDArray[np.float64], element: Element, axis: NDArray[np.float64]
) -> float:
    """What the score along an axis loses when an element is taken away."""
    return float((summarise(parts) - summarise(without(parts, element))) @ axis)
