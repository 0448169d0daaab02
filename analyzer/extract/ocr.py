"""Pages that are read from their picture: which ones, by what, and whether to believe it.

Takes the pages of a PDF as its text layer gives them, gives them back as they are or read by an
engine of :mod:`analyzer.extract.ocr_engine`: where there is ink and no text, where the text is
rubbish, or where it is told to. The engine is loaded with the first page that needs it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import pypdfium2 as pdfium

from analyzer.extract.legible import legibility, reads_at_a_glance
from analyzer.extract.ocr_engine import load_engines
from analyzer.extract.ocr_page import PictureText, PlacedLine, build_picture_text
from analyzer.extract.ocr_rules import find_rules
from analyzer.extract.pdf_picture import PagePicture, has_objects, is_covered, render
from analyzer.extract.pieces import Piece
from analyzer.schema import Locator, Problem, ReadBy
from analyzer.settings import OcrMode, Settings
from analyzer.textmap import Box, RawRange

_LOG = logging.getLogger(__name__)
_FEW_CHARACTERS = 120
_LOW_CONFIDENCE = 0.9
_PART_OF_TIME = 0.8


class Need(Enum):
    """Why a page has to be read from its picture."""

    NOTHING = auto()
    NO_TEXT = auto()
    GARBLED = auto()
    TOLD = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """The characters of a page and their pieces in reading order, and what is wrong with them."""

    raw: str
    pieces: Sequence[Piece]
    by: ReadBy = ReadBy.TEXT
    problems: tuple[Problem, ...] = ()


class PageReader:
    """Reads the pages of one file, by text layer or by picture, and remembers the pictures' places.

    Args:
        pdf: the open file.
        settings: ``ocr`` decides; four fifths of ``seconds`` may be spent, so that what was read
            until then is not lost with the rest.
    """

    def __init__(self, pdf: pdfium.PdfDocument, settings: Settings) -> None:
        self._pdf = pdf
        self._mode = settings.ocr
        self._until = time.monotonic() + _PART_OF_TIME * settings.seconds
        self._lines: dict[int, tuple[PlacedLine, ...]] = {}
        self._told: set[str] = set()

    def read(self, page: pdfium.PdfPage, number: int, layer: Reading) -> Reading:
        """The page as it is best read.

        Args:
            page: its raw handle, open.
            number: from 1.
            layer: what its text layer holds.
        """
        need = self._need(page, layer)
        if need is Need.NOTHING:
            return _as_it_is(layer)
        reason = self._hindrance()
        if reason is not None:
            return self._unread(layer, number, need, reason)
        return self._from_picture(layer, number, need)

    def locator(self, layer: Locator) -> Locator:
        """A locator for all pages, those read from pictures included."""
        return PictureLocator(layer, self._lines) if self._lines else layer

    def _need(self, page: pdfium.PdfPage, layer: Reading) -> Need:
        if self._mode is OcrMode.ALWAYS:
            return Need.TOLD if has_objects(page) else Need.NOTHING
        raw = layer.raw
        if not layer.pieces or raw.isspace():
            return Need.NO_TEXT if has_objects(page) else Need.NOTHING
        covered = is_covered(page)
        if covered and len(raw) < _FEW_CHARACTERS:
            return Need.NO_TEXT
        if covered:
            return Need.GARBLED if legibility(raw).is_misread else Need.NOTHING
        if reads_at_a_glance(raw) or not legibility(raw).is_garbled:
            return Need.NOTHING
        return Need.GARBLED

    def _hindrance(self) -> str | None:
        """Why no page can be read from its picture now; None where it can."""
        if self._mode is OcrMode.NEVER:
            return ""
        if time.monotonic() > self._until:
            return "ocr_time"
        return None if load_engines() else "ocr_missing"

    def _unread(self, layer: Reading, number: int, need: Need, reason: str) -> Reading:
        """The text layer, and word of what it lacks."""
        problems: list[Problem] = []
        if need is Need.GARBLED:
            problems.append(Problem("page_garbled", number))
        elif need is Need.NO_TEXT:
            problems.append(Problem("page_without_text", number))
        if reason and reason not in self._told:
            self._told.add(reason)
            problems.append(Problem(reason))
        return _as_it_is(layer, *problems)

    def _from_picture(self, layer: Reading, number: int, need: Need) -> Reading:
        _LOG.info("reading page %d of %d from its picture", number, len(self._pdf))
        picture = render(self._pdf, number - 1)
        if picture is None:
            return self._unread(layer, number, need, "")
        best = _read_best(picture)
        if best is None or not best.raw or _is_worse(best, layer, need):
            is_bare = not layer.pieces and not picture.is_blank
            return _kept(layer, number, is_bare=is_bare)
        self._lines[number] = best.lines
        return Reading(best.raw, best.pieces, ReadBy.OCR, _doubts(best, number))


class PictureLocator:
    """Finds rectangles on pages read from pictures; leaves the other pages to another locator."""

    def __init__(self, layer: Locator, lines: Mapping[int, tuple[PlacedLine, ...]]) -> None:
        self._layer = layer
        self._lines = dict(lines)

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """Rectangles, one a line, of raw characters of a page."""
        lines = self._lines.get(raw.page)
        if lines is None:
            return self._layer.rectangles(raw)
        return tuple(
            one.box(raw.start, raw.end)
            for one in lines
            if one.start < raw.end and raw.start < one.end
        )


def _read_best(picture: PagePicture) -> PictureText | None:
    """What the best engine reads; where it doubts, what reads best of all engines."""
    best: PictureText | None = None
    rules = find_rules(picture.pixels)
    for engine in load_engines():
        one = build_picture_text(
            engine.read(picture.pixels),
            size=picture.size,
            points_per_pixel=picture.points_per_pixel,
            rules=rules,
        )
        if best is None or legibility(one.raw).score > legibility(best.raw).score:
            best = one
        if best.raw and best.confidence >= _LOW_CONFIDENCE:
            break
    return best


def _is_worse(picture: PictureText, layer: Reading, need: Need) -> bool:
    """Whether the text layer, such as it is, says more than was read from the picture."""
    if not layer.pieces or need is Need.TOLD:
        return False
    if need is Need.NO_TEXT:
        return len(picture.raw) < len(layer.raw.strip()) // 2
    return legibility(picture.raw).score < legibility(layer.raw).score


def _kept(layer: Reading, number: int, *, is_bare: bool) -> Reading:
    """The text layer where reading the picture brought nothing better."""
    if is_bare:
        return _as_it_is(layer, Problem("page_picture_only", number))
    if layer.pieces and legibility(layer.raw).is_garbled:
        return _as_it_is(layer, Problem("page_garbled", number))
    return _as_it_is(layer)


def _as_it_is(layer: Reading, *problems: Problem) -> Reading:
    """The text layer, empty or not, with what is wrong with it."""
    by = ReadBy.TEXT if layer.pieces else ReadBy.NONE
    if by is layer.by and not problems:
        return layer
    return replace(layer, by=by, problems=problems)


def _doubts(picture: PictureText, number: int) -> tuple[Problem, ...]:
    if picture.confidence >= _LOW_CONFIDENCE and not legibility(picture.raw).is_garbled:
        return ()
    percent = f"{100 * picture.confidence:.0f}"
    return (Problem("page_low_confidence", number, (("confidence", percent),)),)
