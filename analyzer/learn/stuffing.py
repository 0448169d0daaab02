"""Examples of keyword stuffing for training: unrelated text with gender terms pasted behind it.

Takes examples, gives further ones labelled weak: a mention is there, evidence is not. The terms are
drawn from the lexicon with a fixed seed, other ones each time, so that what is learnt is that a
heap of terms proves nothing, not one list.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from analyzer.learn.examples import Example, build_example
from analyzer.lexicon import EntryKind, Strength, load_lexicon
from analyzer.schema import Label

_EVERY = 12
_FEWEST_WORDS = 8
_HEAP = (6, 32)


def build_stuffed(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Stuffed copies of every twelfth passage labelled none that has some length."""
    chooser = random.Random(0)
    terms = sorted(
        {
            entry.label
            for entry in load_lexicon().entries
            if entry.kind is EntryKind.TERM and entry.strength is not Strength.CONTEXTUAL
        }
    )
    plain = [
        one
        for one in examples
        if one.labelled.label is Label.NONE and len(one.words) >= _FEWEST_WORDS
    ]
    return tuple(_stuff(one, terms, chooser) for one in plain[::_EVERY])


def _stuff(example: Example, terms: Sequence[str], chooser: random.Random) -> Example:
    heap = chooser.sample(terms, chooser.randint(*_HEAP))
    joint = chooser.choice((" ", ", ", "; "))
    labelled = replace(
        example.labelled,
        id=f"{example.labelled.id}+",
        text=f"{example.labelled.text} {joint.join(heap)}",
        label=Label.WEAK,
        elements=(),
        dimensions=(),
        terms=(),
    )
    return build_example(example.document, labelled)
