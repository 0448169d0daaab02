"""Labelled passages and documents to measure against.

Takes documents of the corpus, gives :class:`Gold` passages and a :class:`GoldDocument`;
``gold_lines`` reads the same from JSONL, ``labelled`` from any path.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analyzer.learn.corpus import LabelledDocument
from analyzer.schema import Dimension, Element, Label

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a passage that carry an element of evidence or a dimension."""

    start: int
    end: int
    code: Element | Dimension


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage with the labels people gave it.

    ``dimensions``, ``elements`` and ``terms`` are None where they were not labelled; ``marks`` are
    the words that carry elements and dimensions, as far as they are known; ``page`` counts from 1.
    """

    id: str
    text: str
    document: str
    kind: str
    sector: str
    label: Label
    dimensions: frozenset[Dimension] | None
    terms: tuple[Range, ...] | None
    optional_terms: tuple[Range, ...] = ()
    elements: frozenset[Element] | None = None
    marks: tuple[Mark, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with the verdict people gave it: a file, or one of a corpus.

    ``no_mention`` is None where it was not labelled; ``agency`` may be empty.
    """

    document: str
    kind: str
    sector: str
    agency: str
    label: Label
    no_mention: bool | None
    source: Path | LabelledDocument


@dataclass(frozen=True, slots=True)
class Labelled:
    """All that is measured against, in the order it was given."""

    passages: tuple[Gold, ...]
    documents: tuple[GoldDocument, ...]


def from_document(document: LabelledDocument) -> list[Gold]:
    """The passages of a document of the corpus."""
    return [
        Gold(
            id=passage.id,
            text=passage.text,
            document=document.id,
            kind=document.kind,
            sector=document.sector,
            label=passage.label,
            dimensions=frozenset(span.dimension for span in passage.dimensions),
            terms=tuple((span.start, span.end) for span in passage.terms),
            elements=frozenset(span.element for span in passage.elements),
            marks=(
                *(Mark(span.start, span.end, span.element) for span in passage.elements),
                *(Mark(span.start, span.end, span.dimension) for span in passage.dimensions),
            ),
        )
        for passage in document.passages
    ]


def verdict_of(document: LabelledDocument) -> GoldDocument:
    """A document of the corpus with its verdict."""
    return GoldDocument(
        document=document.id,
        kind=document.kind,
        sector=document.sector,
        agency=document.agency,
        label=document.verdict,
        no_mention=document.no_mention,
        source=document,
    )
