"""The ledger: what became of each file, in SQLite.

Two tables. ``files`` holds one row a path (relative, with ``/``), with its size, time and sha256;
``contents`` one row a content, with status, reason, versions, seconds and attempts. The view
``ledger`` joins them: one row a file. It records; it reads no document. Work is handed out with the
longest first, all else in the order of the paths.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.archive import ledger_schema, tables
from analyzer.archive.expect import expect_seconds
from analyzer.archive.outcome import FileStatus, Outcome

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file, or document in the ZIP ``package``; ``hints`` is JSON of metadata."""

    path: str
    sha256: str
    size: int
    status: str
    reason: str
    detail: tuple[tuple[str, str], ...]
    versions: str
    seconds: float
    attempts: int
    pages: int
    characters: int
    hints: str
    package: str

    @property
    def place(self) -> tuple[str, str]:
        """Name of the file, and that of the document in it where it is a ZIP."""
        file = self.package or self.path
        return file.rpartition("/")[2], self.path[len(file) + 1 :]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a path before it is read: size in bytes, time of change, and its sha256."""

    size: int
    modified_ns: int
    sha256: str | None


class Ledger:
    """An open ledger. Writes are durable when :meth:`commit` returns."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.create_function("expected", 3, expect_seconds, deterministic=True)
        ledger_schema.prepare(self._db)

    def close(self) -> None:
        """Close the ledger and fold its write-ahead log back."""
        self._db.close()

    def clean(self) -> bool:
        """Whether the tables hold all that the ledger knows."""
        (value,) = self._db.execute("PRAGMA user_version").fetchone()
        return int(value) == tables.TABLES_MARK

    def set_clean(self, clean: bool) -> None:
        """Record whether the tables hold all that the ledger knows; part of the group of writes."""
        self._db.execute(f"PRAGMA user_version = {tables.TABLES_MARK if clean else 0}")

    def begin(self) -> None:
        """Start a group of writes."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the group durable."""
        self._db.execute("COMMIT")

    # -- roots and files ----------------------------------------------------------------------

    def roots(self) -> dict[str, str]:
        """Folders given so far: name to a hint where it lies, relative to the archive."""
        return dict(self._db.execute("SELECT name, hint FROM roots ORDER BY name"))

    def set_root(self, name: str, hint: str) -> None:
        """Remember a folder by its name."""
        self._db.execute("INSERT OR REPLACE INTO roots VALUES (?, ?)", (name, hint))

    def next_scan(self) -> int:
        """The number of a new scan of the folders."""
        (last,) = self._db.execute("SELECT coalesce(max(seen), 0) FROM files").fetchone()
        return int(last) + 1

    def known(self, path: str) -> Seen | None:
        """What the ledger knows of a path."""
        row = self._db.execute(
            "SELECT size, modified_ns, sha256 FROM files WHERE path = ? AND gone = 0", (path,)
        ).fetchone()
        return None if row is None else Seen(*row)

    def put_file(self, path: str, root: str, seen: Seen, *, scan: int, problem: str = "") -> None:
        """Record a path as it lies there now, with the documents in it where it is a known ZIP."""
        self._db.execute(
            "INSERT INTO files (path, root, size, modified_ns, sha256, problem, seen, gone) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (path) DO UPDATE SET root=excluded.root, "
            "size=excluded.size, modified_ns=excluded.modified_ns, sha256=excluded.sha256, "
            "problem=excluded.problem, seen=excluded.seen, gone=0",
            (path, root, seen.size, seen.modified_ns, seen.sha256, problem, scan),
        )
        ledger_schema.place_members(self._db, path)

    def mark_gone(self, root: str, *, scan: int, mine: Callable[[str], bool]) -> int:
        """Mark files of a folder that this scan should have met and did not; gives how many."""
        rows = self._db.execute(
            "SELECT path, package FROM files WHERE root = ? AND seen < ? AND gone = 0",
            (root, scan),
        ).fetchall()
        missed = [(path,) for path, package in rows if mine(package or path)]
        self._db.executemany("UPDATE files SET gone = 1 WHERE path = ?", missed)
        return len(missed)

    def sample_paths(self, root: str, limit: int) -> list[str]:
        """Some files that were there in a folder when it was last looked through."""
        rows = self._db.execute(
            "SELECT path FROM files WHERE root = ? AND gone = 0 AND package = '' LIMIT ?",
            (root, limit),
        )
        return [path for (path,) in rows]

    # -- work ---------------------------------------------------------------------------------

    def plan(self, versions: str, *, roots: Sequence[str], limit: int = 0) -> tuple[int, float]:
        """Lay down the contents of some roots to be analysed, the longest first.

        A content is done if it was analysed, or failed, under the same versions. A limit takes the
        first ones by their path.

        Returns:
            How many there are, and the seconds of work that are expected.

        """
        self._db.execute("DROP TABLE IF EXISTS temp.work")
        self._db.execute(
            "CREATE TEMP TABLE work AS SELECT * FROM (SELECT f.sha256, min(f.path) AS path, "
            "f.package, expected(f.path, f.size, c.seconds) AS seconds "
            "FROM files f LEFT JOIN contents c ON c.sha256 = f.sha256 "
            "WHERE f.gone = 0 AND f.problem = '' AND f.sha256 IS NOT NULL AND "
            "(c.sha256 IS NULL OR c.status = 'waiting' OR c.versions <> ?) "
            f"AND f.root IN ({','.join('?' * len(roots))}) "
            f"GROUP BY f.sha256 ORDER BY 2 {f'LIMIT {int(limit)}' if limit else ''}) "
            "ORDER BY seconds DESC, path",
            (versions, *roots),
        )
        self._db.execute("CREATE UNIQUE INDEX temp.work_content ON work (sha256)")
        count, seconds = self._db.execute(
            "SELECT count(*), total(seconds) FROM temp.work"
        ).fetchone()
        return int(count), float(seconds)

    def expected(self, sha256: str) -> float:
        """Seconds that the plan expects of a content."""
        row = self._db.execute("SELECT seconds FROM temp.work WHERE sha256 = ?", (sha256,))
        return float(row.fetchone()[0])

    def iter_work(self) -> Iterator[tuple[str, str, str]]:
        """Contents of the plan with their first path and its ZIP, if any, a chunk at a time."""
        last = 0
        while rows := self._db.execute(
            "SELECT rowid, * FROM temp.work WHERE rowid > ? ORDER BY rowid LIMIT ?",
            (last, _CHUNK),
        ).fetchall():
            last = rows[-1][0]
            yield from (row[1:4] for row in rows)

    def put_outcome(self, outcome: Outcome, *, versions: str) -> None:
        """Record what became of a content."""
        self._db.execute(
            "INSERT INTO contents (sha256, status, reason, detail, versions, seconds, attempts, "
            "pages, characters) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT (sha256) DO UPDATE "
            "SET status=excluded.status, reason=excluded.reason, detail=excluded.detail, "
            "versions=excluded.versions, seconds=excluded.seconds, attempts=attempts + 1, "
            "pages=excluded.pages, characters=excluded.characters, folded=''",
            (
                outcome.sha256,
                outcome.status,
                outcome.reason,
                json.dumps(outcome.detail),
                versions,
                round(outcome.seconds, 3),
                outcome.pages,
                outcome.characters,
            ),
        )
        ledger_schema.put_members(self._db, outcome.sha256, outcome.members)

    def retry(self, reasons: Iterable[str] = ()) -> int:
        """Put contents back to work that failed or ran out of time, all or those of some reasons.

        Returns:
            How many.

        """
        wanted = sorted(set(reasons))
        marks = ",".join("?" * len(wanted))
        where = f"AND reason IN ({marks})" if wanted else ""
        cursor = self._db.execute(
            "UPDATE contents SET status = 'waiting' "
            f"WHERE (status = 'failed' OR reason <> '') {where}",
            wanted,
        )
        return cursor.rowcount

    def absorb(self, path: Path) -> None:
        """Take over the rows of another ledger; an analysis there wins over a failure here."""
        ledger_schema.absorb(self._db, str(path))

    # -- tables -------------------------------------------------------------------------------

    def iter_unfolded(self, tables: str) -> Iterator[tuple[str, FileStatus]]:
        """Contents whose rows in the tables are missing, or old, or of another ``tables`` version.

        In the order of their sha256.
        """
        last = ""
        while rows := self._db.execute(
            "SELECT sha256, status FROM contents WHERE folded <> versions || ? AND sha256 > ? "
            "AND status <> 'waiting' ORDER BY sha256 LIMIT ?",
            (tables, last, _CHUNK),
        ).fetchall():
            for last, status in rows:
                yield last, FileStatus(status)

    def count_unfolded(self, tables: str) -> int:
        """How many contents :meth:`iter_unfolded` gives."""
        where = "folded <> versions || ? AND status <> 'waiting'"
        row = self._db.execute(f"SELECT count(*) FROM contents WHERE {where}", (tables,))
        return int(row.fetchone()[0])

    def mark_folded(self, contents: Iterable[tuple[str, str]], tables: str) -> None:
        """Record that the tables hold these contents: pairs of sha256 and hints as JSON."""
        self._db.executemany(
            "UPDATE contents SET folded = versions || ?, hints = ? WHERE sha256 = ?",
            [(tables, hints, sha256) for sha256, hints in contents],
        )

    # -- reading ------------------------------------------------------------------------------

    def iter_files(self) -> Iterator[FileRow]:
        """All files in the order of their paths; gone ones are left out."""
        last = ""
        columns = ", ".join(FileRow.__dataclass_fields__)
        while rows := self._db.execute(
            f"SELECT {columns} FROM ledger WHERE status <> 'gone' AND path > ? "
            "ORDER BY path LIMIT ?",
            (last, _CHUNK),
        ).fetchall():
            for path, sha256, size, status, reason, detail, *rest in rows:
                last = path
                pairs = tuple((str(a), str(b)) for a, b in json.loads(detail))
                yield FileRow(path, sha256 or "", size, status, reason, pairs, *rest)

    def first_path(self, sha256: str) -> str:
        """The first path of a content, under which it counts where each content counts once."""
        row = self._db.execute(
            "SELECT min(path) FROM files WHERE sha256 = ? AND gone = 0", (sha256,)
        ).fetchone()
        return str(row[0])

    def counts(self) -> dict[str, int]:
        """Files by status, ``gone`` among them."""
        return dict(
            self._db.execute("SELECT status, count(*) FROM ledger GROUP BY status ORDER BY status")
        )

    def reasons(self) -> list[tuple[str, int]]:
        """Reasons of failure with their number of files, the most frequent first."""
        return list(
            self._db.execute(
                "SELECT reason, count(*) FROM ledger WHERE status = 'failed' "
                "GROUP BY reason ORDER BY 2 DESC, 1"
            )
        )

    def totals(self) -> dict[str, float]:
        """Contents, pages, and seconds of work of the whole archive."""
        row = self._db.execute(
            "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(seconds), 0) FROM contents"
        ).fetchone()
        return dict(zip(("contents", "pages", "seconds"), row, strict=True))
