"""What the classifiers see of a passage: its words as classes, and counted signals.

Takes words (``read_words``), gives the string whose n-grams are weighed and a short vector of
signals that n-grams cannot say (how much of a row is figures, how many different groups are named).
The names of the signals are those shown in the model card.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.words import Word

GROUP_FORMS = frozenset({"¤kelompok", "¤keduanya", "¤ibu"})
NAME_PREFIX = "¤nama_"
FIGURE_FORMS = ("¤rupiah", "¤kode", "¤persen", "¤tahun", "¤angka")
SIGNALS = (
    "groups",
    "both_sexes",
    "violence",
    "concepts",
    "names",
    "only_names",
    "rupiah",
    "code",
    "percent",
    "year",
    "number",
    "share_of_figures",
    "length",
    "short",
    "evidence_density",
)


def join_words(words: Sequence[Word]) -> str:
    """The forms with blanks between them, then the concepts: what the vectorizer reads."""
    forms = [word.form for word in words]
    concepts = sorted({f"@{word.concept}" for word in words if word.concept})
    return " ".join([*forms, *concepts])


def signals_of(words: Sequence[Word]) -> NDArray[np.float64]:
    """The signals of a passage, in the order of ``SIGNALS``; counts as log(1 + n)."""
    forms = Counter(word.form for word in words)
    total = max(1, len(words))
    groups = sum(forms[form] for form in GROUP_FORMS)
    names = sum(count for form, count in forms.items() if form.startswith(NAME_PREFIX))
    violence = forms["¤kekerasan"]
    evidence = sum(count for form, count in forms.items() if form.startswith("¤"))
    figures = sum(forms[form] for form in FIGURE_FORMS) + forms["¤tempat"]
    concepts = evidence - figures - groups - names - violence
    counted = [groups, forms["¤keduanya"], violence, concepts, names]
    values = [math.log1p(count) for count in counted]
    values.append(float(names > 0 and groups + violence + concepts == 0))
    values.extend(math.log1p(forms[form]) for form in FIGURE_FORMS)
    values.append(sum(forms[form] for form in FIGURE_FORMS) / total)
    values.append(math.log1p(total) / 5)
    values.append(float(total <= 12))
    values.append((groups + violence + concepts) / total)
    return np.asarray(values, dtype=np.float64)


def evidence_features(
    elements: NDArray[np.float64], labels: NDArray[np.float64], signals: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What the label is decided from: evidence first, then words and signals.

    The guideline's formula stands in the columns: a group, and two further elements of which one
    is an issue, a cause or an action.

    Args:
        elements: probabilities of U1 to U6, shape (passages, 6).
        labels: probabilities of none, strong, weak from the words alone, shape (passages, 3).
        signals: shape (passages, signals).

    Returns:
        Shape (passages, 16 + signals).

    """
    group, others = elements[:, :1], elements[:, 1:]
    substance = 1 - np.prod(1 - elements[:, 1:4], axis=1, keepdims=True)
    count = others.sum(axis=1, keepdims=True)
    return np.hstack([elements, group * substance, count, group * others, labels, signals])
