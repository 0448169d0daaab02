"""White space made even before matching, without losing positions.

Takes any text, gives a copy in which each stretch of white space is one blank, and the way back to
the positions of the original. A phrase broken over lines then matches like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_STRETCH = re.compile(r"\s{2,}")
_LINE_BREAKS = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r\x85\xa0\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class CompactText:
    """Text with single blanks; after each of ``cuts``, ``shifts`` characters are gone."""

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def original(self, position: int) -> int:
        """The position of the original text that ``position`` stands for."""
        index = bisect_right(self.cuts, position) - 1
        return position + (self.shifts[index] if index >= 0 else 0)

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text behind ``text[start:end]`` (not empty)."""
        return self.original(start), self.original(end - 1) + 1


def compact(text: str) -> CompactText:
    """Put one blank for each stretch of white space of ``text``."""
    even = text.translate(_LINE_BREAKS)
    if "  " not in even:
        return CompactText(even)
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    done = shift = 0
    for match in _STRETCH.finditer(even):
        pieces.append(even[done : match.start()] + " ")
        done = match.end()
        shift += match.end() - match.start() - 1
        cuts.append(done - shift)
        shifts.append(shift)
    pieces.append(even[done:])
    return CompactText("".join(pieces), tuple(cuts), tuple(shifts))
