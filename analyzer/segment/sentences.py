"""Cuts a passage that is too long to be judged at once, at the ends of sentences.

Takes a text, gives ranges that cover it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG_CHARACTERS = 900
_AIM_CHARACTERS = 600
_SENTENCE_END = re.compile(
    r"(?<![A-Z\d]\.)(?<!\b[A-Za-z]\.)(?<!\bNo\.)(?<!\bRp\.)(?<=[.;?!])”?\s+(?=[A-Z“\"(\d])"
)


def iter_cuts(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of at most about 120 words that end with a sentence where possible."""
    start, best = 0, 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() - start > _AIM_CHARACTERS and best > start:
            yield start, best
            start = _skip_space(text, best)
        best = match.start()
    if len(text) - start > LONG_CHARACTERS and best > start:
        yield start, best
        start = _skip_space(text, best)
    yield start, len(text)


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
