"""Judges clauses: which of the four dimensions is said of a group there.

Takes the clauses of a passage with their cues, gives mentions of dimensions with a probability, the
group and the polarity. The tagger proposes by rule, the classifiers decide: [group] + [relation] +
[resource, decision or result] (guideline, "Dimensions").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.assess.cue_words import see
from analyzer.assess.cues import cues_of
from analyzer.assess.dimension_cues import dimension_cues
from analyzer.assess.model import Model
from analyzer.assess.probabilities import sigmoid
from analyzer.assess.reader import Reader
from analyzer.assess.words import Word
from analyzer.ids import content_id
from analyzer.schema import Clause, Dimension, Mention, Polarity

DIMENSIONS = tuple(Dimension)
_FORMULA = 3  # "akses, partisipasi, kontrol, dan manfaat yang adil bagi …"
_SHAPES = (*Polarity, "perempuan", "laki-laki", "keduanya", "kesetaraan")


def clause_words(clause: Clause, words: Sequence[Word], *, offset: int = 0) -> tuple[Word, ...]:
    """The words of a passage that stand in a clause; ``offset`` is the passage's start."""
    start, end = clause.start - offset, clause.end - offset
    return tuple(word for word in words if start <= word.start < end)


def read_clauses(
    clauses: Sequence[Clause], words: Sequence[Sequence[Word]], reader: Reader
) -> sparse.csr_matrix:
    """One row a clause: its n-grams, its shape as the tagger saw it, its cues."""
    dense = np.stack(
        [
            np.concatenate([_shape(clause), cues_of(seen), dimension_cues(seen)])
            for clause, seen in zip(clauses, map(see, words), strict=True)
        ]
    )
    return sparse.hstack([reader.read(words), sparse.csr_matrix(dense)], format="csr")


def _shape(clause: Clause) -> NDArray[np.float64]:
    """The dimensions whose relation words the tagger found, polarity, group, formula."""
    cues = {cue.dimension for cue in clause.cues}
    values = [dimension in cues for dimension in DIMENSIONS]
    values += [shape in (clause.polarity, clause.group) for shape in _SHAPES]
    values += [len(cues) >= _FORMULA]
    return np.asarray(values, dtype=np.float64)


def find_dimensions(
    clauses: Sequence[Clause], words: Sequence[Sequence[Word]], model: Model
) -> list[Mention]:
    """Mentions of the dimensions that are accepted, in text order.

    Args:
        clauses: candidates.
        words: the words of each.

    """
    if not clauses:
        return []
    matrix = read_clauses(clauses, words, model.reader)
    found = []
    for dimension in DIMENSIONS:
        scores = sigmoid(model.dimensions[dimension].decision_function(matrix))
        threshold = model.meta["dimension_thresholds"][dimension.value]
        found += [
            _mention(clause, dimension, float(score))
            for clause, score in zip(clauses, scores, strict=True)
            if score >= threshold
        ]
    return sorted(found, key=lambda one: (one.start, one.end, one.dimension or ""))


def _mention(clause: Clause, dimension: Dimension, probability: float) -> Mention:
    cues = [cue for cue in clause.cues if cue.dimension is dimension]
    start = min((cue.start for cue in cues), default=clause.start)
    end = max((cue.end for cue in cues), default=clause.end)
    return Mention(
        id=content_id(clause.passage, dimension, start, end),
        start=start,
        end=end,
        passage=clause.passage,
        reason="rule" if cues else "words",
        dimension=dimension,
        group=clause.group,
        polarity=clause.polarity,
        probability=probability,
    )
