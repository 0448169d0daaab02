"""Measures an archive of scanned files with OCR: pages a minute by one worker and by two.

    python benchmarks/bench_archive_ocr.py ../shared/real --longest 20
    python benchmarks/bench_archive_ocr.py ../shared/real --shortest 100 --longest 200 --limit 60

The folder has a ``MANIFEST.jsonl`` that tells which files are scanned and how many pages they have.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench_archive import PIPELINE, measured


def copy_scanned(real: Path, documents: Path, *, shortest: int, longest: int) -> None:
    """Copy the scanned files of so many pages."""
    documents.mkdir()
    lines = (real / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        if row.get("scanned") and shortest <= row["pages"] <= longest:
            shutil.copyfile(real / row["file"], documents / row["file"])


def measure(work: Path, *, limit: float, workers: list[int]) -> None:
    """Runs over the same files, with what became of each of them."""
    rates = {}
    for count in workers:
        archive = work / f"archive{count}"
        numbers = measured(
            work / "documents", archive, workers=count, engine=PIPELINE, ocr="auto", limit=limit
        )
        rates[count] = 60 * numbers["pages"] / numbers["seconds"]
        cpu = numbers["cpu_workers"] / max(numbers["pages"], 1)
        print(f"{count} workers {rates[count]:.1f} pages/min, {cpu:.2f} s of CPU a page {numbers}")
        for row in ledger_rows(archive):
            print("  ", *row, flush=True)
    if len(rates) > 1:
        print(f"{workers[-1]} workers / {workers[0]} {rates[workers[-1]] / rates[workers[0]]:.2f}")


def ledger_rows(archive: Path) -> list[tuple[Any, ...]]:
    """Path, status, reason, pages and seconds of each file."""
    with closing(sqlite3.connect(archive / "ledger.sqlite")) as db:
        return db.execute(
            "SELECT path, status, reason, pages, seconds FROM ledger ORDER BY path"
        ).fetchall()


def main() -> None:
    """Parse and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("real", type=Path)
    parser.add_argument("--shortest", type=int, default=1, help="pages")
    parser.add_argument("--longest", type=int, default=20, help="pages")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds a file")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="setara-bench-") as folder:
        work = Path(folder)
        copy_scanned(given.real, work / "documents", shortest=given.shortest, longest=given.longest)
        measure(work, limit=given.limit, workers=given.workers)


if __name__ == "__main__":
    main()
