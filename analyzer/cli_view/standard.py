"""Standard input as a file and as lines.

Takes ``-`` or a file's name, gives a path for readers of files and lines for readers of JSONL. What
comes by standard input is kept in a private temporary folder while it is read, and nowhere after.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer.cli_view.output import STANDARD
from analyzer.cli_view.session import Session
from analyzer.errors import FileAccess, UsageProblem

Line = tuple[object, str | None, str]


@contextmanager
def standard_input(name: str) -> Iterator[Path]:
    """The path to read for a name; for ``-`` a temporary file called ``stdin``.

    Raises:
        UsageProblem: if ``-`` is given and standard input is a keyboard.

    """
    if name != STANDARD:
        yield Path(name)
        return
    _refuse_keyboard()
    with tempfile.TemporaryDirectory(prefix="setara-") as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


def iter_lines(name: str, session: Session) -> Iterator[Line]:
    """Id, text and problem of each line that is not blank; the text of a bad line is None.

    Raises:
        UsageProblem: if ``-`` is given and standard input is a keyboard.
        FileAccess: if the file cannot be opened.

    """
    for number, raw in enumerate(_iter_raw(name), start=1):
        if raw.strip():
            yield _parse(raw, number, session)


def _iter_raw(name: str) -> Iterator[bytes]:
    if name == STANDARD:
        _refuse_keyboard()
        yield from sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield from file
    except FileNotFoundError as error:
        raise FileAccess("file_missing", name=name) from error
    except IsADirectoryError as error:
        raise FileAccess("file_folder", name=name) from error
    except OSError as error:
        raise FileAccess("file_access", name=name, detail=error.strerror or "") from error


def _parse(raw: bytes, number: int, session: Session) -> Line:
    problem = session.say("error.line_not_json", line=number)
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None, None, problem
    if not isinstance(row, dict):
        return None, None, problem
    text = row.get("text")
    return row.get("id"), text if isinstance(text, str) and "id" in row else None, problem


def _refuse_keyboard() -> None:
    if sys.stdin.isatty():
        raise UsageProblem("stdin_terminal")
