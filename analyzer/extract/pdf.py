"""Reads PDF files with pdfium: text page by page, with the place of every line.

Takes the bytes of a file, gives a :class:`Document` whose raw characters are pdfium's character
indices, and a locator that opens the file again only where places are asked for. Pages without
text are reported, not passed over.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile
from analyzer.extract.fused import part_fused
from analyzer.extract.given import Given
from analyzer.extract.ocr import PageReader, Reading
from analyzer.extract.order import in_reading_order
from analyzer.extract.pdf_page import Frame, RawPage, Rects, read_pieces
from analyzer.extract.pieces import DocumentText
from analyzer.extract.spaced import close_spaced
from analyzer.extract.tables import TableReader
from analyzer.schema import Document, Problem, ReadBy
from analyzer.settings import TableMode
from analyzer.textmap import Box, RawRange

_SAME_LINE = 0.5


def read_pdf(given: Given) -> Document:
    """The document in a PDF file.

    Raises:
        EncryptedFile: if it needs a password.
        UnreadableFile: if pdfium cannot open it or it has no pages.
        LimitExceeded: if it has more pages than the settings allow.
    """
    name = given.source.name
    text, problems = DocumentText(), list[Problem]()
    with _opened(given.path or given.data, name) as pdf:
        count = len(pdf)
        if count == 0:
            raise UnreadableFile("pdf_damaged", name=name, detail="no pages")
        if count > given.settings.max_pages:
            limit = given.settings.max_pages
            raise LimitExceeded("pages_limit", name=name, pages=count, limit=limit)
        rects, reader = Rects(), PageReader(pdf, given.settings)
        tables = TableReader() if given.settings.tables is TableMode.AUTO else None
        with _no_collection():
            for index in range(count):
                problems.extend(
                    _read_page(pdf, index, text, rects=rects, reader=reader, tables=tables)
                )
    return Document(
        source=given.source,
        map=text.to_map(),
        pages=tuple(text.pages),
        tables=tuple(tables.tables) if tables else (),
        problems=tuple(problems),
        locator=reader.locator(PdfLocator(given.path or given.data, name)),
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from searching for cycles among thousands of small tuples that have none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_page(
    pdf: pdfium.PdfDocument,
    index: int,
    text: DocumentText,
    *,
    rects: Rects,
    reader: PageReader,
    tables: TableReader | None,
) -> Iterator[Problem]:
    """Add a page to the text; yields what is wrong with it."""
    handle = pdfium_c.FPDF_LoadPage(pdf.raw, index)
    if not handle:
        text.add_page("", (), size=(0.0, 0.0), read_by=ReadBy.NONE)
        yield Problem("page_unreadable", index + 1)
        return
    try:
        with _text_page(handle, rects) as page:
            raw = page.text()
            pieces = read_pieces(page, raw)
            arranged = tables.arrange(handle, page, raw, pieces) if tables else None
            pieces = part_fused(page, raw, arranged or in_reading_order(pieces))
            pieces = close_spaced(page, raw, pieces)
            best = reader.read(handle, index + 1, Reading(raw, pieces))
            text.add_page(best.raw, best.pieces, size=page.frame.size, read_by=best.by)
            if arranged and best.by is ReadBy.TEXT and tables:
                tables.settle(text)
        yield from best.problems
    finally:
        pdfium_c.FPDF_ClosePage(handle)


@contextmanager
def _text_page(handle: pdfium_c.FPDF_PAGE, rects: Rects) -> Iterator[RawPage]:
    textpage = pdfium_c.FPDFText_LoadPage(handle)
    try:
        yield RawPage(textpage, _frame_of(handle), rects)
    finally:
        pdfium_c.FPDFText_ClosePage(textpage)


def _frame_of(handle: pdfium_c.FPDF_PAGE) -> Frame:
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)):
        return Frame(0.0, 0.0, 595.0, 842.0, 0)
    turns = pdfium_c.FPDFPage_GetRotation(handle)
    return Frame(box.left, box.bottom, box.right, box.top, turns)


@contextmanager
def _opened(origin: Path | bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    try:
        pdf = pdfium.PdfDocument(origin)
    except pdfium.PdfiumError as error:
        code = pdfium_c.FPDF_GetLastError()
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise EncryptedFile("pdf_encrypted", name=name) from error
        raise UnreadableFile("pdf_damaged", name=name, detail=str(error)) from error
    try:
        yield pdf
    finally:
        pdf.close()


class PdfLocator:
    """Finds rectangles in a PDF; opens it at the first question and keeps one page at hand."""

    def __init__(self, origin: Path | bytes, name: str) -> None:
        self._origin = origin
        self._name = name
        self._rects = Rects()
        self._pdf: pdfium.PdfDocument | None = None
        self._page: tuple[int, pdfium_c.FPDF_PAGE, RawPage] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border without the open file."""
        return type(self), (self._origin, self._name)

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """Rectangles, one a line, of raw characters of a page."""
        page = self._open(raw.page)
        if page is None:
            return ()
        boxes = [page.frame.box(*one) for one in page.boxes(raw.start, raw.end)]
        return tuple(_merge_lines(boxes))

    def _open(self, number: int) -> RawPage | None:
        if self._page is not None and self._page[0] == number:
            return self._page[2]
        self._close_page()
        if self._pdf is None:
            self._pdf = pdfium.PdfDocument(self._origin)
        handle = pdfium_c.FPDF_LoadPage(self._pdf.raw, number - 1)
        if not handle:
            return None
        page = RawPage(pdfium_c.FPDFText_LoadPage(handle), _frame_of(handle), self._rects)
        self._page = (number, handle, page)
        return page

    def _close_page(self) -> None:
        if self._page is not None:
            pdfium_c.FPDFText_ClosePage(self._page[2].handle)
            pdfium_c.FPDF_ClosePage(self._page[1])
            self._page = None

    def close(self) -> None:
        """Let go of the file."""
        self._close_page()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def __del__(self) -> None:
        """Let go of the file with the last reference."""
        self.close()


def _merge_lines(boxes: list[Box]) -> Iterator[Box]:
    """Join boxes that follow one another in a line."""
    current: Box | None = None
    for box in boxes:
        if current is None:
            current = box
            continue
        height = min(current.bottom - current.top, box.bottom - box.top)
        shared = min(current.bottom, box.bottom) - max(current.top, box.top)
        gap = box.x0 - current.x1
        if shared >= _SAME_LINE * height and -height <= gap <= 2 * max(height, 4.0):
            current = Box(
                min(current.x0, box.x0),
                min(current.top, box.top),
                max(current.x1, box.x1),
                max(current.bottom, box.bottom),
            )
        else:
            yield current
            current = box
    if current is not None:
        yield current
