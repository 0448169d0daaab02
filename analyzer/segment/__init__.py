"""The second room: documents become passages.

Takes a :class:`~analyzer.schema.Document`, gives a :class:`Segmented`: the document with lines
joined to paragraphs and running heads left out, and its passages. It knows layout and language,
no file format and nothing of gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.ids import content_id
from analyzer.schema import Document, Passage, PassageKind
from analyzer.segment.assemble import Assembly
from analyzer.segment.blocks import Block, build_blocks
from analyzer.segment.furniture import find_furniture
from analyzer.segment.lines import build_lines
from analyzer.segment.sections import SectionPath
from analyzer.segment.sentences import LONG_CHARACTERS, iter_cuts

__all__ = ["Segmented", "segment"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document whose text is in paragraphs, and its passages in the order of the text."""

    document: Document
    passages: tuple[Passage, ...]


def segment(document: Document) -> Segmented:
    """Paragraphs, items, headings and table rows of a document.

    The text of the result is that of ``document`` with line breaks closed and running heads,
    page numbers and the like left out; ranges of pages and cells follow it.
    """
    lines = build_lines(document)
    furniture = find_furniture(lines, document.pages)
    kept = [line for index, line in enumerate(lines) if index not in furniture] or lines
    assembly = Assembly(document)
    blocks = build_blocks(kept)
    spans = [assembly.add(block) for block in blocks]
    done = assembly.finish()
    return Segmented(done, tuple(_iter_passages(done, blocks, spans)))


def _iter_passages(
    document: Document, blocks: list[Block], spans: list[tuple[int, int]]
) -> Iterator[Passage]:
    text, path = document.text, SectionPath()
    seen: Counter[str] = Counter()
    for block, (start, end) in zip(blocks, spans, strict=True):
        words = text[start:end]
        section = path.path
        if block.is_leader:
            kind = PassageKind.REFERENCE
        else:
            kind = path.enter(block.opening, words, is_centred=block.is_centred)
            section = path.path if kind is not PassageKind.HEADING else section
        for low, high in iter_cuts(words) if len(words) > LONG_CHARACTERS else ((0, len(words)),):
            piece = words[low:high]
            seen[piece] += 1
            yield Passage(
                id=content_id(document.source.id, piece, seen[piece]),
                kind=kind,
                start=start + low,
                end=start + high,
                section=section,
            )
