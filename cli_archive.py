"""The commands ``setara archive …``: parse, call, print.

A shell around :mod:`analyzer.archive`; heavy libraries are imported by the command that needs them.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from analyzer.cli_view.archive_view import TableFormat, render_table
from analyzer.cli_view.archive_work import (
    end,
    put_failed,
    put_rows,
    put_state,
    run_and_tell,
    write_reports,
)
from analyzer.cli_view.output import write_out
from analyzer.cli_view.session import Session, common_options
from analyzer.cli_view.words import SpokenGroup, ValueChoice
from analyzer.errors import FileAccess
from analyzer.settings import OcrMode

FOLDER = click.Path(path_type=Path, file_okay=False)
ARCHIVE = click.argument("archive", metavar="ARCHIVE", type=FOLDER)
FORM = click.option(
    "--format", "form", type=ValueChoice(TableFormat), default=TableFormat.TERMINAL,
    help="help.format",
)  # fmt: skip
FORCE = click.option("--force", is_flag=True, help="help.force")
WORKERS = click.option("--workers", type=click.IntRange(1), default=None, help="help.workers")
_NUMBERS = ("pages", "strong", "weak", "density", "akses", "partisipasi", "kontrol", "manfaat")
_COMPARED = ("agency", "government", "documents", *_NUMBERS)
_BY_YEAR = ("agency", "government", "kind", "year", *_NUMBERS)
SECONDS = click.option("--seconds", type=float, help="help.seconds")
MEMORY = click.option("--memory", "memory_mb", type=int, help="help.memory")


@click.group(cls=SpokenGroup, help="help.archive")
@common_options
def archive() -> None:
    """The group."""


@archive.command(help="help.archive_run")
@click.argument("places", nargs=-1, metavar="[PLACES]...")
@click.option("--into", required=True, type=FOLDER, help="help.archive_into")
@click.option("--metadata", "corrections", type=click.Path(path_type=Path), help="help.metadata")
@WORKERS
@click.option("--shard", default="1/1", help="help.shard")
@click.option("--limit", type=click.IntRange(0), default=0, help="help.limit")
@click.option("--rehash", is_flag=True, help="help.rehash")
@click.option("--dask", "scheduler", default="", help="help.dask")
@click.option("--no-report", is_flag=True, help="help.no_report")
@click.option("--ocr", type=ValueChoice(OcrMode), help="help.ocr")
@click.option("--model", type=click.Path(path_type=str), help="help.model")
@SECONDS
@MEMORY
@common_options
@click.pass_obj
def run(
    session: Session,
    /,
    *,
    places: tuple[str, ...],
    into: Path,
    corrections: Path | None,
    workers: int | None,
    shard: str,
    limit: int,
    rehash: bool,
    scheduler: str,
    no_report: bool,
    **flags: Any,
) -> None:
    """Start, resume or update an archive, then write its report."""
    from analyzer.archive.run import RunOptions, Shard
    from analyzer.archive.workers import WorkerOptions

    options = RunOptions(
        workers=WorkerOptions(count=workers or 0),
        shard=Shard.from_text(shard),
        limit=limit,
        rehash=rehash,
        corrections=corrections,
        distribute=_distribute(scheduler),
    )
    summary = run_and_tell(
        session, places, into, settings=session.settings(**flags), options=options
    )
    if not (summary.stopped or no_report):
        write_reports(session, into, html=into / "laporan.html", xlsx=into / "laporan.xlsx")
    end(summary)


@archive.command(help="help.archive_status")
@ARCHIVE
@click.option("--failed", is_flag=True, help="help.failed")
@FORM
@common_options
@click.pass_obj
def status(session: Session, /, *, archive: Path, failed: bool, form: TableFormat) -> None:
    """Files by status, or those that failed with their reasons."""
    from analyzer.archive.layout import load_layout
    from analyzer.archive.ledger import Ledger

    with closing(Ledger(load_layout(archive).ledger)) as ledger:
        (put_failed if failed else put_state)(session, ledger, form)


@archive.command(help="help.archive_retry")
@ARCHIVE
@click.argument("places", nargs=-1, metavar="[PLACES]...")
@click.option("--reason", "reasons", multiple=True, help="help.reason")
@WORKERS
@SECONDS
@MEMORY
@common_options
@click.pass_obj
def retry(
    session: Session,
    /,
    *,
    archive: Path,
    places: tuple[str, ...],
    reasons: tuple[str, ...],
    workers: int | None,
    **flags: Any,
) -> None:
    """Try failed files again, perhaps with higher limits."""
    from analyzer.archive.layout import hold_lock, load_layout
    from analyzer.archive.ledger import Ledger
    from analyzer.archive.run import RunOptions
    from analyzer.archive.workers import WorkerOptions

    layout = load_layout(archive)
    with hold_lock(layout), closing(Ledger(layout.ledger)) as ledger:
        count = ledger.retry(reasons)
    session.inform("archive.retrying", count=count)
    options = RunOptions(workers=WorkerOptions(count=workers or 0))
    end(run_and_tell(session, places, archive, settings=session.settings(**flags), options=options))


@archive.command(help="help.archive_merge")
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVES...", type=FOLDER)
@click.option("--into", required=True, type=FOLDER, help="help.archive_into")
@common_options
@click.pass_obj
def merge(session: Session, /, *, archives: tuple[Path, ...], into: Path) -> None:
    """Put the archives of several machines together."""
    from analyzer.archive.merge import merge_archives

    session.inform("archive.merged", count=merge_archives(archives, into))


@archive.command(help="help.archive_export")
@ARCHIVE
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "parquet", "xlsx"]), default="jsonl",
    help="help.format",
)  # fmt: skip
@click.option("--delimiter", default=",", help="help.delimiter")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="help.output")
@FORCE
@common_options
@click.pass_obj
def export(
    session: Session,
    /,
    *,
    archive: Path,
    form: str,
    delimiter: str,
    output: Path | None,
    force: bool,
) -> None:
    """Analyses or rows of all documents, in the order of their paths."""
    from analyzer.archive.export import ExportFormat
    from analyzer.archive.export import export as write
    from analyzer.archive.layout import finish_atomic, temporary_for
    from analyzer.files import check_target

    chosen = ExportFormat(form)
    if output is None or str(output) == "-":
        write(archive, sys.stdout.buffer, form=chosen, delimiter=delimiter)
        return
    check_target(output, force=force)
    temporary = temporary_for(output)
    try:
        with temporary.open("w+b") as stream:
            write(archive, stream, form=chosen, delimiter=delimiter)
        finish_atomic(temporary, output)
    except OSError as error:
        raise FileAccess("output_unwritable", name=str(output), detail=error.strerror) from error
    finally:
        temporary.unlink(missing_ok=True)
    session.inform("archive.exported", name=str(output))


@archive.command(help="help.archive_compare")
@ARCHIVE
@FORM
@common_options
@click.pass_obj
def compare(session: Session, /, *, archive: Path, form: TableFormat) -> None:
    """Agencies side by side, the strongest first."""
    from analyzer.archive.compare import by_agency
    from analyzer.archive.query import open_tables

    with open_tables(archive) as tables:
        put_rows(session, by_agency(tables), form, screen=_COMPARED)


@archive.command(help="help.archive_trend")
@ARCHIVE
@FORM
@common_options
@click.pass_obj
def trend(session: Session, /, *, archive: Path, form: TableFormat) -> None:
    """Each agency and kind of document by year."""
    from analyzer.archive.compare import by_agency_year
    from analyzer.archive.query import open_tables

    with open_tables(archive) as tables:
        put_rows(session, by_agency_year(tables), form, screen=_BY_YEAR)


@archive.command(help="help.archive_report")
@ARCHIVE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="help.output")
@click.option("--title", default="", help="help.title")
@FORCE
@common_options
@click.pass_obj
def report(
    session: Session, /, *, archive: Path, output: Path | None, title: str, force: bool
) -> None:
    """The brief for a meeting, as HTML and XLSX."""
    from analyzer.files import check_target

    html = output.with_suffix(".html") if output else archive / "laporan.html"
    xlsx = html.with_suffix(".xlsx")
    for path in (html, xlsx) if output else ():
        check_target(path, force=force)
    write_reports(session, archive, html=html, xlsx=xlsx, title=title)


@archive.command(help="help.archive_sql")
@ARCHIVE
@click.argument("query", metavar="SQL")
@FORM
@common_options
@click.pass_obj
def sql(session: Session, /, *, archive: Path, query: str, form: TableFormat) -> None:
    """Ask the tables with DuckDB; they can only be read."""
    from analyzer.archive.query import iter_sql, open_tables

    with open_tables(archive) as tables:
        head, rows = iter_sql(tables, query)
        write_out(render_table(head, list(rows), session, form=form))


def _distribute(scheduler: str) -> Any:
    if not scheduler:
        return None
    from analyzer.archive.cluster import on_dask

    return on_dask(scheduler)
