"""The frozen split of the corpus: which documents are held out from training.

Takes ``corpus/splits.toml``, gives document ids. The split is by document and changes only when
documents are added; a document never moves from held-out to training.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from analyzer.errors import BadSettings

SPLITS = "splits.toml"


def load_held_out(corpus: Path) -> frozenset[str]:
    """Ids of the held-out documents; none where the corpus has no ``splits.toml``.

    Raises:
        BadSettings: if the file is not TOML or lacks the list ``held_out``.

    """
    path = corpus / SPLITS
    if not path.is_file():
        return frozenset()
    try:
        return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["held_out"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadSettings("corpus_splits", name=str(path), detail=str(error)) from error
