"""What a Pokja PUG meeting needs to see of an archive.

Takes a connection to the tables and a language, gives one frozen object with everything the HTML
and the XLSX show, in their order. Pure but for the queries; it formats nothing and knows no file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.archive import boilerplate, changes, compare, promises
from analyzer.archive.charts import YearChart, build_year_chart
from analyzer.archive.query import Row
from analyzer.locale import format_number, translate

if TYPE_CHECKING:
    import duckdb

DIMENSIONS = ("akses", "partisipasi", "kontrol", "manfaat")
_CHART_KINDS = ("renja", "lkjip", "renstra", "rkpd", "rpjmd")
_MOST_CHARTS = 12
_PAGES_UNREAD = frozenset({"page_without_text", "ocr_missing"})
"""Problems that the sentence on unread pages already tells."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """All of a meeting brief, in the language ``lang``."""

    lang: str
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


def build_meeting(connection: duckdb.DuckDBPyConnection, *, lang: str = "id") -> Meeting:
    """The brief of an archive."""
    years = compare.by_agency_year(connection)
    strongest, weakest = compare.strongest_and_weakest(connection)
    tracked = promises.track_promises(connection)
    fates = [(fate.value, sum(one.fate is fate for one in tracked)) for fate in promises.Fate]
    return Meeting(
        lang=lang,
        totals=compare.totals(connection),
        agencies=tuple(_with_missing(row, lang) for row in compare.by_agency(connection)),
        strongest=tuple(strongest),
        weakest=tuple(weakest),
        years=tuple(years),
        charts=tuple(build_charts(years, lang=lang)),
        changes=tuple(changes.find_changes(connection)),
        promises=tuple(tracked),
        fates=tuple(fates),
        copies=tuple(boilerplate.find_boilerplate(connection)),
        issues=tuple(_named(row) for row in compare.shared_issues(connection)),
        documents=tuple(compare.by_document(connection)),
        unread=tuple(explain(row, lang) for row in compare.unread(connection)),
        unplaced=tuple(compare.unplaced(connection)),
    )


def build_charts(years: list[Row], *, lang: str = "id") -> list[YearChart]:
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
        name = translate(f"kind.{kind}", lang)
        title = translate(
            "meeting.chart_title", lang, kind=name, agency=agency, government=government
        )
        values = {row["year"]: row["density"] for row in rows}
        series = [(translate("meeting.chart_series", lang), "strong", values)]
        notes = {
            row["year"]: translate("meeting.chart_note", lang, weak=row["weak"]) for row in rows
        }
        charts.append(build_year_chart(title, series, notes=notes, top=max(top, 1.0)))
    return charts


def _weak_density(row: Row) -> float:
    return float(round(100.0 * row["weak"] / max(row["pages"], 1), 1))


def _with_missing(row: Row, lang: str) -> Row:
    """An agency's numbers with the names of the dimensions it never speaks of."""
    missing = [translate(f"dimension.{one}", lang) for one in DIMENSIONS if not row[one]]
    if len(missing) == len(DIMENSIONS):
        missing = [translate("meeting.all_dimensions", lang)]
    return {**row, "missing": missing, "weak_density": _weak_density(row)}


def _named(row: Row) -> Row:
    """A shared concept with its label from the lexicon."""
    from analyzer.lexicon import load_lexicon

    try:
        label = load_lexicon().entry(row["concept"]).label
    except KeyError:
        label = row["concept"]
    return {**row, "label": label}


def explain(row: Row, lang: str) -> Row:
    """A file that was not read, or in part, with the sentence that tells why and what to do."""
    if row["status"] == "failed":
        why = explain_failure(row["name"], row["reason"], json.loads(row["detail"] or "{}"), lang)
    elif row["status"] == "waiting":
        why = translate("meeting.waiting_why", lang)
    else:
        told = _PAGES_UNREAD if row["pages_unread"] else ()
        codes = [one for one in row["problems"].split() if one not in told]
        sentences = [translate(f"file_problem.{code}", lang) for code in codes]
        if row["pages_unread"]:
            pages = count_of("pages", row["pages"], lang)
            unread = translate("meeting.unread_why", lang, unread=row["pages_unread"], pages=pages)
            sentences.insert(0, unread)
        why = " ".join(sentences)
    return {**row, "why": why}


def explain_failure(name: str, reason: str, values: dict[str, object], lang: str) -> str:
    """Why a file failed and what to do, without its name in front."""
    sentence = translate(f"error.{reason}", lang, **{**values, "name": name})
    return sentence.removeprefix(f"{name}: ")


def count_of(what: str, number: int, lang: str) -> str:
    """A number with what it counts: "1 file", "1,250 files"."""
    form = f"{what}_one" if number == 1 else what
    return translate(f"count.{form}", lang, count=format_number(number, lang))
