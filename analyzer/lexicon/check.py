"""Compares the concepts of a lexicon with one another and refuses contradictions.

Takes a parsed :class:`~analyzer.lexicon.types.Lexicon`, gives nothing or raises. It sees to unique
ids, to variants that belong to one concept only, and to enough examples; it reads no file.
"""

from __future__ import annotations

from analyzer.errors import BadSettings
from analyzer.lexicon.types import Entry, Lexicon
from analyzer.schema import Dimension

_MIN_EXAMPLES = 2
_MIN_COUNTEREXAMPLES = 1


def check_lexicon(lexicon: Lexicon) -> None:
    """Refuse a lexicon that contradicts itself.

    Raises:
        BadSettings: ``lexicon_duplicate``, ``lexicon_sentences`` or ``lexicon_dimensions``.

    """
    _check_ids(lexicon)
    _check_variants(lexicon)
    for entry in lexicon.entries:
        _check_sentences(entry)
    if [d.dimension for d in lexicon.dimensions] != list(Dimension):
        raise BadSettings("lexicon_dimensions", name="taxonomy.toml")


def _check_ids(lexicon: Lexicon) -> None:
    seen: set[str] = set()
    for entry in lexicon.entries:
        if entry.id in seen:
            raise BadSettings("lexicon_duplicate", name=_file(entry), key="id", value=entry.id)
        seen.add(entry.id)


def _check_variants(lexicon: Lexicon) -> None:
    seen: dict[str, list[tuple[str, Entry]]] = {}
    for entry in lexicon.entries:
        for text in entry.variants:
            others = seen.setdefault(_folded(text), [])
            for other, owner in others:
                by_case = other in owner.case_sensitive and text in entry.case_sensitive
                if not by_case or other == text:
                    value = f"{text} ({owner.id}, {entry.id})"
                    key = entry.id
                    raise BadSettings("lexicon_duplicate", name=_file(entry), key=key, value=value)
            others.append((text, entry))


def _check_sentences(entry: Entry) -> None:
    few = len(entry.examples) < _MIN_EXAMPLES or len(entry.counterexamples) < _MIN_COUNTEREXAMPLES
    if few:
        raise BadSettings("lexicon_sentences", name=_file(entry), key=entry.id)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _file(entry: Entry) -> str:
    return f"terms/{entry.category}.toml"
