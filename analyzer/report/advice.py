"""Turns the checklist's findings into what a report shows of them, and picks the advices.

Takes findings with codes (``K2``, ``R06``), gives their words with quotations and pages, and at
most five advices in the order of priority that the recommendations prescribe: issue, indicator,
action, data, dimensions, budget, institutions. It adds no finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.locale import find, translate
from analyzer.report.pages import PageIndex
from analyzer.report.words import rule_text, sentence_or_code, shorten
from analyzer.schema import Analysis, Finding, FindingStatus

MOST_ADVICES = 5
_QUOTE = 140
_PAGES = 4
_PRIORITY = (
    *("R45", "R06"),
    *("R16", "R17"),
    *("R20", "R21", "R22"),
    *("R01", "R02"),
    *("R10", "R11", "R12", "R13"),
    *("R27", "R28", "R29"),
    *("R31", "R32", "R33", "R34"),
)
_OPEN = (FindingStatus.MISSING, FindingStatus.PARTLY)
_ORDER = {FindingStatus.MISSING: 0, FindingStatus.PARTLY: 1}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A quotation with its page (None where the file has no pages)."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A checklist item in words; ``evidence`` has one quotation a page, the best first."""

    item: str
    text: str
    status: FindingStatus
    status_text: str
    evidence: tuple[EvidenceView, ...]
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class AdviceView:
    """What to do about a finding; ``place`` and ``example`` may be empty."""

    code: str
    title: str
    place: str
    text: str
    example: str
    item: str
    evidence: tuple[EvidenceView, ...]


def build_findings(analysis: Analysis, *, pages: PageIndex, lang: str) -> tuple[FindingView, ...]:
    """All findings in their own order, in words."""
    text = analysis.document.text
    return tuple(_finding(one, text, pages=pages, lang=lang) for one in analysis.findings)


def build_advices(findings: Sequence[FindingView], *, lang: str) -> tuple[AdviceView, ...]:
    """At most five advices for what is missing or partly there, the most urgent first."""
    advices: dict[str, AdviceView] = {}
    for finding in _by_urgency(findings):
        advices.setdefault(finding.advice, _advice(finding, lang))
    return tuple(advices.values())[:MOST_ADVICES]


def _by_urgency(findings: Iterable[FindingView]) -> list[FindingView]:
    wanted = [one for one in findings if one.status in _OPEN and one.advice]
    return sorted(wanted, key=lambda one: (_rank(one.advice), _ORDER[one.status], one.advice))


def _rank(code: str) -> int:
    return _PRIORITY.index(code) if code in _PRIORITY else len(_PRIORITY)


def _finding(finding: Finding, text: str, *, pages: PageIndex, lang: str) -> FindingView:
    quotes: dict[int | None, EvidenceView] = {}
    for start, end in finding.evidence:
        page = pages.first(start)
        quotes.setdefault(page, EvidenceView(shorten(text[start:end], _QUOTE), page))
    return FindingView(
        item=finding.item,
        text=sentence_or_code("finding", finding.item, lang),
        status=finding.status,
        status_text=translate(f"finding_status.{finding.status.value}", lang),
        evidence=tuple(quotes.values())[:_PAGES],
        advice=finding.advice,
        source=rule_text(finding, lang),
    )


def _advice(finding: FindingView, lang: str) -> AdviceView:
    code = finding.advice

    def part(name: str) -> str:
        key = f"advice.{code}.{name}"
        return translate(key, lang) if find(key, lang) is not None else ""

    is_partly = finding.status is FindingStatus.PARTLY
    lack = f"{finding.text}: {finding.status_text}" if is_partly else part("title")
    return AdviceView(
        code=code,
        title=lack or finding.text,
        place=part("place"),
        text=part("text") or code,
        example=part("example"),
        item=finding.item,
        evidence=finding.evidence,
    )
