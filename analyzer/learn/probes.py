"""Tests of a model's reasons and fairness on labelled passages.

Takes texts and a model, gives shares: how often taking away the words that are named as evidence
lowers the passage's score (deletion), how often thirty gender keywords pasted into unrelated text
make it strong (stuffing), and how often a swap that must not matter changes the label (flips).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analyzer.assess import Model
from analyzer.assess.passages import strength_of
from analyzer.assess.words import read_words
from analyzer.learn.evaluate import assess_text, predict_text, tag_alone
from analyzer.learn.gold import Gold
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


def deletion_rate(gold: Sequence[Gold], model: Model) -> float:
    """Share of passages with evidence whose score falls when the evidence is deleted."""
    lower = total = 0
    for one in gold:
        found = assess_text(one.text, model).assessments[0]
        if found.label is Label.NONE or not found.evidence:
            continue
        total += 1
        lower += _strength(_without(one.text, found), model) < _strength(one.text, model)
    return lower / total if total else 0.0


def _without(text: str, found: Assessment) -> str:
    kept = list(text)
    for one in found.evidence:
        kept[one.start : one.end] = [""] * (one.end - one.start)
    return "".join(kept)


def _strength(text: str, model: Model) -> float:
    return strength_of(read_words(text, tag_alone(text)[1].mentions), model)


def stuffing_rate(gold: Sequence[Gold], model: Model) -> float:
    """Share of unrelated passages that thirty pasted keywords make strong."""
    unrelated = [one for one in gold if one.label is Label.NONE]
    stuffed = [predict_text(f"{one.text} {KEYWORDS}", model).label for one in unrelated]
    return sum(label is Label.STRONG for label in stuffed) / max(1, len(stuffed))


def flip_rates(gold: Sequence[Gold], model: Model) -> dict[str, float]:
    """Share of changed labels by kind of swap: year, place, and which sex is named.

    The sexes are swapped where they stand alone; "kekerasan terhadap perempuan" is a concept.
    """
    swaps: dict[str, Callable[[str], str]] = {
        "year": lambda text: _YEAR.sub("2017", text),
        "place": lambda text: _PLACE.sub(r"\g<1>Sikka", text),
        "sex": _swap_sexes,
    }
    return {name: _flips(gold, model, swap) for name, swap in swaps.items()}


def _swap_sexes(text: str) -> str:
    swapped = text
    for mention in reversed(tag_alone(text)[1].mentions):
        other = _SEXES.get(text[mention.start : mention.end])
        if other is not None:
            swapped = swapped[: mention.start] + other + swapped[mention.end :]
    return swapped


def _flips(gold: Sequence[Gold], model: Model, swap: Callable[[str], str]) -> float:
    changed = [(one.text, swap(one.text)) for one in gold if swap(one.text) != one.text]
    flips = sum(
        predict_text(before, model).label != predict_text(after, model).label
        for before, after in changed
    )
    return flips / max(1, len(changed))
