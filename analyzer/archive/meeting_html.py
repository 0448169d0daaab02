"""The meeting brief as one HTML file: no scripts, nothing from the net.

Takes a :class:`~analyzer.archive.meeting.Meeting`, gives the page. It counts nothing.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from analyzer.archive.meeting import DIMENSIONS, Meeting
from analyzer.locale import format_number, translate

_QUOTE = 320
_SOME = 5


def to_html(meeting: Meeting, *, title: str) -> str:
    """The page, the same bytes for the same archive."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analyzer.archive", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": _number,
        "quote": shorten,
        "rupiah": _rupiah,
        "percent": _percent,
        "kind": lambda code: translate(f"kind.{code}", "id"),
        "dimension": lambda code: translate(f"dimension.{code}", "id"),
        "grade": lambda code: translate(f"grade.{code}", "id"),
        "label": lambda code: translate(f"label.{code}", "id"),
        "place": place,
    }
    css = files("analyzer.archive").joinpath("templates", "meeting.css").read_text("utf-8")
    template = environment.get_template("meeting.html.j2")
    return template.render(
        m=meeting,
        title=title,
        css=css,
        dimensions=DIMENSIONS,
        some=_SOME,
        maximum=_maximum(meeting),
    )


def shorten(text: str, length: int = _QUOTE) -> str:
    """A quote on one line, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    return plain[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def place(row: dict[str, Any]) -> str:
    """Kind, year and page of a quote: "Renja 2025, hal. 12"."""
    kind = translate(f"kind.{row['kind']}", "id") if row.get("kind") else ""
    head = " ".join(str(one) for one in (kind, row.get("year")) if one) or row.get("name", "")
    return f"{head}, hal. {row['page']}" if row.get("page") else str(head)


def _number(value: float | None, digits: int = 0) -> str:
    return "–" if value is None else format_number(value, "id", digits=digits)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{format_number(100 * value, 'id')}%"


def _rupiah(value: int) -> str:
    return f"Rp{format_number(value, 'id')}"


def _maximum(meeting: Meeting) -> dict[str, float]:
    """The largest numbers of the table, to which its bars and shades are drawn."""
    return {
        "density": max((row["density"] for row in meeting.agencies), default=0) or 1,
        **{
            name: max((row[name] for row in meeting.agencies), default=0) or 1
            for name in DIMENSIONS
        },
    }
