"""Dirt of fonts, mended without moving anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.extract.characters import SUSPECT, mend


def test_characters_become_plain() -> None:
    assert (
        mend("laki\x02laki undang\ufffeundang base\u2010line")
        == "laki-laki undang-undang base-line"
    )
    assert mend("\uf0b7 butir\xa0satu") == "• butir satu"


@given(st.text())
def test_characters_keep_the_length(text: str) -> None:
    assert len(mend(text)) == len(text)


@given(st.text())
def test_characters_change_only_where_suspect(text: str) -> None:
    if not SUSPECT.search(text):
        assert mend(text) == text
