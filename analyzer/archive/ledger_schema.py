"""The tables of the ledger, as SQL.

One row a path in ``files``, one row a content in ``contents``; the view ``ledger`` joins them.
``members`` holds the documents of each ZIP by the ZIP's own sha256; from it and the paths of the
ZIP come their rows in ``files``, where ``package`` is the path of the ZIP.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from analyzer.archive.outcome import Member

SCHEMA = """
CREATE TABLE IF NOT EXISTS roots (name TEXT PRIMARY KEY, hint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, root TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
  sha256 TEXT, problem TEXT NOT NULL DEFAULT '', seen INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0, package TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_content ON files (sha256, path);
CREATE INDEX IF NOT EXISTS files_package ON files (package) WHERE package <> '';
CREATE TABLE IF NOT EXISTS members (
  package TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT,
  problem TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (package, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (
  sha256 TEXT PRIMARY KEY, status TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '[]', versions TEXT NOT NULL DEFAULT '',
  seconds REAL NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0, pages INTEGER NOT NULL DEFAULT 0,
  characters INTEGER NOT NULL DEFAULT 0, folded TEXT NOT NULL DEFAULT '',
  hints TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS ledger AS
  SELECT f.path, f.sha256, f.size,
         CASE WHEN f.gone THEN 'gone' WHEN f.problem <> '' THEN 'failed'
              ELSE coalesce(c.status, 'waiting') END AS status,
         CASE WHEN f.problem <> '' THEN f.problem ELSE coalesce(c.reason, '') END AS reason,
         CASE WHEN f.problem <> '' THEN f.detail ELSE coalesce(c.detail, '[]') END AS detail,
         coalesce(c.versions, '') AS versions,
         coalesce(c.seconds, 0) AS seconds, coalesce(c.attempts, 0) AS attempts,
         coalesce(c.pages, 0) AS pages, coalesce(c.characters, 0) AS characters,
         coalesce(c.hints, '{}') AS hints, f.package
  FROM files f LEFT JOIN contents c ON c.sha256 = f.sha256;
"""

_ADDED = (("package", "''"), ("detail", "'[]'"))
"""Columns of ``files`` that the ledgers of 0.1.0 do not have."""

_PLACE = """
INSERT INTO files (path, root, size, modified_ns, sha256, problem, seen, gone, package, detail)
SELECT f.path || '/' || m.name, f.root, m.size, f.modified_ns, m.sha256, m.problem, f.seen, 0,
       f.path, m.detail
FROM files f JOIN members m ON m.package = f.sha256
WHERE f.{key} = ? AND f.gone = 0 AND f.package = ''
ON CONFLICT (path) DO UPDATE SET root=excluded.root, size=excluded.size,
  modified_ns=excluded.modified_ns, sha256=excluded.sha256, problem=excluded.problem,
  seen=excluded.seen, gone=0, package=excluded.package, detail=excluded.detail
"""

_ABSORB = """
BEGIN IMMEDIATE;
INSERT OR IGNORE INTO roots SELECT name, '' FROM other.roots;
INSERT OR REPLACE INTO files (path, root, size, modified_ns, sha256, problem, seen, gone, package,
  detail)
SELECT path, root, size, modified_ns, sha256, problem, seen, gone, package, detail FROM other.files;
INSERT OR REPLACE INTO members SELECT * FROM other.members;
INSERT OR REPLACE INTO contents
SELECT o.sha256, o.status, o.reason, o.detail, o.versions, o.seconds, o.attempts, o.pages,
       o.characters, '', '{}'
FROM other.contents o LEFT JOIN contents c ON c.sha256 = o.sha256
WHERE c.sha256 IS NULL OR c.status NOT IN ('ok', 'partial', 'packed')
  OR o.versions > c.versions;
COMMIT;
"""


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables, or bring those of an older ledger up to this form."""
    known = {row[1] for row in db.execute("PRAGMA table_info(files)")}
    if known and "package" not in known:
        for name, default in _ADDED:
            db.execute(f"ALTER TABLE files ADD COLUMN {name} TEXT NOT NULL DEFAULT {default}")
        db.execute("DROP VIEW ledger")
    db.executescript(SCHEMA)


def put_members(db: sqlite3.Connection, sha256: str, members: Sequence[Member]) -> None:
    """Replace what is known of the documents in a ZIP, and their rows under all its paths."""
    removed = db.execute("DELETE FROM members WHERE package = ?", (sha256,)).rowcount
    if not (removed or members):
        return
    db.execute(
        "DELETE FROM files WHERE package <> '' AND package IN "
        "(SELECT path FROM files WHERE sha256 = ?)",
        (sha256,),
    )
    db.executemany(
        "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?)",
        [
            (sha256, one.name, one.size, one.sha256 or None, one.reason, json.dumps(one.detail))
            for one in members
        ],
    )
    db.execute(_PLACE.format(key="sha256"), (sha256,))


def place_members(db: sqlite3.Connection, path: str) -> None:
    """Give the documents of a ZIP that is known already their rows under a path of it."""
    db.execute(_PLACE.format(key="path"), (path,))


def absorb(db: sqlite3.Connection, other: str) -> None:
    """Take over the rows of another ledger; an analysis there wins over a failure here."""
    db.execute("ATTACH ? AS other", (other,))
    db.executescript(_ABSORB)
    db.execute("DETACH other")
