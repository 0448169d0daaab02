"""What stands between the lines of a table cell: a space, or nothing.

Takes the lines of a cell, gives their joints. Narrow columns break words, codes and amounts where
no hyphen shows it; the words of the whole document tell which belong together.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"(?:^|[\s/(])([^\W\d_]+)$")
_FIRST = re.compile(r"[^\W\d_]+")
_LAST_NUMBER = re.compile(r"(?:^|\s)((?:Rp\.?\s?)?[\d.,]*\d[.,]?)$")
_FIRST_NUMBER = re.compile(r"[.,]?\d[\d.,]*")
_CODE = re.compile(r"\d(?:\.\d{2}){1,2}(?:\.\d(?:\.\d{2}(?:\.\d{2,4})?)?)?|\d{1,2}(?:\.\d{2}){2,5}")
_AMOUNT = re.compile(
    r"(?:Rp\.?\s?)?(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?)"
)


class WordStock:
    """The words of a document, counted at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: Counter[str] | None = None

    def is_broken(self, before: str, after: str) -> bool:
        """Whether a word, code or amount was broken between two lines of a cell."""
        last, first = before[-1], after[0]
        if last.isalpha() and first.isalpha():
            return self._is_broken_word(before, after)
        if (last.isdigit() or last in ".,") and (first.isdigit() or first in ".,"):
            return _is_broken_number(before, after)
        return False

    def _is_broken_word(self, before: str, after: str) -> bool:
        left, right = _LAST.search(before), _FIRST.match(after)
        if left is None or right is None:
            return False
        first, second = left.group(1), right.group()
        if first[-1].islower() != second[0].islower():
            return False
        counts = self._count()
        whole = counts[(first + second).casefold()]
        return whole > min(counts[first.casefold()], counts[second.casefold()]) - 1 and whole > 0

    def _count(self) -> Counter[str]:
        if self._counts is None:
            self._counts = Counter(_WORD.findall(self._text.casefold()))
        return self._counts


def _is_broken_number(before: str, after: str) -> bool:
    left, right = _LAST_NUMBER.search(before), _FIRST_NUMBER.match(after)
    if left is None or right is None:
        return False
    first, joined = left.group(1), left.group(1) + right.group()
    if _CODE.fullmatch(joined):
        return first.count(".") >= 1
    return _AMOUNT.fullmatch(joined) is not None and _AMOUNT.fullmatch(first) is None
