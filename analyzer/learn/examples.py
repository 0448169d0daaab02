"""Turns the corpus into what the classifiers learn from.

Takes labelled documents, gives one :class:`Example` a passage: its words as the classifiers see
them, its clauses, and the labels. The text goes through the same tagger as a real document, so the
model learns from what it will see, mistakes of the tagger included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.assess.words import Word, read_words
from analyzer.learn.corpus import LabelledDocument, LabelledPassage
from analyzer.schema import Clause, Mention, Passage, PassageKind
from analyzer.tag import tag

_KINDS = {
    "paragraph": PassageKind.PARAGRAPH,
    "item": PassageKind.LIST_ITEM,
    "row": PassageKind.TABLE_ROW,
    "heading": PassageKind.HEADING,
    "caption": PassageKind.PARAGRAPH,
    "footnote": PassageKind.FOOTNOTE,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled passage with what the tagger finds in it; ranges count in its own text."""

    document: str
    labelled: LabelledPassage
    passage: Passage
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    words: tuple[Word, ...]


def build_examples(documents: Iterable[LabelledDocument]) -> tuple[Example, ...]:
    """One example a passage, in corpus order."""
    return tuple(
        build_example(document.id, labelled)
        for document in documents
        for labelled in document.passages
    )


def build_example(document: str, labelled: LabelledPassage) -> Example:
    """Tag one labelled passage."""
    kind = _KINDS.get(labelled.kind, PassageKind.PARAGRAPH)
    passage = Passage(labelled.id, kind, 0, len(labelled.text), labelled.section)
    tagging = tag(labelled.text, (passage,))
    return Example(
        document=document,
        labelled=labelled,
        passage=passage,
        mentions=tagging.mentions,
        clauses=tagging.clauses,
        words=read_words(labelled.text, tagging.mentions),
    )
