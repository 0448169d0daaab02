"""Agencies side by side: how much, which dimensions, the strongest and the weakest.

Takes a connection to the tables, gives plain rows in a stable order. The measure is the number of
strong passages in 100 pages, so that long and short documents can be compared. It judges nothing:
labels and dimensions are those of the analyses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.archive.query import Row, fetch

if TYPE_CHECKING:
    import duckdb

_FEWEST_PAGES = 20
ISSUES = (
    "isu_kesenjangan",
    "kekerasan_perlindungan",
    "kelompok_sasaran",
    "ekonomi_pemberdayaan",
    "afirmasi_kepemimpinan",
    "kesehatan_layanan_ibu",
    "sarana_responsif_gender",
)
"""Categories of the lexicon that name an issue, not the mere subject."""
_GROUPED = """
WITH dims AS (
  SELECT sha256,
         count(*) FILTER (dimension = 'akses') AS akses,
         count(*) FILTER (dimension = 'partisipasi') AS partisipasi,
         count(*) FILTER (dimension = 'kontrol') AS kontrol,
         count(*) FILTER (dimension = 'manfaat') AS manfaat,
         count(*) FILTER (polarity = 'gap') AS gaps,
         count(*) FILTER (polarity = 'advance') AS advances
  FROM mentions WHERE type = 'dimension' GROUP BY sha256)
SELECT {keys}, count(*)::INT AS documents,
       count(*) FILTER (w.label = 'strong')::INT AS documents_strong,
       count(*) FILTER (w.no_mention)::INT AS documents_silent,
       sum(w.pages)::INT AS pages, sum(w.pages_unread)::INT AS pages_unread,
       sum(w.passages)::INT AS passages, sum(w.weak)::INT AS weak, sum(w.strong)::INT AS strong,
       round(100.0 * sum(w.strong) / greatest(sum(w.pages), 1), 1) AS density,
       coalesce(sum(d.akses), 0)::INT AS akses,
       coalesce(sum(d.partisipasi), 0)::INT AS partisipasi,
       coalesce(sum(d.kontrol), 0)::INT AS kontrol,
       coalesce(sum(d.manfaat), 0)::INT AS manfaat,
       coalesce(sum(d.gaps), 0)::INT AS gaps, coalesce(sum(d.advances), 0)::INT AS advances
FROM works w LEFT JOIN dims d USING (sha256)
WHERE {where} GROUP BY ALL ORDER BY {order}
"""
_QUOTE = """
SELECT w.government, w.agency, w.name, w.kind, w.year, w.period, p.page,
       coalesce(p.action, p.text) AS text, p.label, p.probability,
       p.section
FROM passages p JOIN works w USING (sha256)
WHERE w.government = ? AND w.agency = ? AND p.label = ? AND p.kind IN
      ('paragraph', 'list_item', 'table_row') AND length(p.text) BETWEEN 60 AND 900
      AND length(regexp_replace(p.text, '[^0-9]', '', 'g')) < length(p.text) / 10
ORDER BY p.probability DESC, abs(length(p.text) - 260), w.path, p.number LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency with its numbers and the words that show them."""

    numbers: Row
    quotes: tuple[Row, ...]


def by_agency(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row an agency, all its documents together; those without agency are left out."""
    return _grouped(
        connection,
        keys="w.government, w.agency",
        where="w.agency <> ''",
        order="density DESC, strong DESC, weak DESC, 1, 2",
    )


def by_agency_year(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row an agency, kind and year."""
    return _grouped(
        connection,
        keys="w.government, w.agency, w.kind, w.year",
        where="w.agency <> '' AND w.year IS NOT NULL",
        order="1, 2, 3, 4",
    )


def by_document(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row a document."""
    return _grouped(
        connection,
        keys="w.government, w.agency, w.kind, w.year, w.path, w.name, w.label, w.probability, "
        "w.grade, w.needs_review",
        where="true",
        order="1, 2, 3, 4, 5",
    )


def strongest_and_weakest(
    connection: duckdb.DuckDBPyConnection, *, count: int = 3
) -> tuple[list[Ranked], list[Ranked]]:
    """The agencies with most and with least strong passages in 100 pages, with quotes.

    An agency is in one list only; those with few pages are left out where others are there.
    """
    rows = by_agency(connection)
    long_enough = [row for row in rows if row["pages"] >= _FEWEST_PAGES]
    rows = long_enough if len(long_enough) > 1 else rows
    top = rows[: min(count, (len(rows) + 1) // 2)]
    rest = [row for row in rows if row not in top]
    bottom = sorted(rest, key=lambda row: (row["density"], row["weak"] / max(row["pages"], 1)))
    bottom = bottom[:count]
    return (
        [Ranked(row, best_quotes(connection, row)) for row in top],
        [Ranked(row, weak_quotes(connection, row)) for row in bottom],
    )


def best_quotes(
    connection: duckdb.DuckDBPyConnection, agency: Row, *, count: int = 1
) -> tuple[Row, ...]:
    """Strong passages of an agency, the surest first."""
    values = (agency["government"], agency["agency"], "strong", count)
    return tuple(fetch(connection, _QUOTE, values))


def weak_quotes(
    connection: duckdb.DuckDBPyConnection, agency: Row, *, count: int = 1
) -> tuple[Row, ...]:
    """Weak passages of an agency, the surest first; strong ones where it has no weak one."""
    values = (agency["government"], agency["agency"], "weak", count)
    rows = fetch(connection, _QUOTE, values)
    return tuple(rows) or best_quotes(connection, agency, count=count)


def shared_issues(connection: duckdb.DuckDBPyConnection, *, least: int = 2) -> list[Row]:
    """Concepts that at least so many agencies speak of in weak or strong passages."""
    return fetch(
        connection,
        """
        SELECT m.concept, m.category,
               count(DISTINCT w.government || '|' || w.agency)::INT AS agencies,
               count(DISTINCT w.sha256)::INT AS documents, count(*)::INT AS mentions,
               count(DISTINCT p.sha256 || p.passage) FILTER (p.rupiah IS NOT NULL)::INT AS funded,
               list(DISTINCT w.agency ORDER BY w.agency) AS who
        FROM mentions m JOIN works w USING (sha256)
        JOIN passages p ON p.sha256 = m.sha256 AND p.passage = m.passage
        WHERE list_contains(?::VARCHAR[], m.category)
              AND m.type = 'term' AND m.assertion IN ('affirmed', 'planned') AND p.label <> 'none'
              AND w.agency <> ''
        GROUP BY ALL HAVING agencies >= ? ORDER BY agencies DESC, documents DESC, mentions DESC, 1
        """,
        (list(ISSUES), least),
    )


def unread(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Files that could not be read, and documents of which only a part could."""
    return fetch(
        connection,
        """
        SELECT f.path, f.name, f.status, f.reason, f.detail, f.pages,
               coalesce(d.pages_unread, 0) AS pages_unread, coalesce(d.problems, '') AS problems,
               f.government, f.agency, f.kind, f.year
        FROM files f LEFT JOIN documents d USING (sha256)
        WHERE f.status = 'failed' OR f.status = 'waiting' OR f.status = 'partial'
              OR coalesce(d.pages_unread, 0) > 0
        ORDER BY f.status <> 'failed', f.reason, f.path
        """,
    )


def unplaced(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Documents that were read but whose government, agency or year nobody knows.

    What is the government's own needs no agency: regulations, the RPJMD and the RKPD.
    """
    return fetch(
        connection,
        "SELECT path, name, government, agency, kind, year FROM works WHERE kind <> 'news' AND "
        "(government = '' OR year IS NULL OR "
        "(agency = '' AND kind NOT IN ('regulation', 'rpjmd', 'rkpd'))) ORDER BY path",
    )


def totals(connection: duckdb.DuckDBPyConnection) -> Row:
    """Files, documents and pages of the whole archive."""
    return fetch(
        connection,
        """
        SELECT (SELECT count(*)::INT FROM files WHERE status <> 'packed') AS files,
               (SELECT count(*)::INT FROM files WHERE NOT first AND status <> 'packed') AS copies,
               (SELECT count(*)::INT FROM files WHERE status = 'failed') AS failed,
               count(*)::INT AS documents, coalesce(sum(pages), 0)::INT AS pages,
               coalesce(sum(pages_unread), 0)::INT AS pages_unread,
               count(DISTINCT government) FILTER (government <> '')::INT AS governments,
               count(DISTINCT government || '|' || agency) FILTER (agency <> '')::INT AS agencies,
               min(year) AS first_year, max(year) AS last_year,
               count(*) FILTER (label = 'strong')::INT AS strong_documents,
               count(*) FILTER (no_mention)::INT AS silent_documents,
               coalesce(sum(weak), 0)::INT AS weak, coalesce(sum(strong), 0)::INT AS strong,
               string_agg(DISTINCT setara, ', ' ORDER BY setara) AS setara,
               string_agg(DISTINCT lexicon, ', ' ORDER BY lexicon) AS lexicon,
               string_agg(DISTINCT model, ', ' ORDER BY model) AS model
        FROM works
        """,
    )[0]


def _grouped(
    connection: duckdb.DuckDBPyConnection, *, keys: str, where: str, order: str
) -> list[Row]:
    return fetch(connection, _GROUPED.format(keys=keys, where=where, order=order))
