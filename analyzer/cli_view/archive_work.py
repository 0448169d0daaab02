"""What several commands of an archive share: running, reporting, printing, ending.

Takes a session and what a command was given, calls :mod:`analyzer.archive`, tells the outcome.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli_view.archive_view import (
    TableFormat,
    render_table,
    say_summary,
    show_run,
    stop_on_interrupt,
)
from analyzer.cli_view.output import write_out
from analyzer.cli_view.session import Session
from analyzer.errors import BatchFailures, ExitCode
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.archive.outcome import Summary
    from analyzer.archive.run import RunOptions


def write_reports(
    session: Session, archive: Path, *, html: Path, xlsx: Path, title: str = ""
) -> None:
    """Write the meeting brief of an archive to both files."""
    from analyzer.archive.layout import write_atomic
    from analyzer.archive.meeting import build_meeting
    from analyzer.archive.meeting_html import to_html
    from analyzer.archive.meeting_xlsx import to_xlsx
    from analyzer.archive.query import open_tables

    name = title or session.say("archive.title", name=archive.resolve().name)
    with open_tables(archive) as tables:
        meeting = build_meeting(tables)
    write_atomic(html, to_html(meeting, title=name).encode("utf-8"))
    write_atomic(xlsx, to_xlsx(meeting, title=name))
    for path in (html, xlsx):
        session.inform("message.written", name=str(path))


def put_rows(
    session: Session, rows: list[dict[str, Any]], form: TableFormat, *, screen: tuple[str, ...]
) -> None:
    """Print rows: a few columns with names for people on the screen, else all of them."""
    head = list(rows[0]) if rows else []
    if form is TableFormat.TERMINAL:
        head = list(screen)
        names = [session.say(f"archive.column_{one}") for one in head]
    else:
        names = head
    values = [[row[one] for one in head] for row in rows]
    write_out(render_table(names, values, session, form=form))


def run_and_tell(
    session: Session,
    places: tuple[str, ...],
    into: Path,
    *,
    settings: Settings,
    options: RunOptions,
) -> Summary:
    """Run with progress and a clean end on Ctrl-C, then tell what was done."""
    from analyzer.archive.run import run_archive

    with stop_on_interrupt(session) as stop, show_run(session) as step:
        summary = run_archive(
            places, into, settings=settings, options=options, report=step, stop=stop
        )
    say_summary(session, summary)
    return summary


def end(summary: Summary) -> None:
    """Leave with the code of a run that was stopped, or in which files failed."""
    if summary.stopped:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)
    if summary.failed:
        raise BatchFailures("archive_failures", failed=summary.failed, total=summary.files)
