"""Tags passages: gender terms with their assertion, clauses with their group, dimension cues.

Takes a text and its passages, gives a :class:`~analyzer.schema.Tagging`. It knows words and nothing
of files, pages or verdicts; spaCy's ``Doc`` never leaves this room. Passages without any form of
the lexicon are recognised by one search over their letters and never reach the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from analyzer.ids import content_id
from analyzer.lexicon import load_lexicon
from analyzer.schema import (
    Assertion,
    Clause,
    Cue,
    Dimension,
    Mention,
    Passage,
    Polarity,
    Tagging,
)
from analyzer.tag.build import load_nlp
from analyzer.tag.clauses import group_of
from analyzer.tag.compact import CompactText, compact
from analyzer.tag.prefilter import Prefilter

__all__ = ["load_nlp", "tag"]


def tag(text: str, passages: Sequence[Passage]) -> Tagging:
    """Find terms and clauses in the passages of a text.

    Args:
        text: the whole text.
        passages: ranges of it; each is tagged on its own words.

    Returns:
        Mentions of terms and clauses in text order; all ranges count code points of ``text``.

    """
    prefilter = _load_prefilter()
    chosen = [
        passage for passage in passages if prefilter.may_match(text[passage.start : passage.end])
    ]
    even = [compact(text[passage.start : passage.end]) for passage in chosen]
    docs = load_nlp().pipe([one.text for one in even])
    mentions: list[Mention] = []
    clauses: list[Clause] = []
    for passage, one, doc in zip(chosen, even, docs, strict=True):
        found = list(_iter_mentions(doc, one, passage))
        mentions.extend(found)
        clauses.extend(_iter_clauses(doc, one, passage))
    return Tagging(tuple(mentions), tuple(clauses))


@cache
def _load_prefilter() -> Prefilter:
    return Prefilter(load_lexicon().entries)


def _iter_mentions(doc: Doc, even: CompactText, passage: Passage) -> Iterator[Mention]:
    for span in doc.spans["terms"]:
        start, end = _range(span, even, passage)
        concept = span.label_
        yield Mention(
            id=content_id(passage.id, "term", start - passage.start, end - passage.start, concept),
            start=start,
            end=end,
            passage=passage.id,
            reason=f"name:{span.kb_id_}" if span.kb_id_ else span.text,
            concept=concept,
            category=concept.partition(".")[0],
            assertion=Assertion(span.id_),
            group=group_of([span]),
        )


def _iter_clauses(doc: Doc, even: CompactText, passage: Passage) -> Iterator[Clause]:
    cues = [
        Cue(Dimension(span.label_), *_range(span, even, passage))
        for span in doc.spans["dimensions"]
    ]
    for span in doc.spans["clauses"]:
        start, end = _range(span, even, passage)
        yield Clause(
            passage=passage.id,
            start=start,
            end=end,
            group=span.label_,
            polarity=Polarity(span.id_),
            cues=tuple(cue for cue in cues if start <= cue.start < end),
        )


def _range(span: Span, even: CompactText, passage: Passage) -> tuple[int, int]:
    start, end = even.original_range(span.start_char, span.end_char)
    return passage.start + start, passage.start + end
