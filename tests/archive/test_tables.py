"""What the rows add to the record; the tables' bytes."""

from __future__ import annotations

import pytest

from analyzer.archive.tables import find_rupiah, text_key


@pytest.mark.parametrize(
    ("text", "table", "amount"),
    [
        ("pagu Rp 250.000.000 tahun ini", False, 250_000_000),
        ("Rp.1.051.250.000,00 untuk PUG", False, 1_051_250_000),
        ("dari 4.960.637 penduduk perempuan dewasa di provinsi ini", False, None),
        ("Jumlah lembaga responsif gender 56 5.368.954.187", True, 5_368_954_187),
        ("tahun 2024 sebanyak 12 orang", True, None),
        ("Rp 12.500.000 dan Rp 7.000.000", False, 12_500_000),
    ],
)
def test_tables_find_money(text: str, table: bool, amount: int | None) -> None:
    assert find_rupiah(text, table=table) == amount


def test_tables_key_ignores_numbers_case_and_spacing() -> None:
    one = text_key("Jumlah korban yang  dilayani 12 orang pada 2023")
    assert one == text_key("jumlah KORBAN yang dilayani 15 orang pada 2024")
    assert one != text_key("jumlah korban yang dirujuk 12 orang pada 2023")
    assert text_key("Bab 2") == ""
