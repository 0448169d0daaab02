"""What changed between a plan and that of the year before.

Takes a connection to the tables, gives for each agency and kind the pairs of neighbouring years:
text that stayed the same, promises that vanished, promises that are new, issues that got money. A
promise is a weak or strong passage that states an action, or a table row of that kind with money.
Text is the same if its words are, whatever its numbers; a promise is kept if a passage alike stands
in the later plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analyzer.archive.query import Row, fetch
from analyzer.archive.similar import Finder, words_of

if TYPE_CHECKING:
    import duckdb

_ALIKE = 0.5
PROMISE = (
    "p.label <> 'none' AND (contains(p.elements, 'U4') "
    "OR (p.kind = 'table_row' AND p.rupiah IS NOT NULL))"
)
_PASSAGES = f"""
SELECT w.year, w.path, w.name, p.page, p.number, p.section, p.text, p.text_key, p.label, p.rupiah,
       p.action, w.agency, {PROMISE} AS promise
FROM passages p JOIN works w USING (sha256)
WHERE w.government = ? AND w.agency = ? AND w.kind = ? AND w.year IN (?, ?)
      AND p.kind <> 'heading' AND (p.text_key <> '' OR p.rupiah IS NOT NULL)
ORDER BY w.year, w.path, p.number
"""

_COUNTS = """
SELECT year, sum(weak)::INT AS weak, sum(strong)::INT AS strong FROM works
WHERE government = ? AND agency = ? AND kind = ? AND year IN (?, ?) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Change:
    """Two neighbouring years of one kind of plan of an agency.

    ``same`` is the share of the later plan's passages whose words stood in the earlier one,
    ``same_gender`` that among its weak and strong passages; None where it has none.
    """

    government: str
    agency: str
    kind: str
    before: int
    after: int
    passages: int
    same: float
    same_gender: float | None
    weak_before: int
    weak_after: int
    strong_before: int
    strong_after: int
    vanished: tuple[Row, ...]
    added: tuple[Row, ...]
    funded: tuple[Row, ...]
    copied: tuple[Row, ...]


def find_changes(connection: duckdb.DuckDBPyConnection) -> list[Change]:
    """All pairs of neighbouring years in the archive, by agency and kind."""
    rows = fetch(
        connection,
        "SELECT DISTINCT government, agency, kind, year FROM works WHERE government <> '' AND "
        "(agency <> '' OR kind IN ('rpjmd', 'rkpd')) AND year IS NOT NULL AND "
        "kind IN ('renja', 'rkpd', 'lkjip', 'renstra', 'rpjmd') ORDER BY 1, 2, 3, 4",
    )
    changes = []
    for earlier, later in pairwise(rows):
        if all(earlier[key] == later[key] for key in ("government", "agency", "kind")):
            changes.append(_change(connection, later, before=earlier["year"]))
    return changes


def _change(connection: duckdb.DuckDBPyConnection, group: Row, *, before: int) -> Change:
    key = (group["government"], group["agency"], group["kind"])
    years = (*key, before, group["year"])
    rows = fetch(connection, _PASSAGES, years)
    counts = {row["year"]: row for row in fetch(connection, _COUNTS, years)}
    old = [row for row in rows if row["year"] == before]
    new = [row for row in rows if row["year"] != before]
    known = {row["text_key"] for row in old if row["text_key"]}
    keyed = [row for row in new if row["text_key"]]
    gender = [row for row in keyed if row["label"] != "none"]
    copied = [row for row in gender if row["text_key"] in known]
    return Change(
        *key,
        before=before,
        after=group["year"],
        passages=len(keyed),
        same=_share(sum(row["text_key"] in known for row in keyed), len(keyed)) or 0.0,
        same_gender=_share(len(copied), len(gender)),
        weak_before=counts[before]["weak"],
        weak_after=counts[group["year"]]["weak"],
        strong_before=counts[before]["strong"],
        strong_after=counts[group["year"]]["strong"],
        vanished=_without_like(old, new),
        added=_without_like(new, old),
        funded=_newly_funded(old, new),
        copied=tuple(copied),
    )


def is_promise(row: Row) -> bool:
    """Whether a passage promises something: a row of sums by agency says no more than its name."""
    return bool(row["promise"]) and not set(words_of(row["text"])) <= set(words_of(row["agency"]))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _without_like(rows: Sequence[Row], others: Sequence[Row]) -> tuple[Row, ...]:
    """Promises among the rows that have no passage alike among the others, each once."""
    keys = {row["text_key"] for row in others}
    finder = Finder([row["text"] for row in others if row["label"] != "none"])
    alone: dict[str, Row] = {}
    for row in rows:
        if not is_promise(row) or row["text_key"] in keys or row["text_key"] in alone:
            continue
        if next(finder.iter_like(row["text"], threshold=_ALIKE), None) is None:
            alone[row["text_key"]] = row
    return tuple(
        sorted(
            alone.values(), key=lambda row: (row["label"] != "strong", row["path"], row["number"])
        )
    )


def _newly_funded(old: Sequence[Row], new: Sequence[Row]) -> tuple[Row, ...]:
    """Weak and strong passages with money now, that had none, or did not stand there, before."""
    finder = Finder([row["text"] for row in old if row["rupiah"]])
    known = {row["text_key"] for row in old if row["rupiah"] and row["text_key"]}
    funded: dict[str, Row] = {}
    for row in new:
        if row["label"] == "none" or not row["rupiah"] or row["text_key"] in known:
            continue
        if next(finder.iter_like(row["text"], threshold=_ALIKE), None) is None:
            funded.setdefault(row["text_key"] or row["text"], row)
    return tuple(
        sorted(funded.values(), key=lambda row: (-row["rupiah"], row["path"], row["number"]))
    )
