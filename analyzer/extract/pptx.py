"""Reads PPTX presentations with python-pptx.

Takes the bytes of a presentation, gives a :class:`Document` of one page a slide without rectangles:
the text of its shapes from the top left, its tables, and the speaker's notes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from analyzer.errors import LimitExceeded, UnreadableFile
from analyzer.extract.given import Given
from analyzer.extract.package import check_office
from analyzer.extract.sheets import PartsText
from analyzer.schema import Document

_MAX_DEPTH = 20
_ROW_UNITS = 360_000
"""Shapes whose tops are within a centimetre count as standing side by side."""


def read_pptx(given: Given) -> Document:
    """The document in a PPTX presentation.

    Raises:
        UnreadableFile: if it is damaged.
        LimitExceeded: if it has more slides than pages are allowed, or unpacks to too much.
        NoText: if no slide holds text.
    """
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    name = given.source.name
    check_office(given.data, name)
    text = PartsText(name)
    try:
        slides = list(Presentation(io.BytesIO(given.data)).slides)
        if len(slides) > given.settings.max_pages:
            limit = given.settings.max_pages
            raise LimitExceeded("pages_limit", name=name, pages=len(slides), limit=limit)
        for slide in slides:
            text.begin_part()
            for shape in _in_order(slide.shapes):
                _add_shape(shape, text)
            if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
                text.add_paragraph(slide.notes_slide.notes_text_frame.text)
    except (PythonPptxError, SyntaxError, KeyError, ValueError, AttributeError, TypeError,
            OSError) as error:  # fmt: skip
        raise UnreadableFile("office_damaged", name=name, detail=str(error)) from error
    return text.to_document(given)


def _in_order(shapes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """Shapes from the top left, those of groups in their group's place."""
    ranked = sorted(shapes, key=lambda one: ((one.top or 0) // _ROW_UNITS, one.left or 0))
    for shape in ranked:
        if hasattr(shape, "shapes") and depth < _MAX_DEPTH:
            yield from _in_order(shape.shapes, depth + 1)
        else:
            yield shape


def _add_shape(shape: Any, text: PartsText) -> None:
    if getattr(shape, "has_table", False):
        rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
        if rows:
            text.add_table(rows)
        return
    if getattr(shape, "has_text_frame", False):
        for paragraph in shape.text_frame.paragraphs:
            text.add_paragraph(paragraph.text)
