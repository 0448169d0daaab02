"""The spaCy component ``setara_dimensions``: where a dimension is said of a group.

Takes the terms of a ``Doc``, gives ``doc.spans["clauses"]`` (label: the group, id: the polarity)
and ``doc.spans["dimensions"]``: in each clause with a genuine group, the stretch from the group to
the relation word of a dimension (label: the dimension). Look-alikes of the taxonomy ("akses
jalan", "kontrol mutu") are refused. These are candidates by rule; whether a dimension is really
there is judged by the room ``assess``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from analyzer.lexicon import DimensionEntry, load_lexicon
from analyzer.schema import Assertion
from analyzer.tag.clauses import Clause, iter_clauses


@Language.factory("setara_dimensions", requires=["doc.spans"], assigns=["doc.spans"])
def create_dimensions(nlp: Language, name: str) -> DimensionFinder:
    """Make the component for a pipeline; the cues are those of the taxonomy in the package."""
    return DimensionFinder(load_lexicon().dimensions)


class DimensionFinder:
    """Finds the relation words of the four dimensions in clauses that name a group."""

    def __init__(self, dimensions: Iterable[DimensionEntry]) -> None:
        self._cues = {
            entry.dimension.value: (
                _any_of(entry.relations),
                _any_of(entry.look_alikes),
            )
            for entry in dimensions
        }

    def __call__(self, doc: Doc) -> Doc:
        """Add the span groups to the doc."""
        text = doc.text
        clauses = list(iter_clauses(doc, text))
        doc.spans["clauses"] = [
            span
            for clause in clauses
            if (span := _span(doc, clause.start, clause.end, clause.group, clause.polarity))
        ]
        terms = [
            (term.start_char, term.end_char)
            for term in doc.spans["terms"]
            if term.id_ != Assertion.NAME
        ]
        doc.spans["dimensions"] = [
            span
            for clause in clauses
            for span in self._candidates(doc, clause, text[clause.start : clause.end], terms)
        ]
        return doc

    def _candidates(
        self, doc: Doc, clause: Clause, words: str, terms: list[tuple[int, int]]
    ) -> Iterator[Span]:
        groups = [term for term in terms if clause.start <= term[0] < clause.end]
        for dimension, (relation, look_alike) in self._cues.items():
            matches = list(relation.finditer(words))
            refused = [match.span() for match in look_alike.finditer(words)] if matches else []
            for match in matches:
                if any(start <= match.start() < end for start, end in refused):
                    continue
                start, end = match.start() + clause.start, match.end() + clause.start
                near = min(groups, key=lambda term: abs(term[0] - start))
                first, last = min(start, near[0]), max(end, near[1])
                if span := _span(doc, first, last, dimension, clause.polarity):
                    yield span


def _span(doc: Doc, start: int, end: int, label: str, identity: str) -> Span | None:
    return doc.char_span(start, end, label=label, span_id=identity, alignment_mode="expand")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for all phrases; a trailing ``*`` stands for any ending of the word."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in ordered
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.IGNORECASE)
