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
    "links_complete",
    "same_theme",
    "strong_passages",
    "dimensions",
    "is_plan",
    "is_regulation",
    "is_news",
    "regulation_strong",
    "news_strong",
    "news_about",
    "news_dimensions",
)
_TRUE = 0.5
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
    strong = sum(one.judgement.label is Label.STRONG for one in relevant)
    counts = {link: sum(_has_link(one, link) for one in relevant) for link in LINKS}
    strength = min(strong, _ENOUGH_STRONG) / _ENOUGH_STRONG
    found = {mention.dimension for one in relevant for mention in one.mentions} - {None}
    dimensions = len(found) / len(Dimension)
    is_regulation = float(kind is DocumentKind.REGULATION)
    is_news = float(kind is DocumentKind.NEWS)
    return np.array(
        [
            *(min(counts[link], _ENOUGH_LINKS) / _ENOUGH_LINKS for link in LINKS),
            float(all(counts.values())),
            _same_theme(relevant) / len(LINKS),
            strength,
            dimensions,
            float(kind in _PLANS),
            is_regulation,
            is_news,
            is_regulation * strength,
            is_news * strength,
            is_news * len(relevant) / max(1, len(passages)),
            is_news * dimensions,
        ]
    )


def _is_relevant(one: PassageSummary) -> bool:
    return one.judgement.label is not Label.NONE


def _has_link(one: PassageSummary, link: str) -> bool:
    group, issue, cause, action, measure, means = (
        value >= _TRUE for value in one.judgement.elements
    )
    match link:
        case "issue":
            return issue and (measure or cause or group)
        case "indicator":
            return measure
        case "action":
            return action
        case _:
            return means and (action or measure or group)


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
