"""The page of an evaluation: complete, escaped, without scripts, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from lxml import html

from analyzer.learn.charts import build_chart
from analyzer.learn.evaluate import Evaluation, evaluate
from analyzer.learn.labelled import load_labelled
from analyzer.learn.mistakes import KINDS, find_mistakes
from analyzer.learn.page import kind_name, to_html
from analyzer.learn.pairs import is_right
from analyzer.learn.tables import Words, build_summary, build_tables
from analyzer.schema import Label

WORST = ("other-lppd-setda-kab-toba-2021-r4", "lkjip-dinkes-kab-lebong-2022-r2")


@pytest.fixture(scope="module")
def found() -> Evaluation:
    """Two held-out documents of the corpus on which there are mistakes to show."""
    documents = Path(__file__).parents[2] / "corpus" / "documents"
    return evaluate([documents / f"{name}.txt" for name in WORST], rounds=10)


def test_page_shows_each_mistake_once_with_id_labels_and_probability(found: Evaluation) -> None:
    page = html.document_fromstring(to_html(found, lang="en"))
    cards = page.xpath("//article")
    wrong = [
        one for one in found.pairs if not is_right(one) or one[0].dimensions != one[1].dimensions
    ]
    assert wrong and len(cards) == len(wrong)
    assert {card.xpath("string(h4)") for card in cards} == {gold.id for gold, _ in wrong}
    by_id = {gold.id: (gold, said) for gold, said in wrong}
    for card in cards:
        gold, said = by_id[card.xpath("string(h4)")]
        assert card.xpath("string(blockquote)").replace("\n", " ").count(" ") >= gold.text.count(
            " "
        )
        assert f"{said.probability:.2f}" in card.xpath("string(p[@class='verdicts'])")
        assert gold.document in card.xpath("string(p[@class='where'])")


def test_page_marks_the_words_that_carried_the_verdict(found: Evaluation) -> None:
    marked = 0
    for one in chain.from_iterable(find_mistakes(found.pairs).values()):
        assert "".join(piece.text for piece in one.pieces) == one.gold.text
        assert one.said.found is not None
        named = {row.code: row.setara for row in one.beside}
        for evidence in one.said.found.assessments[0].evidence:
            if one.said.label is not Label.NONE:
                words = one.gold.text[evidence.start : evidence.end]
                assert words in named[evidence.element.value]
                marked += 1
    assert marked
    page = html.document_fromstring(to_html(found))
    assert page.xpath("//article//span[contains(@class, 'evidence')]")
    assert page.xpath("//article//span[contains(@class, 'gold')]")


def test_page_anchors_lead_somewhere_and_are_unique(found: Evaluation) -> None:
    page = html.document_fromstring(to_html(found))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in page.xpath("//a/@href")} <= set(ids)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_page_needs_no_network_and_runs_nothing(found: Evaluation, lang: str) -> None:
    text = to_html(found, lang=lang)
    page = html.document_fromstring(text)
    assert not page.xpath("//script|//link|//img|//iframe|//*[@style]|//@onclick")
    assert not re.search(r"https?://|url\(|@import", text)
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")
    assert not re.findall(r"(?:evaluation|figure)\.[a-z_.]+", page.text_content()), "a bare key"
    assert text == to_html(found, lang=lang)


def test_page_has_charts_and_confusions(found: Evaluation) -> None:
    page = html.document_fromstring(to_html(found))
    assert len(page.xpath("//figure//*[local-name()='circle']")) >= 20 + len(found.calibration)
    assert len(page.xpath("//table[@class='confusion']")) == 5


def test_page_escapes_what_the_files_say(found: Evaluation) -> None:
    bad = "<script>alert(1)</script>&\"'"
    gold, said = next(pair for pair in found.pairs if not is_right(pair))
    changed = replace(gold, id=bad, document=bad, text=bad + gold.text, marks=(), terms=None)
    text = to_html(replace(found, pairs=((changed, replace(said, found=None, terms=())),)))
    assert "<script" not in text and "alert(1)" in text
    assert html.document_fromstring(text).xpath("string(//h4)") == bad


def test_page_of_a_perfect_system_says_that_there_is_nothing_to_see(found: Evaluation) -> None:
    right = tuple(
        (gold, replace(said, label=gold.label, dimensions=gold.dimensions))
        for gold, said in found.pairs
    )
    assert "Tidak ada kesalahan" in to_html(replace(found, pairs=right))


def test_tables_have_words_for_everything(found: Evaluation) -> None:
    for lang in ("id", "en"):
        tables = list(build_tables(found, lang))
        keys = {"figures", "coverage", "confusion", "probes", "verdicts", "told", "wrong"}
        assert keys <= {one.key for one in tables}
        for table in tables:
            assert all(len(row) == len(table.head) for row in table.rows), table.key
            cells = " ".join([table.title, table.note, *table.head, *sum(table.rows, ())])
            assert not re.search(r"(?:evaluation|figure)\.\w", cells), table.key
        assert all(kind_name(kind, Words(lang)) for kind in KINDS)
        assert len(build_summary(found, lang)) == 2


def test_summary_warns_where_the_model_was_trained_on_the_documents(corpus: Path) -> None:
    documents = load_labelled([corpus]).documents
    seen = next(
        path for path in sorted((corpus / "documents").glob("sk-*.txt"))
        if path.stem not in {one.document for one in documents}
    )  # fmt: skip
    found = evaluate([seen], corpus=corpus, rounds=0)
    assert found.seen == 1
    assert "dilatih" in build_summary(found, "id")[0] or "melatih" in build_summary(found, "id")[0]
    assert found.systems["tfidf"] and "terms.f1" not in found.systems["tfidf"]


def test_chart_places_points_between_its_axes() -> None:
    chart = build_chart(
        [(0.0, 0.6, 1.0, "a"), (1.0, 1.0, 4.0, "b")], names=("x", "y"), say=lambda one: f"{one:g}"
    )
    first, last = chart.dots
    assert (first.x, first.y) == (chart.left, chart.base)
    assert (last.x, last.y) == (chart.right, chart.top)
    assert last.radius == 2 * first.radius
    assert [label for _, label in chart.y_ticks] == ["0.6", "0.68", "0.76", "0.84", "0.92", "1"]


def test_page_of_documents_alone_speaks_of_no_passages(found: Evaluation) -> None:
    page = html.document_fromstring(to_html(replace(found, pairs=(), people=None)))
    assert page.xpath("//section[@id='verdicts']") and page.xpath("//section[@id='wrong']")
    assert not page.xpath("//*[@id='errors' or @id='figures' or @id='coverage']")
    assert "Tidak ada kesalahan" not in page.text_content()
