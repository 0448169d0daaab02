"""Whole analyses of real documents: none fails, and places lead to the words that are quoted."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from analyzer import analyze
from analyzer.errors import NoText
from analyzer.report.record import to_json, to_record
from analyzer.schema import Analysis, Dimension, Label, ReadBy
from analyzer.settings import OcrMode, Settings

SHARED = Path(__file__).parents[2] / "shared" / "real"
PDFS = sorted(SHARED.glob("*.pdf"))
NEWS = sorted((SHARED / "news").glob("*.txt"))
SETTINGS = Settings(ocr=OcrMode.NEVER)
FEWEST_RIGHT = 0.99

pytestmark = pytest.mark.skipif(not PDFS, reason=f"needs real documents in {SHARED}")


def letters(text: str) -> str:
    """Letters and digits only: blanks and hyphens are what layout adds or breaks."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\W_]+", "", folded)


def under(pdf: pdfium.PdfDocument, analysis: Analysis, start: int, end: int) -> str:
    """The characters of the file under the rectangles reported for a range."""
    found = ""
    for place in analysis.document.locate(start, end):
        page = pdf[place.page - 1]
        height, text = page.get_height(), page.get_textpage()
        for box in place.rectangles:
            middle = height - (box.top + box.bottom) / 2
            found += text.get_text_bounded(box.x0 - 0.1, middle - 1, box.x1 + 0.1, middle + 1)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_real_pdf_mentions_stand_where_they_are_said_to(path: Path) -> None:
    try:
        analysis = analyze(path, settings=SETTINGS)
    except NoText:
        return
    text, right, total = analysis.document.text, 0, 0
    upright = {page.number for page in analysis.document.pages if page.read_by is ReadBy.TEXT}
    with pdfium.PdfDocument(path) as pdf:
        turned = {number for number in upright if pdf[number - 1].get_rotation()}
        for mention in analysis.mentions:
            places = analysis.document.locate(mention.start, mention.end)
            assert places, mention
            if {place.page for place in places} & turned:
                continue
            total += 1
            quoted = letters(text[mention.start : mention.end])
            right += quoted in letters(under(pdf, analysis, mention.start, mention.end))
    assert right >= FEWEST_RIGHT * total, f"{right} of {total}"


@pytest.mark.slow
@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_real_news_are_analysed(path: Path) -> None:
    analysis = analyze(path, settings=SETTINGS)
    assert analysis.passages


def test_real_release_on_the_working_group_is_strong_with_all_dimensions() -> None:
    (path,) = [one for one in NEWS if one.stem == "000_dc65c2a12387b2c2"]
    analysis = analyze(path, settings=SETTINGS)
    assert analysis.verdict.label is Label.STRONG
    assert {one.dimension for one in analysis.mentions} >= set(Dimension)
    carried = {
        analysis.document.text[passage.start : passage.end]
        for passage in analysis.passages
        for one in analysis.mentions
        if one.dimension is not None and one.passage == passage.id
    }
    assert any("akses, partisipasi, kontrol" in words for words in carried)


@pytest.mark.slow
def test_real_analysis_twice_gives_the_same_bytes() -> None:
    path = SHARED / "renja-prov-sumatera-utara-dp3akb-2024-002.pdf"
    first, second = (to_json(to_record(analyze(path, settings=SETTINGS))) for _ in range(2))
    assert first == second
    assert json.loads(first)["schema"] == "setara/analysis/1"
