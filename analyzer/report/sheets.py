"""Writes sheets of rows as a workbook or as one CSV text.

Takes :class:`~analyzer.schema.Sheet` objects, gives the bytes of an XLSX or CSV file. Text stays
text: nothing that stands in a document becomes a formula or a link (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from analyzer.locale import translate
from analyzer.schema import Sheet

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | int | float | None
_WIDEST = 60
_EPOCH = datetime(2000, 1, 1)
_LONGEST = 32_000  # characters that a spreadsheet takes in a cell


def to_xlsx(sheets: Sequence[Sheet], *, lang: str) -> bytes:
    """A workbook with one sheet each; headings in the language, numbers as numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.properties.created = book.properties.modified = _EPOCH
    for sheet in sheets:
        page = book.create_sheet(translate(f"sheet.{sheet.name}", lang)[:31])
        page.append([translate(f"column.{name}", lang) for name in sheet.columns])
        for cell in page[1]:
            cell.font = Font(bold=True)
        for number, row in enumerate(sheet.rows, start=2):
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column)
                cell.value = value[:_LONGEST] if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        for column in range(1, len(sheet.columns) + 1):
            longest = max((len(str(row[column - 1] or "")) for row in sheet.rows), default=8)
            letter = get_column_letter(column)
            page.column_dimensions[letter].width = min(_WIDEST, max(10, longest + 2))
        page.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_csv(sheet: Sheet, *, lang: str) -> bytes:
    """One sheet as CSV with a byte order mark; what could be a formula gets an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([translate(f"column.{name}", lang) for name in sheet.columns])
    for row in sheet.rows:
        writer.writerow([safe(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def safe(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula: a risky text gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return value
