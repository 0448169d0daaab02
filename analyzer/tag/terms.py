"""The spaCy component ``setara_terms``: gender terms of the lexicon.

Takes a ``Doc`` of the Indonesian pipeline, gives span groups: ``doc.spans["candidates"]`` with
every match, overlaps included, ``doc.spans["names"]``, and ``doc.spans["terms"]`` with the smallest
complete expressions (the longest fixed term where one stands). ``span.label_`` is the concept's id,
``span.id_`` the assertion, ``span.kb_id_`` of a name what it names. Look-alikes and collisions of
the lexicon suppress what they cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from analyzer.lexicon import Entry, EntryKind, Lexicon, load_lexicon
from analyzer.schema import Assertion
from analyzer.tag.damaged import DamagedForms
from analyzer.tag.names import NameKind, NameRange, iter_names

OFFICE_CONCEPT = "nama.kantor"
PROGRAMME_CONCEPT = "nama.program"
_WHOLE_NAMES = {
    NameKind.OFFICE: OFFICE_CONCEPT,
    NameKind.PROGRAMME: PROGRAMME_CONCEPT,
}
_INNER_NAMES = (NameKind.LAW, NameKind.ACTIVITY, NameKind.FIELD)
_DASHES = ("–", " - ", "- ", " -")


@Language.factory("setara_terms", assigns=["doc.spans"])
def create_terms(nlp: Language, name: str) -> TermMatcher:
    """Make the component for a pipeline; the lexicon is the one in the package."""
    return TermMatcher(nlp, load_lexicon())


class TermMatcher:
    """Finds the lexicon's variants and chooses among overlapping ones."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self._entries = {entry.id: entry for entry in lexicon.entries}
        self._lower = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._blocked = PhraseMatcher(nlp.vocab, attr="LOWER")
        for entry in lexicon.entries:
            self._add(nlp, entry)
        self._damaged = DamagedForms(lexicon.entries)
        self._names = frozenset(
            entry.id for entry in lexicon.entries if entry.kind is EntryKind.NAME
        )
        self._ambiguous = {
            (entry.id, form.lower()) for entry in lexicon.entries for form in entry.ambiguous
        }

    def _add(self, nlp: Language, entry: Entry) -> None:
        exact = entry.case_sensitive
        folded = [form for form in entry.variants if form not in exact]
        self._lower.add(entry.id, _patterns(nlp, folded))
        self._exact.add(entry.id, _patterns(nlp, exact))
        if entry.exclusions:
            self._blocked.add(entry.id, _patterns(nlp, entry.exclusions))

    def __call__(self, doc: Doc) -> Doc:
        """Add the span groups to the doc."""
        text = doc.text
        names = list(iter_names(text))
        found = [span for span in self._matches(doc, text) if not _is_person(span, names)]
        doc.spans["candidates"] = found
        chosen = self._certain(_longest(self._allowed(doc, found)))
        doc.spans["names"] = [span for name in names if (span := _name_span(doc, name))]
        doc.spans["terms"] = list(_marked(doc, chosen, names, self._names))
        return doc

    def _matches(self, doc: Doc, text: str) -> Iterator[Span]:
        seen: set[tuple[int, int, int]] = set()
        for matcher in (self._lower, self._exact):
            for concept, start, end in matcher(doc):
                if (concept, start, end) not in seen:
                    seen.add((concept, start, end))
                    yield Span(doc, start, end, label=concept)
        for concept_id, first, last in self._damaged.find(text):
            span = doc.char_span(first, last, label=concept_id, alignment_mode="expand")
            key = (span.label, span.start, span.end) if span is not None else None
            if span is not None and key not in seen:
                yield span

    def _allowed(self, doc: Doc, found: list[Span]) -> list[Span]:
        decoys = [span for span in found if self._kind(span) is EntryKind.DECOY]
        blocked = [
            (doc.vocab.strings[concept], start, end) for concept, start, end in self._blocked(doc)
        ]
        return [
            span
            for span in found
            if self._kind(span) is not EntryKind.DECOY
            and not any(_covers(decoy, span) for decoy in decoys)
            and not any(
                concept == span.label_ and start <= span.start and span.end <= end
                for concept, start, end in blocked
            )
        ]

    def _certain(self, chosen: list[Span]) -> list[Span]:
        """Without ambiguous abbreviations, unless another term stands beside them."""
        doubtful = [(span.label_, span.text.lower()) in self._ambiguous for span in chosen]
        return chosen if not all(doubtful) else []

    def _kind(self, span: Span) -> EntryKind:
        return self._entries[span.label_].kind


def _patterns(nlp: Language, forms: Iterable[str]) -> list[Doc]:
    return [nlp.make_doc(form) for form in _spellings(forms)]


def _spellings(forms: Iterable[str]) -> Iterator[str]:
    """The forms, and for each hyphen the other ways it is printed."""
    for form in sorted(set(forms)):
        yield form
        if "-" in form:
            yield from (form.replace("-", dash) for dash in _DASHES)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _longest(spans: list[Span]) -> list[Span]:
    """Spans that no other span covers; of equal ranges the first by concept."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.label_))
    chosen: list[Span] = []
    for span in ordered:
        if not chosen or span.end > max(other.end for other in chosen[-3:]):
            chosen.append(span)
    return chosen


def _is_person(span: Span, names: list[NameRange]) -> bool:
    return any(
        name.kind is NameKind.PERSON and name.start <= span.start_char < name.end for name in names
    )


def _name_span(doc: Doc, name: NameRange) -> Span | None:
    span = doc.char_span(name.start, name.end, label=name.kind.value, alignment_mode="contract")
    return span


def _marked(
    doc: Doc, chosen: list[Span], names: list[NameRange], lexicon_names: frozenset[str]
) -> Iterator[Span]:
    """Terms with their assertion; an office or programme stands for the terms in its name."""
    whole = [
        span
        for name in names
        if name.kind in _WHOLE_NAMES
        and (
            span := doc.char_span(
                name.start,
                name.end,
                label=_WHOLE_NAMES[name.kind],
                span_id=Assertion.NAME.value,
                kb_id=name.kind.value,
                alignment_mode="contract",
            )
        )
    ]
    whole = _longest(whole)
    inner = [name for name in names if name.kind in _INNER_NAMES]
    kept = list(whole)
    for span in chosen:
        if any(_covers(name, span) for name in whole):
            continue
        kind = next(
            (name.kind.value for name in inner if name.start <= span.start_char < name.end), ""
        )
        kind = kind or (NameKind.OTHER.value if span.label_ in lexicon_names else "")
        assertion = Assertion.NAME if kind else Assertion.AFFIRMED
        kept.append(
            Span(doc, span.start, span.end, label=span.label_, kb_id=kind, span_id=assertion.value)
        )
    yield from sorted(kept, key=lambda span: (span.start, span.end))
