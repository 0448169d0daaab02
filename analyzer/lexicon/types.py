"""The lexicon's frozen types: concepts in categories, the four dimensions with their cues.

Takes nothing, gives types. No file access here (see ``load``), no matching (see the room ``tag``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analyzer.schema import Dimension


class EntryKind(StrEnum):
    """What a concept's match means.

    TERM is a mention; NAME is an office, law, programme or event: matched, never evidence; DECOY is
    a look-alike or mere context: no mention, and neither is any term inside its range.
    """

    TERM = "term"
    NAME = "name"
    DECOY = "decoy"


class Strength(StrEnum):
    """How far a concept alone speaks of gender."""

    CORE = "core"
    SUPPORTING = "supporting"
    CONTEXTUAL = "contextual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A concept. ``dimension`` is a hint, None where the concept suggests none.

    ``variants`` are all its spellings, the label first. ``case_sensitive`` are those whose letters
    must agree in case; ``ambiguous`` those with another, common meaning, which count only where
    the document also holds an unambiguous term. ``exclusions`` are phrases inside which a variant
    is something else. ``examples`` are sentences in which the concept must be found (for a decoy:
    in which nothing may be found), ``counterexamples`` sentences in which it must not.
    """

    id: str
    label: str
    category: str
    variants: tuple[str, ...]
    strength: Strength
    dimension: Dimension | None
    kind: EntryKind
    exclusions: tuple[str, ...]
    case_sensitive: tuple[str, ...]
    ambiguous: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Category:
    """A category of concepts; ``id`` is also the name of its file in ``terms/``."""

    id: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionEntry:
    """One of the four dimensions: how it is shown and the words that may carry it.

    ``relations`` are verbs and relations, ``resources`` what they are about, ``gap_cues`` words of
    a missing or obstructed dimension, ``look_alikes`` expressions that are never this dimension.
    None of them is evidence without a sex or gender group. A trailing ``*`` stands for any ending.
    """

    dimension: Dimension
    label_id: str
    label_en: str
    letter: str
    colour: str
    order: int
    definition_id: str
    definition_en: str
    question_id: str
    question_en: str
    relations: tuple[str, ...]
    resources: tuple[str, ...]
    gap_cues: tuple[str, ...]
    look_alikes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole taxonomy.

    ``version`` is ``<semver>+<12 hex digits of the files' content>``; entries come in the order of
    categories and files.
    """

    version: str
    categories: tuple[Category, ...]
    entries: tuple[Entry, ...]
    dimensions: tuple[DimensionEntry, ...]

    def entry(self, concept_id: str) -> Entry:
        """The entry with this id.

        Raises:
            KeyError: if there is none.

        """
        for entry in self.entries:
            if entry.id == concept_id:
                return entry
        raise KeyError(concept_id)
