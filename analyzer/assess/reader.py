"""Weighs the words of passages: the sparse matrix that all linear classifiers share.

Takes passages as words, gives one row a passage: TF-IDF of uni- and bigrams of forms, then the
counted signals of ``features``. It knows which columns a word stands in, so that a weight can be
taken back to the words that made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from analyzer.assess.features import SIGNALS, join_words, signals_of
from analyzer.assess.words import Word


@dataclass(frozen=True, slots=True)
class Reader:
    """A fitted vectorizer; columns are its n-grams, then the signals."""

    vectorizer: TfidfVectorizer

    def read(self, passages: Sequence[Sequence[Word]]) -> sparse.csr_matrix:
        """One row a passage, shape (passages, n-grams + signals)."""
        texts = [join_words(words) for words in passages]
        signals = np.array([signals_of(words) for words in passages]).reshape(-1, len(SIGNALS))
        return sparse.hstack(
            [self.vectorizer.transform(texts), sparse.csr_matrix(signals)], format="csr"
        )

    def word_scores(
        self, words: Sequence[Word], row: sparse.csr_matrix, weights: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What each word adds to a linear score.

        Args:
            words: a passage.
            row: its row of :meth:`read`.
            weights: a classifier's coefficients, shape (columns,).

        Returns:
            One number a word; an n-gram's share is divided evenly among all words it stands on.

        """
        vocabulary = self.vectorizer.vocabulary_
        values = dict(zip(row.indices, row.data * weights[row.indices], strict=True))
        places: dict[int, list[int]] = {}
        for index, word in enumerate(words):
            for term, reach in _terms_at(words, index, word):
                column = vocabulary.get(term)
                if column is not None and column in values:
                    places.setdefault(column, []).extend(range(index, index + reach))
        scores = [0.0] * len(words)
        for column, standing in places.items():
            share = values[column] / len(standing)
            for index in standing:
                scores[index] += share
        return np.asarray(scores)


def _terms_at(words: Sequence[Word], index: int, word: Word) -> list[tuple[str, int]]:
    terms = [(word.form, 1)]
    if word.concept:
        terms.append((f"@{word.concept}", 1))
    if index + 1 < len(words):
        terms.append((f"{word.form} {words[index + 1].form}", 2))
    return terms


def fit_reader(passages: Sequence[Sequence[Word]]) -> Reader:
    """Learn the vocabulary from passages; forms seen in one passage only are left out."""
    vectorizer = TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, ngram_range=(1, 2), min_df=2, sublinear_tf=True
    )
    return Reader(vectorizer.fit([join_words(words) for words in passages]))
