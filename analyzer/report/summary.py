"""The summary sentence of a report.

Takes an analysis and its advices, gives two to four short sentences in the style of the
recommendations: what was counted, what is lacking or where the evidence stands, where to begin.
Every figure in it is a count of the analysis; it states nothing that the analysis does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.locale import format_number, translate
from analyzer.report.advice import AdviceView
from analyzer.report.pages import PageIndex
from analyzer.schema import (
    Analysis,
    Assertion,
    Dimension,
    DocumentKind,
    Element,
    Evidence,
    Label,
)

_TRAIL = (Element.ISSUE, Element.CAUSE, Element.ACTION, Element.MEASURE, Element.MEANS)
_LACK = {DocumentKind.NEWS: "weak_news", DocumentKind.REGULATION: "weak_regulation"}


def summarize(
    analysis: Analysis, advices: Sequence[AdviceView], *, pages: PageIndex, lang: str
) -> str:
    """The summary of an analysis in ``lang``."""
    if analysis.verdict.no_mention:
        sentences = [_no_mention(analysis, lang)]
    elif analysis.verdict.label is Label.STRONG:
        sentences = [*_strong(analysis, pages, lang), _dimensions(analysis, lang)]
    else:
        lack = _LACK.get(analysis.kind, "weak_plan")
        sentences = [_mentions(analysis, lang), translate(f"summary.{lack}", lang)]
    if advices:
        sentences.append(translate("summary.start", lang, advice=advices[0].code))
    return " ".join(one for one in sentences if one)


def count_terms(analysis: Analysis) -> tuple[int, int]:
    """All terms, and how many of them are names."""
    terms = [one for one in analysis.mentions if one.dimension is None]
    return len(terms), sum(one.assertion is Assertion.NAME for one in terms)


def _no_mention(analysis: Analysis, lang: str) -> str:
    _, names = count_terms(analysis)
    key = "summary.no_mention_names" if names else "summary.no_mention"
    return translate(key, lang, names=format_number(names, lang))


def _mentions(analysis: Analysis, lang: str) -> str:
    terms, names = count_terms(analysis)
    if names == terms:
        return _no_mention(analysis, lang)
    key = "summary.mentions_names" if names else "summary.mentions"
    count, own = format_number(terms, lang), format_number(names, lang)
    return translate(key, lang, mentions=count, names=own)


def _strong(analysis: Analysis, pages: PageIndex, lang: str) -> list[str]:
    strong = [one for one in analysis.assessments if one.label is Label.STRONG]
    if not strong:
        return [_mentions(analysis, lang)]
    key = "summary.strong_one" if len(strong) == 1 else "summary.strong_many"
    sentences = [translate(key, lang, strong=format_number(len(strong), lang))]
    evidence = [found for one in strong for found in one.evidence]
    steps = [_step(element, evidence, pages=pages, lang=lang) for element in _TRAIL]
    if trail := ", ".join(one for one in steps if one):
        sentences.append(translate("summary.trail", lang, trail=trail))
    return sentences


def _step(element: Element, evidence: Sequence[Evidence], *, pages: PageIndex, lang: str) -> str:
    """The element and the page of its surest evidence, or nothing without evidence or pages."""
    found = [one for one in evidence if one.element is element]
    if not found:
        return ""
    best = min(found, key=lambda one: (-one.probability, one.start))
    page = pages.first(best.start)
    name = translate(f"element.{element.value}", lang)
    return "" if page is None else translate("summary.trail_step", lang, element=name, page=page)


def _dimensions(analysis: Analysis, lang: str) -> str:
    found = {one.dimension for one in analysis.mentions}
    missing = [translate(f"dimension.{one}", lang) for one in Dimension if one not in found]
    if not missing:
        return translate("summary.dimensions_all", lang)
    return translate("summary.dimensions_missing", lang, dimensions=", ".join(missing).lower())
