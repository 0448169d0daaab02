"""Tests of a model's reasons and fairness on labelled passages.

Takes labelled passages and a model, gives a :class:`Probe` each: how often taking away the words
that are named as evidence lowers the passage's score (deletion), how often thirty gender keywords
pasted into unrelated text make it strong (stuffing), and how often a swap that must not matter
changes the label (year, place, sex).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analyzer.assess import Model
from analyzer.assess.passages import strength_of
from analyzer.assess.words import read_words
from analyzer.learn.gold import Gold
from analyzer.learn.predict import assess_text, predict_text, tag_alone
from analyzer.learn.slices import wilson
from analyzer.schema import Assessment, Label

KEYWORDS = (
    "gender perempuan kesetaraan gender laki-laki pengarusutamaan gender PUG PPRG data terpilah "
    "responsif gender keadilan gender perspektif gender isu gender analisis gender ARG GBS IPG IDG "
    "pemberdayaan perempuan perlindungan perempuan kaum perempuan wanita ibu KDRT PEKKA IKG "
    "kesenjangan gender peran perempuan hak perempuan focal point Pokja PUG gender"
)
_SEXES = {"perempuan": "laki-laki", "laki-laki": "perempuan"}
_YEAR = re.compile(r"\b20[12]\d\b")
_PLACE = re.compile(r"\b((?:Kabupaten|Kota)\s+)(?!Layak|Ramah|Peduli)([A-Z][a-z]+)")


@dataclass(frozen=True, slots=True)
class Probe:
    """How many of the passages that a probe applies to react to it.

    ``wants_all`` is True where all should react, False where none should.
    """

    name: str
    hits: int
    total: int
    wants_all: bool = False

    @property
    def rate(self) -> float | None:
        """Share that reacts; None where the probe applies to no passage."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        return wilson(self.hits, self.total)


def run_probes(gold: Sequence[Gold], model: Model) -> tuple[Probe, ...]:
    """All probes, in a fixed order: deletion, stuffing, year, place, sex."""
    swaps: dict[str, Callable[[str], str]] = {
        "year": lambda text: _YEAR.sub("2017", text),
        "place": lambda text: _PLACE.sub(r"\g<1>Sikka", text),
        "sex": _swap_sexes,
    }
    return (
        probe_deletion(gold, model),
        probe_stuffing(gold, model),
        *(_probe_swap(name, gold, model, swap) for name, swap in swaps.items()),
    )


def probe_deletion(gold: Sequence[Gold], model: Model) -> Probe:
    """Of passages with evidence, those whose score falls when the evidence is deleted."""
    lower = []
    for one in gold:
        found = assess_text(one.text, model).assessments[0]
        if found.label is not Label.NONE and found.evidence:
            rest = _without(one.text, found)
            lower.append(_strength(rest, model) < _strength(one.text, model))
    return _probe("deletion", lower, wants_all=True)


def _probe(name: str, reactions: Iterable[bool], *, wants_all: bool = False) -> Probe:
    listed = list(reactions)
    return Probe(name, sum(listed), len(listed), wants_all)


def _without(text: str, found: Assessment) -> str:
    kept = list(text)
    for one in found.evidence:
        kept[one.start : one.end] = [""] * (one.end - one.start)
    return "".join(kept)


def _strength(text: str, model: Model) -> float:
    return strength_of(read_words(text, tag_alone(text)[1].mentions), model)


def probe_stuffing(gold: Sequence[Gold], model: Model) -> Probe:
    """Of unrelated passages, those that thirty pasted keywords make strong."""
    unrelated = [one for one in gold if one.label is Label.NONE]
    stuffed = (predict_text(f"{one.text} {KEYWORDS}", model).label for one in unrelated)
    return _probe("stuffing", (label is Label.STRONG for label in stuffed))


def _probe_swap(name: str, gold: Sequence[Gold], model: Model, swap: Callable[[str], str]) -> Probe:
    """Of passages that hold what is swapped, those whose label changes.

    The sexes are swapped where they stand alone; "kekerasan terhadap perempuan" is a concept.
    """
    changed = [(one.text, swapped) for one in gold if (swapped := swap(one.text)) != one.text]
    flips = (
        predict_text(before, model).label is not predict_text(after, model).label
        for before, after in changed
    )
    return _probe(name, flips)


def _swap_sexes(text: str) -> str:
    swapped = text
    for mention in reversed(tag_alone(text)[1].mentions):
        other = _SEXES.get(text[mention.start : mention.end])
        if other is not None:
            swapped = swapped[: mention.start] + other + swapped[mention.end :]
    return swapped
