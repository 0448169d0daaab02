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
NAME_KINDS = ("office", "programme", "law", "activity", "field", "other")
NAME_PREFIX = "¤nama_"
HEALTH_FORMS = frozenset({"¤ibu", "¤kesehatan_layanan_ibu", "¤topik"})
_SEXES = {
    "rujukan_jenis_kelamin.perempuan": "sex",
    "rujukan_jenis_kelamin.wanita": "sex",
    "rujukan_jenis_kelamin.laki-laki": "sex",
    "rujukan_jenis_kelamin.anak-perempuan": "sex_of_children",
    "rujukan_jenis_kelamin.anak-laki-laki": "sex_of_children",
}
_ENOUGH = 3  # a heap of terms proves no more than three
FIGURE_FORMS = ("¤rupiah", "¤kode", "¤persen", "¤tahun", "¤angka")
SIGNALS = (
    "groups",
    "both_sexes",
    "violence",
    "concepts",
    "health",
    *(f"names_{kind}" for kind in NAME_KINDS),
    *(f"only_{kind}" for kind in NAME_KINDS),
    "only_names_with_money",
    "only_health",
    "one_group_alone",
    *("rupiah", "code", "percent", "year", "number"),
    "share_of_figures",
    "length",
    "short",
    "evidence_density",
    "group_in_row",
)


def join_words(words: Sequence[Word]) -> str:
    """The forms with blanks between them, then the concepts: what the vectorizer reads.

    The plain words for one sex or the other are one concept: which of them stands there tells
    nothing (the guideline is symmetric).
    """
    forms = [word.form for word in words]
    concepts = {_SEXES.get(word.concept, word.concept) for word in words if word.concept}
    return " ".join([*forms, *sorted(f"@{concept}" for concept in concepts)])


def signals_of(words: Sequence[Word]) -> NDArray[np.float64]:
    """The signals of a passage, in the order of ``SIGNALS``; counts as log(1 + n)."""
    forms = Counter(word.form for word in words)
    total = max(1, len(words))
    groups = sum(forms[form] for form in GROUP_FORMS)
    names = [forms[f"{NAME_PREFIX}{kind}"] for kind in NAME_KINDS]
    health = sum(forms[form] for form in HEALTH_FORMS)
    violence = forms["¤kekerasan"]
    classes = sum(count for form, count in forms.items() if form.startswith("¤"))
    figures = sum(forms[form] for form in FIGURE_FORMS)
    concepts = (
        classes - figures - forms["¤tempat"] - groups - sum(names) - violence - forms["¤topik"]
    )
    genuine = groups + violence + concepts
    counted = [groups, forms["¤keduanya"], violence, concepts, health, *names]
    values = [math.log1p(min(max(0, count), _ENOUGH)) for count in counted]
    only_names = sum(names) > 0 and genuine == 0
    values.extend(float(only_names and count > 0) for count in names)
    values.append(float(only_names and forms["¤rupiah"] + forms["¤persen"] > 0))
    values.append(float(health > 0 and genuine - forms["¤ibu"] <= 0))
    values.append(float(groups == 1 and concepts + violence == 0))
    values.extend(math.log1p(forms[form]) for form in FIGURE_FORMS)
    values.append(figures / total)
    values.append(math.log1p(total) / 5)
    values.append(float(total <= 12))
    values.append(min(genuine / total, 0.25))
    values.append(float(genuine > 0 and figures / total > 0.2))
    return np.asarray(values, dtype=np.float64)
