"""Table rows as passages: cells, columns, heads, page breaks, broken words."""

from __future__ import annotations

from dataclasses import replace

from layout import document_of, lines_at, table_of

from analyzer.schema import Document, PassageKind
from analyzer.segment import segment
from analyzer.segment.cells import WordStock

COLUMNS = ("No", "Program", "Pagu")


def _two_pages(*, repeats: bool) -> Document:
    head = [*COLUMNS] if repeats else []
    first = [*COLUMNS, "1", "Pelatihan", "900", "2", "Penguatan lembaga", "1.200"]
    second = [*head, "layanan korban", "3", "Data", "700", "4", "Jalan", "90", "5", "Air", "80"]
    document = document_of(lines_at(72, 100, first), lines_at(72, 100, second))
    middle = document.pages[1].start
    rows = [
        ("", "layanan korban", ""),
        ("3", "Data", "700"),
        ("4", "Jalan", "90"),
        ("5", "Air", "80"),
    ]
    tables = (
        table_of(
            document,
            page=1,
            columns=COLUMNS,
            heads=1,
            rows=[COLUMNS, ("1", "Pelatihan", "900"), ("2", "Penguatan lembaga", "1.200")],
        ),
        table_of(
            document,
            page=2,
            columns=COLUMNS,
            heads=int(repeats),
            after=middle,
            rows=[COLUMNS, *rows] if repeats else rows,
        ),
    )
    return replace(document, tables=tables)


def test_rows_are_passages_with_columns_and_cells() -> None:
    done = segment(_two_pages(repeats=False))
    row = next(one for one in done.passages if one.kind is PassageKind.TABLE_ROW)
    text = done.document.text
    assert text[row.start : row.end] == "1 | Pelatihan | 900"
    assert row.columns == COLUMNS
    assert [text[start:end] for start, end in row.cells] == ["1", "Pelatihan", "900"]


def test_rows_go_on_over_a_page_break_and_repeated_heads_are_dropped() -> None:
    for repeats in (False, True):
        done = segment(_two_pages(repeats=repeats))
        text = done.document.text
        rows = [
            text[one.start : one.end] for one in done.passages if one.kind is PassageKind.TABLE_ROW
        ]
        assert rows[1] == "2 | Penguatan lembaga layanan korban | 1.200"
        assert text.count("Program") == 1
        start = text.index("layanan korban")
        assert {raw.page for raw in done.document.map.raw_ranges(start, start + 5)} == {2}


def test_rows_cells_of_tables_follow_the_text() -> None:
    done = segment(_two_pages(repeats=False))
    text = done.document.text
    words = [text[cell.start : cell.end] for cell in done.document.tables[0].cells]
    assert words[-2] == "Penguatan lembaga layanan korban"
    assert words[3:6] == ["1", "Pelatihan", "900"]


def test_rows_close_words_codes_and_amounts_broken_by_narrow_columns() -> None:
    stock = WordStock(
        "pengarusutamaan gender, pengarusutamaan gender; di atas meja, di rumah, di atas"
    )
    assert stock.is_broken("PENGARUSUTAMAA", "N GENDER")
    assert not stock.is_broken("di", "atas meja")
    assert stock.is_broken("2.08.02.1.0", "1.0005")
    assert stock.is_broken("1.250.0", "00")
    assert not stock.is_broken("2024", "2025")
