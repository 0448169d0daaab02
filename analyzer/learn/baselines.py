"""What Setara is measured against in the same table.

Takes training passages and texts, gives predictions of three simple systems: a count of gender
keywords (no judgement), a plain TF-IDF classifier trained on the same corpus (no evidence), and the
majority label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from analyzer.learn.gold import Gold
from analyzer.learn.pairs import Prediction
from analyzer.schema import Dimension, Label

_KEYWORDS = re.compile(
    r"\b(?:gender|jender|pengarusutamaan|perempuan|wanita|laki-laki|ibu|istri|pug|pprg|arg|gbs|"
    r"kdrt|ipg|idg|ikg|pekka|kesetaraan)\b",
    re.IGNORECASE,
)
_DIMENSION_WORDS = {
    Dimension.AKSES: r"\bakses\w*",
    Dimension.PARTISIPASI: r"\bpartisipasi\w*|\bpeserta\b|\bterlibat\w*|\bmelibatkan\b",
    Dimension.KONTROL: r"\bkontrol\w*|\bkeputusan\b|\bkewenangan\b",
    Dimension.MANFAAT: r"\bmanfaat\w*",
}
_STRONG_FROM = 4


def keyword_count(gold: Sequence[Gold]) -> list[Prediction]:
    """None without a keyword, weak below four, strong from four."""
    return [count_keywords(one.text) for one in gold]


def count_keywords(text: str) -> Prediction:
    """What the count says of one text."""
    terms = tuple(match.span() for match in _KEYWORDS.finditer(text))
    label = Label.NONE if not terms else Label.STRONG if len(terms) >= _STRONG_FROM else Label.WEAK
    dimensions = frozenset(
        dimension
        for dimension, pattern in _DIMENSION_WORDS.items()
        if terms and re.search(pattern, text, re.IGNORECASE)
    )
    return Prediction(label, 1.0, dimensions=dimensions, terms=terms)


def majority(training: Sequence[Gold], gold: Sequence[Gold]) -> list[Prediction]:
    """The commonest label of the training passages, always."""
    label, count = Counter(one.label for one in training).most_common(1)[0]
    return [Prediction(label, count / len(training))] * len(gold)


def tfidf(training: Sequence[Gold], gold: Sequence[Gold]) -> list[Prediction]:
    """TF-IDF of words and logistic regression, for the label and each dimension."""
    texts, unseen = [one.text for one in training], [one.text for one in gold]

    def fitted(truth: Sequence[object]) -> Pipeline:
        classifier = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
        vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        return make_pipeline(vectorizer, classifier).fit(texts, truth)

    labels = fitted([one.label.value for one in training])
    probabilities = labels.predict_proba(unseen)
    classes = labels.classes_
    by_dimension = {
        dimension: fitted([dimension in (one.dimensions or ()) for one in training]).predict(unseen)
        for dimension in Dimension
    }
    return [
        Prediction(
            Label(classes[row.argmax()]),
            float(row.max()),
            dimensions=frozenset(one for one in Dimension if by_dimension[one][index]),
        )
        for index, row in enumerate(probabilities)
    ]
