"""What the worker of the command line runs, importable without the pipeline.

The parent process names these functions without loading spaCy or the model; the worker loads them
at the first call.
"""

from __future__ import annotations

from pathlib import Path

import analyzer
from analyzer.schema import Analysis, DocumentKind
from analyzer.settings import Settings


def list_parts(path: Path) -> tuple[str, ...]:
    """See :func:`analyzer.pipeline.parts`."""
    from analyzer.pipeline import parts

    return parts(path)


def analyze_part(
    path: Path, member: str, /, *, settings: Settings, kind: DocumentKind | None
) -> Analysis:
    """See :func:`analyzer.pipeline.analyze`."""
    return analyzer.analyze(path, settings=settings, kind=kind, member=member)
