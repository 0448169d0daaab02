"""Pictures of PDF pages: whether a page is one, and the pixels of it.

Takes an open file and page handles of pdfium, gives pixels in a size that engines read well and
memory bears. It reads no text.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

_DPI = 200.0
_MAX_SIDE_PIXELS = 3400
_POINTS_PER_INCH = 72.0
_COVER = 0.6
_FIRST_OBJECTS = 3
_BLANK_SPREAD = 4.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Pixels of a page (blue, green, red), its size in points and the size of a pixel."""

    pixels: NDArray[Any]
    size: tuple[float, float]
    points_per_pixel: float

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all stands on the page."""
        return float(np.std(self.pixels[::4, ::4])) < _BLANK_SPREAD


def render(pdf: pdfium.PdfDocument, index: int) -> PagePicture | None:
    """The picture of a page at 200 dpi, less for very large pages; None where it has no extent."""
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = min(_DPI / _POINTS_PER_INCH, _MAX_SIDE_PIXELS / max(width, height))
        if min(width, height) * scale < 1:
            return None
        pixels = page.render(scale=scale).to_numpy()[:, :, :3].copy()
        return PagePicture(pixels, (width, height), 1 / scale)
    finally:
        page.close()


def has_objects(page: pdfium_c.FPDF_PAGE) -> bool:
    """Whether anything is drawn on the page."""
    return bool(pdfium_c.FPDFPage_CountObjects(page) > 0)


def is_covered(page: pdfium_c.FPDF_PAGE) -> bool:
    """Whether a picture drawn before the rest covers most of the page, as a scan does."""
    for index in range(min(_FIRST_OBJECTS, pdfium_c.FPDFPage_CountObjects(page))):
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(item) not in (
            pdfium_c.FPDF_PAGEOBJ_IMAGE,
            pdfium_c.FPDF_PAGEOBJ_FORM,
        ):
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        own = (right.value - left.value) * (top.value - bottom.value)
        area = pdfium_c.FPDF_GetPageWidthF(page) * pdfium_c.FPDF_GetPageHeightF(page)
        if 0 < _COVER * area <= own and _is_picture(item):
            return True
    return False


def _is_picture(item: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether the object is an image, or a form that begins with one."""
    if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return True
    if pdfium_c.FPDFFormObj_CountObjects(item) <= 0:
        return False
    first = pdfium_c.FPDFFormObj_GetObject(item, 0)
    return bool(pdfium_c.FPDFPageObj_GetType(first) == pdfium_c.FPDF_PAGEOBJ_IMAGE)
