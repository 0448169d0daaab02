"""PPTX: slides as pages, shapes from the top left, tables and notes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Cm

from analyzer.errors import LimitExceeded, UnreadableFile
from analyzer.extract import extract
from analyzer.schema import Document
from analyzer.settings import Settings
from tests.extract.office_files import SENTENCE, save, with_parts


def _slides() -> bytes:
    deck = Presentation()
    blank = deck.slide_layouts[6]
    first = deck.slides.add_slide(blank)
    low = first.shapes.add_textbox(Cm(1), Cm(9), Cm(9), Cm(2))
    low.text_frame.text = SENTENCE
    high = first.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2))
    high.text_frame.text = "Capaian PUG"
    first.notes_slide.notes_text_frame.text = "Sampaikan angka 2024."
    second = deck.slides.add_slide(blank)
    table = second.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(4)).table
    for row, words in enumerate((("Indikator", "Nilai"), ("IPG", "91,2"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _read(folder: Path, data: bytes, settings: Settings | None = None) -> Document:
    return extract(save(folder, "paparan.pptx", data), settings=settings or Settings())


def test_pptx_slides_are_pages(tmp_path: Path) -> None:
    document = _read(tmp_path, _slides())
    first, second = (document.text[page.start : page.end] for page in document.pages)
    assert first.split("\n\n") == ["Capaian PUG", SENTENCE, "Sampaikan angka 2024."]
    assert second.split("\n\n") == ["Indikator", "Nilai", "IPG", "91,2"]
    (table,) = document.tables
    assert (table.page, table.columns) == (2, ("Indikator", "Nilai"))


def test_pptx_slides_are_limited(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded) as caught:
        _read(tmp_path, _slides(), Settings(max_pages=1))
    assert caught.value.key == "pages_limit"


@pytest.mark.parametrize("part", ["ppt/presentation.xml", "ppt/slides/slide1.xml"])
def test_pptx_damaged_part(tmp_path: Path, part: str) -> None:
    with pytest.raises(UnreadableFile):
        _read(tmp_path, with_parts(_slides(), {part: b"<a>"}))
