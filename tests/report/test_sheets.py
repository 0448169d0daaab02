"""Sheets hold what the document says, as text."""

from __future__ import annotations

import io

import openpyxl

from analyzer.report.sheets import to_csv, to_xlsx
from analyzer.schema import Sheet

SHEET = Sheet(
    "plan", ("page", "name", "budget"), ((3, "=1+1", 125_000_000), (4, "Pelatihan", None))
)


def test_sheets_xlsx_keeps_numbers_and_makes_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx((SHEET,), lang="id")))
    page = book["Rencana"]
    assert [cell.value for cell in page[1]] == ["Halaman", "Uraian", "Pagu (Rp)"]
    assert page["B2"].data_type == "s" and page["B2"].value == "=1+1"
    assert page["C2"].value == 125_000_000


def test_sheets_csv_defuses_what_could_be_a_formula() -> None:
    text = to_csv(SHEET, lang="en").decode("utf-8-sig")
    assert text.splitlines() == [
        "Page,Description,Budget (Rp)",
        "3,'=1+1,125000000",
        "4,Pelatihan,",
    ]
