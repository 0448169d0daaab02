"""Words that a file sets without spaces are parted by the gaps between their letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import HEIGHT, Sheet, save_pdf

from analyzer.extract import extract
from analyzer.settings import OcrMode, Settings

SETTINGS = Settings(ocr=OcrMode.NEVER)
LINES = ("Semua Kabupaten", "Semua Kelurahan", "[DANA UMUM]", "PENDAPATAN ASLI", "Sumber Dana",
         "Intra Pemerintah", "Media Komunikasi", "Lingkup Pemerintah")  # fmt: skip


def _set_tight(sheet: Sheet, top: float, words: str) -> None:
    """A line whose letters overlap a little and whose words stand 1.5 points apart."""
    shown = b" -220 ".join(b"(%s)" % one.encode() for one in words.split())
    place = (60.0, HEIGHT - top)
    sheet.commands.append(b"BT /F1 11 Tf -0.9 Tc %.1f %.1f Td [%s] TJ ET" % (*place, shown))


def test_fused_words_of_overlapping_letters_are_parted_at_gaps_wider_than_the_others(
    tmp_path: Path,
) -> None:
    sheet = Sheet()
    for index, words in enumerate(LINES):
        _set_tight(sheet, 100 + 20 * index, words)
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text.split("\n") == list(LINES)


@pytest.mark.parametrize("marker", ["a.", "(a)", "2)", "(2)"])
def test_fused_marker_is_parted_from_its_item(tmp_path: Path, marker: str) -> None:
    sheet = Sheet().text(60, 80, "Dasar:").text(60, 100, f"{marker}Kesehatan perempuan")
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text == f"Dasar:\n{marker} Kesehatan perempuan"
