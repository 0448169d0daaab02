"""Exports an archive: one analysis or one row a document, in the order of the paths.

Takes an archive, writes JSON lines, CSV, Parquet or XLSX. JSON lines hold whole analyses with the
file's name; the tables one row a document with its metadata and counts.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from analyzer.archive import compare, store
from analyzer.archive.cells import Sheet, to_csv, to_workbook
from analyzer.archive.layout import load_layout
from analyzer.archive.ledger import Ledger
from analyzer.archive.outcome import FileStatus
from analyzer.archive.query import open_tables

_DONE = frozenset({FileStatus.OK.value, FileStatus.PARTIAL.value})
_ORDERED = "path"


class ExportFormat(StrEnum):
    """Forms of an export."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


def export(archive: Path, stream: BinaryIO, *, form: ExportFormat, delimiter: str = ",") -> int:
    """Write an archive's documents to a stream; gives their number.

    Each content is written once, under its first path.

    Raises:
        UsageProblem: if the folder is no archive, or no run has finished in it.

    """
    if form is ExportFormat.JSONL:
        return _export_lines(archive, stream)
    with open_tables(archive) as tables:
        rows = sorted(compare.by_document(tables), key=lambda row: str(row[_ORDERED]))
    head = list(rows[0]) if rows else [_ORDERED]
    values = [tuple(row.values()) for row in rows]
    match form:
        case ExportFormat.CSV:
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
            to_csv(head, values, text, delimiter=delimiter)
            text.detach()
        case ExportFormat.XLSX:
            to_workbook([Sheet("Dokumen", head, values, widths=(26, 40))], stream)
        case ExportFormat.PARQUET:
            import pyarrow as pa
            import pyarrow.parquet as pq

            pq.write_table(pa.Table.from_pylist(rows), stream, compression="zstd")
    return len(rows)


def iter_records(archive: Path) -> Iterator[dict[str, object]]:
    """The analyses of an archive with their files' names, one a content."""
    layout = load_layout(archive)
    with closing(Ledger(layout.ledger)) as ledger:
        for row in ledger.iter_files():
            if row.status in _DONE and ledger.first_path(row.sha256) == row.path:
                name, member = row.place
                yield store.load_result(layout, row.sha256, name=name, member=member)


def _export_lines(archive: Path, stream: BinaryIO) -> int:
    count = 0
    for record in iter_records(archive):
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        stream.write(line.encode("utf-8") + b"\n")
        count += 1
    return count
