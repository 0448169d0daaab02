"""Lines of a document with their boxes.

Takes a document as ``extract`` gives it (runs separated by line feeds), gives one :class:`Line`
for each line of the text. It decides nothing.
"""

from __future__ import annotations

from typing import Final

from analyzer.schema import Document
from analyzer.textmap import Box, Run

NO_BOX: Final = Box(0.0, 0.0, 0.0, 0.0)


class Line:
    """A line: its range of the text, its runs' range in the map, page and box.

    ``cell`` is the index of the table it stands in, or -1; ``is_moved`` is set where the line is
    joined to a row of the page before.
    """

    __slots__ = (
        "bottom", "cell", "end", "first_run", "has_box", "is_moved", "last_run", "page", "start",
        "text", "top", "x0", "x1",
    )  # fmt: skip

    def __init__(self, start: int, text: str, page: int, first_run: int, last_run: int) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.page = page
        self.first_run = first_run
        self.last_run = last_run
        self.cell = -1
        self.has_box = False
        self.is_moved = False
        self.x0 = self.top = self.x1 = self.bottom = 0.0

    @property
    def height(self) -> float:
        """Height of the line's box in points; 0 where there is no paper."""
        return self.bottom - self.top


def build_lines(document: Document) -> list[Line]:
    """All lines that hold something, in the order of the text."""
    runs = document.map.runs
    lines: list[Line] = []
    add, count, index, position = lines.append, len(runs), 0, 0
    page = 1
    for text in document.text.split("\n"):
        start, position = position, position + len(text) + 1
        first = index
        while index < count and runs[index].start < position:
            index += 1
        if not text or text.isspace():
            continue
        if index > first:
            page = runs[first].page
        line = Line(start, text, page, first, index)
        add(line)
        if index > first and runs[first].box is not None:
            _set_box(line, runs, first, index)
    return lines


def _set_box(line: Line, runs: tuple[Run, ...], first: int, last: int) -> None:
    box = runs[first].box or NO_BOX
    line.has_box = True
    line.x0, line.top, line.x1, line.bottom = box
    for index in range(first + 1, last):
        other = runs[index].box
        if other is not None and other is not box:
            line.x0 = min(line.x0, other.x0)
            line.top = min(line.top, other.top)
            line.x1 = max(line.x1, other.x1)
            line.bottom = max(line.bottom, other.bottom)
