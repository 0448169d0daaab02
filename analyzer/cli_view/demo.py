"""The sample document that travels with Setara, and the report that ``setara demo`` writes of it.

Takes an analysis, gives the path of its HTML report. The demo may renew a report that it wrote
itself; any other file is left alone without ``--force``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from analyzer.cli_view.session import Session
from analyzer.files import save_text
from analyzer.report.html import to_html
from analyzer.schema import Analysis

SAMPLE = "renja-dinas-pertanian-wanayasa-2026.pdf"
REPORT = "setara-demo.html"
_MARK = b'<meta name="generator" content="Setara '
_HEAD_BYTES = 2000


@contextmanager
def sample_document() -> Iterator[Path]:
    """The path of the sample document, for as long as the block runs."""
    with as_file(files("analyzer").joinpath("samples", SAMPLE)) as path:
        yield path


def save_demo(analysis: Analysis, session: Session, *, target: Path | None, force: bool) -> Path:
    """Write the demo's report; gives its absolute path.

    Raises:
        FileAccess: if the target exists and was not written by the demo, or cannot be written.

    """
    path = target or Path(REPORT)
    if path.is_dir():
        path = path / REPORT
    renew = force or _is_own(path)
    return save_text(path, to_html(analysis, lang=session.lang), force=renew).resolve()


def _is_own(path: Path) -> bool:
    """True for a report of this name that Setara wrote."""
    if path.name != REPORT or not path.is_file():
        return False
    with path.open("rb") as file:
        return _MARK in file.read(_HEAD_BYTES)
