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


def test_every_control_character_of_ascii_is_mended() -> None:
    for code in (*range(0x0A), *range(0x0B, 0x0D), *range(0x0E, 0x20), 0x7F):
        assert mend(f"a{chr(code)}b") == ("a-b" if code == 2 else "a b")
    plain = "\n\r" + "".join(map(chr, range(0x20, 0x7F)))
    assert mend(plain) == plain
