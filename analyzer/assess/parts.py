"""Splits a passage into parts: the sentences, items and cells in which evidence is looked for.

Takes the words of a passage, gives its parts and what stands around each. An element of evidence is
said in one sentence, however long the paragraph; judged part by part, a long paragraph is not taken
for a strong one because much stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.features import FIGURE_FORMS, GROUP_FORMS, NAME_PREFIX
from analyzer.assess.words import Word

Parts = tuple[tuple[Word, ...], ...]
CONTEXT = (
    *("group_here", "mention_here", "group_before", "mention_before", "group_after"),
    *("is_first", "length", "parts"),
)
_FEWEST_WORDS = 5  # shorter parts ("Catatan:", "No.") join their neighbour
_PARTIES = GROUP_FORMS | {"¤kekerasan"}
_NO_MENTION = frozenset({*FIGURE_FORMS, "¤tempat"})


def split_parts(words: Sequence[Word]) -> Parts:
    """The parts in order; together they are all words."""
    parts: list[list[Word]] = []
    for word in words:
        if not parts or (word.begins and len(parts[-1]) >= _FEWEST_WORDS):
            parts.append([])
        parts[-1].append(word)
    if len(parts) > 1 and len(parts[-1]) < _FEWEST_WORDS:
        parts[-2:] = [parts[-2] + parts[-1]]
    return tuple(tuple(part) for part in parts)


def context_of(parts: Sequence[Sequence[Word]]) -> NDArray[np.float64]:
    """What stands in and around each part of one passage, shape (parts, len(CONTEXT))."""
    groups = np.array([any(is_party(word) for word in part) for part in parts])
    mentions = np.array([any(is_mention(word) for word in part) for part in parts])
    before = np.cumsum(groups) - groups > 0
    after = groups.sum() - np.cumsum(groups) > 0
    mentioned = np.cumsum(mentions) - mentions > 0
    first = np.arange(len(parts)) == 0
    length = np.array([len(part) / 20 for part in parts])
    share = np.full(len(parts), len(parts) / 5)
    columns = [groups, mentions, before, mentioned, after, first, length, share]
    return np.stack(columns, axis=1).astype(np.float64)


def is_mention(word: Word) -> bool:
    """Whether a word stands for a genuine term: no figure, place or name."""
    form = word.form
    return form.startswith("¤") and form not in _NO_MENTION and not form.startswith(NAME_PREFIX)


def is_party(word: Word) -> bool:
    """Whether a word stands for a group, or for the violence that stands for one."""
    return word.form in _PARTIES
