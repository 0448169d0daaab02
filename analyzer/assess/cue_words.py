"""Lists of cue words, and how near what they hold stands to a genuine term.

Takes the words of a part or clause, gives the places of its terms and amounts (:class:`Seen`), of
the words of each list, and the nearness of two sets of places. What the lists are is said by who
uses them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analyzer.assess.features import FIGURE_FORMS
from analyzer.assess.parts import is_mention, is_party
from analyzer.assess.words import Word

ENOUGH = 3  # a heap of terms proves no more than three
_AMOUNTS = frozenset(FIGURE_FORMS) - {"¤kode", "¤tahun"}
_REACH = 3.0  # at this distance in words a cue counts half


class Seen(NamedTuple):
    """Words, the places of genuine terms and of amounts among them, and how many are parties."""

    words: Sequence[Word]
    mentions: list[int]
    amounts: list[int]
    parties: int


def see(words: Sequence[Word]) -> Seen:
    """Look once through the words of a part or clause."""
    return Seen(
        words=words,
        mentions=[index for index, word in enumerate(words) if is_mention(word)],
        amounts=[index for index, word in enumerate(words) if word.form in _AMOUNTS],
        parties=sum(is_party(word) for word in words),
    )


class CueLists:
    """Named lists of words; a trailing ``*`` stands for any ending of the word."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self.names = tuple(lists)
        self._words = {name: frozenset(words.split()) for name, words in lists.items()}
        self._stems = {
            name: tuple(word[:-1] for word in words if word.endswith("*"))
            for name, words in self._words.items()
        }
        self._holding = lru_cache(maxsize=50_000)(self._lists_with)

    def places(self, words: Sequence[Word]) -> dict[str, list[int]]:
        """Where the words of each list stand, in the order of ``names``."""
        places: dict[str, list[int]] = {name: [] for name in self.names}
        for index, word in enumerate(words):
            for name in self._holding(word.form):
                places[name].append(index)
        return places

    def _lists_with(self, form: str) -> tuple[str, ...]:
        return tuple(
            name
            for name in self.names
            if form in self._words[name] or form.startswith(self._stems[name])
        )


def nearness(left: Sequence[int], right: Sequence[int]) -> float:
    """One where two of the places touch, falling with the words between; zero without places."""
    if not left or not right:
        return 0.0
    distance = min(abs(one - other) for one in left for other in right)
    return 1 / (1 + distance / _REACH)
