"""Exports and the meeting brief: order, bytes, and hostile names."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from analyzer.archive import query
from analyzer.archive.cells import Sheet, cut, to_workbook
from analyzer.archive.export import ExportFormat, export
from analyzer.archive.meeting import build_meeting, explain
from analyzer.archive.meeting_html import shorten, to_html
from analyzer.archive.meeting_xlsx import to_xlsx
from analyzer.archive.run import RunOptions
from analyzer.locale import load_messages
from analyzer.report.sheets import safe
from tests.archive.conftest import Run

HOSTILE = "=HYPERLINK(0)<img src=x onerror=alert(1)>.txt"


def exported(archive: Path, form: ExportFormat) -> bytes:
    stream = io.BytesIO()
    export(archive, stream, form=form)
    return stream.getvalue()


def test_export_lines_are_in_the_order_of_paths_with_names(run: Run, tmp_path: Path) -> None:
    run()
    lines = exported(tmp_path / "arsip", ExportFormat.JSONL).decode().splitlines()
    names = [json.loads(line)["source"]["name"] for line in lines]
    assert names == ["renja-2023.txt", "renja-2024.txt", "lain.txt"]


@pytest.mark.parametrize("form", list(ExportFormat))
def test_export_is_the_same_twice(run: Run, tmp_path: Path, form: ExportFormat) -> None:
    run()
    run(into=tmp_path / "lagi", workers=2)
    assert exported(tmp_path / "arsip", form) == exported(tmp_path / "lagi", form)


def test_export_csv_opens_in_a_spreadsheet(run: Run, documents: Path, tmp_path: Path) -> None:
    (documents / "-1+1.txt").write_text("Gender dan perempuan.")
    run()
    data = exported(tmp_path / "arsip", ExportFormat.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b",'-1+1.txt," in data


def test_meeting_html_runs_nothing(run: Run, documents: Path, tmp_path: Path) -> None:
    (documents / HOSTILE).write_text("%PDF-")
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        page = to_html(build_meeting(tables), title="<script>alert(1)</script>")
    tree = html.fromstring(page)
    assert tree.xpath("//script | //img | //iframe | //link | //@onerror | //@onclick") == []
    assert not re.search(r"https?://", page)
    assert "default-src 'none'" in page
    assert HOSTILE in " ".join(tree.itertext())


def test_meeting_xlsx_has_no_formula_and_no_link(run: Run, documents: Path, tmp_path: Path) -> None:
    (documents / HOSTILE).write_bytes(b"%PDF-1")
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        meeting = build_meeting(tables)
    data = to_xlsx(meeting, title="Judul")
    assert data == to_xlsx(meeting, title="Judul")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
    assert len(sheets) == 12
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_meeting_names_what_was_not_read(run: Run, tmp_path: Path) -> None:
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        meeting = build_meeting(tables)
    (failed,) = [row for row in meeting.unread if row["status"] == "failed"]
    assert failed["path"] == "dokumen/rusak.pdf"
    assert "rusak" in failed["why"].lower()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cells_are_no_formulas(start: str) -> None:
    assert safe(f"{start}1") == f"'{start}1"
    assert safe("biasa") == "biasa"


def test_cells_cut_with_a_mark() -> None:
    assert len(cut("x" * 40_000)) == 32_000
    assert cut("x" * 40_000).endswith("[…]")
    assert shorten("satu dua tiga empat", 10) == "satu dua …"


@pytest.mark.parametrize(("lang", "other"), [("id", "en"), ("en", "id")])
def test_meeting_speaks_one_language(
    run: Run, documents: Path, tmp_path: Path, lang: str, other: str
) -> None:
    (documents / "renstra-2022.txt").write_text(
        "Rencana Strategis Dinas Kesehatan Kabupaten Cianjur Tahun 2022\n"
        "Kesetaraan gender dan partisipasi perempuan didukung anggaran Rp 250.000.000.\n"
    )
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        meeting = build_meeting(tables, lang=lang)
    page = html.fromstring(to_html(meeting, title="x"))
    assert page.get("lang") == lang
    with zipfile.ZipFile(io.BytesIO(to_xlsx(meeting, title="x"))) as book:
        strings = html.fromstring(book.read("xl/sharedStrings.xml")).itertext()
        names = book.read("xl/workbook.xml").decode()
    said = {*(" ".join(one.split()) for one in (*page.itertext(), *strings)), ""}
    tables_of_locale = ("meeting.", "sheet_head.", "fate.", "file_status.", "kind.", "label.")
    own, foreign = load_messages(lang), load_messages(other)
    heads = {
        key: sentence for key, sentence in foreign.items()
        if key.startswith(tables_of_locale) and sentence != own[key] and len(sentence) > 4
        and sentence not in own.values()
    }  # fmt: skip
    assert {key for key, sentence in heads.items() if sentence in said} == set()
    assert own["meeting.agencies"] in said
    assert own["sheet_head.density"] in said
    assert f'name="{own["sheet_name.changes"]}"' in names
    assert not any(
        re.search(r"\b(?:meeting|sheet_head|fate|count)\.\w|\{\w+\}", one) for one in said
    )


def test_partly_read_files_say_why_without_gaps(run: Run, tmp_path: Path) -> None:
    row = {
        "status": "partial", "reason": "", "detail": "{}", "name": "a.pdf", "pages": 3,
        "pages_unread": 1,
        "problems": " ".join(key.partition(".")[2] for key in load_messages("id")
                             if key.startswith("problem.")),
    }  # fmt: skip
    for lang in ("id", "en"):
        why = explain(row, lang)["why"]
        assert "{" not in why
        assert "file_problem" not in why


def test_changes_count_what_the_trend_counts(run: Run, tmp_path: Path) -> None:
    """Headings and short cells too, so that the brief does not give two numbers for one thing."""
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        meeting = build_meeting(tables)
    (change,) = meeting.changes
    years = {row["year"]: row for row in meeting.years}
    assert (change.weak_before, change.strong_before) == (
        years[change.before]["weak"], years[change.before]["strong"],
    )  # fmt: skip
    assert (change.weak_after, change.strong_after) == (
        years[change.after]["weak"], years[change.after]["strong"],
    )  # fmt: skip


def test_regulations_need_no_agency(run: Run, documents: Path, tmp_path: Path) -> None:
    (documents / "renja-tanpa-nama.txt").write_text("Akses perempuan pada air bersih.\n")
    table = tmp_path / "perbaikan.csv"
    table.write_text("path;kind;government;year\nlain.txt;regulation;Kabupaten Cianjur;2020\n")
    run(options=RunOptions(corrections=table))
    with query.open_tables(tmp_path / "arsip") as tables:
        paths = [row["path"] for row in build_meeting(tables).unplaced]
    assert paths == ["dokumen/renja-tanpa-nama.txt"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12 | 44 | 06 | Perlindungan Perempuan | 1.870", "Perlindungan Perempuan | 1.870"),
        ("II.3.1 | Peningkatan Kapasitas", "Peningkatan Kapasitas"),
        ("III | PROGRAM PERLINDUNGAN", "PROGRAM PERLINDUNGAN"),
        ("1. Peningkatan kesetaraan", "1. Peningkatan kesetaraan"),
        ("Ibu | Anak", "Ibu | Anak"),
    ],
)
def test_quotes_of_tables_begin_with_words(text: str, shown: str) -> None:
    assert shorten(text) == shown


def test_workbook_shows_whole_numbers_whole(tmp_path: Path) -> None:
    stream = io.BytesIO()
    to_workbook([Sheet("a", ("x", "y", "z"), [(43, 43.0, 2024)])], stream)
    with zipfile.ZipFile(stream) as book:
        styles = book.read("xl/styles.xml").decode()
    assert "0.##" not in styles.replace("0.0##", "")


def test_rows_of_a_workbook_are_as_high_as_their_wrapped_text() -> None:
    stream = io.BytesIO()
    rows = [("pendek", 1), ("kata " * 40, 2), ("kata " * 9_000, 3)]
    to_workbook([Sheet("a", ("x", "y"), rows, widths=(20, 8))], stream)
    page = openpyxl.load_workbook(stream)["a"]
    heights = [page.row_dimensions[number].height or 15 for number in (2, 3, 4)]
    assert heights[0] == 15
    assert heights[1] >= 10 * 15  # 200 characters in a column of 20
    assert 400 < heights[2] <= 409  # the most that a spreadsheet takes
