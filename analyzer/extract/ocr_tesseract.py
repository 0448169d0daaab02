"""Reads pictures with Tesseract, where its program and its Indonesian data are installed.

Takes the picture of a page, gives its lines. Tesseract is a program of its own (a package of the
operating system); it is called once a page and turn, with no shell and nothing but the picture.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from analyzer.errors import MissingPart
from analyzer.extract.ocr_engine import Corners, Picture, Point, ReadLine

_LANGUAGE = "ind"
_SECONDS = 120.0
_READS_WELL = 0.8
_LEAST_CHARACTERS = 40
_LEAST_CONFIDENCE = 0.3
_CELL_GAP = 1.5
_SHORT = 2
_WORD_LEVEL = "5"
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


class TesseractEngine:
    """The ``tesseract`` program with Indonesian data.

    Raises:
        MissingPart: if the program or the data is not installed.
    """

    def __init__(self) -> None:
        program = shutil.which("tesseract")
        if program is None:
            raise MissingPart("ocr_missing", name="tesseract", detail="tesseract")
        self._program = program
        known = self._run("--list-langs").split()
        if _LANGUAGE not in known:
            raise MissingPart("ocr_missing", name="tesseract", detail=f"{_LANGUAGE}.traineddata")
        self._version = self._run("--version").split()[1]

    @property
    def name(self) -> str:
        """Name and version."""
        return f"tesseract {self._version}"

    def read(self, picture: Picture) -> list[ReadLine]:
        """The lines of the picture, in no particular order; turned as a whole if it has to be."""
        best = self._read_turned(picture, 0)
        if _reads(best):
            return best
        turned = [self._read_turned(picture, quarters) for quarters in (1, 3, 2)]
        return max([best, *turned], key=_weight)

    def _read_turned(self, picture: Picture, quarters: int) -> list[ReadLine]:
        """Lines of the picture turned counterclockwise, with corners in the picture as it is."""
        from PIL import Image

        turned = np.rot90(picture, quarters)
        with tempfile.TemporaryDirectory(prefix="setara-") as folder:
            path = Path(folder) / "page.png"
            Image.fromarray(np.ascontiguousarray(turned[:, :, ::-1])).save(path, compress_level=1)
            table = self._run(str(path), "stdout", "-l", _LANGUAGE, "--psm", "3", "tsv")
        height, width = picture.shape[:2]
        return [_line(words, quarters=quarters, size=(width, height)) for words in _lines(table)]

    def _run(self, *arguments: str) -> str:
        try:
            done = subprocess.run(
                [self._program, *arguments],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, **_ONE_THREAD},
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.decode("utf-8", errors="replace")


Word = dict[str, str]


def _lines(table: str) -> Iterable[list[Word]]:
    """The words of each line; a line that runs over several cells of a table is parted."""
    lines: dict[tuple[str, str, str], list[Word]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") != _WORD_LEVEL or not (row.get("text") or "").strip():
            continue
        if float(row["conf"]) < 100 * _LEAST_CONFIDENCE or _is_tall(row):
            continue
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return itertools.chain.from_iterable(_parted(one) for one in lines.values())


def _is_tall(word: Word) -> bool:
    """Whether a word stands upright: such words come in a wrong order until the page is turned."""
    return len(word["text"].strip()) > _SHORT and float(word["height"]) > float(word["width"])


def _parted(words: list[Word]) -> Iterable[list[Word]]:
    """Words of one line, parted where they stand further apart than words of a sentence do."""
    height = statistics.median(float(one["height"]) for one in words)
    parts: list[list[Word]] = [[words[0]]]
    for before, word in itertools.pairwise(words):
        gap = float(word["left"]) - float(before["left"]) - float(before["width"])
        if gap > _CELL_GAP * height:
            parts.append([])
        parts[-1].append(word)
    return parts


def _line(words: list[Word], *, quarters: int, size: tuple[int, int]) -> ReadLine:
    boxes = [
        (left := float(one["left"]), top := float(one["top"]),
         left + float(one["width"]), top + float(one["height"]))
        for one in words
    ]  # fmt: skip
    x0, y0 = min(one[0] for one in boxes), min(one[1] for one in boxes)
    x1, y1 = max(one[2] for one in boxes), max(one[3] for one in boxes)
    texts = [one["text"].strip() for one in words]
    centres: list[float] = []
    for text, (left, _, right, _) in zip(texts, boxes, strict=True):
        if centres:
            centres.append((left - x0) / (x1 - x0))
        step = (right - left) / len(text)
        centres.extend((left - x0 + (index + 0.5) * step) / (x1 - x0) for index in range(len(text)))
    weight = sum(len(one) for one in texts)
    sure = sum(float(one["conf"]) * len(one["text"].strip()) for one in words) / (100 * weight)
    turned = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return ReadLine(" ".join(texts), _back(turned, quarters, size), sure, tuple(centres))


def _back(corners: Corners, quarters: int, size: tuple[int, int]) -> Corners:
    """Corners in a picture that was turned counterclockwise, as they are in the picture itself."""
    width, height = size
    a, b, c, d = (_back_point(one, quarters, width, height) for one in corners)
    return a, b, c, d


def _back_point(point: Point, quarters: int, width: int, height: int) -> Point:
    x, y = point
    match quarters:
        case 1:
            return width - y, x
        case 2:
            return width - x, height - y
        case 3:
            return y, height - x
        case _:
            return point


def _weight(lines: list[ReadLine]) -> float:
    return sum(one.confidence * len(one.text) for one in lines)


def _reads(lines: list[ReadLine]) -> bool:
    characters = sum(len(one.text) for one in lines)
    return characters >= _LEAST_CHARACTERS and _weight(lines) >= _READS_WELL * characters
