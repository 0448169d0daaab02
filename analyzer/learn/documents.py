"""What systems say of labelled documents, and whether they hang on the agency's name.

Takes files and documents of the corpus, gives a :class:`Heard` each: the verdict, the verdict when
an agency's name stands at the head of every tenth passage, as running heads do, and what a count of
keywords and the agency's name alone would say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.assess import Model, assess, load_model
from analyzer.learn.baselines import count_keywords
from analyzer.learn.corpus import LabelledDocument
from analyzer.learn.fit_document import kind_of
from analyzer.model_folder import resolve_model
from analyzer.schema import DocumentKind, Label, Passage, PassageKind, Verdict
from analyzer.settings import Settings
from analyzer.tag import tag

AGENCIES = {
    "women": "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana",
    "roads": "Dinas Bina Marga dan Penataan Ruang",
}
_EVERY = 10
_COVER = 1500
_WOMENS_OFFICE = re.compile(r"perempuan|d?p3a|bp3a|p3ap|pppa|kbp3a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """What systems say of a document.

    ``told`` is the verdict by the agency it was told; ``keywords`` and ``agency`` are baselines.
    ``problem`` is the key of the error where the file could not be read, and nothing else is known.
    """

    verdict: Verdict | None = None
    told: tuple[tuple[str, Verdict], ...] = ()
    keywords: Label | None = None
    agency: Label | None = None
    problem: str = ""


def hear_file(path: Path, *, settings: Settings, model: str = "", agency: str = "") -> Heard:
    """Analyse a file and judge it again under other names.

    Args:
        path: the file.
        settings: how it is read.
        model: a model folder; the one of the settings if empty.
        agency: whose document it is, where that is known; else its name and cover tell.

    Raises:
        SetaraError: if the file cannot be read.

    """
    from analyzer.pipeline import analyze

    chosen = model or settings.model
    analysis = analyze(path, settings=settings, model=chosen)
    text = analysis.document.text
    return _hear(
        text,
        analysis.passages,
        kind=analysis.kind,
        verdict=analysis.verdict,
        model=load_model(resolve_model(chosen)),
        agency=agency or f"{path.stem} {text[:_COVER]}",
    )


def hear_document(document: LabelledDocument, model: Model) -> Heard:
    """Judge a document of the corpus, passage by passage as it was labelled."""
    text, passages = "", []
    for one in document.passages:
        start, end = len(text), len(text) + len(one.text)
        passages.append(Passage(one.id, PassageKind.PARAGRAPH, start, end, one.section))
        text += f"{one.text}\n\n"
    kind = kind_of(document)
    verdict = judge(text, passages, kind=kind, model=model)
    return _hear(text, passages, kind=kind, verdict=verdict, model=model, agency=document.agency)


def judge(text: str, passages: Sequence[Passage], *, kind: DocumentKind, model: Model) -> Verdict:
    """The verdict on a text that is cut into passages already."""
    return assess(text, passages, tag(text, passages), model=model, kind=kind).verdict


def _hear(
    text: str,
    passages: Sequence[Passage],
    *,
    kind: DocumentKind,
    verdict: Verdict,
    model: Model,
    agency: str,
) -> Heard:
    told = (
        ()
        if not passages
        else tuple(
            (name, judge(*tell_agency(text, passages, words), kind=kind, model=model))
            for name, words in AGENCIES.items()
        )
    )
    counts = (count_keywords(text[one.start : one.end]).label for one in passages)
    womens = _WOMENS_OFFICE.search(agency) is not None
    return Heard(
        verdict=verdict,
        told=told,
        keywords=Label.STRONG if Label.STRONG in counts else Label.WEAK,
        agency=Label.STRONG if womens else Label.WEAK,
    )


def tell_agency(
    text: str, passages: Sequence[Passage], name: str
) -> tuple[str, tuple[Passage, ...]]:
    """The text with an agency's name at the head of its first and every tenth passage."""
    line = f"{name}\n"
    cuts = sorted({one.start for one in passages[::_EVERY]})
    pieces = [text[low:high] for low, high in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    moved = (
        replace(
            one,
            start=one.start + len(line) * sum(cut < one.start for cut in cuts),
            end=one.end + len(line) * sum(cut < one.end for cut in cuts),
        )
        for one in passages
    )
    return text[: cuts[0]] + "".join(line + piece for piece in pieces), tuple(moved)
