"""Cells of real tables, checked by eye on rendered pages, kept as hashes.

``tests/data/table_cells.json`` has for each page "table.row.column hash" of every filled cell; a
page with no cells shows a chart or shaded text that must not be taken for a table. The cells in
``table_cells_seen.json`` were written down from the rendered pages before any output was looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from analyzer.extract import extract
from analyzer.segment import segment
from analyzer.segment.matrix import build_plan
from analyzer.settings import OcrMode, Settings

GOLD = Path(__file__).parents[1] / "data" / "table_cells.json"
SEEN = GOLD.with_name("table_cells_seen.json")
PLAIN = Settings(ocr=OcrMode.NEVER)
AMOUNTS = {
    "2.08.01": 18_592_176_718,
    "2.08.01.1.01": 4_070_000,
    "2.08.01.1.01.0001": 4_070_000,
    "2.08.01.1.02": 14_491_347_610,
    "2.08.01.1.02.0001": 14_245_695_610,
}


def _digest(words: str) -> str:
    plain = "".join(words.split()).casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:6]


def _cells(path: Path, page: int) -> Counter[str]:
    document = extract(path, settings=PLAIN)
    return Counter(
        f"{index}.{cell.row}.{cell.column} {_digest(words)}"
        for index, table in enumerate(one for one in document.tables if one.page == page)
        for cell in table.cells
        if (words := document.text[cell.start : cell.end]).strip()
    )


def _once(path: Path, page: int) -> Iterator[str]:
    """Hashes of the cells of a page, that of a cell over several rows once."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    document = extract(path, settings=PLAIN)
    for index, table in enumerate(one for one in document.tables if one.page == page):
        for cell in table.cells:
            words = document.text[cell.start : cell.end]
            if words.strip() and last.get((index, cell.column)) != (cell.start, cell.end):
                yield _digest(words)
            last[index, cell.column] = cell.start, cell.end


def _f1(pairs: Sequence[tuple[Counter[str], Counter[str]]]) -> float:
    """F1 over all pages, from what was expected and found on each."""
    right = sum((expected & found).total() for expected, found in pairs)
    return 2 * right / sum(expected.total() + found.total() for expected, found in pairs)


@pytest.mark.slow
def test_real_table_cells_are_those_seen_on_the_page(shared: Path) -> None:
    gold: dict[str, str] = json.loads(GOLD.read_text(encoding="utf-8"))
    pairs = []
    for key, listed in gold.items():
        name, page = key.rsplit(" ", 1)
        expected = Counter(one for one in listed.split(", ") if one)
        pairs.append((expected, _cells(shared / "real" / name, int(page))))
        assert expected or not pairs[-1][1], key
    assert len(gold) >= 25
    assert _f1(pairs) >= 0.95


@pytest.mark.slow
def test_real_table_cells_are_those_written_down_from_the_picture(shared: Path) -> None:
    gold: dict[str, str] = json.loads(SEEN.read_text(encoding="utf-8"))
    pairs = []
    for key, listed in gold.items():
        name, page = key.rsplit(" ", 1)
        expected = Counter(one.split(" ")[1] for one in listed.split(", "))
        pairs.append((expected, Counter(_once(shared / "real" / name, int(page)))))
    assert len(gold) >= 12
    assert _f1(pairs) >= 0.95


def test_real_matrix_has_codes_and_amounts(shared: Path) -> None:
    path = shared / "real" / "renja-prov-sumatera-utara-dp3akb-2026-004.pdf"
    done = segment(extract(path, settings=PLAIN))
    page = done.document.pages[82]
    on_page = {one.id for one in done.passages if page.start <= one.start < page.end}
    rows = [
        row
        for row in build_plan(done.document, done.passages)
        if row.passage in on_page and row.code is not None
    ]
    assert {row.code.text: row.budget for row in rows if row.code} == AMOUNTS
    sub = next(row for row in rows if row.code and row.code.text == "2.08.01.1.01.0001")
    assert sub.target is not None and (sub.target.number, sub.target.unit) == (8, "dokumen")
    assert sub.programme.startswith("PROGRAM PENUNJANG") and sub.activity
