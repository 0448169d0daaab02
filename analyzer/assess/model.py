"""The model: a folder of weights that runs no code when it is loaded.

``weights.skops`` holds scikit-learn estimators in skops' format, loaded without any trusted type;
``analyzer.model_folder`` says what stands beside it. Takes a folder, gives a :class:`Model`. It
trains nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from analyzer.assess.evidence import SUMMARY
from analyzer.assess.features import SIGNALS
from analyzer.assess.forest import PARTS, Forest, load_forest
from analyzer.assess.reader import Reader
from analyzer.errors import MissingPart
from analyzer.model_folder import META, WEIGHTS, model_id, read_meta
from analyzer.schema import Dimension, Element


@dataclass(frozen=True, slots=True)
class Model:
    """Fitted classifiers with their meta data.

    ``elements`` are binary over the parts of passages, ``label`` follows from their summary and
    from signals, ``spans`` say which words carry an element; ``dimensions`` are binary over
    clauses; ``document`` gives weak or strong from the links of the thread.
    """

    reader: Reader
    elements: Mapping[Element, LogisticRegression]
    label: Forest
    spans: NDArray[np.floating]
    dimensions: Mapping[Dimension, LogisticRegression]
    document: LogisticRegression
    meta: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Name and version with the hash of what it was trained on."""
        return model_id(self.meta)


@cache
def load_model(folder: Path) -> Model:
    """Load a model; no code of the folder runs.

    Raises:
        MissingPart: if a file is missing, damaged, holds foreign types or has another format.

    """
    meta = read_meta(folder)
    try:
        parts = skops.io.load(folder / WEIGHTS, trusted=[])
        label = load_forest(parts["label"], len(SUMMARY) + len(SIGNALS))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingPart("model_unreadable", name=str(folder), detail=str(error)) from error
    return Model(
        reader=Reader(parts["vectorizer"]),
        elements={Element(key): value for key, value in parts["elements"].items()},
        label=label,
        spans=parts["spans"],
        dimensions={Dimension(key): value for key, value in parts["dimensions"].items()},
        document=parts["document"],
        meta=meta,
    )


def save_model(model: Model, folder: Path) -> None:
    """Write weights and meta data into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "vectorizer": model.reader.vectorizer,
        "elements": {key.value: value for key, value in model.elements.items()},
        "label": {name: getattr(model.label, name) for name in PARTS},
        "spans": model.spans,
        "dimensions": {key.value: value for key, value in model.dimensions.items()},
        "document": model.document,
    }
    skops.io.dump(parts, folder / WEIGHTS, compression=ZIP_DEFLATED)
    meta = json.dumps(dict(model.meta), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / META).write_text(meta + "\n", encoding="utf-8")
