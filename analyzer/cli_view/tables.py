"""Small tables on the terminal: the doctor's checks and the evaluation's rows.

Takes rows of words, gives a rich table; plain columns where there is no terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.cli_view.doctor import Check, Grade
from analyzer.cli_view.session import Session, printable
from analyzer.locale import format_number

_MARKS = {Grade.OK: ("✓", "green"), Grade.NOTE: ("!", "yellow"), Grade.BAD: ("✗", "bold red")}


def show_checks(checks: Sequence[Check], session: Session, console: Console) -> None:
    """Print the checks, one row each."""
    table = Table(title=session.say("doctor.title"), title_justify="left", box=box.SIMPLE)
    for name in ("", "", ""):
        table.add_column(name, overflow="fold")
    table.show_header = False
    for one in checks:
        mark, style = _MARKS[one.grade]
        word = session.say(f"doctor.{one.grade.value}")
        table.add_row(one.name, Text(f"{mark} {word}", style), Text(printable(one.text)))
    console.print(table)


def show_rows(rows: Sequence[Mapping[str, object]], session: Session, console: Console) -> None:
    """Print rows that share their keys; numbers with three digits, to the right."""
    table = Table(box=box.SIMPLE)
    for key in rows[0] if rows else ():
        is_number = isinstance(rows[0][key], float)
        table.add_column(Text(str(key)), justify="right" if is_number else "left")
    for row in rows:
        table.add_row(*(Text(_cell(value, session)) for value in row.values()))
    console.print(table)


def _cell(value: object, session: Session) -> str:
    if isinstance(value, float):
        return format_number(value, session.lang, digits=3)
    return "–" if value is None else printable(str(value))
