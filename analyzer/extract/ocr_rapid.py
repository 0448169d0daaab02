"""Reads pictures with RapidOCR (PP-OCR models on onnxruntime), which travels in its wheel.

Takes the picture of a page, gives its lines. The engine's own guess which lines stand on their head
is off: it sees wide lines squeezed to a stamp and turns one in eight of them (measured in
``benchmarks/bench_ocr.py``); here a line is turned only where it reads better so. Nothing is ever
fetched: without its model files the engine counts as missing.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.errors import MissingPart
from analyzer.extract.ocr_engine import Corners, Picture, ReadLine, even_centres, mean_confidence
from analyzer.extract.ocr_spaces import with_spaces

_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
_TALL = 1.5
_READS_WELL = 0.8
_LEAST_CONFIDENCE = 0.5


class RapidEngine:
    """RapidOCR with the models of its wheel.

    Args:
        threads: how many it may use; 0 for one a core.

    Raises:
        MissingPart: if the library or one of its model files is not installed.
    """

    def __init__(self, *, threads: int = 0) -> None:
        models = _model_paths()
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise MissingPart("ocr_missing", name="rapidocr", detail=str(error)) from error
        settings: dict[str, Any] = {"Global.log_level": "error", "Global.use_cls": False}
        if threads:
            settings["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
        self._engine: Any = RapidOCR(params={**settings, **models, "Global.return_word_box": True})
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)

    @property
    def name(self) -> str:
        """Name and version."""
        return f"rapidocr {importlib.metadata.version('rapidocr')}"

    def read(self, picture: Picture) -> list[ReadLine]:
        """The lines of the picture, in no particular order."""
        found = self._engine(picture, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        quads: list[Corners] = [_as_corners(box) for box in found.boxes]
        level, tall = _by_direction(quads)
        tall = [_turned(one, 3) for one in tall]
        return [*self._read_group(picture, level), *self._read_group(picture, tall)]

    def _read_group(self, picture: Picture, quads: Sequence[Corners]) -> list[ReadLine]:
        """Lines that are thought to be turned alike, read again upside down if they do not read."""
        lines = self._recognise(picture, quads)
        if lines and mean_confidence(lines) < _READS_WELL:
            flipped = self._recognise(picture, [_turned(one, 2) for one in quads])
            if mean_confidence(flipped) > mean_confidence(lines):
                lines = flipped
        return [one for one in lines if one.text and one.confidence >= _LEAST_CONFIDENCE]

    def _recognise(self, picture: Picture, quads: Sequence[Corners]) -> list[ReadLine]:
        if not quads:
            return []
        crops = [_cut(picture, one) for one in quads]
        found = self._engine.recognize_txt(crops)
        lines: list[ReadLine] = []
        for index, quad in enumerate(quads):
            text = str(found.txts[index])
            centres = _centres(text, found.word_results[index])
            text, centres = with_spaces(text, centres, crops[index])
            lines.append(ReadLine(text, quad, float(found.scores[index]), centres))
        return lines


def _model_paths() -> dict[str, str]:
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise MissingPart("ocr_missing", name="rapidocr", detail="rapidocr")
    folder = Path(found.origin).parent / "models"
    paths = {key: str(folder / file) for key, file in _MODELS.items()}
    for path in paths.values():
        if not Path(path).is_file():
            raise MissingPart("ocr_missing", name="rapidocr", detail=Path(path).name)
    return paths


def _as_corners(box: Any) -> Corners:
    first, second, third, fourth = ((float(x), float(y)) for x, y in box)
    return first, second, third, fourth


def _turned(corners: Corners, quarters: int) -> Corners:
    """The corners named anew for text that is turned by so many quarters clockwise."""
    one = corners[quarters:] + corners[:quarters]
    return one[0], one[1], one[2], one[3]


def _sides(corners: Corners) -> tuple[float, float]:
    """Length along the text and height across it, in pixels."""
    a, b, c, d = (np.array(one) for one in corners)
    along = max(np.linalg.norm(b - a), np.linalg.norm(c - d))
    across = max(np.linalg.norm(d - a), np.linalg.norm(c - b))
    return float(along), float(across)


def _by_direction(quads: Sequence[Corners]) -> tuple[list[Corners], list[Corners]]:
    """Level boxes and tall ones; short words that could be either go with most of the page."""
    level: list[Corners] = []
    tall: list[Corners] = []
    either: list[Corners] = []
    reach = [0.0, 0.0]
    for quad in quads:
        along, across = _sides(quad)
        if across >= _TALL * along:
            tall.append(quad)
            reach[1] += across
        elif along >= _TALL * across:
            level.append(quad)
            reach[0] += along
        else:
            either.append(quad)
    (tall if reach[1] > reach[0] else level).extend(either)
    return level, tall


def _cut(picture: Picture, corners: Corners) -> Picture:
    """The picture of one line, laid level."""
    import cv2

    width, height = (max(1, int(one)) for one in _sides(corners))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(np.array(corners, dtype=np.float32), target)
    return cv2.warpPerspective(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _centres(text: str, info: Any) -> tuple[float, ...]:
    """Where each character stands, from the columns in which the model saw it."""
    columns = [column for word in info.word_cols for column in word]
    marks = [index for index, one in enumerate(text) if not one.isspace()]
    if not info.line_txt_len or len(columns) != len(marks) or not marks:
        return even_centres(text)
    spots = [min(1.0, (column + 0.5) / info.line_txt_len) for column in columns]
    every = np.interp(np.arange(len(text)), marks, spots)
    return tuple(float(one) for one in every)
