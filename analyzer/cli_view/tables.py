"""A small table on the terminal: the doctor's checks.

Takes rows of words, gives a rich table; plain columns where there is no terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.cli_view.doctor import Check, Grade
from analyzer.cli_view.session import Session, printable

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
