"""What people and a system say of the same passage.

Takes nothing, gives the types that measuring works on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.learn.gold import Gold, Range
from analyzer.schema import Dimension, Label

if TYPE_CHECKING:
    from analyzer.assess import Assessed


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system says of a passage; ``found`` is all of it where the system is Setara."""

    label: Label
    probability: float
    needs_review: bool = False
    dimensions: frozenset[Dimension] = frozenset()
    terms: tuple[Range, ...] = ()
    found: Assessed | None = field(default=None, repr=False, compare=False)


Pair = tuple[Gold, Prediction]


def is_right(pair: Pair) -> bool:
    """Whether the system gives the label that people gave."""
    return pair[0].label is pair[1].label
