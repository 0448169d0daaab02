"""Reads the lexicon's TOML files from the package and refuses what is wrong in them.

Takes ``taxonomy.toml`` and ``terms/*.toml`` (package data, or another folder), gives a
:class:`~analyzer.lexicon.types.Lexicon`. Matches nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from analyzer.errors import BadSettings
from analyzer.lexicon.check import check_lexicon
from analyzer.lexicon.parse import (
    parse_category,
    parse_concept,
    parse_dimension,
    require_keys,
)
from analyzer.lexicon.types import Entry, Lexicon

_TAXONOMY_KEYS = frozenset({"version", "category", "dimension"})


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once.

    Raises:
        BadSettings: for an unknown or missing key, a wrong value, a variant of two concepts.

    """
    return load_lexicon_from(files("analyzer.lexicon"))


def load_lexicon_from(folder: Traversable) -> Lexicon:
    """A lexicon from a folder with ``taxonomy.toml`` and ``terms/``.

    Raises:
        BadSettings: naming the file and the key that is wrong.

    """
    digest = hashlib.sha256()
    taxonomy = _read(folder / "taxonomy.toml", digest)
    require_keys(taxonomy, known=_TAXONOMY_KEYS, name="taxonomy.toml")
    categories = tuple(parse_category(table) for table in taxonomy["category"])
    dimensions = tuple(
        sorted((parse_dimension(t) for t in taxonomy["dimension"]), key=lambda d: d.order)
    )
    entries: list[Entry] = []
    expected = {f"{category.id}.toml" for category in categories}
    for stray in sorted(
        {p.name for p in (folder / "terms").iterdir() if p.name.endswith(".toml")} - expected
    ):
        raise BadSettings("lexicon_category", name=f"terms/{stray}", key=stray)
    for category in categories:
        name = f"terms/{category.id}.toml"
        data = _read(folder / "terms" / f"{category.id}.toml", digest)
        require_keys(data, known=frozenset({"concept"}), name=name)
        entries.extend(parse_concept(t, category=category.id, name=name) for t in data["concept"])
    lexicon = Lexicon(
        version=f"{taxonomy['version']}+{digest.hexdigest()[:12]}",
        categories=categories,
        entries=tuple(entries),
        dimensions=dimensions,
    )
    check_lexicon(lexicon)
    return lexicon


def _read(path: Traversable, digest: Any) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        digest.update(path.name.encode("utf-8") + b"\0" + raw.replace(b"\r\n", b"\n"))
        return tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings("lexicon_unreadable", name=path.name, detail=str(error)) from error
