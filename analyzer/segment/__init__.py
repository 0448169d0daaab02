"""The second room: documents become passages.

Takes a :class:`~analyzer.schema.Document`, gives a :class:`Segmented`: the document with lines
joined to paragraphs and running heads left out, and its passages. It knows layout and language,
no file format and nothing of gender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from analyzer.ids import content_id
from analyzer.schema import Document, Passage, PassageKind
from analyzer.segment.assemble import Assembly
from analyzer.segment.blocks import Block, build_blocks
from analyzer.segment.footnotes import is_footnote, usual_height
from analyzer.segment.furniture import find_furniture
from analyzer.segment.lines import Line, build_lines
from analyzer.segment.rows import Row, build_rows
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
    page numbers and the like left out; ranges of pages and cells follow it. A table row is one
    passage, its cells parted by bars; a row that runs over a page break is whole.
    """
    lines = build_lines(document)
    rows = build_rows(document.tables, lines)
    furniture = find_furniture(lines, document.pages)
    kept = [line for index, line in enumerate(lines) if index not in furniture] or lines
    assembly = Assembly(document)
    placed = list(_iter_placed(assembly, kept, rows))
    done = assembly.finish()
    return Segmented(done, tuple(_iter_passages(done, placed, assembly.cells)))


def _iter_placed(
    assembly: Assembly, lines: Sequence[Line], rows: Sequence[Row]
) -> Iterator[tuple[Block | Row, int, int]]:
    """Put blocks and rows into the new text in their order; gives each with its range."""
    own: list[list[Row]] = [[] for _ in range(1 + max((row.table for row in rows), default=-1))]
    for row in rows:
        if not row.is_dropped and row.cells:
            own[row.table].append(row)
    for table, group in groupby(lines, key=_table_of):
        if table < 0:
            for block in build_blocks(list(group)):
                yield block, *assembly.add(block)
            continue
        for row in own[table]:
            yield row, *assembly.add_row(row)
        own[table] = []


def _table_of(line: Line) -> int:
    return line.cell


def _iter_passages(
    document: Document,
    placed: Sequence[tuple[Block | Row, int, int]],
    cells: Mapping[int, tuple[int, int]],
) -> Iterator[Passage]:
    text, path = document.text, SectionPath()
    usual = usual_height([one.lines[0] for one, _, _ in placed if isinstance(one, Block)])
    seen: Counter[str] = Counter()

    def passage_id(words: str) -> str:
        seen[words] += 1
        return content_id(document.source.id, words, seen[words])

    for one, start, end in placed:
        words = text[start:end]
        if isinstance(one, Row):
            yield _row_passage(one, passage_id(words), (start, end), path.path, cells)
            continue
        section = path.path
        kind = PassageKind.REFERENCE
        if is_footnote(one.lines[0], usual, document.pages):
            kind = PassageKind.FOOTNOTE
        elif not one.is_leader:
            kind = path.enter(one.opening, words, is_centred=one.is_centred)
            section = path.path if kind is not PassageKind.HEADING else section
        for low, high in iter_cuts(words) if len(words) > LONG_CHARACTERS else ((0, len(words)),):
            yield Passage(passage_id(words[low:high]), kind, start + low, start + high, section)


def _row_passage(
    row: Row,
    passage_id: str,
    span: tuple[int, int],
    section: tuple[str, ...],
    cells: Mapping[int, tuple[int, int]],
) -> Passage:
    """The passage of a row; the head of a table is a heading."""
    begun = {**row.shared, **row.starts}
    columns = [one for one in sorted(begun) if begun[one] in cells]
    return Passage(
        id=passage_id,
        kind=PassageKind.HEADING if row.is_head else PassageKind.TABLE_ROW,
        start=span[0],
        end=span[1],
        section=section,
        columns=tuple(row.columns[one] if one < len(row.columns) else "" for one in columns),
        cells=tuple(cells[begun[one]] for one in columns),
    )
