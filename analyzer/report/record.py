"""The JSON of an analysis: the contract that other programs rely on.

Takes an :class:`~analyzer.schema.Analysis`, gives plain dicts in a fixed key order and their
canonical JSON (UTF-8, floats rounded to four digits, no clock), so that two runs give the same
bytes. Codes are English and stable; only the words of reasons, problems and findings follow the
language asked for. It computes nothing new. The published schema is ``analysis.schema.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from analyzer.report.pages import PageIndex
from analyzer.report.words import problem_text, reason_text, rule_text, sentence_or_code
from analyzer.schema import (
    Analysis,
    Assessment,
    Document,
    Finding,
    Label,
    Mention,
    Passage,
    Problem,
    Reason,
)

SCHEMA = "setara/analysis/1"
_DIGITS = 4

Record = dict[str, Any]


def to_record(analysis: Analysis, *, lang: str = "id") -> Record:
    """The analysis as plain data, keys in the order of the contract.

    Args:
        analysis: what the pipeline found.
        lang: language of the words in reasons, problems and findings.

    """
    document = analysis.document
    source = document.source
    return {
        "schema": SCHEMA,
        "status": analysis.status.value,
        "source": {
            "id": source.id,
            "name": source.name,
            "member": source.member,
            "media_type": source.media_type,
            "size": source.size,
        },
        "document": _document(analysis),
        "verdict": _verdict(analysis, lang),
        "passages": _passages(analysis, lang),
        "mentions": [_mention(document, one) for one in analysis.mentions],
        "findings": [_finding(document, one, lang) for one in analysis.findings],
        "problems": [_problem(one, lang) for one in analysis.problems],
        "provenance": _provenance(analysis),
    }


def to_tag_record(
    identifier: object, assessment: Assessment, mentions: Sequence[Mention]
) -> Record:
    """One line of ``setara tag``: the verdict on a passage, its terms and dimensions."""
    return {
        "id": identifier,
        "label": assessment.label.value,
        "probability": _round(assessment.probability),
        "needs_review": assessment.needs_review,
        "terms": [
            {
                "start": one.start,
                "end": one.end,
                "concept": one.concept,
                "category": one.category,
                "assertion": one.assertion.value,
            }
            for one in mentions
            if one.dimension is None
        ],
        "dimensions": [
            {
                "dimension": one.dimension.value,
                "start": one.start,
                "end": one.end,
                "group": one.group,
                "polarity": one.polarity.value if one.polarity else None,
                "probability": _round(one.probability),
            }
            for one in mentions
            if one.dimension is not None
        ],
    }


def to_json(record: Mapping[str, Any]) -> str:
    """One object over several lines, for people; ends with a line feed."""
    return _printable(json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def to_json_line(record: Mapping[str, Any]) -> str:
    """One object on one line, for programs; ends with a line feed."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _printable(text + "\n")


def load_schema() -> Record:
    """The JSON Schema (draft 2020-12) of :func:`to_record`."""
    text = files(__package__).joinpath("analysis.schema.json").read_text(encoding="utf-8")
    schema: Record = json.loads(text)
    return schema


def _printable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, replaced one by one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _round(value: float) -> float:
    """Four digits; adding zero turns -0.0 into 0.0."""
    return round(float(value), _DIGITS) + 0.0


def _document(analysis: Analysis) -> Record:
    document = analysis.document
    return {
        "kind": analysis.kind.value,
        "language": document.language,
        "characters": len(document.text),
        "pages": [
            {
                "number": page.number,
                "start": page.start,
                "end": page.end,
                "width": _round(page.width),
                "height": _round(page.height),
                "read_by": page.read_by.value,
            }
            for page in document.pages
        ],
    }


def _verdict(analysis: Analysis, lang: str) -> Record:
    verdict = analysis.verdict
    return {
        "label": verdict.label.value,
        "probability": _round(verdict.probability),
        "needs_review": verdict.needs_review,
        "no_mention": verdict.no_mention,
        "grade": verdict.grade.value,
        "reasons": [_reason(analysis.document, one, lang) for one in verdict.reasons],
    }


def _passages(analysis: Analysis, lang: str) -> list[Record]:
    pages = PageIndex(analysis.document.pages)
    judged = {one.target: one for one in analysis.assessments}
    return [
        _passage(analysis.document, passage, judged.get(passage.id), pages=pages, lang=lang)
        for passage in analysis.passages
    ]


def _passage(
    document: Document,
    passage: Passage,
    judged: Assessment | None,
    *,
    pages: PageIndex,
    lang: str,
) -> Record:
    """A passage with its verdict; one that was not judged is ``none`` without a probability."""
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "start": passage.start,
        "end": passage.end,
        "pages": list(pages.of(passage.start, passage.end)),
        "section": list(passage.section),
        "text": document.text[passage.start : passage.end],
        "label": judged.label.value if judged else Label.NONE.value,
        "probability": _round(judged.probability) if judged else None,
        "needs_review": judged.needs_review if judged else False,
        "reasons": [_reason(document, one, lang) for one in judged.reasons] if judged else [],
        "evidence": _evidence(document, judged) if judged else [],
    }


def _evidence(document: Document, judged: Assessment) -> list[Record]:
    return [
        {
            "element": one.element.value,
            "probability": _round(one.probability),
            "start": one.start,
            "end": one.end,
            "quote": document.text[one.start : one.end],
        }
        for one in judged.evidence
    ]


def _mention(document: Document, mention: Mention) -> Record:
    if mention.dimension is None:
        head: Record = {"type": "term", "concept": mention.concept, "category": mention.category}
    else:
        head = {"type": "dimension", "dimension": mention.dimension.value}
    places = document.locate(mention.start, mention.end)
    return {
        "id": mention.id,
        **head,
        "start": mention.start,
        "end": mention.end,
        "text": document.text[mention.start : mention.end],
        "passage": mention.passage,
        "assertion": mention.assertion.value,
        "group": mention.group,
        "polarity": mention.polarity.value if mention.polarity else None,
        "probability": _round(mention.probability),
        "reason": mention.reason,
        "places": [
            {
                "page": place.page,
                "rectangles": [[_round(side) for side in box] for box in place.rectangles],
            }
            for place in places
        ],
    }


def _reason(document: Document, reason: Reason, lang: str) -> Record:
    quote = None
    if reason.start is not None and reason.end is not None:
        quote = document.text[reason.start : reason.end]
    return {
        "code": reason.code,
        "text": reason_text(reason, document.text, lang),
        "weight": _round(reason.weight),
        "start": reason.start,
        "end": reason.end,
        "quote": quote,
    }


def _finding(document: Document, finding: Finding, lang: str) -> Record:
    return {
        "item": finding.item,
        "text": sentence_or_code("finding", finding.item, lang),
        "status": finding.status.value,
        "evidence": [
            {"start": start, "end": end, "quote": document.text[start:end]}
            for start, end in finding.evidence
        ],
        "advice": _advice(finding.advice, lang),
        "source": rule_text(finding, lang),
    }


def _advice(code: str, lang: str) -> Record | None:
    if not code:
        return None
    return {"code": code, "text": sentence_or_code("advice", f"{code}.text", lang, code=code)}


def _problem(problem: Problem, lang: str) -> Record:
    return {
        "code": problem.code,
        "page": problem.page,
        "message": problem_text(problem, lang),
    }


def _provenance(analysis: Analysis) -> Record:
    provenance = analysis.provenance
    return {
        "setara": provenance.setara,
        "lexicon": provenance.lexicon,
        "model": provenance.model,
        "settings": provenance.settings,
        "engines": dict(sorted(provenance.engines)),
    }
