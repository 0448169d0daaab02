"""Clauses in rows that extraction has run together."""

from __future__ import annotations

from analyzer.schema import Passage, PassageKind
from analyzer.tag import tag


def clauses(text: str) -> list[str]:
    found = tag(text, (Passage("p", PassageKind.TABLE_ROW, 0, len(text)),)).clauses
    return [text[one.start : one.end] for one in found]


def test_goals_run_together_are_clauses_of_their_own() -> None:
    row = (
        "Meningkatnya pendapatan perempuan pesisir 12 14 Terwujudnya desa tangguh bencana "
        "Rendahnya kehadiran perempuan dalam musyawarah desa 4 5 2"
    )
    assert clauses(row) == [
        "Meningkatnya pendapatan perempuan pesisir 12 14",
        "Rendahnya kehadiran perempuan dalam musyawarah desa 4 5 2",
    ]


def test_a_figure_ends_a_clause_but_its_unit_does_not_begin_one() -> None:
    assert clauses("perempuan pelaku usaha dilatih 30 Orang di Aula 2 Perempuan kader dibina") == [
        "perempuan pelaku usaha dilatih 30 Orang di Aula 2",
        "Perempuan kader dibina",
    ]


def test_a_short_beginning_stays_with_what_follows() -> None:
    assert clauses("Sasaran 1 Meningkatnya peran perempuan nelayan") == [
        "Sasaran 1 Meningkatnya peran perempuan nelayan"
    ]


def test_a_sentence_stays_whole() -> None:
    text = "Dinas melaporkan bahwa peningkatan jumlah perempuan pelaku usaha masih rendah"
    assert clauses(text) == [text]
