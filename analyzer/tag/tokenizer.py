"""The tokenizer of the room: spaCy's Indonesian one without its list of exceptions.

spaCy keeps 16,000 Indonesian words with hyphens as exceptions, which take longer to load than a
Renja to read. Without them a hyphen always splits ("laki", "-", "laki"), in the text and in the
lexicon's patterns alike. Registered as ``setara.Tokenizer.v1``.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.id import Indonesian
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    registry,
)


def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """A function that makes the tokenizer for a pipeline."""
    return _build


def _build(nlp: Language) -> Tokenizer:
    rules = Indonesian.Defaults
    return Tokenizer(
        nlp.vocab,
        prefix_search=compile_prefix_regex(rules.prefixes or ()).search,
        suffix_search=compile_suffix_regex(rules.suffixes or ()).search,
        infix_finditer=compile_infix_regex(rules.infixes or ()).finditer,
    )


registry.tokenizers("setara.Tokenizer.v1", func=create_tokenizer)
