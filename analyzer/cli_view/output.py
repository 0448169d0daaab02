"""Where results go: standard output, a file, or a file for each input in a folder.

Takes the options of a command, gives places to write to. It refuses a place before the work is
done, never overwrites unasked, and never writes to an input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import click

from analyzer.errors import FileAccess, UsageProblem
from analyzer.files import check_target, save_text


class Format(StrEnum):
    """Forms of a result."""

    TERMINAL = "terminal"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


_ENDINGS = {Format.TERMINAL: "txt", Format.JSON: "json", Format.JSONL: "jsonl", Format.HTML: "html"}
STANDARD = "-"


@dataclass(slots=True)
class Output:
    """The place for the results of a call."""

    form: Format
    target: Path | None
    folder: Path | None
    force: bool
    written: set[Path] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def path_for(self, name: str, identifier: str) -> Path | None:
        """The file for one input, or None where results are gathered or go to standard output."""
        if self.folder is None:
            return self.target if self.form is not Format.JSONL else None
        stem = f"{Path(name).stem or name}.setara"
        path = self.folder / f"{stem}.{_ENDINGS[self.form]}"
        if path in self.written:
            path = self.folder / f"{stem}-{identifier[:8]}.{_ENDINGS[self.form]}"
        return path

    def put(self, text: str, *, name: str, identifier: str) -> Path | None:
        """Write one result; gives the file it went to, None for standard output.

        Raises:
            FileAccess: if the file exists or cannot be written.

        """
        path = self.path_for(name, identifier)
        if path is not None:
            save_text(path, text, force=self.force)
            self.written.add(path)
        elif self.target is not None:
            self.lines.append(text)
        else:
            write_out(text)
        return path

    def close(self) -> Path | None:
        """Write what was gathered for one file; gives the file, None without one."""
        if self.form is Format.JSONL and self.target is not None and self.lines:
            return save_text(self.target, "".join(self.lines), force=self.force)
        return None


def open_output(form: Format, given: Path | None, *, inputs: Sequence[str], force: bool) -> Output:
    """The place for results as the options say.

    Raises:
        UsageProblem: if several inputs cannot share the place, or it is one of the inputs.
        FileAccess: if the place exists already or its folder does not.

    """
    many = len(inputs) > 1
    if given is None or str(given) == STANDARD:
        if many and form is Format.JSON:
            raise UsageProblem("format_needs_lines")
        here = given is None and form is Format.HTML
        return Output(form, None, Path() if here else None, force)
    if given.is_dir():
        return Output(form, None, given, force)
    if many and form is not Format.JSONL:
        raise UsageProblem("output_needs_folder", name=str(given))
    if any(one != STANDARD and _is_same(Path(one), given) for one in inputs):
        raise UsageProblem("output_is_input", name=str(given))
    check_target(given, force=force)
    return Output(form, given, None, force)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def write_out(text: str) -> None:
    """Results on standard output, in UTF-8 and at once; a reader that left ends the call quietly.

    Raises:
        FileAccess: if standard output cannot be written.

    """
    try:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_quietly()
    except OSError as error:
        raise FileAccess("output_unwritable", name=STANDARD, detail=error.strerror) from error


def leave_quietly() -> None:
    """End the call after its reader has gone, without a complaint at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    raise click.exceptions.Exit(0)
