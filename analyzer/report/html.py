"""The HTML report: one file without scripts and without network.

Takes an :class:`~analyzer.schema.Analysis`, gives a page that can be mailed, opened from a disk and
printed: verdict, dimensions, advices, checklist, passages, and the document's text with highlights.
Whatever comes from the document or its name is escaped; a content security policy in the page
forbids everything but its own style sheet, whose hash it names. The same analysis gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from analyzer.locale import format_number, format_percent, translate
from analyzer.report.marks import build_pages
from analyzer.report.view import LETTERS, SIGNS, build_view
from analyzer.schema import Analysis, Dimension, Grade, Polarity
from analyzer.templates import load_style, load_template, style_hash

MOST_STRONG = 20
MOST_WEAK = 12


def to_html(analysis: Analysis, *, lang: str = "id") -> str:
    """The report of an analysis as one HTML page in ``lang``."""
    style = load_style("analyzer.report", "report.css")
    pages = build_pages(analysis)
    anchors = frozenset(block.anchor for page in pages for block in page.blocks if block.anchor)
    text = load_template("analyzer.report", "report.html.j2").render(
        lang=lang,
        t=_translator(lang),
        number=partial(format_number, lang=lang),
        percent=partial(format_percent, lang=lang),
        view=build_view(analysis, lang=lang),
        pages=pages,
        is_long=len(pages) > 3,
        target=partial(_target, anchors=anchors),
        dimensions=tuple(Dimension),
        polarities=tuple(Polarity),
        grades=tuple(Grade),
        grade=analysis.verdict.grade,
        letters=LETTERS,
        signs=SIGNS,
        most_strong=MOST_STRONG,
        most_weak=MOST_WEAK,
        provenance=analysis.provenance,
        source=analysis.document.source,
        style=Markup(style),
        style_hash=style_hash(style),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _translator(lang: str) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return translate(key, lang, **values)

    return say


def _target(passage: str, page: int | None, *, anchors: frozenset[str]) -> str:
    """The place in the report that shows a passage: itself, else its page, else the text."""
    if passage in anchors:
        return f"#b-{passage}"
    return "#text" if page is None else f"#page-{page}"
