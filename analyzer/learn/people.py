"""Sets the model beside two people who labelled the same passages.

Takes the paths that are measured and the pairs, gives :class:`People`: how far two labellers agree
(from ``agreement.json`` beside a JSONL file, or ``second/`` of a corpus) and how far the model
agrees with what was settled. Where the corpus tells, only passages labelled twice count for the
model. Span F1 counts a span that shares at least half of their union (IoU >= .5).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import BadSettings
from analyzer.learn.agreement import Typed, measure_agreement, span_f1
from analyzer.learn.metrics import figures, kappa
from analyzer.learn.notes import Span
from analyzer.learn.pairs import Pair
from analyzer.schema import Dimension

AGREEMENT = "agreement.json"
_GIVEN = {
    "label_accuracy": "label.accuracy",
    "label_macro_f1": "label.macro_f1",
    "label_kappa": "label.kappa_plain",
    "label_kappa_quadratic": "label.kappa",
    "terms_f1_iou50": "terms.f1",
}
_COUNTED = {
    "before.label.agreement": "label.accuracy",
    "before.label.kappa": "label.kappa_plain",
    "before.label.kappa_quadratic": "label.kappa",
    **{f"now.{one}.kappa": f"dimension.{one}.kappa" for one in Dimension},
    "now.elements.span_f1": "elements.span_f1",
    "now.dimensions.span_f1": "dimensions.span_f1",
    "now.terms.span_f1": "terms.f1",
}


@dataclass(frozen=True, slots=True)
class People:
    """Agreement of two people and of the model with what they settled, by figure.

    ``twice`` counts the passages that both people labelled, ``measured`` those that the model's
    figures rest on. ``is_corrected`` is True where people's dimensions and spans are those after
    corrections; their labels are always those before settling.
    """

    twice: int
    measured: int
    is_corrected: bool
    people: dict[str, float]
    model: dict[str, float]

    @property
    def rows(self) -> list[tuple[str, float, float | None]]:
        """Figure, people, model."""
        return [(name, value, self.model.get(name)) for name, value in self.people.items()]


def compare_people(paths: Sequence[Path], pairs: Sequence[Pair]) -> People | None:
    """The model beside two people; None where the data tell of no second labelling.

    Raises:
        BadSettings: if ``agreement.json`` or a file of ``second/`` does not follow its format.

    """
    for path in paths:
        folder = path if path.is_dir() else path.parent
        folder = folder.parent if folder.name == "documents" else folder
        if (folder / AGREEMENT).is_file():
            twice, people = load_agreement(folder / AGREEMENT)
            return _beside(twice, people, pairs, is_corrected=False)
        if any((folder / "second").glob("*.txt")):
            return _with_corpus(folder, pairs)
    return None


def load_agreement(path: Path) -> tuple[int, dict[str, float]]:
    """Passages labelled twice, and figures of their agreement, from a file.

    Raises:
        BadSettings: if it is not JSON or a figure is no number.

    """
    try:
        given: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = {name: float(given[key]) for key, name in _GIVEN.items() if key in given}
        by_dimension = {one: float(value) for one, value in given.get("dimension_f1", {}).items()}
        passages = int(given.get("passages", 0))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadSettings("agreement_file", name=str(path), detail=str(error)) from error
    if by_dimension:
        found["dimension.macro_f1"] = round(sum(by_dimension.values()) / len(by_dimension), 3)
        found |= {f"dimension.{one}.f1": value for one, value in by_dimension.items()}
    return passages, found


def _with_corpus(corpus: Path, pairs: Sequence[Pair]) -> People | None:
    twice = {path.stem for path in (corpus / "second").glob("*.txt")}
    both = [pair for pair in pairs if pair[0].document in twice]
    if not both:
        return None
    found = measure_agreement(corpus)
    people = {name: found.figures[key] for key, name in _COUNTED.items()}
    return _beside(found.passages, people, both, is_corrected=True)


def _beside(
    twice: int, people: dict[str, float], pairs: Sequence[Pair], *, is_corrected: bool
) -> People:
    """The model's figures that people have too."""
    model = {name: value for name, value in _model_figures(pairs).items() if name in people}
    return People(twice, len(pairs), is_corrected, people, model)


def _model_figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """The model against the settled labels, in all figures that people may have."""
    found = figures(pairs)
    found["label.kappa_plain"] = kappa([(one.label, said.label) for one, said in pairs])
    for dimension in Dimension:
        both = [
            (dimension in one.dimensions, dimension in said.dimensions)
            for one, said in pairs
            if one.dimensions is not None
        ]
        if both:
            found[f"dimension.{dimension}.kappa"] = kappa(both)
    marked = [pair for pair in pairs if any(isinstance(o.code, Dimension) for o in pair[0].marks)]
    if marked:
        found["dimensions.span_f1"] = span_f1(_dimension_spans(pair) for pair in pairs)
    if any(len(pair[0].marks) > len(_dimension_spans(pair)[0]) for pair in pairs):
        found["elements.span_f1"] = span_f1(_element_spans(pair) for pair in pairs)
    return found


def _dimension_spans(pair: Pair) -> tuple[list[Typed], list[Typed]]:
    gold, said = pair
    found = said.found.mentions if said.found else ()
    return (
        [(o.code, Span(o.start, o.end)) for o in gold.marks if isinstance(o.code, Dimension)],
        [(o.dimension, Span(o.start, o.end)) for o in found if o.dimension],
    )


def _element_spans(pair: Pair) -> tuple[list[Typed], list[Typed]]:
    gold, said = pair
    found = said.found.assessments[0].evidence if said.found else ()
    return (
        [(o.code, Span(o.start, o.end)) for o in gold.marks if not isinstance(o.code, Dimension)],
        [(o.element, Span(o.start, o.end)) for o in found],
    )
