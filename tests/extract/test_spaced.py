"""Lines whose letters stand apart are read as words."""

from __future__ import annotations

from typing import Any

from placed import PlacedLine

from analyzer.extract.spaced import close_spaced

COVER = "D INAS PE M BER D AYAAN PERE M PUAN DAN ANAK"
WORDS = ("DINAS", "PEMBERDAYAAN", "PEREMPUAN", "DAN", "ANAK")


def _gaps(letter: float, word: float) -> list[float]:
    """The gaps before all letters of the words but the first."""
    gaps = [letter if place else word for one in WORDS for place in range(len(one))]
    return gaps[1:]


def _closed(line: Any) -> str:
    return str(line.shown(close_spaced(line, line.text, [line.piece])))


def test_spaced_line_torn_at_some_letters_is_mended_by_its_rhythm() -> None:
    assert _closed(PlacedLine(COVER, _gaps(2.0, 7.0))) == " ".join(WORDS)


def test_spaced_codes_between_words_set_tight_stay_apart() -> None:
    line = PlacedLine("NILAI BB R RB H BAIK SEKALI", [0.0] * 40)
    assert _closed(line) == line.text
