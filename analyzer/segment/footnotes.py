"""Footnotes: small print with a number, low on the page.

Takes the first line of a block and the usual height of lines, tells whether it opens a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from analyzer.schema import Page
from analyzer.segment.lines import Line

_NUMBER = re.compile(r"(?:\d{1,2}|\*{1,3})\)?\s+(?=[A-Z“\"])")
_SMALLER = 0.88
_LOW = 0.6


def usual_height(lines: Sequence[Line]) -> float:
    """The height that most lines have, in points; 0 where there is no paper."""
    return median(line.bottom - line.top for line in lines) if lines else 0.0


def is_footnote(line: Line, usual: float, pages: Sequence[Page]) -> bool:
    """Whether a line opens a footnote."""
    if not line.has_box or line.bottom - line.top >= _SMALLER * usual:
        return False
    return line.top > _LOW * pages[line.page - 1].height and _NUMBER.match(line.text) is not None
