"""Builds the spaCy pipeline of the room from ``config.cfg``.

Gives ``nlp``: blank Indonesian with the components ``setara_terms``, ``setara_assertion`` and
``setara_dimensions`` in the order of the file. Other programs get the same by
``spacy.blank("id").add_pipe("setara_terms")``: the factories are entry points of the package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Config

from analyzer.tag import assertion, dimensions, terms, tokenizer

COMPONENTS = (
    tokenizer.create_tokenizer,
    terms.create_terms,
    assertion.mark_assertion,
    dimensions.create_dimensions,
)


@cache
def load_nlp() -> Language:
    """The pipeline; built once, since building reads the whole lexicon."""
    config = Config().from_disk(Path(__file__).with_name("config.cfg"))
    return spacy.util.load_model_from_config(config, auto_fill=True)
