"""Composes extract and segment for ``setara tables``: a file in, sheets out.

Gives two sheets: the plan (one row a programme, activity or sub-activity, with those above it) and
every row of every table with its page.
"""

from __future__ import annotations

from pathlib import Path

from analyzer.extract import extract
from analyzer.schema import Document, Passage, PassageKind, Sheet
from analyzer.segment import segment
from analyzer.segment.matrix import PlanRow, build_plan
from analyzer.settings import Settings

_PLAN = (
    *("page", "level", "code", "programme", "activity", "name", "indicator", "location"),
    *("target", "target_words", "budget", "source", "next_target", "next_budget", "note"),
)
_MOST_COLUMNS = 24


def read_sheets(path: Path, /, *, settings: Settings) -> tuple[Sheet, ...]:
    """The tables of a file as sheets.

    Raises:
        SetaraError: if the file cannot be read.
    """
    segmented = segment(extract(path, settings=settings))
    document, passages = segmented.document, segmented.passages
    pages = {one.id: _page(document, one) for one in passages}
    plan = tuple(_plan_row(row, pages) for row in build_plan(document, passages))
    return Sheet("plan", _PLAN, plan), _all_rows(document, passages, pages)


def _page(document: Document, passage: Passage) -> int:
    return next((one.number for one in document.pages if one.end > passage.start), 0)


def _plan_row(row: PlanRow, pages: dict[str, int]) -> tuple[str | int | float | None, ...]:
    return (
        pages[row.passage],
        row.level.value,
        row.code.text if row.code else "",
        row.programme,
        row.activity,
        row.name,
        row.indicator,
        row.location,
        row.target.number if row.target else None,
        row.target_words,
        row.budget,
        row.source,
        row.next_target.number if row.next_target else None,
        row.next_budget,
        row.note,
    )


def _all_rows(document: Document, passages: tuple[Passage, ...], pages: dict[str, int]) -> Sheet:
    rows = [one for one in passages if one.kind is PassageKind.TABLE_ROW]
    width = min(_MOST_COLUMNS, max((len(one.cells) for one in rows), default=0))
    text = document.text
    filled: list[tuple[str | int | float | None, ...]] = []
    for one in rows:
        cells = [" ".join(text[start:end].split()) for start, end in one.cells[:width]]
        filled.append((pages[one.id], *cells, *([""] * (width - len(cells)))))
    return Sheet(
        "rows", ("page", *(f"cell_{index}" for index in range(1, width + 1))), tuple(filled)
    )
