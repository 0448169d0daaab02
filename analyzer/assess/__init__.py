"""The fourth room: passages and documents are judged.

Takes a text, its passages and what the tagger found, gives an :class:`Assessed`: labels with
calibrated probabilities and reasons, dimensions, the document's verdict and checklist findings. It
knows evidence and nothing of layout. Passages in which the tagger found nothing are ``none``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.assess.checklist import check
from analyzer.assess.dimensions import clause_words, find_dimensions
from analyzer.assess.document import PassageSummary, judge_document
from analyzer.assess.kind import recognise_kind
from analyzer.assess.model import Model, load_model
from analyzer.assess.passages import NOTHING, Judgement, judge_passages
from analyzer.assess.words import Word, read_words
from analyzer.schema import (
    Assessment,
    Clause,
    DocumentKind,
    Finding,
    Label,
    Mention,
    Passage,
    Tagging,
    Verdict,
)

__all__ = ["Assessed", "Model", "assess", "load_model"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the room gives. ``mentions`` are the tagger's terms and the accepted dimensions."""

    kind: DocumentKind
    assessments: tuple[Assessment, ...]
    mentions: tuple[Mention, ...]
    verdict: Verdict
    findings: tuple[Finding, ...]


def assess(
    text: str,
    passages: Sequence[Passage],
    tagging: Tagging,
    *,
    model: Model,
    name: str = "",
    kind: DocumentKind | None = None,
) -> Assessed:
    """Judge the passages of a text and the whole.

    Args:
        text: the text that all ranges count in.
        passages: in text order.
        tagging: terms and clauses of these passages.
        model: see ``load_model``.
        name: the file's name, a hint for the kind of document.
        kind: the kind, where it is known.

    """
    kind = kind or recognise_kind(text, name)
    words, judgements = _judge(text, passages, tagging, model)
    dimensions = _find_dimensions(passages, tagging.clauses, words, judgements, model)
    mentions = tuple(
        sorted((*tagging.mentions, *dimensions), key=lambda one: (one.start, one.end, one.id))
    )
    found = _by_passage(mentions)
    summaries = [
        PassageSummary(
            judgements.get(passage.id, NOTHING),
            tuple(found.get(passage.id, ())),
            passage.start,
            passage.end,
        )
        for passage in passages
    ]
    verdict = judge_document(summaries, kind, model)
    return Assessed(
        kind=kind,
        assessments=tuple(
            _assessment(passage, judgements.get(passage.id, NOTHING)) for passage in passages
        ),
        mentions=mentions,
        verdict=verdict,
        findings=check(text, summaries, kind, verdict),
    )


def _judge(
    text: str, passages: Sequence[Passage], tagging: Tagging, model: Model
) -> tuple[dict[str, tuple[Word, ...]], dict[str, Judgement]]:
    """Words and judgements of the passages that hold a term, by passage."""
    terms = _by_passage(tagging.mentions)
    words = {
        passage.id: read_words(
            text[passage.start : passage.end], terms[passage.id], offset=passage.start
        )
        for passage in passages
        if passage.id in terms
    }
    judged = judge_passages(list(words.values()), model)
    return words, dict(zip(words, judged, strict=True))


def _by_passage(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.passage, []).append(mention)
    return grouped


def _find_dimensions(
    passages: Sequence[Passage],
    clauses: Sequence[Clause],
    words: dict[str, tuple[Word, ...]],
    judgements: dict[str, Judgement],
    model: Model,
) -> list[Mention]:
    """Dimensions of passages that hold a genuine mention."""
    starts = {passage.id: passage.start for passage in passages}
    kept = [clause for clause in clauses if judgements[clause.passage].label is not Label.NONE]
    inside = [
        clause_words(clause, words[clause.passage], offset=starts[clause.passage])
        for clause in kept
    ]
    return find_dimensions(kept, inside, model)


def _assessment(passage: Passage, judgement: Judgement) -> Assessment:
    """Ranges of a judgement count in the passage; those of an assessment in the text."""
    shift = passage.start
    return Assessment(
        target=passage.id,
        label=judgement.label,
        probability=judgement.probability,
        needs_review=judgement.needs_review,
        reasons=tuple(
            reason
            if reason.start is None or reason.end is None
            else replace(reason, start=reason.start + shift, end=reason.end + shift)
            for reason in judgement.reasons
        ),
        evidence=tuple(
            replace(one, start=one.start + shift, end=one.end + shift) for one in judgement.evidence
        ),
    )
