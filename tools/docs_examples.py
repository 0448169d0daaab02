"""Examples of the README with the real output of the commands, shortened.

Takes the sample document, runs the installed command in a folder of its own, gives fenced blocks.
Lines left out are marked by an ellipsis.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

import cli
from tools.docs_sections import ROOT

SAMPLE = "renja-dinas-pertanian-wanayasa-2026.pdf"
SENTENCE = (
    '{"id": "1", "text": "Hanya 12 persen pengurus kelompok tani adalah perempuan karena rapat '
    'diadakan malam hari."}'
)
WIDTH = 88


def analyze_example() -> str:
    """The terminal view of the sample: verdict, dimensions, first passages, first advice."""
    typed = f"setara analyze {SAMPLE}"
    lines = run(typed).splitlines()
    return _block(typed, _shorten(lines, most=20))


def tag_example() -> str:
    """One passage tagged."""
    typed = "setara tag kalimat.jsonl"
    return _block(f"cat kalimat.jsonl\n{SENTENCE}\n$ {typed}", run(typed).splitlines())


def archive_example() -> str:
    """A small archive, made and compared; says so where the command has no archive part."""
    if "archive" not in cli.setara.list_commands(click.Context(cli.setara)):
        return "*Perintah `archive` belum tersedia dalam versi ini.*"
    made = "setara archive run dokumen --into arsip"
    shown = "setara archive compare arsip"
    with working_folder() as folder:
        run(made, folder=folder)
        lines = run(shown, folder=folder).splitlines()
    return _block(f"{made}\n$ {shown}", _shorten(lines, most=12))


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder with the sample, a file of one sentence, and a folder ``dokumen``."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        fill_folder(folder)
        yield folder


def fill_folder(folder: Path) -> None:
    """Put what the examples need into a folder."""
    sample = ROOT / "analyzer" / "samples" / SAMPLE
    (folder / "dokumen").mkdir()
    shutil.copy(sample, folder / SAMPLE)
    shutil.copy(sample, folder / "dokumen" / SAMPLE)
    (folder / "kalimat.jsonl").write_text(SENTENCE + "\n", encoding="utf-8")


def run(typed: str, *, folder: Path | None = None) -> str:
    """Standard output of a ``setara`` command.

    Raises:
        RuntimeError: if it ends with another code than 0.

    """
    if folder is None:
        with working_folder() as made:
            return run(typed, folder=made)
    command = [sys.executable, "-m", "cli", *typed.split()[1:]]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{typed}: {done.returncode}\n{done.stderr}")
    return done.stdout


def environment(folder: Path) -> dict[str, str]:
    """An environment in which the checkout's command answers the same everywhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SETARA_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "XDG_CONFIG_HOME": str(folder),
        "APPDATA": str(folder),
    }


def _shorten(lines: Sequence[str], *, most: int) -> list[str]:
    return [*lines[:most], "…"] if len(lines) > most else list(lines)


def _block(typed: str, lines: Sequence[str]) -> str:
    body = "\n".join(line.rstrip() for line in lines).strip("\n")
    return f"```console\n$ {typed}\n{body}\n```"
