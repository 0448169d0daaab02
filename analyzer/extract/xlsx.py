"""Reads workbooks: XLSX with openpyxl, the older XLS with calamine.

Takes the bytes of a workbook, gives a :class:`Document` of one page a sheet without rectangles: the
lines above the header as paragraphs, every row below it as cells. Numbers stand as Indonesian
readers write them where the format of the cell says so; formulas as the value last saved.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile
from analyzer.extract.given import Given
from analyzer.extract.package import check_office
from analyzer.extract.sheets import PartsText
from analyzer.schema import Document

MAX_ROWS = 200_000
"""Rows of one sheet; more is a data base, not a document."""

MAX_COLUMNS = 512


def read_xlsx(given: Given) -> Document:
    """The document in an XLSX workbook.

    Raises:
        UnreadableFile: if it is damaged.
        LimitExceeded: if it unpacks to too much or has too many rows.
        NoText: if it is empty.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    name = given.source.name
    check_office(given.data, name)
    text = PartsText(name)
    try:
        book = load_workbook(io.BytesIO(given.data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            text.begin_part()
            text.add_paragraph(sheet.title)
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_col=MAX_COLUMNS)
            text.add_grid(list(_limited(([_value(c) for c in row] for row in rows), name)))
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, SyntaxError,
            OSError, IndexError) as error:  # fmt: skip
        raise UnreadableFile("office_damaged", name=name, detail=str(error)) from error
    return text.to_document(given)


def read_xls(given: Given) -> Document:
    """The document in an XLS workbook.

    Raises:
        UnreadableFile: if it is damaged.
        EncryptedFile: if it needs a password.
        LimitExceeded: if it has too many rows.
        NoText: if it is empty.
    """
    import python_calamine

    name = given.source.name
    text = PartsText(name)
    try:
        book = python_calamine.load_workbook(io.BytesIO(given.data))
        for title in book.sheet_names:
            text.begin_part()
            text.add_paragraph(title)
            rows = book.get_sheet_by_name(title).iter_rows()
            text.add_grid(list(_limited(([_plain(one, "") for one in row] for row in rows), name)))
    except python_calamine.PasswordError as error:
        raise EncryptedFile("office_encrypted", name=name) from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UnreadableFile("office_damaged", name=name, detail=str(error)) from error
    return text.to_document(given)


def _limited(rows: Iterable[list[str]], name: str) -> Iterator[list[str]]:
    """Rows that hold something, without the empty cells at their end."""
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise LimitExceeded("rows_limit", name=name, limit=MAX_ROWS)
        while row and not row[-1]:
            row.pop()
        if row:
            yield row[:MAX_COLUMNS]


def _value(cell: object) -> str:
    return _plain(getattr(cell, "value", None), str(getattr(cell, "number_format", "") or ""))


def _plain(value: object, number_format: str) -> str:
    """The value as a reader sees it."""
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case datetime.datetime() | datetime.date():
            return value.strftime("%d-%m-%Y")
        case int() | float():
            return _number(value, number_format)
        case _:
            return str(value)


def _number(value: float, number_format: str) -> str:
    """A number with comma and, where its format groups digits, points."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if "%" in number_format:
        return f"{_decimal(100 * value, grouped=False)}%"
    return _decimal(value, grouped="#,#" in number_format or "#.#" in number_format)


def _decimal(value: float, *, grouped: bool) -> str:
    rounded = round(value, 2) if abs(value) < 1e15 else value
    if rounded == int(rounded):
        plain = f"{int(rounded):,}" if grouped else str(int(rounded))
    else:
        plain = f"{rounded:,.2f}".rstrip("0") if grouped else f"{rounded:.2f}".rstrip("0")
    return plain.translate(str.maketrans(",.", ".,"))
