"""Words that a file sets without spaces are parted by the gaps between their letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pdf_files import HEIGHT, Sheet, save_pdf
from placed import PlacedLine

from analyzer.extract import extract
from analyzer.extract.fused import part_fused
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


@pytest.mark.parametrize("marker", ["a.", "(a)", "2)", "(2)", "•"])
def test_fused_marker_is_parted_from_its_item(tmp_path: Path, marker: str) -> None:
    sheet = Sheet().text(60, 80, "Dasar:").text(60, 100, f"{marker}Kesehatan perempuan")
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text == f"Dasar:\n{marker} Kesehatan perempuan"


@pytest.mark.parametrize(
    ("text", "place", "parted"),
    [
        ("Tahun2022", 5, "Tahun 2022"),
        ("daerah.”Hal", 8, "daerah.” Hal"),
        ("\n242824\r\n", 4, "2428 24"),
        ("\n1213\r\n", 2, "12 13"),
    ],
)
def test_fused_words_and_numbers_are_parted_where_letters_stand_apart(
    text: str, place: int, parted: str
) -> None:
    gaps = [1.9 if index == place else 0.0 for index in range(1, len(text))]
    line: Any = PlacedLine(text, gaps)
    assert line.shown(part_fused(line, text, [line.piece])) == parted
    tight: Any = PlacedLine(text, [0.0] * len(text))
    assert tight.shown(part_fused(tight, text, [tight.piece])) == text.strip()


@pytest.mark.parametrize("marker", ["10.", "bb)"])
def test_fused_number_is_parted_from_its_item_at_a_gap_too_narrow_for_words(marker: str) -> None:
    text = f"\n{marker}Memeriksa"
    line: Any = PlacedLine(text, [0.6 if index == 3 else 0.0 for index in range(1, len(text))])
    assert line.shown(part_fused(line, text, [line.piece])) == f"{marker} Memeriksa"
    tight: Any = PlacedLine(text, [0.0] * len(text))
    assert part_fused(tight, text, [tight.piece]) == [tight.piece]


def _lay_unseen(sheet: Sheet, top: float, parts: str) -> None:
    """An unpainted line whose letters stand end to end; numbers move the next one to the left."""
    shown = " ".join(one if one.lstrip("-").isdigit() else f"({one})" for one in parts.split())
    place = (60.0, HEIGHT - top)
    sheet.commands.append(b"BT 3 Tr /F1 12 Tf %.1f %.1f Td [%s] TJ ET" % (*place, shown.encode()))


def test_words_laid_over_one_another_under_a_scan_are_parted(tmp_path: Path) -> None:
    sheet = Sheet()
    _lay_unseen(sheet, 100, "BUPATI 150 WANAYASA")
    _lay_unseen(sheet, 120, "PERATURAN 400 DAERAH 120 KABUPATEN -90 WANAYASA")
    _lay_unseen(sheet, 140, "tentang -300 pembelajaran -300 dan -300 kegiatan")
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text.split("\n") == [
        "BUPATI WANAYASA",
        "PERATURAN DAERAH KABUPATEN WANAYASA",
        "tentang pembelajaran dan kegiatan",
    ]


def test_letters_that_are_all_set_tight_under_a_scan_stay_one_word(tmp_path: Path) -> None:
    sheet = Sheet()
    for top in (100, 120):
        _lay_unseen(sheet, top, "p 150 e 20 r 150 e 110 m 150 p 30 u 150 a 90 n")
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text == "perempuan\nperempuan"


def test_letter_that_reaches_back_out_of_its_room_begins_no_word() -> None:
    class Unseen(PlacedLine):
        def is_unseen(self, text: str) -> bool:
            return True

    text = "selanjutnya"
    line: Any = Unseen(text, [-1.5 if one == "j" else 0.0 for one in text[1:]])
    assert part_fused(line, text, [line.piece]) == [line.piece]


def test_painted_letters_that_overlap_are_kerned_and_no_words(tmp_path: Path) -> None:
    sheet = Sheet()
    _lay_unseen(sheet, 100, "PERATURAN 150 DAERAH")
    sheet.commands = [one.replace(b"3 Tr ", b"") for one in sheet.commands]
    document = extract(save_pdf(tmp_path / "a.pdf", [sheet]), settings=SETTINGS)
    assert document.text == "PERATURANDAERAH"
