"""How well and how fast pages are read from their picture.

Renders pages of ``../shared/real`` whose text layer is what the page shows, reads them back, and
compares words of three letters or more with the text layer (F1 over the multiset of words). Prints
figures for pages as they are, with noise and one degree of slant, lying on their side, and the time
against the bare engine with its own settings. Run: ``python benchmarks/bench_ocr.py [pages]``.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
sys.path.insert(0, str(ROOT))

from analyzer.extract.ocr_engine import OcrEngine, Picture, load_engines  # noqa: E402
from analyzer.extract.ocr_page import build_picture_text  # noqa: E402
from analyzer.extract.pdf_picture import PagePicture, render  # noqa: E402

PAGES = (
    ("renja-prov-sumatera-utara-dp3akb-2024-002.pdf", 9),
    ("other-prov-jawa-barat-bp3akb-2016-012.pdf", 18),
    ("lkjip-prov-sumatera-utara-dp3akb-2024-006.pdf", 16),
    ("renstra-prov-sumatera-utara-dp3akb-2024-2026-005.pdf", 9),
    ("lkjip-prov-sumatera-utara-dp3akb-2025-007.pdf", 10),
    ("other-prov-kalimantan-barat-diskominfo-2023-075.pdf", 1),
    ("renja-kab-cianjur-dkp-2016-037.pdf", 8),
    ("renja-prov-kalimantan-barat-diskominfo-2022-071.pdf", 70),
    ("renja-prov-sumatera-utara-dp3akb-2025-003.pdf", 51),
    ("renstra-kab-cianjur-dkp-2011-2016-038.pdf", 38),
    ("perwali-prov-sulawesi-utara-2015-055.pdf", 6),
    ("lkjip-prov-jawa-barat-rs-jiwa-2016-020.pdf", 10),
    ("lkjip-kab-cianjur-dkp-2015-039.pdf", 32),
    ("perda-kota-surabaya-2018-064.pdf", 3),
    ("other-prov-sumatera-utara-dp3akb-2023-008.pdf", 37),
    ("other-departemen-kominfo-nd-051.pdf", 5),
    ("renstra-prov-kalimantan-barat-diskominfo-2024-2026-073.pdf", 12),
    ("perwali-kota-semarang-2021-041.pdf", 12),
    ("rkpd-prov-jawa-barat-rs-jiwa-2016-031.pdf", 5),
    ("perwali-prov-sulawesi-utara-2016-044.pdf", 3),
    ("renja-prov-sumatera-utara-dp3akb-2023-001.pdf", 36),
)
HARD = 7
"""How many of the pages are also read damaged and turned."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def f1(truth: str, read: str) -> float:
    """F1 of the words of three letters or more."""
    left, right = (Counter(_WORD.findall(one.casefold())) for one in (truth, read))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def damaged(picture: Picture) -> Picture:
    """The picture slanting by one degree, with the noise of a poor scanner."""
    from PIL import Image

    slanted = Image.fromarray(picture).rotate(1.0, Image.Resampling.BICUBIC, fillcolor="white")
    noise = np.random.default_rng(7).normal(0.0, 18.0, picture.shape)
    dirty: Picture = np.clip(np.asarray(slanted) + noise, 0, 255).astype(np.uint8)
    return dirty


def on_its_side(picture: Picture) -> Picture:
    """The picture turned by a quarter."""
    return np.ascontiguousarray(np.rot90(picture))


def upside_down(picture: Picture) -> Picture:
    """The picture turned by half."""
    return np.ascontiguousarray(np.rot90(picture, 2))


def load_page(name: str, number: int) -> tuple[str, PagePicture]:
    """The words and the picture of a page."""
    pdf = pdfium.PdfDocument(REAL / name)
    try:
        truth = pdf[number - 1].get_textpage().get_text_range()
        picture = render(pdf, number - 1)
    finally:
        pdf.close()
    if picture is None:
        raise SystemExit(f"{name}: no page {number}")
    return truth, picture


def read(engine: OcrEngine, pixels: Picture) -> str:
    """The text of a picture in reading order."""
    height, width = pixels.shape[:2]
    lines = engine.read(pixels)
    return build_picture_text(lines, size=(width, height), points_per_pixel=1.0).raw


def measure(
    title: str,
    engine: OcrEngine,
    pages: Iterable[tuple[str, int]],
    change: Callable[[Picture], Picture] | None = None,
) -> float:
    """Print the F1 of each page, their median and worst; gives the seconds spent in the engine."""
    scores: list[tuple[float, str]] = []
    spent = 0.0
    for name, number in pages:
        truth, picture = load_page(name, number)
        pixels = change(picture.pixels) if change else picture.pixels
        before = time.process_time()
        text = read(engine, pixels)
        spent += time.process_time() - before
        scores.append((f1(truth, text), f"{name} {number}"))
    values = [score for score, _ in scores]
    print(
        f"{engine.name} · {title}: {len(values)} pages, F1 median {statistics.median(values):.4f},"
        f" worst {min(values):.4f} ({min(scores)[1]}), {spent / len(values):.1f} CPU s/page",
        flush=True,
    )
    return spent / len(values)


def measure_bare(pages: Iterable[tuple[str, int]]) -> float:
    """RapidOCR as it comes: F1 and CPU seconds a page."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "error"})
    scores: list[float] = []
    spent = 0.0
    for name, number in pages:
        truth, picture = load_page(name, number)
        before = time.process_time()
        found = engine(picture.pixels)
        spent += time.process_time() - before
        scores.append(f1(truth, "\n".join(found.txts or ())))
    print(
        f"bare rapidocr: {len(scores)} pages, F1 median {statistics.median(scores):.4f},"
        f" worst {min(scores):.4f}, {spent / len(scores):.1f} CPU s/page",
        flush=True,
    )
    return spent / len(scores)


def main() -> None:
    """Measure every engine there is."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else len(PAGES)
    pages, hard = PAGES[:count], PAGES[: min(count, HARD)]
    engines = [one for one in load_engines() if one.name.startswith("rapidocr")]
    if "--tesseract" in sys.argv:
        engines = [one for one in load_engines() if one.name.startswith("tesseract")]
    for engine in engines:
        spent = measure("as rendered", engine, pages)
        measure("noise and slant", engine, hard, damaged)
        measure("on its side", engine, hard, on_its_side)
        measure("upside down", engine, hard[:3], upside_down)
        if engine.name.startswith("rapidocr"):
            print(f"time against the bare engine: {spent / measure_bare(pages):.2f}")


if __name__ == "__main__":
    main()
