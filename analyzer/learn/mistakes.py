"""The mistakes of an evaluation, by kind, with the words that carried each verdict.

Takes pairs of gold passages and predictions, gives groups of :class:`Mistake` in the order of
looking: the worst confusions of labels first, then dimensions missed and dimensions too many; in
each group the surest first. A passage stands once, in its first group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.learn.gold import Gold, Mark
from analyzer.learn.pairs import Pair, Prediction
from analyzer.schema import Dimension, Element, Label

KINDS = (
    *(f"{gold}-{said}" for gold, said in (("strong", "none"), ("none", "strong"))),
    *(f"{gold}-{said}" for gold, said in (("strong", "weak"), ("weak", "none"))),
    *(f"{gold}-{said}" for gold, said in (("weak", "strong"), ("none", "weak"))),
    *(f"missed-{one}" for one in Dimension),
    *(f"extra-{one}" for one in Dimension),
)
TERMS = "terms"
_CODES = (*Element, *Dimension)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks; ``opens`` are the codes of Setara's marks that begin here."""

    text: str
    is_evidence: bool
    is_gold: bool
    is_term: bool
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Words for one code: as people marked them and as Setara did.

    ``people`` is None where they did not mark words but say that the code is there.
    """

    code: str
    people: tuple[str, ...] | None
    setara: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A passage that went wrong; ``kinds`` are all its mistakes, of ``KINDS``."""

    gold: Gold
    said: Prediction
    kinds: tuple[str, ...]
    pieces: tuple[Piece, ...]
    beside: tuple[Beside, ...]


def find_mistakes(pairs: Sequence[Pair]) -> dict[str, list[Mistake]]:
    """The mistakes by their first kind, in the order of ``KINDS``."""
    found: dict[str, list[Mistake]] = {kind: [] for kind in KINDS}
    for gold, said in sorted(pairs, key=lambda pair: -pair[1].probability):
        kinds = tuple(_kinds(gold, said))
        if kinds:
            marks = list(_marks(said))
            pieces = cut_pieces(gold, said, marks)
            found[kinds[0]].append(Mistake(gold, said, kinds, pieces, _beside(gold, said, marks)))
    return {kind: some for kind, some in found.items() if some}


def _kinds(gold: Gold, said: Prediction) -> Iterator[str]:
    if gold.label is not said.label:
        yield f"{gold.label}-{said.label}"
    if gold.dimensions is not None:
        yield from (f"missed-{o}" for o in Dimension if o in gold.dimensions - said.dimensions)
        yield from (f"extra-{o}" for o in Dimension if o in said.dimensions - gold.dimensions)


def _marks(said: Prediction) -> Iterator[Mark]:
    """The words that carry what Setara says: elements of evidence where it says any, dimensions."""
    if said.found is None:
        return
    if said.label is not Label.NONE:
        for evidence in said.found.assessments[0].evidence:
            yield Mark(evidence.start, evidence.end, evidence.element)
    for mention in said.found.mentions:
        if mention.dimension is not None:
            yield Mark(mention.start, mention.end, mention.dimension)


def cut_pieces(gold: Gold, said: Prediction, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text cut where marks begin and end; all pieces together are the text."""
    text = gold.text
    own = [(one.start, one.end) for one in marks]
    theirs = [(one.start, one.end) for one in gold.marks]
    edges = {edge for some in (own, theirs, said.terms) for one in some for edge in one}
    borders = sorted({0, len(text), *edges})
    return tuple(
        Piece(
            text=text[low:high],
            is_evidence=_covers(own, low),
            is_gold=_covers(theirs, low),
            is_term=_covers(said.terms, low),
            opens=tuple(dict.fromkeys(one.code.value for one in marks if one.start == low)),
        )
        for low, high in pairwise(borders)
    )


def _covers(ranges: Iterable[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in ranges)


def _beside(gold: Gold, said: Prediction, marks: Sequence[Mark]) -> tuple[Beside, ...]:
    """A row for each code that either side has, and one for terms where they are labelled."""
    rows = []
    for code in _CODES:
        theirs = _quote(gold.text, gold.marks, code)
        own = _quote(gold.text, marks, code)
        named = code in (gold.elements or ()) or code in (gold.dimensions or ())
        if theirs or own or named:
            rows.append(Beside(code.value, theirs if theirs or not named else None, own))
    if gold.terms or said.terms:
        people = tuple(gold.text[start:end] for start, end in gold.terms or ())
        setara = tuple(gold.text[start:end] for start, end in said.terms)
        rows.append(Beside(TERMS, people, setara))
    return tuple(rows)


def _quote(text: str, marks: Iterable[Mark], code: Element | Dimension) -> tuple[str, ...]:
    return tuple(text[one.start : one.end] for one in marks if one.code is code)
