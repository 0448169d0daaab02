"""A line of letters with given gaps, standing in for an open page of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.extract.pdf_page import Corners, Frame
from analyzer.extract.pieces import Piece

SIZE, WIDTH, LEFT, BASE = 10.0, 5.0, 60.0, 700.0


class PlacedLine:
    """Letters 5 points wide and 10 high on one line.

    Args:
        text: the characters as pdfium gives them; blanks take no room of their own.
        gaps: what is left before each letter but the first, in points; one number for all.

    """

    def __init__(self, text: str, gaps: Sequence[float]) -> None:
        self.text = text
        self.frame = Frame(0.0, 0.0, 595.0, 842.0, 0)
        self._boxes: dict[int, Corners] = {}
        x = LEFT
        waiting = iter(gaps)
        for index, one in enumerate(text):
            if one.isspace():
                continue
            x += next(waiting) if self._boxes else 0.0
            self._boxes[index] = (x, BASE, x + WIDTH, BASE + SIZE)
            x += WIDTH

    def loose_box(self, index: int) -> Corners:
        """PDF rectangle of one letter."""
        return self._boxes[index]

    def char_box(self, index: int) -> Corners | None:
        """PDF rectangle of one letter; None for a blank."""
        return self._boxes.get(index)

    def is_unseen(self, text: str) -> bool:
        """Whether the first letter is not painted."""
        return False

    @property
    def piece(self) -> Piece:
        """The whole line as one piece, its blanks at the ends left out."""
        first, last = min(self._boxes), max(self._boxes)
        left, right = self._boxes[first], self._boxes[last]
        return Piece(first, last + 1, self.frame.box(left[0], BASE, right[2], BASE + SIZE))

    def shown(self, pieces: Sequence[Piece]) -> str:
        """The text of pieces with what stands before each but the first."""
        parts = [f"{one.before}{self.text[one.start : one.end]}" for one in pieces]
        return "".join(parts).lstrip("\n")
