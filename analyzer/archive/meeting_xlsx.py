"""The meeting brief as a workbook.

Takes a :class:`~analyzer.archive.meeting.Meeting`, gives the bytes of an XLSX: all rows, where the
HTML shows the first. Text is always written as text, so that no cell becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from analyzer.archive.cells import Sheet, to_workbook
from analyzer.archive.meeting import DIMENSIONS, Meeting
from analyzer.archive.meeting_html import place
from analyzer.locale import translate

_TOTALS = (
    "files", "copies", "failed", "documents", "pages", "pages_unread", "governments", "agencies",
    "first_year", "last_year", "strong_documents", "silent_documents", "strong", "weak",
)  # fmt: skip
_VERSIONS = ("setara", "lexicon", "model")


def to_xlsx(meeting: Meeting, *, title: str) -> bytes:
    """The workbook, the same bytes for the same archive, in the language of the brief."""
    sheets = [
        _summary(meeting, title),
        _agencies(meeting),
        _extremes(meeting),
        _years(meeting),
        _changes(meeting),
        _moves(meeting),
        _promises(meeting),
        _copies(meeting),
        _issues(meeting),
        _documents(meeting),
        _unread(meeting),
        _unplaced(meeting),
    ]
    stream = io.BytesIO()
    to_workbook(sheets, stream)
    return stream.getvalue()


def _sheet(
    meeting: Meeting,
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[float],
) -> Sheet:
    """A sheet with its name and the heads of its columns in the language of the brief."""
    lang = meeting.lang
    heads = [
        translate(f"dimension.{one}" if one in DIMENSIONS else f"sheet_head.{one}", lang)
        for one in head
    ]
    return Sheet(translate(f"sheet_name.{name}", lang), heads, list(rows), widths=widths)


def _summary(meeting: Meeting, title: str) -> Sheet:
    lang, totals = meeting.lang, meeting.totals

    def name(key: str, **values: object) -> str:
        return translate(f"meeting.total_{key}", lang, **values)

    rows: list[Sequence[Any]] = [
        (name("title"), title),
        *((name(one), totals[one]) for one in _TOTALS),
        *(
            (name("fate", fate=translate(f"fate.{fate}", lang)), count)
            for fate, count in meeting.fates
        ),
        *((name(one), totals[one]) for one in _VERSIONS),
    ]
    return _sheet(meeting, "summary", ("thing", "value"), rows, (44, 60))


def _agencies(meeting: Meeting) -> Sheet:
    head = ("government", "agency", "documents", "documents_strong", "pages", "strong", "weak",
            "density", *DIMENSIONS, "missing")  # fmt: skip
    rows = [
        (row["government"], row["agency"], row["documents"], row["documents_strong"], row["pages"],
         row["strong"], row["weak"], row["density"], *(row[one] for one in DIMENSIONS),
         ", ".join(row["missing"]))
        for row in meeting.agencies
    ]  # fmt: skip
    return _sheet(meeting, "agencies", head, rows, (26, 46, *[14] * 6, *[12] * 4, 34))


def _extremes(meeting: Meeting) -> Sheet:
    head = ("group", "government", "agency", "density", "quote", "place")
    groups = (("strongest", meeting.strongest), ("weakest", meeting.weakest))
    rows = [
        (translate(f"meeting.{name}", meeting.lang), one.numbers["government"],
         one.numbers["agency"], one.numbers["density"], row["text"], place(row, meeting.lang))
        for name, ranked in groups
        for one in ranked
        for row in one.quotes
    ]  # fmt: skip
    return _sheet(meeting, "extremes", head, rows, (11, 26, 40, 12, 90, 26))


def _years(meeting: Meeting) -> Sheet:
    head = ("government", "agency", "kind", "year", "pages", "strong", "weak", "density",
            *DIMENSIONS)  # fmt: skip
    rows = [
        (row["government"], row["agency"], _kind(meeting, row["kind"]), row["year"], row["pages"],
         row["strong"], row["weak"], row["density"], *(row[one] for one in DIMENSIONS))
        for row in meeting.years
    ]  # fmt: skip
    return _sheet(meeting, "years", head, rows, (26, 46, 30))


def _changes(meeting: Meeting) -> Sheet:
    head = ("government", "agency", "kind", "before", "after", "same", "same_gender",
            "strong_before", "strong_after", "weak_before", "weak_after", "vanished", "added",
            "newly_funded")  # fmt: skip
    rows = [
        (one.government, one.agency, _kind(meeting, one.kind), one.before, one.after,
         round(100 * one.same, 1),
         None if one.same_gender is None else round(100 * one.same_gender, 1),
         one.strong_before, one.strong_after, one.weak_before, one.weak_after,
         len(one.vanished), len(one.added), len(one.funded))
        for one in meeting.changes
    ]  # fmt: skip
    return _sheet(meeting, "changes", head, rows, (26, 46, 30))


def _moves(meeting: Meeting) -> Sheet:
    head = ("government", "agency", "kind", "before", "after", "what", "text", "page", "rupiah")
    rows = [
        (one.government, one.agency, _kind(meeting, one.kind), one.before, one.after,
         translate(f"meeting.move_{name}", meeting.lang), row["text"], row["page"], row["rupiah"])
        for one in meeting.changes
        for name, found in (("vanished", one.vanished), ("added", one.added),
                            ("funded", one.funded), ("copied", one.copied))
        for row in found
    ]  # fmt: skip
    return _sheet(meeting, "moves", head, rows, (26, 40, 30, 8, 8, 22, 90, 9, 18))


def _promises(meeting: Meeting) -> Sheet:
    head = ("government", "agency", "promise", "place", "fate", "met_in", "alike", "rupiah",
            "text")  # fmt: skip
    rows = _promise_rows(meeting)
    return _sheet(meeting, "promises", head, rows, (26, 40, 80, 30, 30, 30, 14, 18, 80))


def _promise_rows(meeting: Meeting) -> Iterable[Sequence[Any]]:
    for one in meeting.promises:
        source = one.source
        start = (
            source["government"],
            source["agency"],
            source["text"],
            place(source, meeting.lang),
            translate(f"fate.{one.fate}", meeting.lang),
        )
        for _, row, measure in one.met:
            where = place(row, meeting.lang)
            yield *start, where, round(100 * measure), row["rupiah"], row["text"]
        if not one.met:
            yield *start, None, None, None, None


def _copies(meeting: Meeting) -> Sheet:
    head = ("text", "documents", "agencies", "years", "places")
    rows = [
        (row["text"], row["documents"], row["agencies"], row["years"],
         "; ".join(_file_page(meeting, one) for one in row["places"]))
        for row in meeting.copies
    ]  # fmt: skip
    return _sheet(meeting, "copies", head, rows, (90, 12, 12, 10, 80))


def _issues(meeting: Meeting) -> Sheet:
    head = ("issue", "agencies", "documents", "mentions", "funded", "who")
    rows = [
        (row["label"], row["agencies"], row["documents"], row["mentions"], row["funded"],
         "; ".join(row["who"]))
        for row in meeting.issues
    ]  # fmt: skip
    return _sheet(meeting, "issues", head, rows, (40, 12, 12, 14, 16, 90))


def _documents(meeting: Meeting) -> Sheet:
    head = ("file", "government", "agency", "kind", "year", "verdict", "probability",
            "needs_review", "grade", "pages", "strong", "weak", *DIMENSIONS)  # fmt: skip
    lang = meeting.lang
    rows = [
        (row["path"], row["government"], row["agency"], _kind(meeting, row["kind"]), row["year"],
         translate(f"label.{row['label']}", lang), row["probability"],
         translate("meeting.yes" if row["needs_review"] else "meeting.no", lang),
         translate(f"grade.{row['grade']}", lang),
         row["pages"], row["strong"], row["weak"], *(row[one] for one in DIMENSIONS))
        for row in meeting.documents
    ]  # fmt: skip
    return _sheet(meeting, "documents", head, rows, (60, 26, 40, 30, 10, 12, 13, 13, 16))


def _unread(meeting: Meeting) -> Sheet:
    rows = [
        (row["path"], translate(f"file_status.{row['status']}", meeting.lang), row["reason"],
         row["why"])
        for row in meeting.unread
    ]  # fmt: skip
    return _sheet(meeting, "unread", ("file", "state", "code", "why"), rows, (60, 12, 20, 90))


def _unplaced(meeting: Meeting) -> Sheet:
    """Documents nobody could place: columns as the CSV of corrections wants them, to be filled."""
    head = ("path", "government", "agency", "kind", "year")
    rows = [tuple(row[one] for one in head) for row in meeting.unplaced]
    name = translate("sheet_name.unplaced", meeting.lang)
    return Sheet(name, head, rows, widths=(60, 26, 40))


def _kind(meeting: Meeting, code: str) -> str:
    return translate(f"kind.{code}", meeting.lang)


def _file_page(meeting: Meeting, row: dict[str, Any]) -> str:
    page = translate("meeting.page", meeting.lang, page=row["page"]) if row["page"] else ""
    return f"{row['name']} {page}".strip()
