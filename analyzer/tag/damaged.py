"""Terms whose letters are all there but whose blanks are not where they belong.

Takes a text, gives the ranges of lexicon forms that extraction broke ("perempu an",
"PE REM PUAN", "pengarusutama an gender") or ran together ("pemberdayaanperempuan"). Both ends of a
match must be ends of words, so that nothing is found inside a longer word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs

from analyzer.lexicon import Entry, EntryKind

_SHORTEST = 8


class DamagedForms:
    """Searches for all forms at once in a copy of the text without blanks."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        forms: dict[str, str] = {}
        for entry in entries:
            if entry.kind is EntryKind.DECOY:
                continue
            for form in entry.variants:
                key = "".join(form.lower().split())
                if len(key) >= _SHORTEST and form not in entry.case_sensitive:
                    forms.setdefault(key, entry.id)
        self._concepts = list(forms.values())
        self._search = ahocorasick_rs.AhoCorasick(list(forms))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Concept id, start and end of each damaged form; undamaged ones are left to others."""
        positions = [index for index, letter in enumerate(text) if not letter.isspace()]
        dense = "".join(text.lower().split()) if len(text.lower()) == len(text) else ""
        if len(dense) != len(positions):
            return
        for index, start, end in self._search.find_matches_as_indexes(dense, overlapping=True):
            first, last = positions[start], positions[end - 1] + 1
            if not _is_word_edge(text, first) or not _is_word_edge(text, last):
                continue
            yield self._concepts[index], first, last


def _is_word_edge(text: str, position: int) -> bool:
    if position in (0, len(text)):
        return True
    return not (text[position - 1].isalnum() and text[position].isalnum())
