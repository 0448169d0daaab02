"""A passage falls into sentences, items and cells."""

from __future__ import annotations

import pytest

from analyzer.assess.parts import CONTEXT, context_of, split_parts
from analyzer.assess.words import Word, read_words
from analyzer.schema import Passage, PassageKind
from analyzer.tag import tag


def read(text: str) -> tuple[Word, ...]:
    tagging = tag(text, (Passage("p", PassageKind.PARAGRAPH, 0, len(text)),))
    return read_words(text, tagging.mentions)


def parts_of(text: str) -> list[str]:
    return [text[part[0].start : part[-1].end] for part in split_parts(read(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Petani perempuan jarang ikut rapat kelompok. Undangan dikirim ke kepala keluarga",
            [
                "Petani perempuan jarang ikut rapat kelompok",
                "Undangan dikirim ke kepala keluarga",
            ],
        ),
        (
            "akses modal perempuan nelayan rendah; jam pelatihan bentrok dengan kerja rumah",
            [
                "akses modal perempuan nelayan rendah;",
                "jam pelatihan bentrok dengan kerja rumah",
            ],
        ),
        ("Pagu Rp 125.000.000 untuk pos 1.02.03 di kecamatan", None),
        ("Sasaran: meningkatnya peran perempuan di desa", None),
    ],
)
def test_parts_begin_at_sentences_and_items(text: str, parts: list[str] | None) -> None:
    assert parts_of(text) == (parts or [text])


def test_parts_hold_all_words_in_order() -> None:
    words = read("Satu dua. Tiga perempuan ikut rapat desa malam itu. Lima. Enam tujuh delapan")
    assert tuple(word for part in split_parts(words) for word in part) == words


def test_context_knows_the_group_of_the_sentence_before() -> None:
    text = "Perempuan nelayan tidak memiliki kartu usaha. Penyebabnya adalah syarat agunan di bank"
    first, second = context_of(split_parts(read(text)))
    assert first[CONTEXT.index("group_here")] == 1
    assert second[CONTEXT.index("group_here")] == 0
    assert second[CONTEXT.index("group_before")] == 1
