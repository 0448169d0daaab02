"""Running heads and feet, page numbers, site addresses: what stands on page after page.

Takes the lines and pages of a document, gives the indices of the lines that are furniture. They
leave the text, not the map.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analyzer.schema import Page
from analyzer.segment.lines import Line

_MARGIN_POINTS = 75.0
_MARGIN_PART = 0.125
_EDGE_LINES = 6
_LEAST_PAGES = 3
_PART_OF_PAGES = 0.05
_OFTEN = 0.3
_GRID_POINTS = 6.0
_SAME_BEGINNING = 24
_PLACE_POINTS = 12.0
_SAME_SIZE = 0.2
_FEWEST_NUMBERS = 5
_SCATTER = 2
_BODY = re.compile(r"(?:\(?(?:[a-z]{1,3}|\d{1,2})[.)]|[a-z]+,?) (?=.*[A-Za-z])")
"""An item, or a line in the middle of a sentence: text that returns, no head."""

_PAGE_END = re.compile(r"\s(?:[|–-] ?)?#$")
_DIGITS = re.compile(r"\d+|\b[ivxlcIVXLC]{1,6}\b")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|~(\[]\s*)?(?:(?:hal(?:aman)?|page)\.?\s*:?\s*)?"
    r"(?:bab\s+[ivxlc\d]+\s*[-–|.]?\s*(?=\d))?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*[-–/|.]\s*(?:\d{1,4}|[ivxlc]{1,6})|\s+(?:dari|of)\s+\d{1,4})?\s*(?:[-–—|~)\]])?",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"(?:BAB|Bab)\s+(?:[IVXLC]{1,6}|\d{1,2})\.?|PENDAHULUAN|PENUTUP")
_SITE = re.compile(
    r"(?:https?://|www\.)?[\w.-]+\.(?:go\.id|co\.id|com|id|net|org)(?:/\S*)?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"ditandatangani secara elektronik|sertifikat elektronik|balai (?:besar )?sertifikasi"
    r" elektronik|\bBSrE\b|UU ITE No(?:mor)?\.? ?11 Tahun 2008|dokumen ini (?:telah|sah)",
    re.IGNORECASE,
)
_WATERMARK = re.compile(
    r"(?:s ?a ?l ?i ?n ?a ?n|d ?r ?a ?f ?t|c ?o ?p ?y|jdih[\w. ]*)", re.IGNORECASE
)


def find_furniture(lines: Sequence[Line], pages: Sequence[Page]) -> frozenset[int]:
    """Indices of the lines that belong to the page, not to the text."""
    edges = _edge_lines(lines, pages)
    repeated = _repeated(lines, edges, pages)
    found = set(repeated)
    for index in edges:
        text = lines[index].text
        if len(text) < 24 and _PAGE_NUMBER.fullmatch(text):
            found.add(index)
    found.update(_alike(lines, found, edges, pages))
    found.update(_counting(lines))
    found.update(_signatures(lines))
    found.update(_sites(lines, len(pages)))
    return frozenset(found)


def _edge_lines(lines: Sequence[Line], pages: Sequence[Page]) -> list[int]:
    """The outermost lines of each page that stand in its margins."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.has_box and line.cell < 0:
            by_page[line.page].append(index)
    edges: list[int] = []
    for number, own in by_page.items():
        height = pages[number - 1].height
        margin = max(_MARGIN_POINTS, _MARGIN_PART * height)
        top = [index for index in own if lines[index].bottom < margin]
        low = [index for index in own if lines[index].top > height - margin]
        top.sort(key=lambda index: lines[index].top)
        low.sort(key=lambda index: -lines[index].bottom)
        edges += top[:_EDGE_LINES] + low[:_EDGE_LINES]
    return edges


def _is_outer(line: Line, heights: Sequence[float]) -> bool:
    """Whether a line stands where no text of the body does."""
    height = heights[line.page - 1]
    return line.bottom < _MARGIN_POINTS or line.top > height - _MARGIN_POINTS


def _repeated(lines: Sequence[Line], edges: Sequence[int], pages_of: Sequence[Page]) -> set[int]:
    """Edge lines whose words stand at the same height on several pages."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    keys: dict[int, str] = {}
    count = len({lines[index].page for index in edges})
    for index in edges:
        line = lines[index]
        keys[index] = key = _key(line)
        pages[key].add(line.page)
    chapters = {index for index in edges if _CHAPTER.fullmatch(lines[index].text)}
    least = max(_LEAST_PAGES, round(_PART_OF_PAGES * count)) if count > _LEAST_PAGES else 2
    often, sizes = round(_OFTEN * count), [page.height for page in pages_of]
    heights: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for index, key in keys.items():
        heights[key, round(lines[index].top / _GRID_POINTS)].add(lines[index].page)
    return {
        index
        for index, key in keys.items()
        if index not in chapters
        and len(key) > 1
        and _BODY.match(lines[index].text) is None
        and len(pages[key]) >= (least if _is_outer(lines[index], sizes) else max(least, often))
        and _near(heights, key, round(lines[index].top / _GRID_POINTS)) >= min(least, 2)
    }


def _key(line: Line) -> str:
    """The words of a line without numbers, and without a page number at its end."""
    key = _DIGITS.sub("#", line.text).casefold()
    return _PAGE_END.sub("", key) or key


def _alike(
    lines: Sequence[Line], found: set[int], edges: Sequence[int], pages: Sequence[Page]
) -> set[int]:
    """Lines in the outer margins that begin as a repeated one there does: heads of a few pages."""
    sizes = [page.height for page in pages]
    outer = [index for index in edges if _is_outer(lines[index], sizes)]
    repeated: defaultdict[str, list[Line]] = defaultdict(list)
    for index in outer:
        if index in found and len(lines[index].text) >= _SAME_BEGINNING:
            repeated[lines[index].text[:_SAME_BEGINNING]].append(lines[index])
    return {
        index for index in outer
        if any(
            _is_set_alike(lines[index], one)
            for one in repeated.get(lines[index].text[:_SAME_BEGINNING], ())
        )
    }  # fmt: skip


def _is_set_alike(line: Line, other: Line) -> bool:
    """Whether lines have one size and one end, on the same side of their pages."""
    ends = min(abs(line.x0 - other.x0), abs(line.x1 - other.x1))
    is_head = line.bottom < _MARGIN_POINTS
    return (
        is_head == (other.bottom < _MARGIN_POINTS)
        and ends < _PLACE_POINTS
        and abs(line.height - other.height) < _SAME_SIZE * other.height
    )


def _counting(lines: Sequence[Line]) -> set[int]:
    """Numbers that stand at one place of page after page and grow with them."""
    ahead: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.has_box and line.cell < 0 and len(line.text) < 5 and line.text.isdecimal():
            ahead[int(line.text) - line.page].append(index)
    found: set[int] = set()
    for own in ahead.values():
        for index in own if len(own) >= _FEWEST_NUMBERS else ():
            pages = [lines[one].page for one in own if _is_at(lines[one], lines[index])]
            if len(pages) >= _FEWEST_NUMBERS and pages[-1] - pages[0] < _SCATTER * len(pages):
                found.add(index)
    return found


def _is_at(line: Line, other: Line) -> bool:
    """Whether two lines stand at the same place of their pages."""
    return abs(line.top - other.top) < _GRID_POINTS and abs(line.x1 - other.x1) < _PLACE_POINTS


def _near(heights: dict[tuple[str, int], set[int]], key: str, level: int) -> int:
    return max(len(heights.get((key, level + step), ())) for step in (-1, 0, 1))


def _signatures(lines: Sequence[Line]) -> set[int]:
    """Lines of the note that an electronic signature leaves, and what follows it in the note."""
    return {
        index
        for index, line in enumerate(lines)
        if "elektronik" in line.text.casefold() and _SIGNATURE.search(line.text)
    }


def _sites(lines: Sequence[Line], page_count: int) -> set[int]:
    """Lines that are nothing but an address or a watermark, on half of the pages or more."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        if len(text) < 60 and line.has_box and _is_site_or_mark(text):
            places[text.casefold().replace(" ", "")].append(index)
    found: set[int] = set()
    for own in places.values():
        pages = {lines[index].page for index in own}
        if len(pages) >= max(2, page_count // 2):
            found.update(own)
    return found


def _is_site_or_mark(text: str) -> bool:
    if "." in text:
        return _SITE.fullmatch(text) is not None
    return len(text) < 24 and _WATERMARK.fullmatch(text) is not None
