"""Hyphens at the end of a line."""

from __future__ import annotations

import pytest

from analyzer.segment.hyphens import is_part_of_word


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("perempuan dan laki-", "laki di desa", True),
        ("peraturan perundang-", "undangan yang berlaku", True),
        ("peran kanak-", "kanaknya", True),
        ("layanan e-", "government", True),
        ("pegawai non-", "ASN", True),
        ("periode 2011-", "2016", True),
        ("data base-", "line tahun", False),
        ("tentang pengarus-", "utamaan gender", False),
        ("KEMEN-", "TERIAN", False),
    ],
)
def test_hyphens_are_kept_in_doubled_words_only(before: str, after: str, kept: bool) -> None:
    assert is_part_of_word(before, after, "") is kept


def test_hyphens_follow_the_rest_of_the_document() -> None:
    assert is_part_of_word("sosial-", "ekonomi", "aspek sosial-ekonomi warga")
    assert not is_part_of_word("sosial-", "isasi", "sosialisasi kebijakan")
