"""How well and how fast ruled tables are read, beside pdfplumber, camelot and img2table.

Takes the pages of ``tests/data`` whose cells are known, cut out of ``../shared/real`` as files of
one page, so that every reader is given the same. ``table_cells.json`` was corrected from Setara's
own output by eye; ``table_cells_seen.json`` was written down from the rendered pages alone. Prints
for each page and over all the F1 of cell texts (blanks and case aside, as a multiset), and seconds
for a page as a ratio to pdfplumber's.

    python -m benchmarks.bench_tables [--peers PYTHON] [--rounds N]

``PYTHON`` is the interpreter of an environment with ``camelot-py`` and ``img2table``; without it
only Setara and pdfplumber are measured. All readers have their default settings; img2table takes
the text layer and no OCR.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "real"
SETS = ("table_cells.json", "table_cells_seen.json")
OWN, PEERS = ("setara", "pdfplumber"), ("camelot", "img2table")
REPEATS = "table_cells.json"
"""The set in which a cell over several rows stands in each of them."""

Text = tuple[int, int, int, str]
"""Table, row and column of a cell, and its text."""


def by_setara(path: Path) -> Iterator[Text]:
    """Cells as Setara gives them, one over several rows once."""
    from analyzer.extract import extract
    from analyzer.settings import OcrMode, Settings

    document = extract(path, settings=Settings(ocr=OcrMode.NEVER))
    for number, table in enumerate(document.tables):
        seen = set()
        for cell in table.cells:
            if (key := (cell.column, cell.start, cell.end)) not in seen:
                seen.add(key)
                yield number, cell.row, cell.column, document.text[cell.start : cell.end]


def by_pdfplumber(path: Path) -> Iterator[Text]:
    """Cells as ``find_tables`` gives them."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for number, table in enumerate(pdf.pages[0].find_tables()):
            for row, words in enumerate(table.extract()):
                yield from ((number, row, column, one or "") for column, one in enumerate(words))


def by_camelot(path: Path) -> Iterator[Text]:
    """Cells as camelot's lattice gives them."""
    import camelot

    for number, table in enumerate(camelot.read_pdf(str(path), flavor="lattice")):
        for row, words in enumerate(table.df.values.tolist()):
            yield from ((number, row, column, str(one)) for column, one in enumerate(words))


def by_img2table(path: Path) -> Iterator[Text]:
    """Cells as img2table gives them from the text layer, one over several places once."""
    from img2table.document import PDF

    for tables in PDF(str(path)).extract_tables().values():
        for number, table in enumerate(tables):
            seen = set()
            for row, cells in table.content.items():
                for column, cell in enumerate(cells):
                    box = cell.bbox
                    if (key := (box.x1, box.y1, box.x2, box.y2)) not in seen:
                        seen.add(key)
                        yield number, row, column, cell.value or ""


READERS: Mapping[str, Callable[[Path], Iterator[Text]]] = {
    "setara": by_setara, "pdfplumber": by_pdfplumber, "camelot": by_camelot,
    "img2table": by_img2table,
}  # fmt: skip


def read_all(reader: str, folder: Path, rounds: int) -> None:
    """Read the pages of a folder in this process; prints cells and median seconds as JSON."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    read, out = READERS[reader], {}
    for path in sorted(folder.glob("*.pdf")):
        cells, taken = list(read(path)), []
        for _ in range(rounds):
            start = time.perf_counter()
            cells = list(read(path))
            taken.append(time.perf_counter() - start)
        out[path.stem] = {"cells": cells, "seconds": statistics.median(taken)}
    print(json.dumps(out))


def cut_pages(keys: Iterable[str], folder: Path) -> None:
    """Write each page, named "file page", as a file of its own."""
    import pypdfium2 as pdfium

    for key in keys:
        name, page = key.rsplit(" ", 1)
        with pdfium.PdfDocument(SHARED / name) as whole, pdfium.PdfDocument.new() as single:
            single.import_pages(whole, [int(page) - 1])
            single.save(folder / f"{key}.pdf")


def counted(cells: Iterable[Text], *, repeats: bool) -> Counter[str]:
    """Hashes of the cell texts; with ``repeats``, equal ones below one another count once."""
    from analyzer.extract.characters import mend

    found: Counter[str] = Counter()
    above: dict[tuple[int, int], str] = {}
    for table, _, column, text in sorted(cells):
        words = "".join(mend(text).split()).casefold()
        if words:
            digest = hashlib.sha256(words.encode()).hexdigest()[:6]
            found[digest] += not repeats or above.get((table, column)) != digest
            above[table, column] = digest
    return found


def expected(listed: str, *, repeats: bool) -> Counter[str]:
    """Hashes of the cells that a page has, from "table.row.column hash, …"."""
    found: Counter[str] = Counter()
    above: dict[tuple[str, str], str] = {}
    for one in filter(None, listed.split(", ")):
        place, digest = one.split(" ")
        table, _, column = place.split(".")
        found[digest] += not repeats or above.get((table, column)) != digest
        above[table, column] = digest
    return found


def f1(found: Counter[str], gold: Counter[str]) -> float:
    """F1 of two multisets; 1 where both are empty."""
    total = found.total() + gold.total()
    return 2 * (found & gold).total() / total if total else 1.0


def report(name: str, gold: Mapping[str, str], results: Mapping[str, dict[str, dict]]) -> None:
    """Print a set: a line for each page, then all pages together and the ratio of time."""
    repeats = name == REPEATS
    print(f"\n{name:<66}" + "".join(f"{one:>11}" for one in results))
    sums = {reader: [Counter[str](), Counter[str]()] for reader in results}
    for number, (key, listed) in enumerate(gold.items()):
        right, line = expected(listed, repeats=repeats), f"{key[-64:]:<66}"
        for reader, pages in results.items():
            found = counted(map(tuple, pages[key]["cells"]), repeats=repeats)
            line += f"{f1(found, right):11.3f}"
            for total, own in zip(sums[reader], (found, right), strict=True):
                total.update({f"{number} {one}": count for one, count in own.items()})
        print(line)
    print(f"{'F1 over all cells':<66}" + "".join(f"{f1(*one):11.3f}" for one in sums.values()))
    filled = [key for key, listed in gold.items() if listed]
    taken = {one: sum(pages[key]["seconds"] for key in filled) for one, pages in results.items()}
    ratios = "".join(f"{taken[one] / taken['pdfplumber']:11.3f}" for one in results)
    print(f"{'time of a table page / pdfplumber':<66}{ratios}")


def main() -> None:
    """Measure, or read in a child process."""
    if sys.argv[1:2] == ["read"]:
        read_all(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", help="interpreter with camelot-py and img2table")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    gold = {name: json.loads((ROOT / "tests" / "data" / name).read_text("utf-8")) for name in SETS}
    readers = dict.fromkeys(OWN, sys.executable)
    readers |= dict.fromkeys(PEERS, given.peers) if given.peers else {}
    with tempfile.TemporaryDirectory(prefix="setara-bench-") as folder:
        cut_pages([key for pages in gold.values() for key in pages], Path(folder))
        results = {}
        for reader, python in readers.items():
            arguments = [python, __file__, "read", reader, folder, str(given.rounds)]
            done = subprocess.run(arguments, capture_output=True, text=True, check=True)
            results[reader] = json.loads(done.stdout.strip().splitlines()[-1])
    for name, pages in gold.items():
        report(name, pages, results)


if __name__ == "__main__":
    main()
