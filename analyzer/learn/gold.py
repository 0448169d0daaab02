"""Labelled passages to measure against, from a corpus folder or a JSONL file.

Takes a path, gives :class:`Gold` passages. A corpus folder gives its held-out documents; a JSONL
file has a passage a line: ``id``, ``text``, ``label`` and, where known, ``doc``, ``kind``,
``sector``, ``dimensions`` (names) and ``terms`` (ranges) with ``terms_optional``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import BadSettings, FileAccess
from analyzer.learn.corpus import LabelledDocument, load_corpus
from analyzer.learn.splits import load_held_out
from analyzer.schema import Dimension, Label

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage with the labels people gave it; ``terms`` is None where they were not marked."""

    id: str
    text: str
    document: str
    kind: str
    sector: str
    label: Label
    dimensions: frozenset[Dimension]
    terms: tuple[Range, ...] | None
    optional_terms: tuple[Range, ...] = ()


def load_gold(paths: Iterable[Path]) -> tuple[Gold, ...]:
    """All labelled passages of the paths.

    Raises:
        FileAccess: if a path does not exist.
        BadSettings: if a line or document does not follow its format.

    """
    found: list[Gold] = []
    for path in paths:
        if path.is_dir():
            held_out = load_held_out(path)
            chosen = [one for one in load_corpus(path) if one.id in held_out]
            if not chosen:
                raise BadSettings("corpus_no_held_out", name=str(path))
            found.extend(one for document in chosen for one in from_document(document))
        elif path.is_file():
            found.extend(_from_lines(path))
        else:
            raise FileAccess("file_missing", name=str(path))
    return tuple(found)


def from_document(document: LabelledDocument) -> list[Gold]:
    """The passages of a document of the corpus."""
    return [
        Gold(
            id=passage.id,
            text=passage.text,
            document=document.id,
            kind=document.kind,
            sector=document.sector,
            label=passage.label,
            dimensions=frozenset(span.dimension for span in passage.dimensions),
            terms=tuple((span.start, span.end) for span in passage.terms),
        )
        for passage in document.passages
    ]


def _from_lines(path: Path) -> list[Gold]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_from_record(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            detail = f"{number}: {error!r}"
            raise BadSettings("gold_line", name=path.name, detail=detail) from error
    return found


def _from_record(record: dict[str, Any]) -> Gold:
    terms = record.get("terms")
    return Gold(
        id=str(record["id"]),
        text=record["text"],
        document=str(record.get("doc", record["id"])),
        kind=str(record.get("kind", "")),
        sector=str(record.get("sector", "")),
        label=Label(record["label"]),
        dimensions=frozenset(Dimension(name) for name in record.get("dimensions", ())),
        terms=None if terms is None else tuple((start, end) for start, end in terms),
        optional_terms=tuple((start, end) for start, end in record.get("terms_optional", ())),
    )
