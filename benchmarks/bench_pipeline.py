"""How long a whole analysis takes, as a ratio to pdfium's bare text extraction of the same file.

Takes PDF files (by default native ones of the shared real documents), prints one line a file: bare
seconds, then the ratio of the whole analysis without and with tables, after start-up. Measured
interleaved in one process; medians are printed.

    python -m benchmarks.bench_pipeline [FILE…] [--rounds N]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from analyzer import analyze
from analyzer.settings import OcrMode, Settings, TableMode

SHARED = Path(__file__).resolve().parents[2] / "shared" / "real"
DEFAULT = (
    "renja-prov-sumatera-utara-dp3akb-2025-003.pdf",
    "renja-prov-kalimantan-barat-diskominfo-2022-071.pdf",
    "lkjip-prov-sumatera-utara-dp3akb-2024-006.pdf",
    "renstra-prov-jawa-barat-bp3akb-2013-2018-013.pdf",
)


def bare(path: Path) -> int:
    """The characters of the file, as pdfium gives them."""
    with pdfium.PdfDocument(path) as pdf:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(path: Path, rounds: int) -> dict[str, float]:
    """Medians by name over interleaved rounds; the first round warms up and is not counted."""
    plain = Settings(tables=TableMode.NEVER, ocr=OcrMode.NEVER)
    ruled = Settings(tables=TableMode.AUTO, ocr=OcrMode.NEVER)
    found: dict[str, list[float]] = defaultdict(list)
    for index in range(rounds + 1):
        taken = {
            "bare": seconds(lambda: bare(path)),
            "analysis": seconds(lambda: analyze(path, settings=plain)),
        }
        if index < 2:
            taken["with tables"] = seconds(lambda: analyze(path, settings=ruled))
        for name, value in taken.items():
            if index or name == "with tables":
                found[name].append(value)
    return {name: statistics.median(values) for name, values in found.items()}


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    files = chosen.files or [SHARED / name for name in DEFAULT]
    print(f"{'file':52} {'pages':>5} {'bare s':>7} {'analysis':>9} {'tables':>8}")
    for path in files:
        found = measure(path, chosen.rounds)
        with pdfium.PdfDocument(path) as pdf:
            pages = len(pdf)
        ratios = [found[name] / found["bare"] for name in ("analysis", "with tables")]
        print(
            f"{path.name[:52]:52} {pages:5} {found['bare']:7.3f} "
            f"{ratios[0]:8.2f}x {ratios[1]:7.1f}x"
        )


if __name__ == "__main__":
    main()
