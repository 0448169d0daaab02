"""Judges the document: does one thread run through it?

Takes the judgements of its passages and the kind of document, gives a
:class:`~analyzer.schema.Verdict`. A planning document is strong when an issue with data, a goal or
indicator, an activity and means for it are there; a regulation when operative articles put duties;
a news release when it states an issue or an explained dimension and concrete actions (guideline,
"Document: weak or strong"). The links of the thread are the features; length is no feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.model import Model
from analyzer.assess.passages import Judgement, sigmoid
from analyzer.schema import (
    Assertion,
    Dimension,
    DocumentKind,
    Grade,
    Label,
    Mention,
    Reason,
    Verdict,
)

_PLANS = frozenset(
    {
        DocumentKind.RPJMD,
        DocumentKind.RKPD,
        DocumentKind.RENSTRA,
        DocumentKind.RENJA,
        DocumentKind.KAK,
        DocumentKind.GAP,
        DocumentKind.GBS,
        DocumentKind.LKJIP,
    }
)
LINKS = ("issue", "indicator", "action", "means")
FEATURES = (
    *(f"link_{link}" for link in LINKS),
    "same_theme",
    "strong_passages",
    "dimensions",
    "is_plan",
    "is_regulation",
    "is_news",
    "plan_thread",
    "regulation_duties",
    "news_thread",
    "other_strong",
)
_TRUE = 0.5
_LIKELY = 0.3
_ENOUGH_LINKS = 3
_ENOUGH_STRONG = 6


@dataclass(frozen=True, slots=True)
class PassageSummary:
    """What the document's verdict sees of a passage."""

    judgement: Judgement
    mentions: tuple[Mention, ...]
    start: int
    end: int


def judge_document(passages: Sequence[PassageSummary], kind: DocumentKind, model: Model) -> Verdict:
    """The verdict; weak and flagged where no passage holds a genuine mention."""
    if not any(_is_relevant(one) for one in passages):
        return Verdict(Label.WEAK, 0.99, False, True, Grade.BLIND)
    features = document_features(passages, kind)
    strong = float(sigmoid(model.document.decision_function(features[None]))[0])
    label = Label.STRONG if strong >= _TRUE else Label.WEAK
    probability = strong if label is Label.STRONG else 1 - strong
    return Verdict(
        label=label,
        probability=probability,
        needs_review=probability < model.meta["document_review_below"],
        no_mention=False,
        grade=grade_of(passages, label),
        reasons=_reasons(passages, features, model),
    )


def document_features(
    passages: Sequence[PassageSummary], kind: DocumentKind
) -> NDArray[np.float64]:
    """The features of a document in the order of ``FEATURES``."""
    relevant = [one for one in passages if _is_relevant(one)]
    strong = _filled(sum(one.judgement.strong for one in relevant), _ENOUGH_STRONG)
    links = {link: _filled(_expected(relevant, link), _ENOUGH_LINKS) for link in LINKS}
    found = {mention.dimension for one in relevant for mention in one.mentions} - {None}
    dimensions = len(found) / len(Dimension)
    about = len(relevant) / max(1, len(passages))
    is_plan = float(kind in _PLANS)
    is_regulation = float(kind is DocumentKind.REGULATION)
    is_news = float(kind is DocumentKind.NEWS)
    return np.array(
        [
            *links.values(),
            _same_theme(relevant) / len(LINKS),
            strong,
            dimensions,
            is_plan,
            is_regulation,
            is_news,
            is_plan * min(links.values()) * strong,
            is_regulation * links["action"] * strong,
            is_news * about * min(max(links["issue"], dimensions), links["action"]),
            float(kind is DocumentKind.OTHER) * strong,
        ]
    )


def _filled(amount: float, enough: float) -> float:
    """How much of what is enough is there, at most 1: length is no merit."""
    return min(amount, enough) / enough


def _expected(relevant: Sequence[PassageSummary], link: str) -> float:
    """The expected number of passages that carry a link."""
    return sum(_link_probability(one, link) for one in relevant)


def _link_probability(one: PassageSummary, link: str) -> float:
    group, issue, cause, action, measure, means = one.judgement.elements
    match link:
        case "issue":
            return issue * max(group, measure, cause)
        case "indicator":
            return measure
        case "action":
            return action
        case _:
            return means * max(group, measure, action)


def _is_relevant(one: PassageSummary) -> bool:
    return one.judgement.label is not Label.NONE


def _has_link(one: PassageSummary, link: str) -> bool:
    return _link_probability(one, link) >= _LIKELY


def _same_theme(relevant: Sequence[PassageSummary]) -> int:
    """The number of links that the theme with most links has."""
    found: dict[str, set[str]] = {}
    for one in relevant:
        for theme in _themes(one.mentions):
            links = {link for link in LINKS if _has_link(one, link)}
            found.setdefault(theme, set()).update(links)
    return max((len(links) for links in found.values()), default=0)


def _themes(mentions: Sequence[Mention]) -> set[str]:
    return {
        mention.category
        for mention in mentions
        if mention.category and mention.assertion is not Assertion.NAME
    }


def grade_of(passages: Sequence[PassageSummary], label: Label) -> Grade:
    """The GRES grade (UNDP): numbers only is targeted, needs and distribution responsive.

    Transformative where control is advanced in several strong passages that also name a cause.
    """
    if label is Label.STRONG:
        power = [
            one
            for one in passages
            if one.judgement.label is Label.STRONG
            and one.judgement.elements[2] >= _TRUE
            and one.judgement.elements[3] >= _TRUE
            and any(mention.dimension is Dimension.KONTROL for mention in one.mentions)
        ]
        return Grade.TRANSFORMATIVE if len(power) >= 3 else Grade.RESPONSIVE
    mentioned = sum(_is_relevant(one) for one in passages)
    return Grade.TARGETED if mentioned > 1 else Grade.BLIND


def _reasons(
    passages: Sequence[PassageSummary], features: NDArray[np.float64], model: Model
) -> tuple[Reason, ...]:
    """One reason a link of the thread, with the strongest passage that carries it."""
    weights = model.document.coef_[0]
    reasons = []
    for index, link in enumerate(LINKS):
        holders = [one for one in passages if _is_relevant(one) and _has_link(one, link)]
        best = max(holders, key=lambda one: (one.judgement.strong, -one.start), default=None)
        weight = float(weights[index] * features[index]) if best else -float(weights[index])
        code = f"thread_{link}" if best else f"no_thread_{link}"
        reasons.append(
            Reason(code, round(weight, 4), best.start if best else None, best.end if best else None)
        )
    return tuple(reasons)
