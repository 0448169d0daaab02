"""Weighs words: the sparse matrix that all linear classifiers share.

Takes stretches of words (the parts of passages, clauses), gives one row a stretch: TF-IDF of one to
three forms in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from analyzer.assess.features import join_words
from analyzer.assess.words import Word


@dataclass(frozen=True, slots=True)
class Reader:
    """A fitted vectorizer; columns are its n-grams."""

    vectorizer: TfidfVectorizer

    def read(self, stretches: Sequence[Sequence[Word]]) -> sparse.csr_matrix:
        """One row a stretch, shape (stretches, n-grams)."""
        return self.vectorizer.transform([join_words(words) for words in stretches])


def fit_reader(stretches: Sequence[Sequence[Word]]) -> Reader:
    """Learn the vocabulary; what is seen in one stretch only is left out."""
    vectorizer = TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, ngram_range=(1, 3), min_df=2, sublinear_tf=True
    )
    return Reader(vectorizer.fit([join_words(words) for words in stretches]))
