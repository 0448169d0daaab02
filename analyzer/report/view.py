"""What every report shows of an analysis: chosen, ordered and put into words, once for all outputs.

Takes an :class:`~analyzer.schema.Analysis` and a language, gives a :class:`View` of plain values.
Pure: no file is opened, no verdict is changed, nothing is judged anew; it counts, sorts and picks.
The terminal view, HTML and later outputs only lay it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.locale import format_percent, translate
from analyzer.report.advice import AdviceView, FindingView, build_advices, build_findings
from analyzer.report.pages import PageIndex
from analyzer.report.summary import count_terms, summarize
from analyzer.report.words import around, problem_text, reason_text, shorten
from analyzer.schema import (
    Analysis,
    Assessment,
    Dimension,
    Element,
    Label,
    Mention,
    Passage,
    Polarity,
    Reason,
    Status,
)

LETTERS = {
    Dimension.AKSES: "A",
    Dimension.PARTISIPASI: "P",
    Dimension.KONTROL: "K",
    Dimension.MANFAAT: "M",
}
SIGNS = {Polarity.GAP: "−", Polarity.ADVANCE: "+", Polarity.NORM: "§"}
_QUOTE = 320
_BEST = 200
_REASONS = 6
_LACKS = 2
_CERTAINTY = {Polarity.ADVANCE: 1, Polarity.GAP: 1, Polarity.NORM: 0}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was found. ``genuine`` mentions are terms that are not names."""

    pages: int
    strong: int
    weak: int
    none: int
    review: int
    genuine: int
    names: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document and their page (None where the file has no pages)."""

    text: str
    page: int | None
    passage: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason in words; positive ``weight`` supports the label, negative speaks against it."""

    text: str
    weight: float
    page: int | None


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One of the four dimensions: how often, which way, and its best quotation."""

    dimension: Dimension
    letter: str
    name: str
    about: str
    count: int
    polarities: tuple[tuple[Polarity, int], ...]
    best: Quote | None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as the tables show it; ``lacks`` says what keeps a weak one weak."""

    id: str
    label: Label
    probability: float
    percent: str
    needs_review: bool
    page: int | None
    section: str
    quote: str
    letters: tuple[str, ...]
    elements: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that a report shows, in the order in which it shows it."""

    lang: str
    name: str
    kind: str
    is_partial: bool
    label: Label
    label_text: str
    probability: float
    percent: str
    needs_review: bool
    no_mention: bool
    grade: str
    summary: str
    counts: Counts
    reasons: tuple[ReasonView, ...]
    dimensions: tuple[DimensionView, ...]
    strongest: tuple[PassageView, ...]
    weakest: tuple[PassageView, ...]
    findings: tuple[FindingView, ...]
    advices: tuple[AdviceView, ...]
    problems: tuple[str, ...]


def build_view(analysis: Analysis, *, lang: str = "id") -> View:
    """The view of an analysis in ``lang``."""
    pages = PageIndex(analysis.document.pages)
    verdict = analysis.verdict
    dimensions = tuple(_dimension(analysis, one, pages=pages, lang=lang) for one in Dimension)
    counts = _counts(analysis)
    passages = _passages(analysis, pages, lang)
    strong = [one for one in passages if one.label is Label.STRONG]
    weak = [one for one in passages if one.label is Label.WEAK]
    findings = build_findings(analysis, pages=pages, lang=lang)
    advices = build_advices(findings, lang=lang)
    return View(
        lang=lang,
        name=analysis.document.source.name,
        kind=translate(f"kind.{analysis.kind.value}", lang),
        is_partial=analysis.status is Status.PARTIAL,
        label=verdict.label,
        label_text=translate(f"label.{verdict.label.value}", lang),
        probability=verdict.probability,
        percent=format_percent(verdict.probability, lang),
        needs_review=verdict.needs_review,
        no_mention=verdict.no_mention,
        grade=translate(f"grade.{verdict.grade.value}", lang),
        summary=summarize(analysis, advices, pages=pages, lang=lang),
        counts=counts,
        reasons=_reasons(analysis, verdict.reasons, pages=pages, lang=lang),
        dimensions=dimensions,
        strongest=tuple(sorted(strong, key=_by_strength)),
        weakest=tuple(sorted(weak, key=_by_weakness)),
        findings=findings,
        advices=advices,
        problems=_problems(analysis, lang),
    )


def _by_strength(one: PassageView) -> tuple[float, int, int]:
    return (-one.probability, -len(one.letters), one.page or 0)


def _by_weakness(one: PassageView) -> tuple[bool, float, int]:
    """The surely weak first; those in doubt are for the reviewer to lift."""
    return (one.needs_review, -one.probability, one.page or 0)


def _counts(analysis: Analysis) -> Counts:
    labels = [one.label for one in analysis.assessments]
    strong, weak = labels.count(Label.STRONG), labels.count(Label.WEAK)
    terms, names = count_terms(analysis)
    return Counts(
        pages=len(analysis.document.pages),
        strong=strong,
        weak=weak,
        none=len(analysis.passages) - strong - weak,
        review=sum(one.needs_review for one in analysis.assessments),
        genuine=terms - names,
        names=names,
    )


def _dimension(
    analysis: Analysis, dimension: Dimension, *, pages: PageIndex, lang: str
) -> DimensionView:
    found = [one for one in analysis.mentions if one.dimension is dimension]
    strong = {one.target for one in analysis.assessments if one.label is Label.STRONG}
    polarities = [one.polarity for one in found]
    counted = tuple((one, polarities.count(one)) for one in Polarity if one in polarities)
    best = max(found, key=lambda one: _goodness(one, strong), default=None)
    return DimensionView(
        dimension=dimension,
        letter=LETTERS[dimension],
        name=translate(f"dimension.{dimension.value}", lang),
        about=translate(f"dimension_about.{dimension.value}", lang),
        count=len(found),
        polarities=counted,
        best=_best(analysis, best, pages) if best else None,
    )


def _goodness(mention: Mention, strong: set[str]) -> tuple[bool, int, float, int]:
    """Strong passage before weak, fact before principle, then the surer, then the earlier."""
    stated = _CERTAINTY[mention.polarity] if mention.polarity else 0
    return (mention.passage in strong, stated, mention.probability, -mention.start)


def _best(analysis: Analysis, mention: Mention, pages: PageIndex) -> Quote:
    text = analysis.document.text
    passage = next((one for one in analysis.passages if one.id == mention.passage), None)
    start, end = (passage.start, passage.end) if passage else (mention.start, mention.end)
    quote = around(text[start:end], mention.start - start, mention.end - start, width=_BEST)
    return Quote(quote, pages.first(mention.start), mention.passage)


def _passages(analysis: Analysis, pages: PageIndex, lang: str) -> list[PassageView]:
    judged = {one.target: one for one in analysis.assessments}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in analysis.mentions:
        mentions[mention.passage].append(mention)
    return [
        _passage(analysis, one, judged[one.id], mentions=mentions[one.id], pages=pages, lang=lang)
        for one in analysis.passages
        if one.id in judged and judged[one.id].label is not Label.NONE
    ]


def _passage(
    analysis: Analysis,
    passage: Passage,
    judged: Assessment,
    *,
    mentions: Sequence[Mention],
    pages: PageIndex,
    lang: str,
) -> PassageView:
    dimensions = {one.dimension for one in mentions}
    reasons = _reasons(analysis, judged.reasons, pages=pages, lang=lang)
    return PassageView(
        id=passage.id,
        label=judged.label,
        probability=judged.probability,
        percent=format_percent(judged.probability, lang),
        needs_review=judged.needs_review,
        page=pages.first(passage.start),
        section=passage.section[-1] if passage.section else "",
        quote=shorten(analysis.document.text[passage.start : passage.end], _QUOTE),
        letters=tuple(LETTERS[one] for one in Dimension if one in dimensions),
        elements=_elements(judged, lang),
        lacks=tuple(one.text for one in reasons if one.page is None and one.weight > 0)[:_LACKS],
    )


def _elements(judged: Assessment, lang: str) -> tuple[str, ...]:
    found = {one.element for one in judged.evidence}
    return tuple(translate(f"element.{one.value}", lang) for one in Element if one in found)


def _reasons(
    analysis: Analysis, reasons: Sequence[Reason], *, pages: PageIndex, lang: str
) -> tuple[ReasonView, ...]:
    """The heaviest reasons first, each sentence and each quotation once."""
    text = analysis.document.text
    shown: dict[object, ReasonView] = {}
    quoted: set[tuple[int | None, int | None]] = set()
    for one in sorted(reasons, key=lambda reason: -abs(reason.weight)):
        page = None if one.start is None else pages.first(one.start)
        words = reason_text(one, text, lang, quoted=(one.start, one.end) not in quoted)
        quoted.add((one.start, one.end))
        shown.setdefault((one.code, one.start), ReasonView(words, one.weight, page))
    return tuple(shown.values())[:_REASONS]


def _problems(analysis: Analysis, lang: str) -> tuple[str, ...]:
    """Each sentence once."""
    return tuple(dict.fromkeys(problem_text(one, lang) for one in analysis.problems))
