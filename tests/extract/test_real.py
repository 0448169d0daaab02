"""Real documents: every place leads to the quoted words, every malformed file gives a status."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from analyzer.errors import SetaraError
from analyzer.extract import extract
from analyzer.extract.characters import mend
from analyzer.extract.isolate import Isolation
from analyzer.extract.pdf_page import RawPage, Rects
from analyzer.schema import Document
from analyzer.segment import segment
from analyzer.settings import OcrMode, Settings
from analyzer.textmap import Box

PLAIN = Settings(ocr=OcrMode.NEVER)
SAMPLES = 12
FEW = ("renja-prov-sumatera-utara-dp3akb-2025-003.pdf", "perda-kota-surabaya-2018-064.pdf")
ROTATED = "renja-prov-kalimantan-barat-diskominfo-2022-071.pdf"


def _characters(pdf: pdfium.PdfDocument, number: int) -> list[tuple[float, float, str]]:
    """Middle of each visible character of a page, in points from its top left."""
    from analyzer.extract.pdf import _frame_of

    handle = pdf[number - 1]
    textpage = handle.get_textpage()
    page = RawPage(textpage.raw, _frame_of(handle.raw), Rects())
    found = []
    for index, one in enumerate(page.text()):
        corners = page.char_box(index)
        if corners is not None and not one.isspace():
            x0, top, x1, bottom = page.frame.box(*corners)
            found.append(((x0 + x1) / 2, (top + bottom) / 2, one))
    return found


def _under(characters: list[tuple[float, float, str]], boxes: tuple[Box, ...]) -> str:
    return "".join(
        one
        for x, y, one in characters
        if any(
            b.x0 - 0.01 <= x <= b.x1 + 0.01 and b.top - 0.01 <= y <= b.bottom + 0.01 for b in boxes
        )
    )


def _misplaced(path: Path, document: Document, count: int) -> list[tuple[str, str]]:
    """Sampled words whose rectangles hold other characters than they have."""
    words = [match.span() for match in re.finditer(r"[^\s|]+(?: [^\s|]+){0,4}", document.text)]
    chosen = random.Random(7).sample(words, min(count, len(words)))
    pdf = pdfium.PdfDocument(path)
    wrong = []
    for start, end in chosen:
        places = document.locate(start, end)
        under = "".join(_under(_characters(pdf, one.page), one.rectangles) for one in places)
        quoted = document.text[start:end].replace(" ", "")
        if Counter(mend(under).replace(" ", "")) != Counter(quoted):
            wrong.append((quoted, under))
    return wrong


@pytest.mark.parametrize("name", [*FEW, ROTATED])
def test_real_places_hold_the_quoted_words(shared: Path, name: str) -> None:
    path = shared / "real" / name
    document = segment(extract(path, settings=PLAIN)).document
    assert _misplaced(path, document, SAMPLES) == []


@pytest.mark.slow
def test_real_places_hold_the_quoted_words_everywhere(shared: Path) -> None:
    asked = wrong = 0
    for path in sorted((shared / "real").glob("*.pdf")):
        try:
            document = segment(extract(path, settings=PLAIN)).document
        except SetaraError:
            continue
        asked += SAMPLES
        wrong += len(_misplaced(path, document, SAMPLES))
    assert asked > 400
    assert wrong <= 0.005 * asked  # words printed twice over one another hold both


@pytest.mark.slow
def test_real_malformed_files_give_a_status_each(shared: Path) -> None:
    statuses: Counter[str] = Counter()
    with Isolation(seconds=30, memory_mb=3000) as worker:
        for path in sorted((shared / "malformed").iterdir()):
            if path.suffix in {".tsv", ".py"}:
                continue
            try:
                document = worker.run(extract, path, settings=PLAIN, name=path.name)
            except SetaraError as error:
                statuses[error.key] += 1
            else:
                statuses["partial" if document.problems else "ok"] += 1
    assert sum(statuses.values()) == sum(
        path.suffix not in {".tsv", ".py"} for path in (shared / "malformed").iterdir()
    )
    assert statuses["worker_crashed"] == 0 and statuses["pdf_encrypted"] > 0


def test_real_two_readings_are_the_same(shared: Path) -> None:
    path = shared / "real" / FEW[1]
    first, second = (segment(extract(path, settings=PLAIN)) for _ in range(2))
    assert first.passages == second.passages and first.document.map == second.document.map
