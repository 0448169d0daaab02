"""Every example of the lexicon is found, every counterexample is not."""

from __future__ import annotations

from functools import cache

import pytest

from analyzer.lexicon import Entry, EntryKind, load_lexicon
from analyzer.schema import Assertion, Mention, Passage, PassageKind
from analyzer.tag import tag

_ENTRIES = load_lexicon().entries


def _sentences(*kinds: EntryKind, counter: bool = False) -> list[object]:
    return [
        pytest.param(entry, sentence, id=f"{entry.id}:{number}")
        for entry in _ENTRIES
        if entry.kind in kinds
        for number, sentence in enumerate(entry.counterexamples if counter else entry.examples)
    ]


@cache
def _mentions(text: str) -> tuple[Mention, ...]:
    passage = Passage(id="p", kind=PassageKind.PARAGRAPH, start=0, end=len(text))
    return tag(text, [passage]).mentions


def _holds_variant(entry: Entry, text: str, mention: Mention) -> bool:
    words = text[mention.start : mention.end].lower()
    return any(variant.lower() in words for variant in entry.variants)


@pytest.mark.parametrize(("entry", "sentence"), _sentences(EntryKind.TERM))
def test_examples_hold_the_term(entry: Entry, sentence: str) -> None:
    assert entry.id in {mention.concept for mention in _mentions(sentence)}


@pytest.mark.parametrize(("entry", "sentence"), _sentences(EntryKind.NAME))
def test_examples_hold_the_name_as_name(entry: Entry, sentence: str) -> None:
    found = [
        mention
        for mention in _mentions(sentence)
        if mention.concept == entry.id or _holds_variant(entry, sentence, mention)
    ]
    assert found
    assert {mention.assertion for mention in found} == {Assertion.NAME}


@pytest.mark.parametrize(("entry", "sentence"), _sentences(EntryKind.DECOY))
def test_examples_of_a_decoy_hold_nothing(entry: Entry, sentence: str) -> None:
    assert any(variant.lower() in sentence.lower() for variant in entry.variants)
    assert not _mentions(sentence)


@pytest.mark.parametrize(
    ("entry", "sentence"), _sentences(EntryKind.TERM, EntryKind.NAME, counter=True)
)
def test_counterexamples_do_not_hold_the_concept(entry: Entry, sentence: str) -> None:
    assert entry.id not in {mention.concept for mention in _mentions(sentence)}


@pytest.mark.parametrize(("entry", "sentence"), _sentences(EntryKind.DECOY, counter=True))
def test_counterexamples_of_a_decoy_hold_a_genuine_term(entry: Entry, sentence: str) -> None:
    assert _mentions(sentence), entry.id
