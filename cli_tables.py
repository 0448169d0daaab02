"""The command ``setara tables``: the tables of a file as a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli_view.session import Session, common_options
from analyzer.cli_view.words import SpokenCommand
from analyzer.errors import UsageProblem

_ENDINGS = (".xlsx", ".csv")


@click.command(cls=SpokenCommand, help="help.tables_command")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="help.tables_output")
@click.option("--force", is_flag=True, help="help.force")
@common_options
@click.pass_obj
def tables(session: Session, /, *, file: Path, output: Path | None, force: bool) -> None:
    """Write the plan and all table rows; CSV holds the plan, or all rows where there is none."""
    from analyzer.extract.isolate import Isolation
    from analyzer.files import check_target, save_bytes
    from analyzer.pipeline_tables import read_sheets
    from analyzer.report.sheets import to_csv, to_xlsx

    target = output or Path(f"{file.stem}.tabel.xlsx")
    if target.suffix.lower() not in _ENDINGS:
        raise UsageProblem("tables_ending", name=str(target))
    check_target(target, force=force)
    settings = session.settings()
    with Isolation(seconds=settings.seconds, memory_mb=settings.memory_mb) as worker:
        plan, rows = worker.run(read_sheets, file, settings=settings, name=file.name)
    if target.suffix.lower() == ".csv":
        content = to_csv(plan if plan.rows else rows, lang=session.lang)
    else:
        content = to_xlsx((plan, rows), lang=session.lang)
    save_bytes(target, content, force=force)
    session.inform("message.tables", plan=len(plan.rows), rows=len(rows.rows), name=str(target))
