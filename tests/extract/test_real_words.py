"""Words of real documents are those that pdfplumber reads, once both are compared fairly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench_words import BAR, f1, measure

TORN_BY_LINES_OF_ONE_CELL = "other-prov-kalimantan-barat-diskominfo-2023-075.pdf"
MANY_KINDS = (
    "lkjip-prov-jawa-barat-dinas-permukiman-dan-perumah-2016-021.pdf",  # turned tables, stamps
    "lkjip-prov-jawa-barat-inspektorat-2016-022.pdf",  # spaced-out heads
    "other-prov-kalimantan-barat-diskominfo-2024-076.pdf",  # letters one by one that overlap
    "other-prov-kalimantan-barat-diskominfo-2024-078.pdf",  # print of four points
    "other-prov-sumatera-utara-dp3akb-2024-009.pdf",  # charts with turned labels, a torn cover
    "perda-kab-tabalong-2020-068.pdf",  # words laid over a scan
)


def _fair(path: Path) -> float:
    return f1(measure(path)[-1])


def test_real_words_are_those_of_pdfplumber(shared: Path) -> None:
    assert _fair(shared / "real" / TORN_BY_LINES_OF_ONE_CELL) >= BAR


@pytest.mark.slow
@pytest.mark.parametrize("name", MANY_KINDS)
def test_real_words_are_those_of_pdfplumber_whatever_their_kind(shared: Path, name: str) -> None:
    assert _fair(shared / "real" / name) >= BAR
