"""Paragraph boundaries of real pages, kept as hashes.

``paragraphs.json`` was made of our own output and checked by eye on rendered pages: it guards.
``paragraph_ends.json`` was written down from rendered pages before any output was seen:
it measures.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from analyzer.extract import extract
from analyzer.segment import Segmented, segment
from analyzer.settings import OcrMode, Settings
from benchmarks.bench_paragraphs import load_pages, score_page

GOLD = Path(__file__).parents[1] / "data" / "paragraphs.json"


@cache
def _segmented(path: Path) -> Segmented:
    return segment(extract(path, settings=Settings(ocr=OcrMode.NEVER)))


def _hashes(path: Path, number: int) -> Counter[str]:
    """Hashes of the parts of passages that stand on a page."""
    done = _segmented(path)
    page = done.document.pages[number - 1]
    found: Counter[str] = Counter()
    for one in done.passages:
        start, end = max(one.start, page.start), min(one.end, page.end)
        if start < end:
            words = "".join(done.document.text[start:end].split())
            found[hashlib.sha256(words.encode()).hexdigest()[:6]] += 1
    return found


@pytest.mark.slow
def test_real_paragraphs_are_those_seen_on_the_page(shared: Path) -> None:
    gold: dict[str, str] = json.loads(GOLD.read_text(encoding="utf-8"))
    assert len(gold) >= 40
    right = found_count = gold_count = 0
    for key, listed in gold.items():
        name, number = key.rsplit(" ", 1)
        expected, found = Counter(listed.split()), _hashes(shared / "real" / name, int(number))
        right += sum((expected & found).values())
        found_count += sum(found.values())
        gold_count += sum(expected.values())
    assert 2 * right / (found_count + gold_count) >= 0.95


@pytest.mark.slow
def test_real_paragraphs_begin_and_end_where_a_reader_sees_them(shared: Path) -> None:
    scores = [
        score_page(shared / "real" / name, number, parts)
        for (name, number), parts in load_pages().items()
    ]
    assert len(scores) >= 180
    assert sum(one.is_right for one in scores) >= 0.95 * len(scores)
    assert sum(one.right_parts for one in scores) >= 0.98 * sum(one.parts for one in scores)
