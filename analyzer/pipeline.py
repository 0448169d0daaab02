"""Composes the rooms: a file in, an analysis out.

The only module that knows all five rooms. ``analyze`` reads like the recipe it is; ``tag_text`` is
the same for one passage without a file.
"""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path
from zipfile import is_zipfile

from analyzer.assess import Assessed, Model, assess, load_model
from analyzer.extract import extract, members
from analyzer.model_folder import resolve_model
from analyzer.provenance import provenance
from analyzer.schema import (
    Analysis,
    Document,
    DocumentKind,
    Passage,
    PassageKind,
    Status,
)
from analyzer.segment import segment
from analyzer.settings import Settings
from analyzer.tag import load_nlp, tag


def analyze(
    path: Path | str,
    *,
    settings: Settings | None = None,
    model: Path | str | None = None,
    kind: DocumentKind | None = None,
    member: str = "",
) -> Analysis:
    """Analyse one file.

    Args:
        path: the file.
        settings: the default settings if None.
        model: a model folder; the bundled model if None.
        kind: the kind of document, where it is known; recognised from the text if None.
        member: the document to read in an archive or message; see ``parts``.

    Raises:
        SetaraError: with the reason and the exit code; see ``analyzer.errors``.

    """
    settings = settings or Settings()
    document = extract(Path(path), settings=settings, member=member)
    return analyze_document(document, settings=settings, model=model, kind=kind)


def parts(path: Path) -> tuple[str, ...]:
    """The documents in a file, to be given as ``member``: ``""`` is the file itself.

    Raises:
        SetaraError: if the file cannot be opened or unpacked.
    """
    names = members(path)
    return names if names and is_zipfile(path) else ("", *names)


def analyze_document(
    document: Document,
    *,
    settings: Settings,
    model: Path | str | None = None,
    kind: DocumentKind | None = None,
) -> Analysis:
    """Analyse a document that has been read already."""
    judge = _prepare(str(model or settings.model))
    segmented = segment(document)
    text, passages = segmented.document.text, segmented.passages
    tagging = tag(text, passages)
    name = document.source.member or document.source.name
    assessed = assess(text, passages, tagging, model=judge, name=name, kind=kind)
    settled = segmented.document.settle([(one.start, one.end) for one in assessed.mentions])
    return Analysis(
        document=settled,
        kind=assessed.kind,
        passages=passages,
        mentions=assessed.mentions,
        assessments=assessed.assessments,
        verdict=assessed.verdict,
        findings=assessed.findings,
        status=Status.PARTIAL if document.problems else Status.OK,
        problems=document.problems,
        provenance=provenance(judge.id, settings),
    )


def tag_text(text: str, *, model: Path | str | None = None) -> Assessed:
    """Tag and judge one passage; ranges count code points of ``text``."""
    passage = Passage("passage", PassageKind.PARAGRAPH, 0, len(text))
    tagging = tag(text, (passage,))
    judge = _prepare(str(model or ""))
    return assess(text, (passage,), tagging, model=judge, kind=DocumentKind.OTHER)


@cache
def _prepare(model: str) -> Model:
    """The model, with the tagger loaded beside it.

    Lexicon and model live as long as the process; frozen, they are no longer walked through by
    every garbage collection, which would cost more than the analysis.
    """
    judge = load_model(resolve_model(model))
    load_nlp()
    gc.freeze()
    return judge
