"""What the classifiers see."""

from __future__ import annotations

import pytest

from analyzer.assess.words import read_words
from analyzer.schema import Passage, PassageKind
from analyzer.tag import tag


def forms(text: str) -> list[str]:
    tagging = tag(text, (Passage("p", PassageKind.PARAGRAPH, 0, len(text)),))
    return [word.form for word in read_words(text, tagging.mentions)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Akses perempuan di Kabupaten Sikka", "Akses perempuan di Kabupaten Alor"),
        ("Pelatihan tahun 2019 bagi perempuan", "Pelatihan tahun 2024 bagi perempuan"),
        ("pagu Rp 125.000.000 untuk perempuan", "pagu Rp 90.500.000,- untuk perempuan"),
        ("kader perempuan hanya sedikit", "kader laki-laki hanya sedikit"),
        ("sebanyak 40 persen", "sebanyak 12,5 %"),
    ],
)
def test_words_do_not_show_place_year_amount_or_which_sex(first: str, second: str) -> None:
    assert forms(first) == forms(second)


def test_words_show_an_office_as_one_class() -> None:
    assert forms("Dinas Pemberdayaan Perempuan dan Perlindungan Anak hadir") == [
        "¤nama_office",
        "hadir",
    ]


def test_words_keep_their_ranges() -> None:
    text = "Jumlah nelayan perempuan 45 orang"
    for word in read_words(text, ()):
        assert text[word.start : word.end].lower() == word.form or word.form.startswith("¤")
