"""Blanks and letters that pdfium leaves out of text drawn letter by letter are put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import Sheet, save_pdf

from analyzer.extract import extract
from analyzer.schema import Document
from analyzer.settings import OcrMode, Settings

WIDTHS = {" ": 0.278, "f": 0.278, "i": 0.222, "l": 0.222, "r": 0.333, "t": 0.278, "m": 0.833}
SIZE = 10.0


def _draw(sheet: Sheet, top: float, words: str, *, advance: float) -> None:
    """Each letter by itself, the next one after a part of its width."""
    x = 60.0
    for one in words:
        sheet.text(x, top, one, size=SIZE)
        x += SIZE * advance * WIDTHS.get(one, 0.556)


def _read(path: Path, sheet: Sheet) -> Document:
    return extract(save_pdf(path / "a.pdf", [sheet]), settings=Settings(ocr=OcrMode.NEVER))


@pytest.mark.parametrize("words", ["sistem jaringan", "dalam penyelenggaraan", "umum ,[dana"])
def test_blank_under_overlapping_letters_parts_their_words(tmp_path: Path, words: str) -> None:
    sheet = Sheet()
    for index in range(3):
        _draw(sheet, 100 + 20 * index, words, advance=0.6)
    assert _read(tmp_path, sheet).text == "\n".join([words] * 3)


def test_second_of_two_equal_letters_that_overlap_is_kept_with_its_place(tmp_path: Path) -> None:
    sheet = Sheet()
    _draw(sheet, 100, "daftar staff dan officer provinsi", advance=0.56)
    document = _read(tmp_path, sheet)
    assert document.text == "daftar staff dan officer provinsi"
    start = document.text.index("officer")
    boxes = [box for raw in document.map.raw_ranges(start, start + 7)
             for box in document.locator.rectangles(raw)]  # fmt: skip
    assert 60 < min(box.x0 for box in boxes) < max(box.x1 for box in boxes) < 230


@pytest.mark.parametrize("shift", [0.2, 0.4])
def test_letters_printed_twice_for_weight_count_once(tmp_path: Path, shift: float) -> None:
    sheet = Sheet()
    x = 60.0
    for one in "filter air staf bidang perempuan":
        sheet.text(x, 100, one, size=SIZE).text(x + shift, 100, one, size=SIZE)
        x += SIZE * WIDTHS.get(one, 0.556)
    assert _read(tmp_path, sheet).text == "filter air staf bidang perempuan"


def test_blank_that_a_letter_covers_parts_nothing(tmp_path: Path) -> None:
    sheet = Sheet()
    x = 60.0
    for one in "perlindungan perempuan":
        if one == "d":
            sheet.text(x, 100, " ", size=SIZE)
        sheet.text(x, 100, one, size=SIZE)
        x += SIZE * WIDTHS.get(one, 0.556)
    assert _read(tmp_path, sheet).text == "perlindungan perempuan"
