"""The loader refuses what is wrong in a lexicon and names the file and the key."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

import analyzer.lexicon
from analyzer.errors import BadSettings
from analyzer.lexicon import EntryKind, load_lexicon, load_lexicon_from
from analyzer.schema import Dimension

_FOLDER = Path(analyzer.lexicon.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicon's data that a test may spoil."""
    copytree(_FOLDER / "terms", tmp_path / "terms")
    (tmp_path / "taxonomy.toml").write_bytes((_FOLDER / "taxonomy.toml").read_bytes())
    return tmp_path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_load_gives_every_category_and_dimension() -> None:
    lexicon = load_lexicon()
    assert {entry.category for entry in lexicon.entries} == {c.id for c in lexicon.categories}
    assert [entry.dimension for entry in lexicon.dimensions] == list(Dimension)
    assert {entry.kind for entry in lexicon.entries} == set(EntryKind)
    assert all(entry.source for entry in lexicon.entries)


def test_load_version_follows_the_content(folder: Path) -> None:
    before = load_lexicon_from(folder).version
    assert before == load_lexicon().version
    _replace(folder / "terms" / "konsep_gender.toml", '"buta jender"', '"buta jendr"')
    assert load_lexicon_from(folder).version != before


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "term"', 'kind = "term"\ncolour = "red"', "lexicon_key"),
        ('kind = "term"\n', "", "lexicon_missing"),
        ('kind = "term"', 'kind = "word"', "lexicon_value"),
        ('strength = "core"', 'strength = "strong"', "lexicon_value"),
        ('"buta jender"', '"bias jender"', "lexicon_duplicate"),
        ('id = "konsep_gender.buta-gender"', 'id = "konsep_gender.gender"', "lexicon_duplicate"),
        ('id = "konsep_gender.buta-gender"', 'id = "Buta Gender"', "lexicon_value"),
        ("[[concept]]", "[[concept", "lexicon_unreadable"),
    ],
)
def test_load_refuses_and_names_the_file(folder: Path, old: str, new: str, key: str) -> None:
    _replace(folder / "terms" / "konsep_gender.toml", old, new)
    with pytest.raises(BadSettings) as caught:
        load_lexicon_from(folder)
    assert caught.value.key == key
    assert str(caught.value.values["name"]).endswith("konsep_gender.toml")


def test_load_refuses_a_variant_of_two_categories(folder: Path) -> None:
    _replace(folder / "terms" / "seremonial.toml", '"Kartini Day"', '"buta gender"')
    with pytest.raises(BadSettings) as caught:
        load_lexicon_from(folder)
    assert "buta gender" in str(caught.value.values["value"])


def test_load_refuses_a_file_without_a_category(folder: Path) -> None:
    (folder / "terms" / "lain.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        load_lexicon_from(folder)
    assert caught.value.values["name"] == "terms/lain.toml"


def test_load_refuses_too_few_sentences(folder: Path) -> None:
    path = folder / "terms" / "internasional.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("counterexamples = ")
    path.write_text(text[:start] + "counterexamples = []\n" + text[text.index("\n", start) + 1 :])
    with pytest.raises(BadSettings) as caught:
        load_lexicon_from(folder)
    assert caught.value.key == "lexicon_sentences"


def test_sentences_are_short_and_used_once() -> None:
    sentences = [s for e in load_lexicon().entries for s in (*e.examples, *e.counterexamples)]
    assert len(sentences) == len(set(sentences))
    assert all(5 <= len(sentence.split()) <= 20 for sentence in sentences)
