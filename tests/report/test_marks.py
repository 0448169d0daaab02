"""Pages, blocks and pieces: nothing of the text is lost, overlaps are cut right."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analyzer.report.marks import build_pages, cut_pieces
from analyzer.schema import Analysis, Dimension, Label, Mention, Passage, PassageKind, Polarity
from tests.builders import build_analysis, build_document

DIMENSIONS = [None, *Dimension]


def _mention(start: int, end: int, dimension: Dimension | None) -> Mention:
    polarity = Polarity.GAP if dimension else None
    return Mention(f"{start}-{end}", start, end, "p", "r", dimension=dimension, polarity=polarity)


def _shown(analysis: Analysis) -> list[str]:
    return [
        "".join(piece.text for block in page.blocks for cell in block.cells for piece in cell)
        for page in build_pages(analysis)
    ]


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 20), st.sampled_from(DIMENSIONS)), max_size=8
)


@given(spans)
def test_marks_pieces_join_to_the_text_and_know_their_findings(
    found: list[tuple[int, int, Dimension | None]],
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    mentions = [_mention(start, start + size, one) for start, size, one in found]
    pieces = cut_pieces(text, 0, len(text), mentions)
    assert "".join(piece.text for piece in pieces) == text
    done = 0
    for piece in pieces:
        over = {one.dimension for one in mentions if one.start <= done < one.end}
        assert set(piece.dimensions) == over - {None}
        assert piece.is_term == (None in over)
        done += len(piece.text)
    inside = [one for one in mentions if one.dimension and one.start < len(text)]
    assert sum(len(piece.opens) for piece in pieces) == len(inside)


def test_marks_pages_show_the_whole_text() -> None:
    analysis = build_analysis()
    text = analysis.document.text
    wanted = [text[page.start : page.end] for page in analysis.document.pages]
    assert [shown.replace("\n", "") for shown in _shown(analysis)] == [
        one.replace("\n", "") for one in wanted
    ]


def test_marks_passage_over_a_page_break_is_anchored_once() -> None:
    document = build_document("Awal kalimat yang", "berlanjut di sini.", name="x.pdf")
    whole = Passage("w", PassageKind.PARAGRAPH, 0, len(document.text))
    nested = Passage("n", PassageKind.CELL, 5, 12)
    base = build_analysis()
    analysis = replace(
        base,
        document=document,
        passages=(whole, nested),
        mentions=(_mention(13, 30, Dimension.AKSES),),
        assessments=(replace(base.assessments[0], target="w", label=Label.STRONG),),
    )
    pages = build_pages(analysis)
    assert [[block.anchor for block in page.blocks] for page in pages] == [["w"], [""]]
    assert [page.strong for page in pages] == [1, 0]
    assert all(page.has_findings for page in pages)


def test_marks_table_row_is_cut_at_its_cells() -> None:
    document = build_document("Kelompok tani 40 kelompok 90.000.000")
    cells = ((0, 13), (14, 25), (26, 36))
    row = Passage("r", PassageKind.TABLE_ROW, 0, 36, cells=cells)
    base = build_analysis()
    analysis = replace(base, document=document, passages=(row,), mentions=(), assessments=())
    (page,) = build_pages(analysis)
    cut = ["".join(piece.text for piece in cell) for cell in page.blocks[0].cells]
    assert cut == ["Kelompok tani ", "40 kelompok ", "90.000.000"]


def test_marks_text_between_passages_is_shown() -> None:
    base = build_analysis()
    shown = _shown(replace(base, passages=base.passages[:1]))
    assert "Petani perempuan hanya 18 persen" in shown[0]
