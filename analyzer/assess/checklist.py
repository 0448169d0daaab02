"""The reviewer's checklist: what the document has, has in part, or lacks, and what to do.

Takes the judged passages of a document and its kind, gives findings with the passages that fulfil
an item. The items are those of the document rubric (K1 to K9) and of the PUG review checklists
(C..); advice codes (R..) name the recommendations that the report puts in words. Where no passage
is known to fulfil an item it is missing, never "failed": the checklist asks, it does not judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analyzer.assess.document import PLANS, PassageSummary, has_link
from analyzer.schema import (
    Assertion,
    Dimension,
    DocumentKind,
    Element,
    Finding,
    FindingStatus,
    Label,
    Verdict,
)

_ENOUGH = 0.35
_MOST_EVIDENCE = 5
_MET_FROM = 2

Holds = Callable[[str, PassageSummary], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A checklist item: which passages fulfil it, for which kinds of document, and the advice."""

    code: str
    holds: Holds
    advice: str
    source: str
    kinds: frozenset[DocumentKind] | None = None


def _has(element: Element) -> Holds:
    index = tuple(Element).index(element)

    def holds(text: str, one: PassageSummary) -> bool:
        return one.judgement.elements[index] >= _ENOUGH

    return holds


def _link(link: str) -> Holds:
    def holds(text: str, one: PassageSummary) -> bool:
        return has_link(one, link)

    return holds


def _says(pattern: str) -> Holds:
    expression = re.compile(pattern, re.IGNORECASE)

    def holds(text: str, one: PassageSummary) -> bool:
        return bool(expression.search(text, one.start, one.end))

    return holds


def _all(*parts: Holds) -> Holds:
    def holds(text: str, one: PassageSummary) -> bool:
        return all(part(text, one) for part in parts)

    return holds


def _no(part: Holds) -> Holds:
    def holds(text: str, one: PassageSummary) -> bool:
        return not part(text, one)

    return holds


def _dimension(dimension: Dimension) -> Holds:
    def holds(text: str, one: PassageSummary) -> bool:
        return any(mention.dimension is dimension for mention in one.mentions)

    return holds


_GROUP, _ISSUE, _CAUSE, _ACTION, _MEASURE, _MEANS = (_has(element) for element in Element)
_REGULATION = frozenset({DocumentKind.REGULATION})
_NEWS = frozenset({DocumentKind.NEWS})
_RUBRIC = "GAP/GBS (Permendagri 67/2011)"
_PREREQUISITES = "7 prasyarat PUG (Permen PPPA 5/2025)"
_FORM = "Parameter Kesetaraan Gender (PKG)"

_BY_SEX = _says(r"laki|pria|terpilah|jenis kelamin|\bL\b.{1,12}\bP\b")
_AIM = _says(r"tujuan|sasaran|meningkat|terwujud|mewujudkan|strategi")
_INDICATOR = _says(r"indikator|target|persentase|prosentase|jumlah|rasio")
_WOMENS_OFFICE = _says(r"\b2\.08\.")
_INSTRUMENT = _says(r"\bGBS\b|gender budget|\bGAP\b|gender analysis")
_VICTIMS = _all(_says(r"korban|kekerasan"), _says(r"layanan|pendamping|rujuk|pengaduan|penanganan"))
_INSTITUTION = _says(
    r"pokja pug|kelompok kerja pengarusutamaan|focal point|rencana aksi daerah pug"
)
_FORUM = _says(r"musrenbang")
_MEN = _says(r"laki-laki|suami|ayah|\bpria\b")
_DUTY = _says(r"wajib|harus|paling lambat|melaporkan|dibebankan")

ITEMS = (
    Item("K1", _all(_MEASURE, _BY_SEX), "R01", _RUBRIC),
    Item("K2", _link("issue"), "R06", _RUBRIC),
    Item("K3", _CAUSE, "R08", _RUBRIC),
    Item("K4", _all(_GROUP, _AIM), "R15", _RUBRIC, PLANS),
    Item("K5", _all(_link("indicator"), _INDICATOR), "R16", _RUBRIC, PLANS),
    Item("K6", _all(_ACTION, _no(_WOMENS_OFFICE)), "R20", _RUBRIC),
    Item("K7", _link("means"), "R27", "ARG (PMK; Permen PPN 1/2021)", PLANS),
    Item("C12", _INSTRUMENT, "R28", _RUBRIC, PLANS),
    Item("C17", _all(_ACTION, _VICTIMS), "R36", "UU 12/2022; Perpres 55/2024", PLANS),
    Item("K9", _INSTITUTION, "R31", _PREREQUISITES, PLANS),
    Item("C22", _FORUM, "R35", _PREREQUISITES, PLANS),
    Item("C31", _MEN, "R26", _RUBRIC, PLANS),
    Item("C27", _all(_DUTY, _ACTION), "R43", _FORM, _REGULATION),
    Item("C26", _all(_ACTION, _GROUP), "R38", _RUBRIC, _NEWS),
    Item("akses", _dimension(Dimension.AKSES), "R10", _RUBRIC),
    Item("partisipasi", _dimension(Dimension.PARTISIPASI), "R11", _RUBRIC),
    Item("kontrol", _dimension(Dimension.KONTROL), "R12", _RUBRIC),
    Item("manfaat", _dimension(Dimension.MANFAAT), "R13", _RUBRIC),
)


def check(
    text: str, passages: Sequence[PassageSummary], kind: DocumentKind, verdict: Verdict
) -> tuple[Finding, ...]:
    """Findings in the order of the checklist, then whether the thread holds together."""
    relevant = [one for one in passages if _is_genuine(one)]
    findings = [_check(item, text, relevant, kind) for item in ITEMS]
    if not relevant:
        findings = [_unadvised(one) if one.item == "K6" else one for one in findings]
    if kind in PLANS:
        status = FindingStatus.MET if verdict.label is Label.STRONG else FindingStatus.MISSING
        advice = "" if status is FindingStatus.MET else "R45"
        findings.append(Finding("thread", status, (), advice, _RUBRIC))
    return tuple(findings)


def _unadvised(finding: Finding) -> Finding:
    """An action is no advice where there is no issue yet that it could answer."""
    return replace(finding, advice="")


def _check(
    item: Item, text: str, relevant: Sequence[PassageSummary], kind: DocumentKind
) -> Finding:
    if item.kinds is not None and kind not in item.kinds:
        return Finding(item.code, FindingStatus.NOT_APPLICABLE, (), "", item.source)
    holders = [one for one in relevant if item.holds(text, one)]
    ordered = sorted(holders, key=lambda one: (-one.judgement.strong, one.start))
    if not holders:
        status = FindingStatus.MISSING
    elif len(holders) >= _MET_FROM or holders[0].judgement.label is Label.STRONG:
        status = FindingStatus.MET
    else:
        status = FindingStatus.PARTLY
    evidence = tuple((one.start, one.end) for one in ordered[:_MOST_EVIDENCE])
    advice = "" if status is FindingStatus.MET else item.advice
    return Finding(item.code, status, evidence, advice, item.source)


def _is_genuine(one: PassageSummary) -> bool:
    return one.judgement.label is not Label.NONE and any(
        mention.assertion is not Assertion.NAME for mention in one.mentions
    )
