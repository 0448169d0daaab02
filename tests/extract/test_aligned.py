"""Tables whose columns are told apart by white space; and what must not be taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_files import Sheet, save_pdf

from analyzer.extract import extract
from analyzer.schema import Document, PassageKind
from analyzer.segment import segment
from analyzer.settings import OcrMode, Settings

LEFTS = (72.0, 100.0, 230.0, 300.0, 380.0, 460.0)
STAFF = (
    ("No.", "Pangkat", "Gol.", "Laki-laki", "Perempuan", "Jumlah"),
    ("1", "Pembina Utama Muda", "IV/c", "3", "0", "3"),
    ("2", "Pembina Tk. I", "IV/b", "0", "4", "4"),
    ("3", "Penata", "III/c", "3", "3", "6"),
    ("4", "Pengatur Muda", "II/a", "2", "7", "9"),
)
PROSE = (
    "Jika melihat data di atas mayoritas pegawai adalah tenaga pendukung dan hal ini",
    "menjadi kekuatan tersendiri karena tingginya kepangkatan terkait pengalaman.",
)


def _put(sheet: Sheet, rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float) -> None:
    for row in rows:
        for left, words in zip(lefts, row, strict=True):
            if words:
                sheet.text(left, top, words)
        top += 15


def _read(tmp_path: Path, sheet: Sheet) -> Document:
    path = save_pdf(tmp_path / "a.pdf", [sheet])
    return extract(path, settings=Settings(ocr=OcrMode.NEVER))


def _rows(document: Document) -> list[str]:
    done = segment(document)
    return [
        done.document.text[one.start : one.end]
        for one in done.passages
        if one.kind is PassageKind.TABLE_ROW
    ]


def test_aligned_staff_table_without_rulings_is_rows_and_cells(tmp_path: Path) -> None:
    sheet = Sheet().paragraph(72, 80, PROSE)
    _put(sheet, STAFF, LEFTS, 140)
    sheet.text(300, 215, "8").text(380, 215, "14").text(460, 215, "22")
    sheet.paragraph(72, 280, PROSE)
    document = _read(tmp_path, sheet)
    (table,) = document.tables
    assert table.columns == STAFF[0]
    assert _rows(document) == [*(" | ".join(row) for row in STAFF[1:]), "8 | 14 | 22"]
    prose = [one for one in segment(document).passages if one.kind is PassageKind.PARAGRAPH]
    assert len(prose) == 2


def test_aligned_rows_between_level_rulings_keep_their_wrapped_lines(tmp_path: Path) -> None:
    sheet = Sheet()
    lefts = (72.0, 110.0, 300.0, 400.0)
    rows = [
        ("No", "Program", "Jumlah", "Anggaran"),
        ("1", "Program Pembinaan dan", "24", "105.709.643.350"),
        ("", "Pengembangan Jalan", "", ""),
        ("2", "Program Penataan Ruang", "11", "5.565.643.000"),
        ("3", "Program Sumber Daya", "2", "14.355.990.600"),
        ("", "Kesehatan", "", ""),
    ]
    _put(sheet, rows, lefts, 100)
    for top in (97, 113, 143, 158, 188):
        sheet.line(70, top, 500, top)
    document = _read(tmp_path, sheet)
    assert _rows(document) == [
        "1 | Program Pembinaan dan Pengembangan Jalan | 24 | 105.709.643.350",
        "2 | Program Penataan Ruang | 11 | 5.565.643.000",
        "3 | Program Sumber Daya Kesehatan | 2 | 14.355.990.600",
    ]


SIGNED = (
    ("Mengetahui,", "Medan, 2 Januari 2024"),
    ("Kepala Dinas", "Sekretaris"),
    ("SRI WAHYUNI", "BUDI SANTOSO"),
    ("NIP. 196501011990032001", "NIP. 197001011995031002"),
)
FORM = (
    ("Nama", ": Sri Wahyuni"),
    ("Jabatan", ": Kepala Dinas"),
    ("Pangkat", ": Pembina Utama"),
    ("Usia", ": 52"),
)
BULLETS = (
    ("-", "Produksi padi", "12.317 Ton"),
    ("-", "Produksi jagung", "1.190 Ton"),
    ("-", "Produksi kedelai", "51.823 Ton"),
    ("-", "Produksi ubi", "463 Ton"),
)
CONTENTS = (
    ("1.1", "Latar Belakang", "1"),
    ("1.2", "Landasan Hukum", "4"),
    ("1.3", "Maksud dan Tujuan", "7"),
    ("1.4", "Sistematika", "9"),
)
MARGIN = (
    ("Perempuan", "Jumlah kelompok usaha yang"),
    ("kepala", "mendapat pelatihan dan modal"),
    ("keluarga di", "usaha bertambah di seluruh"),
    ("desa pesisir", "kecamatan selama lima tahun"),
)


@pytest.mark.parametrize(
    ("lines", "lefts"),
    [
        (SIGNED, (72, 330)),
        (FORM, (72, 160)),
        (BULLETS, (72, 90, 350)),
        (CONTENTS, (72, 110, 500)),
        (MARGIN, (72, 200)),
    ],
    ids=["signed", "form", "bullets", "contents", "margin"],
)
def test_aligned_lines_that_are_no_table_are_left_alone(
    tmp_path: Path, lines: Sequence[Sequence[str]], lefts: Sequence[float]
) -> None:
    sheet = Sheet().paragraph(72, 80, PROSE)
    _put(sheet, lines, lefts, 140)
    document = _read(tmp_path, sheet)
    assert document.tables == ()
    assert all(words in document.text for line in lines for words in line)
