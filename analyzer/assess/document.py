"""Judges the document: does one thread run through it?

Takes the judgements of its passages and the kind of document, gives a
:class:`~analyzer.schema.Verdict`. A planning document is strong when an issue with data, a goal or
indicator, an activity and means for it are there; a regulation when operative articles put duties;
a news release when it states an issue or an explained dimension and concrete actions (guideline,
"Document: weak or strong"). The links of the thread are the features; length is no feature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.model import Model
from analyzer.assess.passages import Judgement
from analyzer.assess.probabilities import sigmoid
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

PLANS = frozenset(
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
    *("is_plan", "is_regulation", "is_news", "is_other"),
    *("plan_strong", "plan_thread", "plan_same_theme", "plan_means", "plan_issue"),
    *("regulation_strong", "regulation_duties", "regulation_means"),
    *("news_about", "news_explained", "news_answered", "news_action", "news_issue"),
    *("news_strongest", "news_strong"),
    *("other_strong", "other_goal_and_means"),
)
_INSTITUTIONAL = frozenset({"kebijakan_kelembagaan_pug", "instrumen_pprg", "konsep_gender"})
_ENOUGH_INSTITUTIONAL = 5
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
        reasons=_reasons(passages, kind, features, model, supports=label),
    )


def document_features(
    passages: Sequence[PassageSummary],
    kind: DocumentKind,
    *,
    changed: Mapping[str, float] | None = None,
) -> NDArray[np.float64]:
    """The features of a document in the order of ``FEATURES``.

    ``changed`` puts other amounts in the place of links, to see what a link is worth.
    """
    relevant = [one for one in passages if _is_relevant(one)]
    plan = float(kind in PLANS)
    regulation = float(kind is DocumentKind.REGULATION)
    news = float(kind is DocumentKind.NEWS)
    other = 1.0 - plan - regulation - news
    strong = _filled(sum(one.judgement.strong for one in relevant), _ENOUGH_STRONG)
    links = {link: _filled(_expected(relevant, link), _ENOUGH_LINKS) for link in LINKS}
    links |= changed or {}
    thread = [strong, min(links.values()), _same_theme(relevant) / len(LINKS)]
    duties = [strong, links["action"], links["means"]]
    goal_and_means = min(links["indicator"], links["means"])
    return np.array(
        [
            *(plan, regulation, news, other),
            *(plan * value for value in (*thread, links["means"], links["issue"])),
            *(regulation * value for value in duties),
            *(news * value for value in _news(relevant, len(passages), links)),
            news * strong,
            *(other * strong, other * goal_and_means),
        ]
    )


def _news(
    relevant: Sequence[PassageSummary], passages: int, links: dict[str, float]
) -> tuple[float, ...]:
    """What a release is about, whether it explains all dimensions, and what answers them.

    Institutional work counts as an answer where the dimensions are explained.
    """
    about = len(relevant) / max(1, passages)
    found = {mention.dimension for one in relevant for mention in one.mentions} - {None}
    dimensions = len(found) / len(Dimension)
    explained = float(len(found) == len(Dimension))
    institutional = sum(
        mention.category in _INSTITUTIONAL for one in relevant for mention in one.mentions
    )
    answer = explained * float(institutional >= _ENOUGH_INSTITUTIONAL)
    return (
        about,
        about * explained,
        about * min(max(links["issue"], dimensions), max(links["action"], answer)),
        about * links["action"],
        about * links["issue"],
        max((one.judgement.strong for one in relevant), default=0.0),
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


def has_link(one: PassageSummary, link: str) -> bool:
    """Whether a passage carries a link of the thread: issue, indicator, action or means."""
    return _link_probability(one, link) >= _LIKELY


def _same_theme(relevant: Sequence[PassageSummary]) -> int:
    """The number of links that the theme with most links has."""
    found: dict[str, set[str]] = {}
    for one in relevant:
        for theme in _themes(one.mentions):
            links = {link for link in LINKS if has_link(one, link)}
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
    strong = any(one.judgement.label is Label.STRONG for one in passages)
    return Grade.TARGETED if strong or mentioned > 1 else Grade.BLIND


def _reasons(
    passages: Sequence[PassageSummary],
    kind: DocumentKind,
    features: NDArray[np.float64],
    model: Model,
    *,
    supports: Label,
) -> tuple[Reason, ...]:
    """One reason a link of the thread, with the strongest passage that carries it.

    Its weight is what the log-odds of the label given lose or gain by the link; positive supports
    the label.
    """
    sign = 1 if supports is Label.STRONG else -1
    score, reasons = _score(features, model), []
    for link in LINKS:
        holders = [one for one in passages if _is_relevant(one) and has_link(one, link)]
        best = max(holders, key=lambda one: (one.judgement.strong, -one.start), default=None)
        code = f"thread_{link}" if best else f"no_thread_{link}"
        other = document_features(passages, kind, changed={link: 0.0 if best else 1.0})
        weight = sign * (score - _score(other, model))
        reasons.append(
            Reason(code, round(weight, 4), best.start if best else None, best.end if best else None)
        )
    return tuple(reasons)


def _score(features: NDArray[np.float64], model: Model) -> float:
    """Log-odds of strong."""
    return float(model.document.decision_function(features[None])[0])
