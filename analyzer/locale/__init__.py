"""What users read: messages in Indonesian and English.

Takes a key such as ``error.file_missing`` and its values, gives the sentence in the language asked
for. The words live in ``id.toml`` and ``en.toml`` beside this file, one table a subject, the same
keys in both. It decides nothing: a key it does not know comes back as it is, so that a report or an
error message is never lost for want of a sentence (a test holds the two files complete).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("id", "en")
_SEPARATORS = {"id": (".", ","), "en": (",", ".")}


class _Values(dict[str, object]):
    """Values of a sentence; one that is missing stays visible in braces."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def translate(key: str, lang: str, /, **values: object) -> str:
    """The sentence of ``key`` in ``lang`` with its values filled in.

    Args:
        key: table and name, joined by a dot.
        lang: ``id`` or ``en``; another one counts as ``id``.
        values: what the sentence needs; numbers stand as they are, so format them before.

    Returns:
        The sentence; the Indonesian one where ``lang`` lacks it; the key where both lack it.

    """
    sentence = find(key, lang)
    return key if sentence is None else sentence.format_map(_Values(values))


def find(key: str, lang: str, /) -> str | None:
    """The sentence of ``key`` as it is written, or None where neither language has it."""
    for name in (lang if lang in LANGUAGES else "id", "id"):
        sentence = load_messages(name).get(key)
        if sentence is not None:
            return sentence
    return None


@cache
def load_messages(lang: str) -> Mapping[str, str]:
    """All sentences of a language by their full key.

    Raises:
        FileNotFoundError: if there is no file of that language.

    """
    raw = files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(raw)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            rows.extend(_flat(value, f"{prefix}{name}."))
        else:
            rows.append((f"{prefix}{name}", str(value)))
    return rows


def format_number(value: float, lang: str, *, digits: int = 0) -> str:
    """A number as the language writes it: 1.250,5 in Indonesian, 1,250.5 in English."""
    thousand, decimal = _SEPARATORS.get(lang, _SEPARATORS["id"])
    plain = f"{value:,.{digits}f}"
    return plain.translate(str.maketrans(",.", thousand + decimal))


def format_percent(value: float, lang: str) -> str:
    """A share between 0 and 1 as whole percent, never 0 or 100 unless it is exactly that."""
    percent = round(value * 100)
    if 0 < value < 1:
        percent = min(99, max(1, percent))
    return f"{format_number(percent, lang)}%"
