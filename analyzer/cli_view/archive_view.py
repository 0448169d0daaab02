"""How the commands of an archive look: progress, state, tables.

Takes a session and plain values, prints to standard error (progress, messages) or gives the text of
a table. Computes nothing about documents.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli_view.session import Session, printable
from analyzer.locale import format_number

if TYPE_CHECKING:
    from analyzer.archive.outcome import Progress, Summary

_LOG_SECONDS = 30.0
_COLUMN_WIDTH = 64


class TableFormat(StrEnum):
    """Forms of a table."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSONL = "jsonl"


@contextmanager
def show_run(session: Session) -> Iterator[Callable[[Progress], None]]:
    """Show how far a run is: a bar for a person who watches, else a line each half minute."""
    if session.shows_progress:
        with _bar(session) as step:
            yield step
        return
    last = time.monotonic()

    def log(progress: Progress) -> None:
        nonlocal last
        if session.quiet or session.no_progress or time.monotonic() - last < _LOG_SECONDS:
            return
        last = time.monotonic()
        click.echo(_line(session, progress), err=True)

    yield log


@contextmanager
def _bar(session: Session) -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False)
    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        before, session.pause = session.pause, bar.stop
        task = bar.add_task("", total=None)

        def step(progress: Any) -> None:
            bar.update(
                task,
                completed=progress.done,
                total=progress.total or None,
                description=_line(session, progress),
            )

        yield step
        session.pause = before


def _line(session: Session, progress: Progress) -> str:
    left = progress.seconds_left
    return session.say(
        f"archive.progress_{progress.phase}",
        done=format_number(progress.done, session.lang),
        total=format_number(progress.total, session.lang),
        pages=format_number(progress.pages, session.lang),
        failed=format_number(progress.failed, session.lang),
        speed=format_number(progress.page_rate * 60, session.lang),
        left=_duration(left) if left is not None else "?",
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def say_summary(session: Session, summary: Summary) -> None:
    """Tell what a run did, on standard error."""
    for key in ("archive.done", "archive.state"):
        session.inform(
            key,
            files=format_number(summary.files, session.lang),
            analysed=format_number(summary.analysed, session.lang),
            ok=format_number(summary.ok + summary.partial, session.lang),
            partial=format_number(summary.partial, session.lang),
            failed=format_number(summary.failed, session.lang),
            waiting=format_number(summary.waiting, session.lang),
            time=_duration(summary.seconds),
        )
    if summary.stopped:
        session.inform("archive.stopped")


@contextmanager
def stop_on_interrupt(session: Session) -> Iterator[Callable[[], bool]]:
    """Let the first Ctrl-C end the work after the files in flight, and the second at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        session.inform("archive.stopping")

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def render_table(
    head: Sequence[str], rows: Sequence[Sequence[Any]], session: Session, *, form: TableFormat
) -> str:
    """A table as text: for the screen, as CSV, or as one JSON object a row."""
    match form:
        case TableFormat.JSONL:
            lines = (dict(zip(head, row, strict=True)) for row in rows)
            return "".join(json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in lines)
        case TableFormat.CSV:
            from analyzer.archive.cells import to_csv

            stream = io.StringIO(newline="")
            to_csv(head, ([_flat(one) for one in row] for row in rows), stream)
            return stream.getvalue()
        case TableFormat.TERMINAL:
            return _render_screen(head, rows, session)


def _flat(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _render_screen(head: Sequence[str], rows: Sequence[Sequence[Any]], session: Session) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE)
    for number, name in enumerate(head):
        numeric = any(isinstance(row[number], int | float) for row in rows)
        table.add_column(
            Text(name),
            justify="right" if numeric else "left",
            max_width=_COLUMN_WIDTH,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(_cell(one, session)) for one in row))
    wide = None if sys.stdout.isatty() else 160
    console = Console(file=io.StringIO(), width=wide, markup=False, force_terminal=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _cell(value: Any, session: Session) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return format_number(value, session.lang, digits=1)
    if isinstance(value, list | tuple):
        return printable("; ".join(str(one) for one in value))
    return printable(str(value))
