"""Two columns of prose that a file draws line by line are read column by column."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import Sheet, save_pdf

from analyzer.extract import extract
from analyzer.segment import segment
from analyzer.settings import OcrMode, Settings, TableMode

LEFT = (
    "Kesenjangan partisipasi perempuan dalam",
    "musyawarah desa masih lebar karena jadwal",
    "rapat jatuh pada jam mengasuh anak dan",
    "undangan hanya ditujukan kepada kepala",
    "keluarga sehingga suara perempuan jarang",
    "terdengar dalam perencanaan tahunan desa",
    "dan anggaran yang disusun sesudahnya itu.",
)
RIGHT = (
    "Dinas akan menata jadwal musyawarah dan",
    "menyediakan tempat penitipan anak selama",
    "rapat berlangsung agar perempuan hadir",
    "dan ikut memutuskan usulan kegiatan yang",
    "dibiayai dana desa pada tahun berikutnya",
    "bersama kelompok tani dan kelompok usaha",
    "yang dipimpin perempuan di setiap dusun.",
)
TITLE = "Partisipasi perempuan dalam perencanaan desa menurut hasil pendataan tahun 2024 yang lalu"


@pytest.mark.parametrize("second", [290.0, 330.0])
def test_gutters_columns_drawn_line_by_line_are_read_one_after_the_other(
    tmp_path: Path, second: float
) -> None:
    sheet = Sheet().text(60, 70, TITLE)
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        top = 100 + 14 * index
        sheet.text(60, top, left)
        sheet.text(second, top, right)
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=Settings(ocr=OcrMode.NEVER))
    done = segment(document)
    words = [done.document.text[one.start : one.end] for one in done.passages]
    assert " ".join(LEFT) in words and " ".join(RIGHT) in words


def test_gutters_lines_of_one_column_stay_as_they_are(tmp_path: Path) -> None:
    lines = [f"{left} {right.lower()}" for left, right in zip(LEFT, RIGHT, strict=True)]
    sheet = Sheet().paragraph(60, 100, lines)
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=Settings(ocr=OcrMode.NEVER))
    assert document.text == "\n".join(lines)


def test_gutters_ends_of_lines_drawn_before_their_beginnings_follow_them(tmp_path: Path) -> None:
    sheet, tops = Sheet().text(60, 70, TITLE), [100 + 14 * index for index in range(len(LEFT))]
    for top in tops:
        sheet.text(250, top, "akhir")
    for top, left, right in zip(tops, LEFT, RIGHT, strict=True):
        sheet.text(60, top, left[:28].strip()).text(330, top, right)
    settings = Settings(ocr=OcrMode.NEVER, tables=TableMode.NEVER)
    text = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=settings).text
    assert text.index("Kesenjangan") < text.index("akhir") < text.index("musyawarah desa")
    assert text.count("akhir") == len(LEFT) and text.rindex("akhir") < text.index(RIGHT[0])
