"""Where things lie in an archive folder, and how files are written there.

::

    ARCHIVE/
      archive.toml          version of this layout, digits of a bucket's name
      ledger.sqlite         one row a file
      results/ab/<sha256>.json.gz
      tables/<table>/bucket=a/part.parquet
      tables/files/part.parquet
      run.lock              held while a run works

Nothing in it names a folder of this machine, so the folder can be moved. Every write goes to a
temporary name, is flushed to disk and renamed.
"""

from __future__ import annotations

import os
import sqlite3
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import FileAccess, UsageProblem

LAYOUT_VERSION = 1
DEFAULT_DIGITS = 1
_TEMPORARY = ".partial"
_REPLACE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of an archive. ``digits`` of the sha256 name a bucket; fixed when it is made."""

    root: Path
    digits: int

    @property
    def ledger(self) -> Path:
        """The SQLite ledger."""
        return self.root / "ledger.sqlite"

    @property
    def tables(self) -> Path:
        """The folder of the Parquet tables."""
        return self.root / "tables"

    def result(self, sha256: str) -> Path:
        """Where the analysis of a content lies."""
        return self.root / "results" / sha256[:2] / f"{sha256}.json.gz"

    def bucket(self, sha256: str) -> str:
        """The Parquet bucket of a content: the first digits of its sha256."""
        return sha256[: self.digits]

    def part(self, table: str, bucket: str) -> Path:
        """The Parquet file of a bucket of a table."""
        return self.tables / table / f"bucket={bucket}" / "part.parquet"


def create_layout(root: Path, *, digits: int = DEFAULT_DIGITS) -> Layout:
    """The layout of an archive, made if the folder is new or empty.

    Raises:
        UsageProblem: if the folder holds other things.
        FileAccess: if it cannot be made.

    """
    if (root / "archive.toml").is_file():
        return load_layout(root)
    try:
        root.mkdir(parents=True, exist_ok=True)
        if any(one.name != f"archive.toml{_TEMPORARY}" for one in root.iterdir()):
            raise UsageProblem("archive_not_empty", name=root.name)
        write_atomic(
            root / "archive.toml", f"layout = {LAYOUT_VERSION}\ndigits = {digits}\n".encode()
        )
    except OSError as error:
        raise FileAccess("output_unwritable", name=root.name, detail=error.strerror) from error
    return load_layout(root)


def load_layout(root: Path) -> Layout:
    """The layout of an archive that exists.

    Raises:
        UsageProblem: if the folder is no archive, or of a newer layout.

    """
    try:
        values = tomllib.loads((root / "archive.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageProblem("archive_missing", name=root.name) from error
    if values.get("layout") != LAYOUT_VERSION:
        raise UsageProblem("archive_version", name=root.name, version=values.get("layout"))
    return Layout(root=root, digits=int(values["digits"]))


@contextmanager
def hold_lock(layout: Layout) -> Iterator[None]:
    """Hold the archive for one run; the lock dies with the process.

    Raises:
        FileAccess: if another run holds it.

    """
    connection = sqlite3.connect(layout.root / "run.lock", timeout=0.2, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise FileAccess("archive_busy", name=layout.root.name) from error
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a loss of power."""
    temporary = temporary_for(path)
    temporary.write_bytes(data)
    finish_atomic(temporary, path)


def temporary_for(path: Path) -> Path:
    """The name under which a file is written before :func:`finish_atomic`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(path.name + _TEMPORARY)


def finish_atomic(temporary: Path, path: Path) -> None:
    """Flush a written file to disk and rename it over the old one.

    Tried again where a virus scanner holds the old file (Windows).
    """
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())
    for attempt in range(_REPLACE_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - a test puts a fault here
            break
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    _sync_folder(path.parent)


def sweep(layout: Layout) -> int:
    """Remove what a killed run left half written; gives how many files that were."""
    count = 0
    for folder in (layout.root / "results", layout.tables):
        for path in folder.rglob(f"*{_TEMPORARY}"):
            path.unlink()
            count += 1
    return count


def _sync_folder(folder: Path) -> None:
    """Flush the rename itself; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
