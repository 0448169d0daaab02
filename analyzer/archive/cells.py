"""Tables as workbooks and CSV that a spreadsheet opens without surprise.

Takes rows, writes them: text as text (no formula, no link, nothing dropped), numbers as numbers,
always the same bytes for the same rows.
"""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from analyzer.report.sheets import safe

_LONGEST_CELL = 32_000
_CUT = " […]"
_WIDTH = 14
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_MOST_ROWS = 1_048_000
_LINE_POINTS, _HIGHEST_ROW = 15, 409

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: name, header, rows, and widths of the first columns in characters."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float] = ()


def to_workbook(sheets: Sequence[Sheet], stream: BinaryIO) -> None:
    """Write sheets as XLSX."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True, "bg_color": "#123F5C", "font_color": "#FFFFFF",
                                "text_wrap": True, "valign": "top"})  # fmt: skip
        body = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"valign": "top", "num_format": "#,##0"})
        broken = book.add_format({"valign": "top", "num_format": "#,##0.0##"})
        plain = book.add_format({"valign": "top", "num_format": "0"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            page.set_landscape()
            page.repeat_rows(0)
            page.fit_to_pages(1, 0)
            widths = [*sheet.widths, *[_WIDTH] * len(sheet.head)][: len(sheet.head)]
            for column, (name, width) in enumerate(zip(sheet.head, widths, strict=True)):
                page.set_column(column, column, width)
                page.write_string(0, column, name, head)
            last = 0
            for last, row in enumerate(sheet.rows, start=1):
                if last > _MOST_ROWS:
                    break
                page.set_row(last, _height(row, widths))
                for column, value in enumerate(row):
                    if isinstance(value, str | bool):
                        page.write_string(last, column, cut(str(value)), body)
                    elif value is not None:
                        form = number if isinstance(value, int) else broken
                        year = isinstance(value, int) and 1990 <= value <= 2100
                        page.write_number(last, column, value, plain if year else form)
            page.autofilter(0, 0, max(last, 1), len(sheet.head) - 1)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points that the wrapped texts of a row take; not every spreadsheet works it out itself."""
    lines = [
        sum(math.ceil(max(1, len(line)) / width) for line in value.split("\n"))
        for value, width in zip(row, widths, strict=False)
        if isinstance(value, str)
    ]
    return float(min(_HIGHEST_ROW, _LINE_POINTS * max(lines, default=1)))


def to_csv(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], stream: TextIO, *, delimiter: str = ","
) -> None:
    """Write rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe."""
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([safe(name) for name in head])
    for row in rows:
        writer.writerow([safe(one) for one in row])


def cut(text: str) -> str:
    """A text that fits a cell; one that was cut says so."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT
