"""The taxonomy as data: gender concepts by category, the four dimensions and their cues.

Takes the TOML files of this folder, gives a frozen :class:`Lexicon`. It matches nothing: that is
the room ``tag``'s. How to add a term: ``docs/howto/add-a-term.md``.
"""

from analyzer.lexicon.load import load_lexicon, load_lexicon_from
from analyzer.lexicon.types import (
    Category,
    DimensionEntry,
    Entry,
    EntryKind,
    Lexicon,
    Strength,
)

__all__ = [
    "Category",
    "DimensionEntry",
    "Entry",
    "EntryKind",
    "Lexicon",
    "Strength",
    "load_lexicon",
    "load_lexicon_from",
]
