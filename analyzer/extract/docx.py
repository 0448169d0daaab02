"""Reads DOCX documents with python-docx.

Takes the bytes of a document, gives a :class:`Document` without rectangles: paragraphs with the
numbers that Word would show, tables, text boxes, footnotes at the end of the page that cites them.
Tracked changes count as accepted; comments, headers and footers are left out. Pages are those of
Word's last layout where it left its marks, else those between page breaks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from analyzer.errors import UnreadableFile
from analyzer.extract.docx_numbers import Numbering
from analyzer.extract.docx_text import (
    PARAGRAPH,
    TABLE,
    count_breaks,
    has_layout_marks,
    is_joined_to_next,
    iter_blocks,
    iter_rows,
    read_notes,
    read_paragraph,
    starts_with_break,
)
from analyzer.extract.given import Given
from analyzer.extract.package import check_office
from analyzer.extract.sheets import PartsText
from analyzer.schema import Document


def read_docx(given: Given) -> Document:
    """The document in a DOCX file.

    Raises:
        UnreadableFile: if it is damaged.
        LimitExceeded: if it unpacks to too much.
        NoText: if it holds none.
    """
    from docx import Document as open_docx
    from docx.opc.exceptions import OpcError

    name = given.source.name
    check_office(given.data, name)
    try:
        opened = open_docx(io.BytesIO(given.data))
        walk = _Walk(opened, PartsText(name))
        walk.body()
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, TypeError, OSError,
            RecursionError) as error:  # fmt: skip
        raise UnreadableFile("office_damaged", name=name, detail=str(error)) from error
    return walk.text.to_document(given)


class _Walk:
    """Goes through the body once and gathers its text."""

    def __init__(self, opened: Any, text: PartsText) -> None:
        self.text = text
        self._body = opened.element.body
        self._numbering = Numbering(opened)
        self._notes = read_notes(opened.part)
        self._cited: list[str] = []
        self._by_layout = has_layout_marks(self._body)
        self._pending = ""

    def body(self) -> None:
        """Gather everything."""
        self.text.begin_part()
        for block in iter_blocks(self._body):
            breaks = count_breaks(block, by_layout=self._by_layout)
            if breaks and starts_with_break(block, by_layout=self._by_layout):
                self._next_page()
                breaks -= 1
            if block.tag == PARAGRAPH:
                self._add_paragraph(block)
            elif block.tag == TABLE:
                self._add_table(block)
            for _ in range(breaks):
                self._next_page()
        self._flush()
        self._end_notes()

    def _add_paragraph(self, block: Any) -> None:
        found = read_paragraph(block)
        number = self._numbering.next_label(block) if found.text.strip() else ""
        words = self._pending + found.text
        self._cited.extend(found.notes)
        if is_joined_to_next(block):
            self._pending = words
            return
        self._pending = ""
        self.text.add_paragraph(f"{number} {words}" if number else words)
        for boxed in found.boxed:
            self.text.add_paragraph(boxed)

    def _add_table(self, block: Any) -> None:
        self._flush()
        rows = [list(row) for row in iter_rows(block, self._cell)]
        widest = max((len(row) for row in rows), default=0)
        if widest > 1:
            self.text.add_grid([[_joined(cell) for cell in row] for row in rows])
            return
        for row in rows:
            for cell in row:
                for words in cell or ():
                    self.text.add_paragraph(words)

    def _cell(self, paragraphs: Iterator[Any]) -> list[str]:
        """The paragraphs of a cell, with their numbers."""
        words: list[str] = []
        for paragraph in paragraphs:
            found = read_paragraph(paragraph)
            if not found.text.strip():
                continue
            self._cited.extend(found.notes)
            number = self._numbering.next_label(paragraph)
            words.append(f"{number} {found.text}" if number else found.text)
        return words

    def _flush(self) -> None:
        if self._pending:
            self.text.add_paragraph(self._pending)
            self._pending = ""

    def _next_page(self) -> None:
        self._end_notes()
        self.text.begin_part()

    def _end_notes(self) -> None:
        for key in self._cited:
            note = self._notes.get(key)
            if note:
                self.text.add_paragraph(note)
        self._cited.clear()


def _joined(cell: list[str] | None) -> str | None:
    return None if cell is None else " ".join(cell)
