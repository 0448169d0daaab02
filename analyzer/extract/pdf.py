"""Reads PDF files with pdfium: text page by page, with the place of every line.

Takes the bytes of a file, gives a :class:`Document` whose raw characters are pdfium's character
indices, and a locator that gives places only where they are asked for. Pages without text are
reported, not passed over.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile
from analyzer.extract.fused import part_fused
from analyzer.extract.given import Given
from analyzer.extract.gutters import part_columns
from analyzer.extract.left_out import put_back
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
_KEPT_PAGES = 300


def read_pdf(given: Given) -> Document:
    """The document in a PDF file.

    Raises:
        EncryptedFile: if it needs a password.
        UnreadableFile: if pdfium cannot open it or it has no pages.
        LimitExceeded: if it has more pages than the settings allow.
    """
    name = given.source.name
    text, problems = DocumentText(), list[Problem]()
    with ExitStack() as stack:
        pdf = stack.enter_context(_opened(given.data, name))
        count = len(pdf)
        if count == 0:
            raise UnreadableFile("pdf_damaged", name=name, detail="no pages")
        if count > given.settings.max_pages:
            limit = given.settings.max_pages
            raise LimitExceeded("pages_limit", name=name, pages=count, limit=limit)
        rects, reader = Rects(), PageReader(pdf, given.settings)
        pages = stack.enter_context(OpenPages(pdf, rects, keep=count <= _KEPT_PAGES))
        tables = TableReader() if given.settings.tables is TableMode.AUTO else None
        with _no_collection():
            pages.open_ahead(count)
            for index in range(count):
                problems.extend(_read_page(pages, index, text, reader=reader, tables=tables))
        opened = stack.pop_all() if count <= _KEPT_PAGES else None
    return Document(
        source=given.source,
        map=text.to_map(),
        pages=tuple(text.pages),
        tables=tuple(tables.tables) if tables else (),
        problems=tuple(problems),
        locator=reader.locator(
            PdfLocator(given.path or given.data, name, pages if opened else None, opened)
        ),
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
    pages: OpenPages,
    index: int,
    text: DocumentText,
    *,
    reader: PageReader,
    tables: TableReader | None,
) -> Iterator[Problem]:
    """Add a page to the text; yields what is wrong with it."""
    opened = pages.open(index + 1)
    if opened is None:
        text.add_page("", (), size=(0.0, 0.0), read_by=ReadBy.NONE)
        yield Problem("page_unreadable", index + 1)
        return
    handle, page = opened
    raw = page.text()
    pieces = read_pieces(page, raw)
    arranged = tables.arrange(handle, page, raw, pieces) if tables else None
    ordered = arranged or in_reading_order(part_columns(page, raw, pieces))
    pieces = put_back(handle, page, raw, part_fused(page, raw, ordered))
    pieces = close_spaced(page, raw, pieces)
    best = reader.read(handle, index + 1, Reading(raw, pieces))
    text.add_page(best.raw, best.pieces, size=page.frame.size, read_by=best.by)
    if arranged and best.by is ReadBy.TEXT and tables:
        tables.settle(text)
    yield from best.problems


class OpenPages:
    """Pages of an open PDF, loaded once: all of them kept, or only the last one.

    Keeping them saves loading a page again when places on it are asked for.
    """

    def __init__(self, pdf: pdfium.PdfDocument, rects: Rects, *, keep: bool) -> None:
        self._pdf = pdf
        self._rects = rects
        self._keep = keep
        self._pages: dict[int, tuple[pdfium_c.FPDF_PAGE, RawPage]] = {}

    def __enter__(self) -> Self:
        """Use the pages in a ``with`` block."""
        return self

    def __exit__(self, *cause: object) -> None:
        """Close all pages."""
        self._close()

    def open(self, number: int) -> tuple[pdfium_c.FPDF_PAGE, RawPage] | None:
        """A page by its number from 1, or None where pdfium cannot load it."""
        found = self._pages.get(number)
        if found is not None:
            return found
        if not self._keep:
            self._close()
        handle = pdfium_c.FPDF_LoadPage(self._pdf.raw, number - 1)
        if not handle:
            return None
        page = RawPage(pdfium_c.FPDFText_LoadPage(handle), _frame_of(handle), self._rects)
        self._pages[number] = handle, page
        return handle, page

    def open_ahead(self, count: int) -> None:
        """Load so many pages, where pages are kept.

        In one go, since pdfium and what reads the pages would drive each other out of the
        processor's cache: page by page they take about 4 % longer.
        """
        if self._keep:
            for number in range(1, count + 1):
                self.open(number)

    def _close(self) -> None:
        for handle, page in self._pages.values():
            pdfium_c.FPDFText_ClosePage(page.handle)
            pdfium_c.FPDF_ClosePage(handle)
        self._pages.clear()


def _frame_of(handle: pdfium_c.FPDF_PAGE) -> Frame:
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)):
        return Frame(0.0, 0.0, 595.0, 842.0, 0)
    turns = pdfium_c.FPDFPage_GetRotation(handle)
    return Frame(box.left, box.bottom, box.right, box.top, turns)


@contextmanager
def _opened(origin: Path | bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    _forget_last_error()
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
    """Finds rectangles in a PDF: on the pages still open from reading, else opening it again."""

    def __init__(
        self,
        origin: Path | bytes,
        name: str,
        pages: OpenPages | None = None,
        opened: ExitStack | None = None,
    ) -> None:
        self._origin = origin
        self._name = name
        self._pages = pages
        self._opened = opened

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border without the open file."""
        return type(self), (self._origin, self._name)

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """Rectangles, one a line, of raw characters of a page."""
        found = self._open_pages().open(raw.page)
        if found is None:
            return ()
        page = found[1]
        boxes = [page.frame.box(*one) for one in page.boxes(raw.start, raw.end)]
        return tuple(_merge_lines(boxes))

    def _open_pages(self) -> OpenPages:
        if self._pages is None:
            with ExitStack() as stack:
                pdf = stack.enter_context(_opened(self._origin, self._name))
                self._pages = stack.enter_context(OpenPages(pdf, Rects(), keep=False))
                self._opened = stack.pop_all()
        return self._pages

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
        self._pages = self._opened = None

    def __del__(self, is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        """Let go of the file with the last reference; at the end of the process, all is let go.

        The question is kept as a default: at that point names of the module may be gone.
        """
        if not is_finalizing():
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


def _forget_last_error() -> None:
    """Make pdfium's last error that of a file of no bytes.

    Not every file that it refuses sets an error; the one of the file before would be told instead,
    so that a reason would depend on the order of the files.
    """
    pdfium_c.FPDF_LoadMemDocument(b"", 0, None)
