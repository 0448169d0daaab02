"""Reads a labelled JSONL file; whatever is wrong with it is told with file and line.

A line with ``text`` is a passage: ``id``, ``text``, ``label`` and, where known, ``doc``, ``page``,
``kind``, ``sector``, ``dimensions`` (names), ``evidence`` (U1–U6), ``terms`` with
``terms_optional`` (ranges), ``tags`` (``dimension``, ``start``, ``end``). A line with ``file`` is a
document: ``file``, ``label`` and, where known, ``kind``, ``sector``, ``agency``, ``no_mention``.
Ranges are half-open and count code points of ``text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from analyzer.errors import BadSettings, FileAccess
from analyzer.learn.gold import Gold, GoldDocument, Labelled, Mark, Range
from analyzer.schema import Dimension, Element, Label

_VERDICTS = (Label.WEAK, Label.STRONG)
_SHOWN = 40
_Known = TypeVar("_Known", bound=StrEnum)


def load_lines(path: Path, files: Path) -> Labelled:
    """The passages and documents of a JSONL file; documents are looked for in ``files``.

    Raises:
        FileAccess: if the file cannot be read or a labelled document is not there.
        BadSettings: if it is no UTF-8 text, has no line, or a line does not follow its format.

    """
    passages: list[Gold] = []
    documents: list[GoldDocument] = []
    seen: dict[str, int] = {}
    for line in _read(path):
        if "text" in line.record:
            passages.append(_passage(line))
            line.once(f"text {passages[-1].id}", "id", seen)
        elif "file" in line.record:
            documents.append(_document(line, files))
            line.once(f"file {documents[-1].document}", "file", seen)
        else:
            raise line.lacks("text")
    if not passages and not documents:
        raise BadSettings("gold_empty", name=str(path))
    return Labelled(tuple(passages), tuple(documents))


def _read(path: Path) -> Iterable[_Line]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise BadSettings("gold_encoding", name=str(path)) from error
    except OSError as error:
        raise FileAccess("file_access", name=str(path), detail=error.strerror) from error
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            column = getattr(error, "colno", 1)
            raise BadSettings("gold_json", name=str(path), line=number, column=column) from error
        if not isinstance(record, dict):
            raise BadSettings("gold_object", name=str(path), line=number)
        yield _Line(str(path), number, record)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file; what it lacks or says wrongly becomes an error that names it."""

    name: str
    number: int
    record: dict[str, Any]

    def lacks(self, field: str) -> BadSettings:
        return BadSettings("gold_field", name=self.name, line=self.number, field=field)

    def wrong(self, field: str, value: object, choices: Iterable[str]) -> BadSettings:
        return BadSettings(
            "gold_value",
            name=self.name,
            line=self.number,
            field=field,
            value=str(value)[:_SHOWN],
            choices=", ".join(choices),
        )

    def once(self, key: str, field: str, seen: dict[str, int]) -> None:
        """Note the line's id; refuse one that was there before."""
        first = seen.setdefault(key, self.number)
        if first != self.number:
            raise BadSettings(
                "gold_twice", name=self.name, line=self.number, field=field, first=first
            )

    def text(self, field: str, default: str | None = None) -> str:
        """A field as words; without a default it must be there and not be empty."""
        value = self.record.get(field)
        if value is None or value == "":
            if default is None:
                raise self.lacks(field)
            return default
        if not isinstance(value, str | int):
            raise self.wrong(field, value, ["text"])
        return str(value)

    def one_of(self, field: str, choices: Iterable[_Known]) -> _Known:
        """A field that must be there and hold one of the values."""
        value, known = self.text(field), list(choices)
        for one in known:
            if one.value == value:
                return one
        raise self.wrong(field, value, known)

    def several(self, field: str, choices: type[_Known]) -> frozenset[_Known] | None:
        """A field that may hold several of the values; None where it is not there."""
        values = self.record.get(field)
        if values is None:
            return None
        known = {one.value: one for one in choices}
        if not isinstance(values, list):
            raise self.wrong(field, values, ["[…]"])
        for value in values:
            if not isinstance(value, str) or value not in known:
                raise self.wrong(field, value, known)
        return frozenset(known[value] for value in values)

    def ranges(self, field: str) -> tuple[Range, ...] | None:
        """A field that may hold ranges of the text; None where it is not there."""
        values = self.record.get(field)
        return None if values is None else tuple(self.range(field, one) for one in _listed(values))

    def range(self, field: str, value: object) -> Range:
        """A range, if it lies in the text."""
        length = len(self.text("text"))
        match value:
            case [int(start), int(end)] if 0 <= start < end <= length:
                return start, end
        raise BadSettings(
            "gold_range",
            name=self.name,
            line=self.number,
            field=field,
            value=str(value)[:_SHOWN],
            length=length,
        )


def _listed(values: object) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _passage(line: _Line) -> Gold:
    identity, page = line.text("id"), line.record.get("page")
    if page is not None and (not isinstance(page, int) or page < 1):
        raise line.wrong("page", page, ["1, 2, 3, …"])
    return Gold(
        id=identity,
        text=line.text("text"),
        document=line.text("doc", identity),
        kind=line.text("kind", ""),
        sector=line.text("sector", ""),
        label=line.one_of("label", Label),
        dimensions=line.several("dimensions", Dimension),
        terms=line.ranges("terms"),
        optional_terms=line.ranges("terms_optional") or (),
        elements=line.several("evidence", Element),
        marks=tuple(_mark(line, one) for one in _listed(line.record.get("tags") or [])),
        page=page,
    )


def _mark(line: _Line, tag: object) -> Mark:
    if not isinstance(tag, dict):
        raise line.wrong("tags", tag, ["{dimension, start, end}"])
    start, end = line.range("tags", [tag.get("start"), tag.get("end")])
    dimension = str(tag.get("dimension"))
    if dimension not in set(Dimension):
        raise line.wrong("tags", dimension, Dimension)
    return Mark(start, end, Dimension(dimension))


def _document(line: _Line, files: Path) -> GoldDocument:
    name, no_mention = line.text("file"), line.record.get("no_mention")
    if no_mention is not None and not isinstance(no_mention, bool):
        raise line.wrong("no_mention", no_mention, ["true", "false"])
    path = files / name
    if not path.is_file():
        raise FileAccess(
            "gold_file", name=line.name, line=line.number, value=name, folder=str(files)
        )
    return GoldDocument(
        document=name,
        kind=line.text("kind", ""),
        sector=line.text("sector", ""),
        agency=line.text("agency", ""),
        label=line.one_of("label", _VERDICTS),
        no_mention=no_mention,
        source=path,
    )
