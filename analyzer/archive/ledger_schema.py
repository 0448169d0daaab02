"""The tables of the ledger, as SQL.

One row a path in ``files``, one row a content in ``contents``; the view ``ledger`` joins them.
"""

from __future__ import annotations

SCHEMA = """
CREATE TABLE IF NOT EXISTS roots (name TEXT PRIMARY KEY, hint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, root TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
  sha256 TEXT, problem TEXT NOT NULL DEFAULT '', seen INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_content ON files (sha256, path);
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
         coalesce(c.detail, '[]') AS detail, coalesce(c.versions, '') AS versions,
         coalesce(c.seconds, 0) AS seconds, coalesce(c.attempts, 0) AS attempts,
         coalesce(c.pages, 0) AS pages, coalesce(c.characters, 0) AS characters,
         coalesce(c.hints, '{}') AS hints
  FROM files f LEFT JOIN contents c ON c.sha256 = f.sha256;
"""
