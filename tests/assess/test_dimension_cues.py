"""Cue words of the dimensions: relation and resource near one and the same term."""

from __future__ import annotations

import pytest

from analyzer.assess.cue_words import see
from analyzer.assess.dimension_cues import COLUMNS, dimension_cues
from analyzer.assess.words import read_words
from analyzer.schema import Passage, PassageKind
from analyzer.tag import tag


def cues(text: str) -> dict[str, float]:
    mentions = tag(text, (Passage("p", PassageKind.PARAGRAPH, 0, len(text)),)).mentions
    return dict(zip(COLUMNS, dimension_cues(see(read_words(text, mentions))), strict=True))


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("perempuan pedagang memperoleh kredit", "akses"),
        ("perempuan pedagang hadir dalam musyawarah", "partisipasi"),
        ("kepemilikan lahan oleh perempuan", "kontrol"),
        ("meningkatnya pendapatan perempuan pedagang", "manfaat"),
    ],
)
def test_the_formula_is_the_dimension_s_own(text: str, dimension: str) -> None:
    found = cues(text)
    formulas = {one: found[f"{one}_formula"] for one in ("akses", "partisipasi", "kontrol")}
    formulas["manfaat"] = found["manfaat_formula"]
    assert max(formulas, key=lambda one: formulas[one]) == dimension


def test_a_relation_without_a_group_is_no_formula() -> None:
    assert cues("meningkatnya pendapatan pedagang pasar")["manfaat_formula"] == 0


def test_a_resource_far_from_the_term_counts_less() -> None:
    near = cues("perempuan memperoleh kredit")
    far = cues("perempuan memperoleh surat yang dikirim lewat petugas loket untuk mengurus kredit")
    assert near["akses_formula"] > far["akses_formula"] > 0


def test_the_sex_named_makes_no_difference() -> None:
    women = cues("rendahnya kehadiran perempuan dalam rapat")
    men = cues("rendahnya kehadiran laki-laki dalam rapat")
    assert women == men
