"""Folds results into the Parquet tables.

Takes the results the tables do not hold yet, and writes each bucket anew: old rows of other
contents as they are, new rows from the results, all in the order of the sha256. A bucket's bytes
depend on its contents alone, not on the runs by which they came; memory holds one row group. Where
there is much to fold, buckets are written by several processes, each its own.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.archive import store, tables
from analyzer.archive.files_table import save_files
from analyzer.archive.layout import Layout, finish_atomic, temporary_for
from analyzer.archive.ledger import Ledger
from analyzer.archive.metadata import text_hints
from analyzer.archive.outcome import FileStatus
from analyzer.archive.workers import die_with_parent

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_GROUP_ROWS = 2000
_FEWEST_FOR_PROCESSES = 400
"""Contents below which starting processes takes longer than it saves."""

Contents = Sequence[tuple[str, FileStatus]]
Hints = list[tuple[str, str]]
"""Pairs of sha256 and hints of metadata as JSON."""


def fold(
    layout: Layout,
    ledger: Ledger,
    *,
    corrections: Path | None,
    report: Callable[[int], None],
    processes: int = 1,
) -> int:
    """Bring the tables up to date with the results; gives the number of contents folded."""
    version, done = tables.TABLES_VERSION, 0
    for hints in _iter_folded(layout, ledger, processes=processes):
        ledger.begin()
        ledger.mark_folded(hints, version)
        ledger.commit()
        done += len(hints)
        report(done)
    _use_plain_memory()
    save_files(layout, ledger, corrections=corrections)
    ledger.set_clean(True)
    return done


def _iter_folded(layout: Layout, ledger: Ledger, *, processes: int) -> Iterator[Hints]:
    """Fold bucket after bucket; the hints of each when it is written."""
    unfolded = ledger.iter_unfolded(tables.TABLES_VERSION)
    buckets = (
        (bucket, list(contents))
        for bucket, contents in groupby(unfolded, key=lambda one: layout.bucket(one[0]))
    )
    if processes < 2 or ledger.count_unfolded(tables.TABLES_VERSION) < _FEWEST_FOR_PROCESSES:
        for bucket, contents in buckets:
            yield _fold_bucket(layout, bucket, contents)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=die_with_parent) as pool:
        flying: deque[Future[Hints]] = deque()
        for bucket, contents in buckets:
            flying.append(pool.submit(_fold_bucket, layout, bucket, contents))
            if len(flying) > processes:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()


def _use_plain_memory() -> None:
    """Let Arrow give memory back to the system instead of keeping it for later."""
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())


def _fold_bucket(layout: Layout, bucket: str, contents: Contents) -> Hints:
    """Write the parts of a bucket; gives the hints of its contents."""
    _use_plain_memory()
    status = dict(contents)
    hints: dict[str, str] = dict.fromkeys(status, "{}")
    writers = {name: _Part(layout.part(name, bucket), name) for name in tables.TABLES}
    try:
        kept = {name: _iter_kept(layout.part(name, bucket), set(status)) for name in tables.TABLES}
        waiting = {name: next(rows, None) for name, rows in kept.items()}
        for sha256 in sorted(status):
            if status[sha256] not in (FileStatus.OK, FileStatus.PARTIAL):
                continue
            record = store.load_result(layout, sha256)
            hints[sha256] = json.dumps(text_hints(record), sort_keys=True)
            rows = tables.build_rows(sha256, record)
            for name, writer in writers.items():
                while (one := waiting[name]) is not None and one[0] < sha256:
                    writer.add(one[1])
                    waiting[name] = next(kept[name], None)
                writer.add_rows(rows[name])
        for name, writer in writers.items():
            while (one := waiting[name]) is not None:
                writer.add(one[1])
                waiting[name] = next(kept[name], None)
            writer.finish()
    finally:
        for writer in writers.values():
            writer.abandon()
    return sorted(hints.items())


def _iter_kept(path: Path, without: set[str]) -> Iterator[tuple[str, pa.Table]]:
    """Rows of an old part, a content at a time, in order, without those that come anew."""
    if not path.is_file():
        return
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, memory_map=False) as old:
        for group in range(old.num_row_groups):
            table = old.read_row_group(group)
            keys = table.column("sha256").to_pylist()
            start = 0
            for sha256, run in groupby(keys):
                length = sum(1 for _ in run)
                if sha256 not in without:
                    yield sha256, table.slice(start, length)
                start += length


class _Part:
    """A Parquet file being written, in row groups that end between two contents."""

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._temporary = temporary_for(path)
        self._schema = tables.build_schema(table)
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def add_rows(self, rows: list[dict[str, Any]]) -> None:
        import pyarrow as pa

        if rows:
            self.add(pa.Table.from_pylist(rows, schema=self._schema))

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows >= _GROUP_ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._writer is None:
            self._writer = pq.ParquetWriter(self._temporary, self._schema, compression="zstd")
        if self._waiting:
            table = pa.concat_tables(self._waiting).combine_chunks()
            self._writer.write_table(table, row_group_size=max(1, table.num_rows))
        self._waiting, self._rows = [], 0

    def finish(self) -> None:
        self._flush()
        if self._writer is not None:
            self._writer.close()
        finish_atomic(self._temporary, self._path)

    def abandon(self) -> None:
        """Remove what was written and not finished; nothing where it was."""
        if self._writer is not None and self._writer.is_open:
            self._writer.close()
        self._temporary.unlink(missing_ok=True)
