"""Progress on long work, for a person who watches.

Takes the number of steps, gives a function to call before each step. Shown on standard error of a
terminal only; in a pipe, with ``--quiet`` or ``--no-progress`` nothing appears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

from analyzer.cli_view.session import Session, printable

_REFRESHES = 4


@contextmanager
def show_progress(session: Session, total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar while the block runs; call what it gives with the name of each step."""
    if not session.shows_progress:
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    words = TextColumn("{task.description}", markup=False)
    many = (BarColumn(), MofNCompleteColumn()) if total > 1 else (SpinnerColumn("line"),)
    with Progress(
        *many,
        words,
        TimeElapsedColumn(),
        console=Console(stderr=True, markup=False),
        refresh_per_second=_REFRESHES,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        before, session.pause = session.pause, bar.stop
        task = bar.add_task("", total=total)
        started = 0

        def step(name: str) -> None:
            nonlocal started
            words = session.say("message.analysing", name=printable(PurePath(name).name))
            bar.start()
            bar.update(task, description=words, completed=started)
            started += 1

        yield step
        session.pause = before


def _ignore(name: str) -> None:
    """Show nothing."""
