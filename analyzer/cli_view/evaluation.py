"""An evaluation on the terminal: sentences first, then tables with their notes.

Takes an :class:`~analyzer.learn.evaluate.Evaluation`, prints it; long lists are cut, the page and
the JSON have all of it.
"""

from __future__ import annotations

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from analyzer.cli_view.session import Session, printable
from analyzer.learn.evaluate import Evaluation
from analyzer.learn.tables import Table, build_summary, build_tables

_MOST_ROWS = 8
_LEAST = 16
_GAP = 3
_CUT = ("slices", "wrong")
_LEFT_OUT = ("confusion_dimension",)


def show_evaluation(found: Evaluation, session: Session, console: Console) -> None:
    """Print the evaluation in the session's language."""
    for line in build_summary(found, session.lang):
        console.print(Text(line, "bold"))
    for table in build_tables(found, session.lang):
        if table.key not in _LEFT_OUT:
            _show(table, session, console)
    if found.errors:
        console.print()
        console.print(session.say("evaluation.errors_hint", count=len(found.errors)))


def _show(table: Table, session: Session, console: Console) -> None:
    console.print()
    console.print(Text(table.title, "bold"))
    shown = table.rows[:_MOST_ROWS] if table.key in _CUT else table.rows
    if shown:
        console.print(_grid(table, shown, console.width))
    if len(table.rows) > len(shown):
        more = session.say("evaluation.more_rows", count=len(table.rows) - len(shown))
        console.print(Padding(more, (0, 0, 0, 2)))
    if table.note:
        console.print(Padding(Text(table.note, "dim"), (0, 0, 0, 2)))


def _grid(table: Table, rows: tuple[tuple[str, ...], ...], width: int) -> Grid:
    """The table; columns of numbers as narrow as their numbers and words, the first takes the rest.

    Args:
        table: head and marked rows.
        rows: those shown.
        width: columns of the terminal.

    """
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    columns = list(zip(table.head, *rows, strict=True))
    narrow = [max(_longest_word(head), *map(cell_len, cells)) for head, *cells in columns]
    rest = width - sum(narrow[1:]) - _GAP * len(narrow)
    narrow[0] = max(_LEAST, min(rest, max(map(cell_len, columns[0]))))
    for index, (name, wide) in enumerate(zip(table.head, narrow, strict=True)):
        grid.add_column(
            name,
            justify="right" if index else "left",
            overflow="fold",
            vertical="bottom",
            width=wide,
        )
    for number, row in enumerate(rows):
        style = "bold" if number in table.marked else ""
        grid.add_row(*(Text(printable(cell)) for cell in row), style=style)
    return grid


def _longest_word(words: str) -> int:
    return max(map(cell_len, words.split()), default=0)
