"""The view: counts, best quotations, order of passages and advices, the summary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.report.pages import PageIndex
from analyzer.report.view import build_view
from analyzer.report.words import around, clean, shorten
from analyzer.schema import (
    Assessment,
    DocumentKind,
    Finding,
    FindingStatus,
    Label,
    Page,
    ReadBy,
    Verdict,
)
from tests.builders import build_analysis, build_no_mention


def test_view_counts_genuine_mentions_apart_from_names() -> None:
    counts = build_view(build_analysis()).counts
    assert (counts.genuine, counts.names) == (2, 1)
    assert (counts.strong, counts.weak, counts.none, counts.review) == (1, 1, 4, 1)


def test_view_shows_all_four_dimensions_in_order() -> None:
    dimensions = build_view(build_analysis()).dimensions
    assert [one.letter for one in dimensions] == ["A", "P", "K", "M"]
    assert [one.count for one in dimensions] == [1, 1, 1, 0]
    assert dimensions[3].best is None
    best = dimensions[2].best
    assert best is not None and best.page == 1
    assert "ketua kelompok penerima ditargetkan perempuan" in best.text


def test_view_gives_five_advices_in_order_of_priority() -> None:
    advices = build_view(build_analysis()).advices
    assert [one.code for one in advices] == ["R06", "R16", "R20", "R01", "R13"]
    assert advices[1].evidence[0].page == 1


def test_view_advises_nothing_where_all_is_met() -> None:
    met = Finding("K1", FindingStatus.MET, (), "R01", "rubric")
    off = Finding("K2", FindingStatus.NOT_APPLICABLE, (), "R06", "rubric")
    assert build_view(replace(build_analysis(), findings=(met, off))).advices == ()


def test_view_unknown_advice_is_shown_as_it_is() -> None:
    odd = Finding("X9", FindingStatus.MISSING, (), "Tambahkan lampiran.", "Perbup 7/2021")
    view = build_view(replace(build_analysis(), findings=(odd,)))
    assert view.advices[0].text == "Tambahkan lampiran."
    assert view.findings[0].source == "Perbup 7/2021"


def test_view_orders_strong_passages_by_probability() -> None:
    base = build_analysis()
    sure = Assessment(base.passages[4].id, Label.STRONG, 0.99, False)
    others = tuple(one for one in base.assessments if one.target != sure.target)
    view = build_view(replace(base, assessments=(*others, sure)))
    assert [one.percent for one in view.strongest] == ["99%", "93%"]


def test_view_summary_of_a_weak_plan_counts_names() -> None:
    summary = build_view(build_analysis()).summary
    assert "3 kali, tetapi 1 di antaranya nama" in summary
    assert "indikator dan pagu" in summary and summary.endswith("saran R06.")


def test_view_summary_of_a_strong_document_gives_pages_and_what_lacks() -> None:
    base = build_analysis()
    strong = replace(base, verdict=replace(base.verdict, label=Label.STRONG))
    summary = build_view(strong).summary
    assert "sebab hal. 1, sumber daya hal. 1" in summary
    assert "Dimensi yang belum terlihat: manfaat." in summary


def test_view_summary_speaks_of_articles_in_a_regulation() -> None:
    law = replace(build_analysis(), kind=DocumentKind.REGULATION)
    assert "pasal operasional" in build_view(law).summary


def test_view_of_nothing_genuine_says_so() -> None:
    view = build_view(build_no_mention(), lang="en")
    assert view.no_mention and view.is_partial
    assert "no genuine mention" in view.summary
    (problem,) = view.problems
    assert problem.startswith("Page 2 has no text layer")


def test_view_reasons_are_told_once_and_heaviest_first() -> None:
    base = build_analysis()
    (reason,) = base.verdict.reasons
    doubled = (replace(reason, code="no_group", weight=-0.1), reason, replace(reason, weight=0.2))
    verdict: Verdict = replace(base.verdict, reasons=doubled)
    reasons = build_view(replace(base, verdict=verdict)).reasons
    assert [one.weight for one in reasons] == [0.8, -0.1]


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 60))
def test_words_shorten_stays_within_the_width(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width


@given(st.text(alphabet="ab c", min_size=1, max_size=200), st.data())
def test_words_around_keeps_the_wanted_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    shown = around(text, start, end, width=60)
    assert clean(text[start:end]) in shown
    assert len(shown) <= 60


@pytest.mark.parametrize(
    ("start", "end", "numbers"), [(0, 5, (1,)), (8, 14, (1, 2)), (10, 11, (1,)), (11, 30, (2, 3))]
)
def test_pages_of_a_range(start: int, end: int, numbers: tuple[int, ...]) -> None:
    ranges = ((0, 10), (11, 20), (21, 40))
    pages = [Page(n, 0, 0, *one, ReadBy.TEXT) for n, one in enumerate(ranges, start=1)]
    assert PageIndex(pages).of(start, end) == numbers
