"""The terminal view: a verdict with its evidence on one screen.

Takes a :class:`~analyzer.report.view.View`, gives lines on a rich console: verdict, the four
dimensions, the strongest passages with page numbers, what is missing. Colour only repeats what
letters and words say. It fits 40 lines of 100 columns and stays readable on narrow terminals.
"""

from __future__ import annotations

import io
import os
import shutil
import textwrap
from collections.abc import Iterator
from typing import IO

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from analyzer.cli_view.session import printable
from analyzer.locale import format_number, translate
from analyzer.report.view import SIGNS, DimensionView, PassageView, View
from analyzer.report.words import clean, shorten
from analyzer.schema import Dimension, Label

_STRONGEST = 3
_PROBLEMS = 2
_NARROW = 72
_STYLES = {Label.STRONG: "bold green", Label.WEAK: "bold yellow", Label.NONE: "dim"}
_HUES = {
    Dimension.AKSES: "bold blue",
    Dimension.PARTISIPASI: "bold yellow",
    Dimension.KONTROL: "bold magenta",
    Dimension.MANFAAT: "bold green",
}
_METER = 20
_WIDTH = 100


def build_console(stream: IO[str], *, like: IO[str] | None = None) -> Console:
    """A console that writes to ``stream`` as it would to ``like``.

    Colour only where ``like`` is a terminal, never with NO_COLOR; without a terminal the width is
    that of COLUMNS or 100.
    """
    target = stream if like is None else like
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    is_terminal = target.isatty()
    width = shutil.get_terminal_size((_WIDTH, 40)).columns if target is not stream else None
    return Console(
        file=stream,
        force_terminal=is_terminal,
        no_color=plain or None,
        width=width if is_terminal or "COLUMNS" in os.environ else _WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def render_view(view: View, *, like: IO[str] | None = None) -> str:
    """The view of one document as text for the stream ``like``; plain text without one."""
    buffer = io.StringIO()
    console = build_console(buffer, like=like)
    width = max(40, console.width)
    for line in _iter_lines(view, width):
        console.print(line, soft_wrap=not isinstance(line, Panel), overflow="fold")
    return buffer.getvalue()


def _iter_lines(view: View, width: int) -> Iterator[Text | Panel]:
    yield from _head(view, width)
    yield _verdict(view, width)
    yield from _title(translate("report.dimensions", view.lang))
    for one in view.dimensions:
        yield _dimension(one, view.lang, width)
    yield from _title(translate("report.strongest", view.lang))
    for passage in view.strongest[:_STRONGEST]:
        yield from _passage(passage, view.lang, width)
    if not view.strongest:
        yield Text(f"  {translate('report.strongest_none', view.lang)}", "dim")
    yield from _missing(view, width)
    for problem in view.problems[:_PROBLEMS]:
        yield _line("! ", problem, width, style="red")
    if more := len(view.problems[_PROBLEMS:]):
        yield Text(f"  {translate('terminal.more_rows', view.lang, count=more)}", "dim")


def _head(view: View, width: int) -> Iterator[Text]:
    counts = view.counts
    lang = view.lang
    yield Text(shorten(printable(view.name), width), "bold")
    pages = format_number(counts.pages, lang)
    paper = "report.one_page" if counts.pages == 1 else "report.pages_of"
    words = translate(
        "terminal.words",
        lang,
        strong=format_number(counts.strong, lang),
        weak=format_number(counts.weak, lang),
        none=format_number(counts.none, lang),
    )
    yield _line("", f"{view.kind} · {translate(paper, lang, pages=pages)} · {words}", width)


def _verdict(view: View, width: int) -> Panel:
    body = Text()
    body.append(view.label_text.upper(), _STYLES[view.label])
    body.append(f"  {translate('report.probability', view.lang, percent=view.percent)}  ")
    filled = round(view.probability * _METER)
    if width >= _NARROW:
        body.append("█" * filled + "░" * (_METER - filled), _STYLES[view.label])
    for flag, key in ((view.needs_review, "needs_review"), (view.no_mention, "no_mention")):
        if flag:
            body.append("  ")
            body.append(f"[{translate(f'report.{key}', view.lang)}]", "bold red")
    body.append(f"\n{translate('report.grade', view.lang)}: {view.grade}", "dim")
    for row in textwrap.wrap(printable(view.summary), width - 4, max_lines=4, placeholder=" …"):
        body.append(f"\n{row}")
    return Panel(body, title=translate("report.verdict", view.lang), title_align="left")


def _title(words: str) -> Iterator[Text]:
    yield Text("")
    yield Text(words, "bold underline")


def _dimension(one: DimensionView, lang: str, width: int) -> Text:
    row = Text("  ")
    row.append(one.letter, _HUES[one.dimension])
    row.append(f" {one.name:<13}")
    if not one.count:
        row.append(translate("report.times_none", lang), "red")
        return row
    signs = " ".join(f"{SIGNS[polarity]}{count}" for polarity, count in one.polarities)
    row.append(f"{format_number(one.count, lang):>4}  {signs:<12}")
    if one.best:
        if one.best.page is not None:
            row.append(f"{translate('report.page', lang, page=one.best.page):<9}", "cyan")
        row.append(
            f"“{_quote(one.best.text, width - row.cell_len - 2)}”" if width >= _NARROW else ""
        )
    return row


def _passage(one: PassageView, lang: str, width: int) -> Iterator[Text]:
    page = "" if one.page is None else translate("report.page", lang, page=one.page)
    indent = " " * 10
    rows = textwrap.wrap(
        f"“{printable(clean(one.quote))}”",
        width - len(indent) - 1,
        max_lines=2 if width >= _NARROW else 3,
        placeholder=" …”",
    )
    for index, row in enumerate(rows):
        line = Text(f"  {page:<8}" if index == 0 else indent, "cyan")
        line.append(row, "default")
        yield line


def _missing(view: View, width: int) -> Iterator[Text]:
    if not view.findings:
        return
    yield from _title(translate("report.missing", view.lang))
    for index, one in enumerate(view.advices, start=1):
        words = f"{one.title} ({one.code})"
        yield _line(f"  {index} ", f"{words} · {one.place}" if one.place else words, width)
    if not view.advices:
        yield Text(f"  {translate('report.missing_none', view.lang)}", "dim")


def _line(head: str, words: str, width: int, *, style: str = "") -> Text:
    return Text(head + shorten(printable(words), width - len(head)), style)


def _quote(text: str, width: int) -> str:
    return shorten(printable(text), max(10, width))
