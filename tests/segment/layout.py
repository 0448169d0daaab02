"""Documents made by hand: lines with boxes, without any file."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.schema import Cell, Document, Page, ReadBy, Source, Table
from analyzer.textmap import Box, Run, TextMap

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 12.0
CHARACTER = 5.5

Placed = tuple[float, float, str]
"""Left, top and words of a line."""


def document_of(*pages: Sequence[Placed]) -> Document:
    """A document whose lines stand where they are told; characters are 5.5 points wide."""
    parts: list[str] = []
    runs: list[Run] = []
    made: list[Page] = []
    at = 0
    for number, lines in enumerate(pages, 1):
        first = at
        raw = 0
        for x, top, words in lines:
            box = Box(x, top, x + CHARACTER * len(words), top + SIZE)
            runs.append(Run(at, at + len(words), number, raw, raw + len(words), box))
            raw += len(words) + 1
            at += len(words) + 1
            parts.append(words)
        made.append(Page(number, WIDTH, HEIGHT, first, max(first, at - 1), ReadBy.TEXT))
    source = Source("0" * 16, "a.pdf", "application/pdf", 1)
    return Document(source, TextMap("\n".join(parts), tuple(runs)), tuple(made))


def lines_at(x: float, top: float, words: Sequence[str], *, step: float = 15.0) -> list[Placed]:
    """Lines below one another."""
    return [(x, top + step * index, one) for index, one in enumerate(words)]


def table_of(
    document: Document, *, page: int, columns: Sequence[str], rows: Sequence[Sequence[str]],
    heads: int = 0, after: int = 0,
) -> Table:  # fmt: skip
    """A table whose cells are the given words, searched in the text in order."""
    cells: list[Cell] = []
    at = after
    for row, words in enumerate(rows):
        for column, one in enumerate(words):
            start = document.text.index(one, at) if one else at
            cells.append(Cell(row, column, start, start + len(one)))
            at = start + len(one)
    return Table(page, Box(50, 100, 500, 700), tuple(columns), tuple(cells), heads)
