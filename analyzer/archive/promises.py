"""The promise tracker: from the RPJMD by Renstra and Renja to the report and the news.

Takes a connection to the tables, gives for each promise of an early plan where it is met again in
the later documents of the same government, and whether with money. A link is a proposal by shared
rare words, for a person to check: its measure is given.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analyzer.archive.changes import PROMISE, is_promise
from analyzer.archive.query import Row, fetch
from analyzer.archive.similar import Finder

if TYPE_CHECKING:
    import duckdb

STAGES = ("rpjmd", "renstra", "rkpd", "renja", "lkjip", "news")
_PLANS = ("rpjmd", "renstra")
_ALIKE = 0.3
_PASSAGES = f"""
SELECT w.government, w.agency, w.kind, w.year, w.period, w.path, w.name, p.page, p.number, p.text,
       p.text_key, p.label, p.rupiah, p.action, {PROMISE} AS promise
FROM passages p JOIN works w USING (sha256)
WHERE w.government = ? AND w.kind IN {STAGES} AND p.label <> 'none' AND p.kind <> 'heading'
ORDER BY w.year NULLS LAST, w.path, p.number
"""


class Fate(StrEnum):
    """How far a promise was met again."""

    REPORTED = "reported"
    FUNDED = "funded"
    PLANNED = "planned"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and the passages in which it is met again: (stage, passage, measure)."""

    source: Row
    met: tuple[tuple[str, Row, float], ...]
    fate: Fate


def track_promises(connection: duckdb.DuckDBPyConnection) -> list[Promise]:
    """All promises of RPJMD and Renstra, of governments that have later documents."""
    governments = fetch(
        connection,
        "SELECT government FROM works WHERE government <> '' GROUP BY 1 HAVING "
        "bool_or(kind IN ('rpjmd', 'renstra')) AND bool_or(kind IN ('renstra', 'rkpd', 'renja', "
        "'lkjip', 'news')) ORDER BY 1",
    )
    promises: list[Promise] = []
    for row in governments:
        promises += _of_government(fetch(connection, _PASSAGES, (row["government"],)))
    return promises


def _of_government(rows: list[Row]) -> list[Promise]:
    by_stage: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_stage[row["kind"]].append(row)
    finders = {stage: Finder([row["text"] for row in found]) for stage, found in by_stage.items()}
    seen: set[str] = set()
    promises = []
    for row in rows:
        if row["kind"] not in _PLANS or not is_promise(row) or row["text_key"] in seen:
            continue
        seen.add(row["text_key"])
        met = []
        later = STAGES[STAGES.index(row["kind"]) + 1 :]
        for stage in later:
            if (best := _best(row, by_stage[stage], finders.get(stage))) is not None:
                met.append((stage, *best))
        if any(_fits(row, other) for stage in later for other in by_stage[stage]):
            promises.append(Promise(row, tuple(met), _fate(met)))
    return promises


def _best(row: Row, others: list[Row], finder: Finder | None) -> tuple[Row, float] | None:
    """The passage most alike of a stage, one with money before one without."""
    if finder is None:
        return None
    found = [
        (others[number], measure)
        for number, measure in finder.iter_like(row["text"], threshold=_ALIKE)
        if _fits(row, others[number])
    ]
    with_money = [one for one in found if one[0]["rupiah"]]
    return next(iter(with_money or found), None)


def _fits(row: Row, other: Row) -> bool:
    """Whether a passage may answer a promise: of the same agency if both name one, not earlier."""
    if row["agency"] and other["agency"] and row["agency"] != other["agency"]:
        return bool(row["kind"] == "rpjmd" or other["kind"] == "news")
    return not (row["year"] and other["year"]) or bool(other["year"] >= row["year"])


def _fate(met: list[tuple[str, Row, float]]) -> Fate:
    stages = {stage for stage, _, _ in met}
    if stages & {"lkjip", "news"}:
        return Fate.REPORTED
    if any(row["rupiah"] for stage, row, _ in met if stage in ("renja", "rkpd")):
        return Fate.FUNDED
    return Fate.PLANNED if met else Fate.LOST
