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


def show_evaluation(
    systems: Mapping[str, Mapping[str, float]],
    intervals: Mapping[str, tuple[float, float]],
    session: Session,
    console: Console,
) -> None:
    """Print figures, one a row and one column a system; intervals belong to the first system."""
    table = Table(box=box.SIMPLE)
    first = next(iter(systems))
    table.add_column("")
    table.add_column(first, justify="right")
    table.add_column("95%", justify="right")
    for name in list(systems)[1:]:
        table.add_column(name, justify="right")
    for figure in systems[first]:
        own, *others = (_cell(one.get(figure), session) for one in systems.values())
        between = "–".join(_cell(one, session) for one in intervals.get(figure, ()))
        table.add_row(figure, own, between, *others)
    console.print(table)


_SLICED = ("passages", "label.accuracy", "label.macro_f1", "dimension.macro_f1", "terms.f1")


def show_slices(
    slices: Mapping[str, Mapping[str, float]], session: Session, console: Console
) -> None:
    """Print the figures of each kind of document and sector, where it is worst first."""
    if not slices:
        return
    table = Table(title=session.say("message.slices"), title_justify="left", box=box.SIMPLE)
    table.add_column("")
    for name in _SLICED:
        table.add_column(name, justify="right")
    for name, found in slices.items():
        count, *figures = (found.get(figure) for figure in _SLICED)
        cells = [_cell(one, session) for one in figures]
        table.add_row(name, str(int(count or 0)), *cells)
    console.print(table)


def _cell(value: float | None, session: Session) -> str:
    return "–" if value is None else format_number(value, session.lang, digits=3)
