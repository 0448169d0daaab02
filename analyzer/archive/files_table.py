"""The table of files: one row a path, with its metadata.

Takes the ledger and the user's corrections, writes ``tables/files/part.parquet`` in the order of
the paths. It holds no clock and no seconds, so that it is the same wherever the work was done.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from analyzer.archive.layout import Layout, finish_atomic, temporary_for, write_atomic
from analyzer.archive.ledger import FileRow, Ledger
from analyzer.archive.metadata import combine
from analyzer.errors import FileAccess, UsageProblem

_GROUP_ROWS = 400
_FIELDS = ("government", "agency", "kind", "year", "period")


def save_files(layout: Layout, ledger: Ledger, *, corrections: Path | None) -> None:
    """Write the table of files; corrections once given stay with the archive.

    Raises:
        FileAccess: if the corrections cannot be read.
        UsageProblem: if they have no column ``path``.

    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = layout.root / "metadata.csv"
    if corrections is not None:
        fixes = load_corrections(corrections)
        write_atomic(kept, corrections.read_bytes())
    else:
        fixes = load_corrections(kept) if kept.is_file() else {}
    path = layout.tables / "files" / "part.parquet"
    temporary = temporary_for(path)
    schema = _schema()
    with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        rows = _iter_rows(ledger, fixes)
        while group := list(islice(rows, _GROUP_ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    finish_atomic(temporary, path)


def load_corrections(path: Path) -> dict[str, dict[str, str]]:
    """The corrections of a CSV file by path: comma, semicolon or tab, UTF-8 with or without mark.

    A path may be shortened to the file's own name.

    Raises:
        FileAccess: if it cannot be read.
        UsageProblem: if it has no column ``path``.

    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileAccess(
            "archive_corrections", name=path.name, detail=type(error).__name__
        ) from error
    head = text.partition("\n")[0]
    separator = max(";,\t", key=head.count)
    reader = csv.DictReader(text.splitlines(), delimiter=separator)
    columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "path" not in columns:
        raise UsageProblem("archive_corrections_columns", name=path.name)
    reader.fieldnames = columns
    fixes: dict[str, dict[str, str]] = {}
    for row in reader:
        key = (row.get("path") or "").strip().replace("\\", "/")
        values = {name: (row.get(name) or "").strip() for name in _FIELDS}
        if values["year"] and not values["year"].isdecimal():
            raise UsageProblem("archive_corrections_year", name=path.name, value=values["year"])
        if key:
            fixes[key] = {**values, "kind": values["kind"].lower()}
    return fixes


def _iter_rows(ledger: Ledger, fixes: Mapping[str, Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    for row in ledger.iter_files():
        name = PurePosixPath(row.path).name
        metadata = combine(row.path, json.loads(row.hints), fixes.get(row.path) or fixes.get(name))
        yield {
            "path": row.path,
            "name": name,
            "sha256": row.sha256,
            "first": ledger.first_path(row.sha256) == row.path if row.sha256 else True,
            "size": row.size,
            "status": row.status,
            "reason": row.reason,
            "detail": _detail(row),
            "pages": row.pages,
            "characters": row.characters,
            **asdict(metadata),
        }


def _detail(row: FileRow) -> str:
    return json.dumps(dict(row.detail), ensure_ascii=False, sort_keys=True)


def _schema() -> Any:
    import pyarrow as pa

    text = ("path", "name", "sha256", "status", "reason", "detail")
    about = ("government", "level", "province", "agency", "kind")
    return pa.schema(
        [(name, pa.string()) for name in text[:3]]
        + [("first", pa.bool_()), ("size", pa.int64())]
        + [(name, pa.string()) for name in text[3:]]
        + [("pages", pa.int32()), ("characters", pa.int64())]
        + [(name, pa.string()) for name in about]
        + [("year", pa.int32()), ("period", pa.string()), ("origin", pa.string())]
    )
