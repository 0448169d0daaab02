"""How long extract and segment take, as ratios to pdfium's bare text extraction.

Takes PDF files (by default the 96-page Renja and three others of the shared real documents),
prints one line a file: bare seconds, and the ratios of extract without tables, of segment, and of
extract with tables. All are measured interleaved in one process; medians are printed.

    python benchmarks/bench_extract.py [FILE…] [--rounds N] [--tables]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from analyzer.extract import extract
from analyzer.segment import segment
from analyzer.settings import OcrMode, Settings, TableMode

SHARED = Path(__file__).resolve().parents[2] / "shared" / "real"
DEFAULT = (
    "renja-prov-sumatera-utara-dp3akb-2025-003.pdf",
    "renja-prov-kalimantan-barat-diskominfo-2022-071.pdf",
    "lkjip-prov-jawa-barat-dinas-kesehatan-2016-017.pdf",
    "renja-prov-jawa-barat-bkp-2016-028.pdf",
)


def bare(path: Path) -> int:
    """What every tool has to do: load each page and its text page, take the text."""
    total = 0
    pdf = pdfium.PdfDocument(path)
    for index in range(len(pdf)):
        page = pdf[index]
        textpage = page.get_textpage()
        total += len(textpage.get_text_range())
        textpage.close()
        page.close()
    pdf.close()
    return total


def measure(path: Path, *, rounds: int, with_tables: bool) -> dict[str, float]:
    """Median seconds of each step, interleaved."""
    plain = Settings(tables=TableMode.NEVER, ocr=OcrMode.NEVER)
    document = extract(path, settings=plain)
    steps: dict[str, Callable[[], object]] = {
        "bare": lambda: bare(path),
        "extract": lambda: extract(path, settings=plain),
        "segment": lambda: segment(document),
    }
    if with_tables:
        steps["tables"] = lambda: extract(path, settings=Settings(ocr=OcrMode.NEVER))
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in taken.items()}


def main() -> None:
    """Print one line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tables", action="store_true")
    options = parser.parse_args()
    for path in options.files or [SHARED / name for name in DEFAULT]:
        taken = measure(path, rounds=options.rounds, with_tables=options.tables)
        ratios = "  ".join(
            f"{name} {seconds / taken['bare']:.2f}x"
            for name, seconds in taken.items()
            if name != "bare"
        )
        sys.stdout.write(f"{path.name[:52]:<52} bare {taken['bare']:.3f} s  {ratios}\n")


if __name__ == "__main__":
    main()
