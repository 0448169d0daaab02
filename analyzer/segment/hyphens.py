"""A hyphen at the end of a line: part of the word, or of the line break?

Takes the words on both sides and the whole text for comparison, gives the answer. Indonesian
doubles words ("laki-laki", "undang-undangan"), so a hyphen is never dropped blindly.
"""

from __future__ import annotations

import re

_LAST = re.compile(r"([^\W_]+)-$")
_FIRST = re.compile(r"[^\W_]+")
_KEEPING = frozenset({"e", "non", "ex", "eks", "co", "pra", "pasca", "anti", "multi", "se", "x"})
_STEM = 3


def is_part_of_word(before: str, after: str, whole: str) -> bool:
    """Whether the hyphen that ends ``before`` belongs to the word that goes on in ``after``.

    Args:
        before: the line with the hyphen at its end.
        after: the next line.
        whole: the text of the document, searched for other places of the word.

    """
    left, right = _LAST.search(before), _FIRST.match(after)
    if left is None or right is None:
        return True
    first, second = left.group(1), right.group()
    if not (first.isalpha() and second.isalpha()) or first.lower() in _KEEPING:
        return True
    if _shares_stem(first.lower(), second.lower()):
        return True
    with_hyphen = f"{first}-{second}" in whole
    without = f"{first}{second}" in whole
    if with_hyphen != without:
        return with_hyphen
    return not (second.islower() or (first.isupper() and second.isupper()))


def _shares_stem(first: str, second: str) -> bool:
    """Whether the second word repeats the first one's stem, with or without affixes."""
    return len(second) >= _STEM and second[: _STEM + 1] in first
