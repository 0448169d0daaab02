"""Cue words of the elements, and how near they stand to a genuine term."""

from __future__ import annotations

import pytest

from analyzer.assess.cue_words import see
from analyzer.assess.cues import COLUMNS, cues_of
from analyzer.assess.words import read_words
from analyzer.schema import Passage, PassageKind
from analyzer.tag import tag


def cues(text: str) -> dict[str, float]:
    mentions = tag(text, (Passage("p", PassageKind.PARAGRAPH, 0, len(text)),)).mentions
    return dict(zip(COLUMNS, cues_of(see(read_words(text, mentions))), strict=True))


def test_a_cause_is_near_only_where_a_group_is_named() -> None:
    about_women = cues("Izin suami menyebabkan perempuan nelayan enggan melapor")
    about_roads = cues("Curah hujan menyebabkan ruas jalan rusak berat")
    assert about_women["cue_cause"] == about_roads["cue_cause"] > 0
    assert about_women["near_cause"] > 0
    assert about_roads["near_cause"] == 0


def test_what_stands_far_from_the_term_is_less_near() -> None:
    close = cues("Rendahnya kehadiran perempuan dalam rapat")
    far = cues("Rendahnya serapan anggaran jalan dan jembatan yang dicatat oleh petugas perempuan")
    assert close["near_gap"] > far["near_gap"] > 0


@pytest.mark.parametrize("form", ["rendah", "rendahnya"])
def test_a_star_stands_for_any_ending(form: str) -> None:
    assert cues(f"{form} jumlah perempuan")["cue_issue"] > 0


def test_a_heap_of_terms_counts_no_more_than_three() -> None:
    heap = cues("perempuan " * 12)
    assert heap["mentions"] == heap["parties"] == 3


def test_years_and_codes_are_no_amounts() -> None:
    assert cues("Tahun 2021 perempuan pedagang")["figure_near"] < 0.1
    assert cues("sebanyak 40 perempuan pedagang")["figure_near"] > 0.5
