"""Setara: gender perspective in Indonesian policy text, with evidence.

The public surface: :func:`analyze` for a file, :func:`tag_text` for a passage, the types of
``analyzer.schema``, the exceptions of ``analyzer.errors`` and ``__version__``. Heavy libraries are
imported when a function is called.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.assess import Assessed
    from analyzer.schema import Analysis, DocumentKind
    from analyzer.settings import Settings

__all__ = ["__version__", "analyze", "tag_text"]

try:
    __version__ = version("setara")
except PackageNotFoundError:  # a checkout that was not installed
    __version__ = "0"


def analyze(
    path: Path | str,
    *,
    settings: Settings | None = None,
    model: Path | str | None = None,
    kind: DocumentKind | None = None,
    member: str = "",
) -> Analysis:
    """Analyse one file; see :func:`analyzer.pipeline.analyze`.

    Raises:
        SetaraError: with the reason and the exit code.

    """
    from analyzer import pipeline

    return pipeline.analyze(path, settings=settings, model=model, kind=kind, member=member)


def tag_text(text: str, *, model: Path | str | None = None) -> Assessed:
    """Tag and judge one passage; see :func:`analyzer.pipeline.tag_text`."""
    from analyzer import pipeline

    return pipeline.tag_text(text, model=model)
