"""Cells of real tables, checked by eye on rendered pages, kept as hashes.

``tests/data/table_cells.json`` has for each page "table.row.column hash" of every filled cell; a
page with no cells shows a chart or shaded text that must not be taken for a table.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from analyzer.extract import extract
from analyzer.segment import segment
from analyzer.segment.matrix import build_plan
from analyzer.settings import OcrMode, Settings

GOLD = Path(__file__).parents[1] / "data" / "table_cells.json"
PLAIN = Settings(ocr=OcrMode.NEVER)
AMOUNTS = {
    "2.08.01": 18_592_176_718,
    "2.08.01.1.01": 4_070_000,
    "2.08.01.1.01.0001": 4_070_000,
    "2.08.01.1.02": 14_491_347_610,
    "2.08.01.1.02.0001": 14_245_695_610,
}


def _cells(path: Path, page: int) -> Counter[str]:
    document = extract(path, settings=PLAIN)
    found: Counter[str] = Counter()
    tables = [table for table in document.tables if table.page == page]
    for index, table in enumerate(tables):
        for cell in table.cells:
            words = "".join(document.text[cell.start : cell.end].split()).casefold()
            if words:
                digest = hashlib.sha256(words.encode()).hexdigest()[:6]
                found[f"{index}.{cell.row}.{cell.column} {digest}"] += 1
    return found


@pytest.mark.slow
def test_real_table_cells_are_those_seen_on_the_page(shared: Path) -> None:
    gold: dict[str, str] = json.loads(GOLD.read_text(encoding="utf-8"))
    right = found_count = gold_count = 0
    for key, listed in gold.items():
        name, page = key.rsplit(" ", 1)
        expected = Counter(one for one in listed.split(", ") if one)
        found = _cells(shared / "real" / name, int(page))
        if not expected:
            assert not found, key
        right += sum((expected & found).values())
        found_count += sum(found.values())
        gold_count += sum(expected.values())
    assert len(gold) >= 25
    assert 2 * right / (found_count + gold_count) >= 0.95


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
