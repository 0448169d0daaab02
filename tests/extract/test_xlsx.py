"""XLSX and XLS: rows as cells, numbers as read, faults put in by hand."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.errors import EncryptedFile, LimitExceeded, NoText, UnreadableFile
from analyzer.extract import extract
from analyzer.extract.sheets import header_row, merge_headers
from analyzer.schema import Document
from analyzer.settings import Settings
from tests.extract.office_files import read_part, save, with_parts

ROWS: tuple[tuple[object, ...], ...] = (
    ("RENCANA KERJA TAHUN 2025",),
    ("Kode", "Sub Kegiatan", "Target", "Pagu"),
    (1, 2, 3, 4),
    ("2.08.02", "Pelatihan kader perempuan", "60 orang", 125000000),
    ("2.08.03", "Rapat koordinasi", 0.5, 7500000.5),
)


def _sheet(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def _xlsx(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plan() -> bytes:
    book = Workbook()
    sheet = _sheet(book)
    sheet.title = "Renja"
    for row in ROWS:
        sheet.append(row)
    for row in (4, 5):
        sheet.cell(row, 4).number_format = "#,##0"
    sheet["C5"].number_format = "0%"
    other = book.create_sheet("Catatan")
    other["A1"] = "Disusun"
    other["B1"] = datetime.date(2025, 3, 8)
    return _xlsx(book)


def _read(folder: Path, data: bytes, name: str = "renja.xlsx") -> Document:
    return extract(save(folder, name, data), settings=Settings())


def test_xlsx_rows_are_cells_and_sheets_are_pages(tmp_path: Path) -> None:
    document = _read(tmp_path, _plan())
    (table,) = document.tables
    assert table.columns == ("Kode", "Sub Kegiatan", "Target", "Pagu")
    assert table.header_rows == 1
    rows = [document.text[one.start : one.end] for one in table.cells if one.row]
    assert rows == [
        "2.08.02", "Pelatihan kader perempuan", "60 orang", "125.000.000",
        "2.08.03", "Rapat koordinasi", "50%", "7.500.000,5",
    ]  # fmt: skip
    assert [page.number for page in document.pages] == [1, 2]
    first, second = (document.text[page.start : page.end] for page in document.pages)
    assert first.startswith("Renja\n\nRENCANA KERJA TAHUN 2025")
    assert second == "Catatan\n\nDisusun 08-03-2025"
    start = document.text.index("Pelatihan")
    assert document.locate(start, start + 5)[0].page == 1


def test_xls_is_read_alike(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Renja")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    document = _read(tmp_path, out.getvalue(), "renja.xls")
    (table,) = document.tables
    words = [document.text[one.start : one.end] for one in table.cells if one.row]
    assert words[:4] == ["2.08.02", "Pelatihan kader perempuan", "60 orang", "125000000"]
    assert document.source.media_type == "application/vnd.ms-excel"


def test_xlsx_two_header_rows_are_merged() -> None:
    rows = [["Kode", "Target", "", "Pagu"], ["", "2024", "2025", ""], ["1.01", "5", "6", "7"]]
    assert header_row(rows) == 0
    assert merge_headers(rows[:2]) == ("Kode", "Target 2024", "Target 2025", "Pagu")


def test_xlsx_without_header_keeps_its_lines(tmp_path: Path) -> None:
    book = Workbook()
    _sheet(book).append(["Program", ":", "Pengarusutamaan gender"])
    document = _read(tmp_path, _xlsx(book))
    assert document.text.endswith("Program : Pengarusutamaan gender")
    assert document.tables == ()


def test_xlsx_formula_gives_its_last_value(tmp_path: Path) -> None:
    book = Workbook()
    _sheet(book).append(["Jumlah", "=1+1"])
    data = _xlsx(book)
    xml = read_part(data, "xl/worksheets/sheet1.xml").replace("<v />", "<v>2</v>")
    xml = xml.replace("<v></v>", "<v>2</v>").replace("<v/>", "<v>2</v>")
    document = _read(tmp_path, with_parts(data, {"xl/worksheets/sheet1.xml": xml.encode()}))
    assert document.text.endswith("Jumlah 2")


def test_xlsx_far_cell_is_bounded(tmp_path: Path) -> None:
    book = Workbook()
    sheet = _sheet(book)
    sheet["A1"] = "Program"
    sheet["XFD1048576"] = "jauh"
    with pytest.raises(LimitExceeded) as caught:
        _read(tmp_path, _xlsx(book))
    assert caught.value.key == "rows_limit"


def test_xlsx_bomb_is_refused(tmp_path: Path) -> None:
    cells = b"<row><c t='str'><v>a</v></c></row>" * 1_000_000
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    data = with_parts(_plan(), {"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(LimitExceeded) as caught:
        _read(tmp_path, data)
    assert caught.value.key == "archive_size"


def test_xlsx_entity_is_refused(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    with pytest.raises(UnreadableFile) as caught:
        _read(tmp_path, with_parts(_plan(), {"xl/sharedStrings.xml": evil}))
    assert caught.value.key == "xml_unsafe"


def test_xlsx_damaged_sheet(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        _read(tmp_path, with_parts(_plan(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetD"}))


def test_xlsx_locked_is_told(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedFile) as caught:
        _read(tmp_path, data)
    assert caught.value.key == "office_encrypted"


def test_xls_damaged(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")
    with pytest.raises(UnreadableFile) as caught:
        _read(tmp_path, data, "renja.xls")
    assert caught.value.key == "office_damaged"


def test_xlsx_empty(tmp_path: Path) -> None:
    book = Workbook()
    _sheet(book).title = " "
    with pytest.raises(NoText):
        _read(tmp_path, _xlsx(book))
