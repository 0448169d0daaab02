"""What a Pokja PUG meeting needs to see of an archive.

Takes a connection to the tables, gives one frozen object with everything the HTML and the XLSX
show, in their order. Pure but for the queries; it formats nothing and knows no file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.archive import boilerplate, changes, compare, promises
from analyzer.archive.charts import YearChart, build_year_chart
from analyzer.archive.query import Row
from analyzer.locale import find, translate

if TYPE_CHECKING:
    import duckdb

DIMENSIONS = ("akses", "partisipasi", "kontrol", "manfaat")
_CHART_KINDS = ("renja", "lkjip", "renstra", "rkpd", "rpjmd")
_MOST_CHARTS = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """All of a meeting brief."""

    totals: Row
    agencies: tuple[Row, ...]
    strongest: tuple[compare.Ranked, ...]
    weakest: tuple[compare.Ranked, ...]
    years: tuple[Row, ...]
    charts: tuple[YearChart, ...]
    changes: tuple[changes.Change, ...]
    promises: tuple[promises.Promise, ...]
    fates: tuple[tuple[str, int], ...]
    copies: tuple[Row, ...]
    issues: tuple[Row, ...]
    documents: tuple[Row, ...]
    unread: tuple[Row, ...]
    unplaced: tuple[Row, ...]


def build_meeting(connection: duckdb.DuckDBPyConnection) -> Meeting:
    """The brief of an archive."""
    years = compare.by_agency_year(connection)
    strongest, weakest = compare.strongest_and_weakest(connection)
    tracked = promises.track_promises(connection)
    fates = [(fate.value, sum(one.fate is fate for one in tracked)) for fate in promises.Fate]
    return Meeting(
        totals=compare.totals(connection),
        agencies=tuple(_with_missing(row) for row in compare.by_agency(connection)),
        strongest=tuple(strongest),
        weakest=tuple(weakest),
        years=tuple(years),
        charts=tuple(build_charts(years)),
        changes=tuple(changes.find_changes(connection)),
        promises=tuple(tracked),
        fates=tuple(fates),
        copies=tuple(boilerplate.find_boilerplate(connection)),
        issues=tuple(_named(row) for row in compare.shared_issues(connection)),
        documents=tuple(compare.by_document(connection)),
        unread=tuple(_explained(row) for row in compare.unread(connection)),
        unplaced=tuple(compare.unplaced(connection)),
    )


def build_charts(years: list[Row]) -> list[YearChart]:
    """A chart for each agency and kind with two years or more, all on one scale."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in years:
        if row["kind"] in _CHART_KINDS:
            groups[row["government"], row["agency"], row["kind"]].append(row)
    several = [(key, rows) for key, rows in sorted(groups.items()) if len(rows) > 1]
    several.sort(key=lambda one: (-len(one[1]), one[0]))
    top = max((row["density"] for _, rows in several for row in rows), default=1.0)
    charts = []
    for (government, agency, kind), rows in several[:_MOST_CHARTS]:
        title = f"{translate(f'kind.{kind}', 'id')} {agency}, {government}"
        series = [("paragraf kuat", "strong", {row["year"]: row["density"] for row in rows})]
        notes = {row["year"]: f"{row['weak']} lemah" for row in rows}
        charts.append(build_year_chart(title, series, notes=notes, top=max(top, 1.0)))
    return charts


def _weak_density(row: Row) -> float:
    return float(round(100.0 * row["weak"] / max(row["pages"], 1), 1))


def _with_missing(row: Row) -> Row:
    """An agency's numbers with the names of the dimensions it never speaks of."""
    missing = [translate(f"dimension.{one}", "id") for one in DIMENSIONS if not row[one]]
    if len(missing) == len(DIMENSIONS):
        missing = ["semua dimensi"]
    return {**row, "missing": missing, "weak_density": _weak_density(row)}


def _named(row: Row) -> Row:
    """A shared concept with its label from the lexicon."""
    from analyzer.lexicon import load_lexicon

    try:
        label = load_lexicon().entry(row["concept"]).label
    except KeyError:
        label = row["concept"]
    return {**row, "label": label}


def _explained(row: Row) -> Row:
    """A file that was not read, with the sentence that tells why and what to do."""
    if row["status"] == "failed":
        values = {**json.loads(row["detail"] or "{}"), "name": row["name"]}
        sentence = translate(f"error.{row['reason']}", "id", **values)
        why = sentence.removeprefix(f"{row['name']}: ")
    elif row["status"] == "waiting":
        why = "Belum dikerjakan; jalankan perintah yang sama sekali lagi."
    elif row["pages_unread"]:
        why = (
            f"{row['pages_unread']} dari {row['pages']} halaman tanpa lapisan teks (hasil pindai) "
            "dan belum terbaca."
        )
    else:
        codes = row["problems"].split()
        why = " ".join(find(f"problem.{code}", "id") or code for code in codes)
    return {**row, "why": why}
