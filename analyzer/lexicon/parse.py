"""Turns TOML tables into lexicon types, key by key.

Takes parsed tables, gives frozen types; an unknown or missing key or a wrong value is refused with
the file and the key. Reads no file and compares no concepts (see ``check``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from analyzer.errors import BadSettings
from analyzer.lexicon.types import Category, DimensionEntry, Entry, EntryKind, Strength
from analyzer.schema import Dimension

_CONCEPT_KEYS = frozenset(
    {
        "id",
        "label",
        "variants",
        "strength",
        "dimension",
        "kind",
        "examples",
        "counterexamples",
        "source",
    }
)
_CONCEPT_OPTIONAL = frozenset({"exclusions", "case_sensitive", "ambiguous", "note"})
_CATEGORY_KEYS = frozenset({"id", "label_id", "label_en"})
_DIMENSION_KEYS = frozenset(field.name for field in fields(DimensionEntry)) - {"dimension"} | {"id"}
Value = TypeVar("Value", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9_]+\.[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TAXONOMY = "taxonomy.toml"


def require_keys(
    table: Mapping[str, Any],
    *,
    known: frozenset[str],
    name: str,
    optional: frozenset[str] = frozenset(),
    where: str = "",
) -> None:
    """Refuse unknown and missing keys.

    Raises:
        BadSettings: ``lexicon_key`` for an unknown, ``lexicon_missing`` for a missing key.

    """
    for key in sorted(set(table) - known - optional):
        allowed = ", ".join(sorted(known | optional))
        raise BadSettings("lexicon_key", name=name, key=_at(where, key), known=allowed)
    for key in sorted(known - set(table)):
        raise BadSettings("lexicon_missing", name=name, key=_at(where, key))


def parse_concept(table: Mapping[str, Any], *, category: str, name: str) -> Entry:
    """One ``[[concept]]`` of ``terms/<category>.toml``.

    Raises:
        BadSettings: naming the file, the concept and the key.

    """
    where = str(table.get("id", "?"))
    require_keys(table, known=_CONCEPT_KEYS, optional=_CONCEPT_OPTIONAL, name=name, where=where)
    if not _SLUG.fullmatch(where) or not where.startswith(f"{category}."):
        raise BadSettings("lexicon_value", name=name, key=_at(where, "id"), value=where)
    dimension = _text(table, "dimension", name=name, where=where)
    return Entry(
        id=where,
        label=_text(table, "label", name=name, where=where),
        category=category,
        variants=_variants(table, name=name, where=where),
        strength=_enum(Strength, table, "strength", name=name),
        dimension=None if dimension == "none" else _enum(Dimension, table, "dimension", name=name),
        kind=_enum(EntryKind, table, "kind", name=name),
        exclusions=_texts(table, "exclusions", name=name, where=where),
        case_sensitive=_texts(table, "case_sensitive", name=name, where=where),
        ambiguous=_texts(table, "ambiguous", name=name, where=where),
        examples=_texts(table, "examples", name=name, where=where),
        counterexamples=_texts(table, "counterexamples", name=name, where=where),
        note=_text(table, "note", name=name, where=where) if "note" in table else "",
        source=_text(table, "source", name=name, where=where),
    )


def parse_category(table: Mapping[str, Any]) -> Category:
    """One ``[[category]]`` of ``taxonomy.toml``.

    Raises:
        BadSettings: naming the key.

    """
    where = str(table.get("id", "?"))
    require_keys(table, known=_CATEGORY_KEYS, name=_TAXONOMY, where=where)
    texts = {key: _text(table, key, name=_TAXONOMY, where=where) for key in sorted(_CATEGORY_KEYS)}
    return Category(**texts)


def parse_dimension(table: Mapping[str, Any]) -> DimensionEntry:
    """One ``[[dimension]]`` of ``taxonomy.toml``.

    Raises:
        BadSettings: naming the key.

    """
    where = str(table.get("id", "?"))
    require_keys(table, known=_DIMENSION_KEYS, name=_TAXONOMY, where=where)
    order = table["order"]
    if not isinstance(order, int):
        raise BadSettings("lexicon_value", name=_TAXONOMY, key=_at(where, "order"), value=order)
    colour = _text(table, "colour", name=_TAXONOMY, where=where)
    if not _COLOUR.fullmatch(colour):
        raise BadSettings("lexicon_value", name=_TAXONOMY, key=_at(where, "colour"), value=colour)

    def text(key: str) -> str:
        return _text(table, key, name=_TAXONOMY, where=where)

    def texts(key: str) -> tuple[str, ...]:
        return _texts(table, key, name=_TAXONOMY, where=where)

    return DimensionEntry(
        dimension=_enum(Dimension, table, "id", name=_TAXONOMY),
        label_id=text("label_id"),
        label_en=text("label_en"),
        letter=text("letter"),
        colour=colour,
        order=order,
        definition_id=text("definition_id"),
        definition_en=text("definition_en"),
        question_id=text("question_id"),
        question_en=text("question_en"),
        relations=texts("relations"),
        resources=texts("resources"),
        gap_cues=texts("gap_cues"),
        look_alikes=texts("look_alikes"),
    )


def _variants(table: Mapping[str, Any], *, name: str, where: str) -> tuple[str, ...]:
    texts = _texts(table, "variants", name=name, where=where)
    if table["label"] not in texts:
        raise BadSettings("lexicon_value", name=name, key=_at(where, "label"), value=table["label"])
    for key in ("case_sensitive", "ambiguous"):
        for value in table.get(key, []):
            if value not in texts:
                raise BadSettings("lexicon_value", name=name, key=_at(where, key), value=value)
    return texts


def _text(table: Mapping[str, Any], key: str, *, name: str, where: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise BadSettings("lexicon_value", name=name, key=_at(where, key), value=value)
    return value


def _texts(table: Mapping[str, Any], key: str, *, name: str, where: str) -> tuple[str, ...]:
    values = table.get(key, [])
    good = isinstance(values, list) and all(isinstance(v, str) and v.strip() for v in values)
    if not good:
        raise BadSettings("lexicon_value", name=name, key=_at(where, key), value=values)
    return tuple(values)


def _enum(kind: type[Value], table: Mapping[str, Any], key: str, *, name: str) -> Value:
    where = str(table.get("id", "?"))
    try:
        return kind(table[key])
    except ValueError as error:
        at = _at(where, key)
        raise BadSettings("lexicon_value", name=name, key=at, value=table[key]) from error


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
