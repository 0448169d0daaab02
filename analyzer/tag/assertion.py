"""The spaCy component ``setara_assertion``: how a term is meant where it stands.

Takes the terms of a ``Doc``, sets ``span.id_`` to negated, planned or quoted where the words before
it in the same clause, or quotation marks around it, say so; names stay names. The scope rules
follow the ConText algorithm (Harkema et al. 2009): a cue reaches forward to the next clause mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from analyzer.schema import Assertion

_NEGATION = re.compile(
    r"\b(?:(?:belum|tidak|tak|tanpa)(?:\s+(?:ada|adanya|tersedia|tersedianya|memiliki|terdapat|"
    r"terbentuk|tersusun|dilakukan|disusun|memuat|mencantumkan|menggunakan|dilengkapi|punya|"
    r"mengenal|membedakan|memilah|menyebut))?|ketiadaan|nihil|bukan)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:akan|direncanakan|rencana|berencana|merencanakan|hendak|ditargetkan|diharapkan|"
    r"tahun\s+depan|mendatang|mulai\s+tahun)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?](?=\s|$)|,\s(?=namun|tetapi|tapi|sedangkan|sehingga|maka)|"
    r"\b(?:namun|tetapi|sedangkan|sehingga|padahal)\b"
)
_QUOTED = re.compile(r"[“\"„][^“”\"„]{3,600}[”\"]")
_NEGATION_REACH = 45
_PLAN_REACH = 120


class _Scope(NamedTuple):
    start: int
    end: int


@Language.component("setara_assertion", requires=["doc.spans"], assigns=["doc.spans"])
def mark_assertion(doc: Doc) -> Doc:
    """Set the assertion of each term; terms that are names are left as they are."""
    terms = doc.spans.get("terms", [])
    if not terms:
        return doc
    text = doc.text
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    negated = _scopes(text, _NEGATION, ends, _NEGATION_REACH)
    planned = _scopes(text, _PLAN, ends, _PLAN_REACH)
    quoted = [_Scope(*match.span()) for match in _QUOTED.finditer(text)]
    doc.spans["terms"] = [_marked(doc, span, negated, planned, quoted) for span in terms]
    return doc


def _marked(
    doc: Doc,
    span: Span,
    negated: list[_Scope],
    planned: list[_Scope],
    quoted: list[_Scope],
) -> Span:
    assertion = Assertion(span.id_ or Assertion.AFFIRMED)
    if assertion is not Assertion.NAME:
        if _is_in(span, negated):
            assertion = Assertion.NEGATED
        elif _is_in(span, planned):
            assertion = Assertion.PLANNED
        elif _is_in(span, quoted):
            assertion = Assertion.QUOTED
    return Span(
        doc, span.start, span.end, label=span.label_, kb_id=span.kb_id_, span_id=assertion.value
    )


def _scopes(text: str, cue: re.Pattern[str], ends: list[int], reach: int) -> list[_Scope]:
    """From each cue to the end of its clause, at most ``reach`` characters."""
    scopes = []
    for match in cue.finditer(text):
        index = bisect_right(ends, match.end())
        stop = ends[index] if index < len(ends) else len(text)
        scopes.append(_Scope(match.end(), min(stop, match.end() + reach)))
    return scopes


def _is_in(span: Span, scopes: list[_Scope]) -> bool:
    return any(scope.start <= span.start_char < scope.end for scope in scopes)
