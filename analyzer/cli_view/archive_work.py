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
from analyzer.errors import BatchFailures, ExitCode, NoText
from analyzer.locale import find
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.archive.ledger import Ledger
    from analyzer.archive.outcome import Summary
    from analyzer.archive.run import RunOptions

_STATES = ("ok", "partial", "failed", "waiting", "packed", "gone")


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
        meeting = build_meeting(tables, lang=session.lang)
    write_atomic(html, to_html(meeting, title=name).encode("utf-8"))
    write_atomic(xlsx, to_xlsx(meeting, title=name))
    for path in (html, xlsx):
        session.inform("message.written", name=str(path))


def put_rows(
    session: Session, rows: list[dict[str, Any]], form: TableFormat, *, screen: tuple[str, ...]
) -> None:
    """Print rows: a few columns with names for people on the screen, else all of them."""
    if form is TableFormat.TERMINAL:
        if not rows:
            session.inform("archive.no_rows")
            return
        head = list(screen)
        names = [session.say(f"archive.column_{one}") for one in head]
        rows = [{**row, "kind": session.say(f"kind.{row['kind']}")} if "kind" in row else row
                for row in rows]  # fmt: skip
    else:
        names = head = list(rows[0]) if rows else []
    values = [[row[one] for one in head] for row in rows]
    text = render_table(names, values, session, form=form)
    legend = f"  {session.say('archive.legend')}\n" if form is TableFormat.TERMINAL else ""
    write_out(text + legend)


def put_state(session: Session, ledger: Ledger, form: TableFormat) -> None:
    """Print how many files are in which state, and why files failed."""
    counts: list[tuple[str, str, int]] = [
        (name, "", number) for name, number in ledger.counts().items()
    ]
    reasons = [("failed", reason, number) for reason, number in ledger.reasons()]
    rows: list[tuple[object, ...]] = [*counts, *reasons]
    if form is not TableFormat.TERMINAL:
        write_out(render_table(("status", "reason", "files"), rows, session, form=form))
        return
    head = [session.say(f"sheet_head.{one}") for one in ("state", "files", "reason", "code")]
    order = [state for state, _, _ in counts]
    order.sort(key=_STATES.index)
    found = {state: number for state, _, number in counts}
    spoken: list[tuple[object, ...]] = []
    for state in order:
        spoken.append((session.say(f"file_status.{state}"), found[state], "", ""))
        if state == "failed":
            spoken += [("", number, _fault(session, code), code) for _, code, number in reasons]
    write_out(render_table(head, spoken, session, form=form))


def put_failed(session: Session, ledger: Ledger, form: TableFormat) -> None:
    """Print the files that failed: with codes for programs, with sentences for people."""
    from analyzer.archive.meeting import explain_failure

    failed = [row for row in ledger.iter_files() if row.status == "failed"]
    rows: list[tuple[object, ...]] = [(row.path, row.reason, row.attempts) for row in failed]
    head = ["path", "reason", "attempts"]
    if form is TableFormat.TERMINAL:
        head = [session.say(f"sheet_head.{one}") for one in ("file", "why", "code", "attempts")]
        rows = [
            (row.path, explain_failure(row.path.rpartition("/")[2], row.reason, dict(row.detail),
                                       session.lang), row.reason, row.attempts)
            for row in failed
        ]  # fmt: skip
    write_out(render_table(head, rows, session, form=form))


def _fault(session: Session, reason: str) -> str:
    """A few words for a reason; the reason itself where there are none."""
    words = find(f"fault.{reason}", session.lang) if reason else ""
    return reason if words is None else words


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
    """Leave with the code of a run that was stopped, or in which some files or all failed."""
    if summary.stopped:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)
    if summary.failed and not (summary.ok or summary.partial or summary.waiting):
        raise NoText("archive_none_read", total=summary.failed)
    if summary.failed:
        raise BatchFailures("archive_failures", failed=summary.failed, total=summary.files)
