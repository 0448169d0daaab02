"""How far two labellers agree on the same passages.

Takes a corpus folder with ``documents/`` (the first labels, as corrected), ``second/`` (independent
second labels) and ``second/settled-*.tsv`` (every difference of label and how it was settled),
gives an :class:`Agreement`: labels before anything was settled, and labels, dimensions and spans as
they stand now. It corrects nothing. Run as a module it prints the figures of ``corpus``.

A span of one labeller is found where the other has a span of the same type that shares at least
half of their union (IoU >= .5); F1 is the same whichever of the two is called right. Passages whose
text was changed after the second labelling are left out and counted.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import BadSettings
from analyzer.learn.corpus import LabelledPassage, load_document
from analyzer.learn.metrics import is_same_range, kappa
from analyzer.learn.notes import Span
from analyzer.schema import Dimension, Element, Label

COLUMNS = ("passage", "first", "second", "settled", "reason")

Pair = tuple[LabelledPassage, LabelledPassage]
Typed = tuple[Hashable, Span]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A difference of label between first and second, with the label that holds and why."""

    passage: str
    first: Label
    second: Label
    settled: Label
    reason: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The outcome; all figures are between -1 (kappa) or 0 and 1.

    ``figures`` are by name: ``before.*`` compares the labels before settling, ``now.*`` the
    corrected first labels with the second ones. ``changed`` counts passages left out of ``now.*``.
    """

    documents: int
    passages: int
    changed: int
    settlements: tuple[Settlement, ...]
    figures: dict[str, float]


def measure_agreement(corpus: Path) -> Agreement:
    """Compare the second labels of a corpus with its first ones.

    Raises:
        BadSettings: if a file does not follow its format, or a document has no first labels.

    """
    paths = sorted((corpus / "second").glob("*.txt"))
    if not paths:
        raise BadSettings("corpus_empty", name=str(corpus / "second"))
    settlements = load_settlements(corpus)
    pairs = [pair for path in paths for pair in _pairs(corpus, path)]
    same = [(first, second) for first, second in pairs if first.text == second.text]
    return Agreement(
        documents=len(paths),
        passages=len(pairs),
        changed=len(pairs) - len(same),
        settlements=settlements,
        figures=_before(pairs, settlements) | _now(same),
    )


def load_settlements(corpus: Path) -> tuple[Settlement, ...]:
    """All settled differences, in the order of files and lines.

    Raises:
        BadSettings: if a file lacks its header or a line does not follow it.

    """
    found: list[Settlement] = []
    for path in sorted((corpus / "second").glob("settled-*.tsv")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        if tuple(head.split("\t")) != COLUMNS:
            raise BadSettings("corpus_line", name=path.name, detail=head)
        for line in lines:
            try:
                passage, first, second, settled, reason = line.split("\t")
                labels = Label(first), Label(second), Label(settled)
            except ValueError as error:
                raise BadSettings("corpus_line", name=path.name, detail=line) from error
            found.append(Settlement(passage, *labels, reason))
    return tuple(found)


def _pairs(corpus: Path, path: Path) -> list[Pair]:
    second, first = load_document(path), corpus / "documents" / path.name
    if not first.is_file():
        raise BadSettings("corpus_line", name=path.name, detail="no first labels")
    try:
        return list(zip(load_document(first).passages, second.passages, strict=True))
    except ValueError as error:
        raise BadSettings("corpus_line", name=path.name, detail=str(error)) from error


def _before(pairs: Sequence[Pair], settlements: Iterable[Settlement]) -> dict[str, float]:
    """Labels as the two gave them: they differ where a difference was settled, nowhere else."""
    differing = {one.passage: one for one in settlements}
    labels = [
        (differing[second.id].first, differing[second.id].second)
        if second.id in differing
        else (second.label, second.label)
        for _, second in pairs
    ]
    return {
        "before.label.agreement": sum(a is b for a, b in labels) / len(labels),
        "before.label.kappa": kappa(labels),
        "before.label.kappa_quadratic": kappa(labels, ordered=True),
    }


def _now(pairs: Sequence[Pair]) -> dict[str, float]:
    labels = [(first.label, second.label) for first, second in pairs]
    found = {
        "now.label.agreement": sum(a is b for a, b in labels) / len(labels),
        "now.label.kappa": kappa(labels),
        "now.label.kappa_quadratic": kappa(labels, ordered=True),
    }
    for dimension in Dimension:
        said = [(_has(first, dimension), _has(second, dimension)) for first, second in pairs]
        found[f"now.{dimension}.kappa"] = kappa(said)
    spans = [(_elements(first), _elements(second)) for first, second in pairs]
    for element in Element:
        found[f"now.{element}.span_f1"] = span_f1(_only(spans, element))
    found["now.elements.span_f1"] = span_f1(spans)
    spans = [(_dimensions(first), _dimensions(second)) for first, second in pairs]
    for dimension in Dimension:
        found[f"now.{dimension}.span_f1"] = span_f1(_only(spans, dimension))
    found["now.dimensions.span_f1"] = span_f1(spans)
    spans = [(_terms(first), _terms(second)) for first, second in pairs]
    found["now.terms.span_f1"] = span_f1(spans)
    return found


def _has(passage: LabelledPassage, dimension: Dimension) -> bool:
    return any(span.dimension is dimension for span in passage.dimensions)


def _elements(passage: LabelledPassage) -> list[Typed]:
    return [(span.element, span) for span in passage.elements]


def _dimensions(passage: LabelledPassage) -> list[Typed]:
    return [(span.dimension, span) for span in passage.dimensions]


def _terms(passage: LabelledPassage) -> list[Typed]:
    return [("term", span) for span in passage.terms]


def _only(
    pairs: Iterable[tuple[list[Typed], list[Typed]]], kind: Hashable
) -> list[tuple[list[Typed], list[Typed]]]:
    return [
        ([one for one in first if one[0] == kind], [one for one in second if one[0] == kind])
        for first, second in pairs
    ]


def span_f1(pairs: Iterable[tuple[Sequence[Typed], Sequence[Typed]]]) -> float:
    """F1 of typed spans: the share of both labellers' spans that the other has; 1 without any."""
    found = total = 0
    for first, second in pairs:
        found += sum(_hits(one, second) for one in first)
        found += sum(_hits(one, first) for one in second)
        total += len(first) + len(second)
    return found / total if total else 1.0


def _hits(one: Typed, others: Iterable[Typed]) -> bool:
    kind, span = one
    own = (span.start, span.end)
    return any(kind == other and is_same_range(own, (o.start, o.end)) for other, o in others)


def main(names: Sequence[str]) -> int:
    """Print the figures of a corpus folder."""
    found = measure_agreement(Path(names[0] if names else "corpus"))
    lines = [f"{name} {value:.3f}" for name, value in found.figures.items()]
    counts = (
        f"{found.documents} documents, {found.passages} passages, {found.changed} changed since, "
        f"{len(found.settlements)} settled"
    )
    sys.stdout.write("\n".join([counts, *lines]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
