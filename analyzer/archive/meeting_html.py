"""The meeting brief as one HTML file: no scripts, nothing from the net.

Takes a :class:`~analyzer.archive.meeting.Meeting`, gives the page. It counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from analyzer.archive.meeting import DIMENSIONS, Meeting, count_of
from analyzer.locale import format_number, translate
from analyzer.templates import load_environment, load_style

_QUOTE = 320
_SOME = 5
_ROW_NUMBER = re.compile(r"^(?:(?:[\W\d]|\b[IVX]+\b){1,20}\|\s*)+")


def to_html(meeting: Meeting, *, title: str) -> str:
    """The page, the same bytes for the same archive, in the language of the brief."""
    environment = load_environment("analyzer.archive")
    environment.filters |= _filters(meeting.lang)
    environment.globals |= {
        "say": lambda key, **values: translate(key, meeting.lang, **values),
        "count": lambda what, number: count_of(what, number, meeting.lang),
    }
    template = environment.get_template("meeting.html.j2")
    return template.render(
        m=meeting,
        lang=meeting.lang,
        title=title,
        css=load_style("analyzer.archive", "meeting.css"),
        dimensions=DIMENSIONS,
        some=_SOME,
        maximum=_maximum(meeting),
    )


def _filters(lang: str) -> dict[str, Callable[..., str]]:
    """How the page writes numbers, codes and places in a language."""

    def number(value: float | None, digits: int = 0) -> str:
        return "–" if value is None else format_number(value, lang, digits=digits)

    def named(table: str) -> Callable[[str], str]:
        return lambda code: translate(f"{table}.{code}", lang)

    return {
        "number": number,
        "tick": lambda value: number(value, 0 if value == int(value) else 1),
        "quote": shorten,
        "rupiah": lambda value: f"Rp{number(value)}",
        "percent": lambda value: "–" if value is None else f"{number(100 * value)}%",
        "place": lambda row: place(row, lang),
        **{table: named(table) for table in ("kind", "dimension", "grade", "label")},
    }


def shorten(text: str, length: int = _QUOTE) -> str:
    """A quote on one line, cut between words, without the numbers in front of a table's row."""
    plain = _ROW_NUMBER.sub("", " ".join(text.split()))
    if len(plain) <= length:
        return plain
    return plain[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def place(row: dict[str, Any], lang: str) -> str:
    """Kind, year or period, and page of a quote: "Renja 2025, hal. 12"."""
    kind = translate(f"kind.{row['kind']}", lang) if row.get("kind") else ""
    year = str(row.get("period") or "").replace("-", "–") or row.get("year")
    head = " ".join(str(one) for one in (kind, year) if one) or row.get("name", "")
    page = translate("meeting.page", lang, page=row["page"]) if row.get("page") else ""
    return f"{head}, {page}" if page else str(head)


def _maximum(meeting: Meeting) -> dict[str, float]:
    """The largest numbers of the table, to which its bars and shades are drawn."""
    return {
        "density": max((row["density"] for row in meeting.agencies), default=0) or 1,
        **{
            name: max((row[name] for row in meeting.agencies), default=0) or 1
            for name in DIMENSIONS
        },
    }
