"""Says quickly which passages can hold a term at all.

Takes a text, gives True where any form of the lexicon occurs in its letters, blanks disregarded.
It errs on the side of True; what it passes is read by the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs

from analyzer.lexicon import Entry, EntryKind

_SHORTEST = 4


class Prefilter:
    """One search for all forms of a lexicon."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        folded: set[str] = set()
        exact: set[str] = set()
        for entry in entries:
            if entry.kind is EntryKind.DECOY:
                continue
            for form in entry.variants:
                dense = "".join(form.split())
                if form in entry.case_sensitive or len(dense) < _SHORTEST:
                    exact.update((form, form.upper(), form.capitalize()))
                else:
                    folded.add(dense.lower().replace("-", ""))
        self._folded = ahocorasick_rs.AhoCorasick(sorted(folded))
        self._exact = ahocorasick_rs.AhoCorasick(sorted(exact))

    def may_match(self, text: str) -> bool:
        """Whether ``text`` can hold a form of the lexicon."""
        dense = "".join(text.lower().split()).replace("-", "").replace("–", "")
        if self._folded.find_matches_as_indexes(dense):
            return True
        return bool(self._exact.find_matches_as_indexes(text))
