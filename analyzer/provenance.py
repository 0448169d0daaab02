"""The versions that can change a result, told without loading what they are the versions of.

Takes the model's id and settings, gives a :class:`~analyzer.schema.Provenance`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from analyzer.lexicon import load_lexicon
from analyzer.schema import Provenance
from analyzer.settings import Settings

_ENGINES = ("pypdfium2", "pdfplumber", "spacy", "scikit-learn")


def provenance(model: str, settings: Settings) -> Provenance:
    """Versions of program, lexicon, model (its id), settings and engines."""
    neutral = replace(settings, model="")
    return Provenance(
        setara=version("setara"),
        lexicon=load_lexicon().version,
        model=model,
        settings=neutral.id,
        engines=tuple((name, version(name)) for name in _ENGINES),
    )
