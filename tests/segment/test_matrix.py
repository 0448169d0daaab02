"""Codes, amounts, targets and planning matrices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from layout import document_of, lines_at, table_of

from analyzer.schema import Cell
from analyzer.segment import segment
from analyzer.segment.matrix import PlanRow, Role, build_plan, role_of
from analyzer.segment.values import Level, parse_code, parse_rupiah, parse_target, split_code


@pytest.mark.parametrize(
    ("words", "text", "level"),
    [
        ("2.08", "2.08", Level.FIELD),
        ("2.08.02", "2.08.02", Level.PROGRAMME),
        ("2.08.02.2.01", "2.08.02.2.01", Level.ACTIVITY),
        ("2.08.02.2.01.05", "2.08.02.2.01.05", Level.SUB_ACTIVITY),
        ("2.08.07.2.02. 0003", "2.08.07.2.02.0003", Level.SUB_ACTIVITY),
        ("2.08.02.02.01.0001", "2.08.02.2.01.0001", Level.SUB_ACTIVITY),
        ("X.XX.01.2.06", "X.XX.01.2.06", Level.ACTIVITY),
    ],
)
def test_values_codes(words: str, text: str, level: Level) -> None:
    code = parse_code(words)
    assert code is not None and (code.text, code.level) == (text, level)


@pytest.mark.parametrize("words", ["2", "12.500", "2.08.02.2", "2.08.02.2.01.005", "1.5", "Jalan"])
def test_values_no_codes(words: str) -> None:
    assert parse_code(words) is None


def test_values_code_ahead_of_a_name() -> None:
    code, name = split_code("2.08.02.2.01.0005 Koordinasi kebijakan")
    assert code is not None and (code.activity, name) == ("2.08.02.2.01", "Koordinasi kebijakan")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.704.448.312", 1_704_448_312),
        ("Rp6.825.000,00", 6_825_000),
        ("Rp. 20.000,-", 20_000),
        ("300.000.000,", 300_000_000),
        ("20,092,300", 20_092_300),
        ("1,234.50", 1234),
        ("(1.500)", -1500),
        ("0", 0),
        ("1.250.00", None),
        ("12 Laporan", None),
        ("", None),
    ],
)
def test_values_rupiah(words: str, value: int | None) -> None:
    assert parse_rupiah(words) == value


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [("12 Laporan", 12, "Laporan"), ("46,56 %", 46.56, "%"), ("100%", 100, "%"),
     ("1.250 orang", 1250, "orang"), ("2.5", 2.5, "")],
)  # fmt: skip
def test_values_targets(words: str, number: float, unit: str) -> None:
    target = parse_target(words)
    assert target is not None and (target.number, target.unit) == (number, unit)


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Kode Rekening", Role.CODE),
        ("Urusan/Bidang Urusan/Program/Kegiatan", Role.NAME),
        ("Indikator Kinerja Program/Kegiatan", Role.INDICATOR),
        ("Rencana Tahun 2026 > Target Capaian Kinerja", Role.TARGET),
        ("Rencana Tahun 2026 > Pagu Indikatif (Rp)", Role.BUDGET),
        ("Rencana Tahun 2026 > Sumber Dana", Role.SOURCE),
        ("Prakiraan Maju Rencana Tahun 2027 > Target Capaian Kinerja", Role.NEXT_TARGET),
        ("Perkiraan Maju > Kebutuhan Dana (Rp)", Role.NEXT_BUDGET),
        ("No", None),
    ],
)
def test_matrix_columns_are_known_by_their_words(column: str, role: Role | None) -> None:
    assert role_of(column) is role


def _plan(
    columns: tuple[str, ...], rows: list[tuple[str, ...]], *, shared: tuple[int, ...] = ()
) -> tuple[PlanRow, ...]:
    """The plan of a table; in ``shared`` columns the last row has the cells of the row above."""
    words = [one for row in (columns, *rows) for one in row if one]
    document = document_of(lines_at(72, 100, words))
    table = table_of(document, page=1, columns=columns, rows=[columns, *rows], heads=1)
    last = len(rows)
    above = {one.column: one for one in table.cells if one.row == last - 1}
    cells = [
        Cell(last, one.column, above[one.column].start, above[one.column].end)
        if one.row == last and one.column in shared
        else one
        for one in table.cells
    ]
    done = segment(replace(document, tables=(replace(table, cells=tuple(cells)),)))
    return build_plan(done.document, done.passages)


def test_matrix_rows_have_values_and_what_stands_above() -> None:
    columns = ("Kode", "Program/Kegiatan", "Target", "Pagu (Rp)")
    rows = [
        ("2.08.02", "PROGRAM PUG", "", "9.000.000"),
        ("2.08.02.2.01", "Pelembagaan PUG", "", "9.000.000"),
        ("2.08.02.2.01.0005", "Pelatihan penelaah", "30 orang", "4.500.000"),
    ]
    last = _plan(columns, rows)[-1]
    assert last.level is Level.SUB_ACTIVITY and last.budget == 4_500_000
    assert (last.programme, last.activity) == ("PROGRAM PUG", "Pelembagaan PUG")
    assert last.target is not None and last.target.number == 30


def test_matrix_name_that_goes_on_in_a_cell_of_its_own_makes_no_second_row() -> None:
    columns = ("Kode", "Program/Kegiatan", "Indikator", "Pagu (Rp)")
    rows = [
        ("2.14.02", "PROGRAM PENGENDALIAN", "", "417.341.100"),
        ("2.14.02.1.01", "Pemaduan Kebijakan Kuantitas", "Dokumen", "345.841.100"),
        ("", "Penduduk", "", ""),
    ]
    plan = _plan(columns, rows, shared=(0, 2, 3))
    assert [row.budget for row in plan] == [417_341_100, 345_841_100]
    assert plan[-1].name == "Pemaduan Kebijakan Kuantitas Penduduk"


def test_matrix_name_is_that_of_the_deepest_level() -> None:
    columns = ("Program", "Kegiatan", "Sub Kegiatan", "Target", "Rp")
    rows = [
        ("PROGRAM STATISTIK", "Tata kelola", "Pengumpulan data", "2 dokumen", "63.258.100"),
        ("", "", "Pelatihan statistik", "104 orang", "77.764.700"),
    ]
    plan = _plan(columns, rows, shared=(0, 1))
    assert [row.name for row in plan] == ["Pengumpulan data", "Pelatihan statistik"]
