"""Text that was copied across agencies or years.

Takes a connection to the tables, gives groups of weak and strong passages whose words are the same
or nearly so. It looks only at running text that speaks of gender: titles of regulations and the
prescribed names of programmes in tables are copied by everyone and are no finding.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analyzer.archive.query import Row, fetch
from analyzer.archive.similar import group_copies

if TYPE_CHECKING:
    import duckdb

_SHORTEST = 140
_LEGAL = r"(?i)^\W*\w{0,3}\W*(peraturan|undang|instruksi|keputusan|surat edaran)"
_KEYS = """
SELECT p.text_key, min(p.text) AS text, count(DISTINCT w.sha256)::INT AS documents
FROM passages p JOIN works w USING (sha256)
WHERE p.label <> 'none' AND p.kind <> 'heading' AND p.text_key <> ''
      AND p.kind IN ('paragraph', 'list_item') AND length(p.text) >= ?
      AND NOT regexp_matches(p.text, ?)
GROUP BY 1 ORDER BY 1
"""
_PLACES = """
SELECT p.text_key, w.government, w.agency, w.kind, w.year, w.period, w.path, w.name,
       min(p.page) AS page
FROM passages p JOIN works w USING (sha256)
WHERE list_contains(?::VARCHAR[], p.text_key) GROUP BY ALL ORDER BY w.path, page
"""


def find_boilerplate(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Groups of copied passages: text, number of documents, agencies, years and places.

    The groups in most agencies come first, then those in most years and documents.
    """
    rows = fetch(connection, _KEYS, (_SHORTEST, _LEGAL))
    texts = {row["text_key"]: row["text"] for row in rows}
    groups = group_copies(texts)
    grouped = {key for group in groups for key in group}
    groups += [
        [row["text_key"]] for row in rows if row["documents"] > 1 and row["text_key"] not in grouped
    ]
    places: dict[str, list[Row]] = defaultdict(list)
    for place in fetch(connection, _PLACES, ([key for group in groups for key in group],)):
        places[place["text_key"]].append(place)
    found = [
        _group(texts, group, [one for key in group for one in places[key]]) for group in groups
    ]
    several = [one for one in found if one["documents"] > 1]
    return sorted(
        several, key=lambda one: (-one["agencies"], -one["years"], -one["documents"], one["text"])
    )


def _group(texts: dict[str, str], keys: list[str], places: list[Row]) -> Row:
    places = list({(place["path"], place["page"]): place for place in places}.values())
    return {
        "text": texts[keys[0]],
        "variants": len(keys),
        "documents": len({place["path"] for place in places}),
        "agencies": len({(place["government"], place["agency"]) for place in places}),
        "years": len({place["year"] for place in places if place["year"]}),
        "places": places,
    }
