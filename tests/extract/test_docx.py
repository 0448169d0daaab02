"""DOCX: paragraphs, numbers, tables, notes, changes, pages; faults put in by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK

from analyzer.errors import LimitExceeded, NoText, UnreadableFile
from analyzer.extract import extract
from analyzer.schema import Document
from analyzer.segment import segment
from analyzer.settings import Settings
from tests.extract.office_files import (
    SENTENCE,
    W,
    docx_bytes,
    read_part,
    save,
    with_body,
    with_parts,
)


def _read(folder: Path, data: bytes) -> Document:
    return extract(save(folder, "kak.docx", data), settings=Settings())


def _plain(document: DocxDocument) -> None:
    document.add_heading("BAB I PENDAHULUAN", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Keluaran kegiatan ini adalah 60 orang terlatih.")


def test_docx_paragraphs_are_passages_with_their_page(tmp_path: Path) -> None:
    document = _read(tmp_path, docx_bytes(_plain))
    segmented = segment(document)
    texts = [segmented.document.text[one.start : one.end] for one in segmented.passages]
    assert texts == [
        "BAB I PENDAHULUAN",
        SENTENCE,
        "Keluaran kegiatan ini adalah 60 orang terlatih.",
    ]
    start = document.text.index("Keluaran")
    (place,) = document.locate(start, start + 8)
    assert (place.page, place.rectangles) == (1, ())
    assert (document.pages[0].width, document.pages[0].height) == (0.0, 0.0)


def test_docx_changes_count_as_accepted(tmp_path: Path) -> None:
    body = (
        f'<w:p {W}><w:r><w:t xml:space="preserve">Peserta </w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>bapak</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="2"><w:r><w:t>dipindah</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="3"><w:r><w:t>perempuan dan laki</w:t><w:noBreakHyphen/>'
        "<w:t>laki</w:t></w:r></w:ins></w:p>"
    )
    document = _read(tmp_path, with_body(docx_bytes(lambda _: None), body))
    assert document.text == "Peserta perempuan dan laki-laki"


def test_docx_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    body = (
        f'<w:p {W}><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:r><w:t xml:space="preserve">Kelompok </w:t></w:r></w:p>'
        f"<w:p {W}><w:r><w:t>tani perempuan</w:t></w:r></w:p>"
    )
    assert _read(tmp_path, with_body(docx_bytes(lambda _: None), body)).text == (
        "Kelompok tani perempuan"
    )


def test_docx_table_rows_and_spans(tmp_path: Path) -> None:
    def fill(document: DocxDocument) -> None:
        table = document.add_table(3, 3)
        for row, words in enumerate(
            (("No", "Kegiatan", "Target"), ("1", "Pelatihan kader", "60 orang"), ("2", "Rapat", ""))
        ):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
        table.cell(2, 1).merge(table.cell(2, 2))

    document = _read(tmp_path, docx_bytes(fill))
    (table,) = document.tables
    assert table.columns == ("No", "Kegiatan", "Target")
    assert table.header_rows == 1
    words = [(c.row, c.column, document.text[c.start : c.end]) for c in table.cells if c.row]
    assert words == [
        (1, 0, "1"), (1, 1, "Pelatihan kader"), (1, 2, "60 orang"),
        (2, 0, "2"), (2, 1, "Rapat"), (2, 2, ""),
    ]  # fmt: skip


def test_docx_cell_over_rows_stands_in_each(tmp_path: Path) -> None:
    def fill(document: DocxDocument) -> None:
        table = document.add_table(3, 2)
        for row, words in enumerate((("Program", "Kegiatan"), ("PUG", "Rapat"), ("", "Pelatihan"))):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    document = _read(tmp_path, docx_bytes(fill))
    (table,) = document.tables
    rows = [[document.text[c.start : c.end] for c in table.cells if c.row == row] for row in (1, 2)]
    assert rows == [["PUG", "Rapat"], ["PUG", "Pelatihan"]]
    assert document.text.count("PUG") == 1


def test_docx_form_is_no_table(tmp_path: Path) -> None:
    def fill(document: DocxDocument) -> None:
        table = document.add_table(2, 3)
        for row, words in enumerate((("Program", ":", "PUG"), ("Kegiatan", ":", "Pelatihan"))):
            for column, text in enumerate(words):
                table.cell(row, column).text = text

    document = _read(tmp_path, docx_bytes(fill))
    assert document.tables == ()
    assert document.text == "Program : PUG\n\nKegiatan : Pelatihan"


def test_docx_numbers_are_shown(tmp_path: Path) -> None:
    def fill(document: DocxDocument) -> None:
        document.add_paragraph("tujuan umum", style="List Number")
        document.add_paragraph("tujuan khusus", style="List Number")
        document.add_paragraph("catatan", style="List Bullet")

    text = _read(tmp_path, docx_bytes(fill)).text
    assert text.split("\n\n") == ["1. tujuan umum", "2. tujuan khusus", "• catatan"]


def test_docx_pages_follow_breaks(tmp_path: Path) -> None:
    def fill(document: DocxDocument) -> None:
        document.add_paragraph("halaman satu").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("halaman dua")

    document = _read(tmp_path, docx_bytes(fill))
    assert [document.text[page.start : page.end] for page in document.pages] == [
        "halaman satu",
        "halaman dua",
    ]
    assert document.locate(*_range(document, "dua"))[0].page == 2


def test_docx_footnotes_follow_their_page(tmp_path: Path) -> None:
    data = docx_bytes(lambda document: document.add_paragraph("Angka ini naik.") and None)
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Sumber: SUSENAS 2024.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = read_part(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>',
    )
    types = read_part(data, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    body = f'<w:p {W}><w:r><w:t>Lihat ini</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = with_parts(
        with_body(data, body),
        {
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": relations.encode(),
            "[Content_Types].xml": types.encode(),
        },
    )
    assert _read(tmp_path, data).text.split("\n\n") == [
        "Angka ini naik.",
        "Lihat ini",
        "Sumber: SUSENAS 2024.",
    ]


def test_docx_without_text(tmp_path: Path) -> None:
    with pytest.raises(NoText):
        _read(tmp_path, docx_bytes(lambda _: None))


def test_docx_outside_entity_is_refused(tmp_path: Path) -> None:
    secret = save(tmp_path, "rahasia.txt", b"RAHASIA")
    data = docx_bytes(_plain)
    xml = read_part(data, "word/document.xml")
    head, rest = xml.split("?>", 1)
    evil = f'{head}?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>{rest}'
    evil = evil.replace(SENTENCE, "&e;")
    with pytest.raises(UnreadableFile) as caught:
        _read(tmp_path, with_parts(data, {"word/document.xml": evil.encode()}))
    assert caught.value.key == "xml_unsafe"


def test_docx_bomb_is_refused(tmp_path: Path) -> None:
    data = with_parts(docx_bytes(_plain), {"word/media/a.xml": b" " * (30 << 20)})
    assert len(data) < 200_000
    with pytest.raises(LimitExceeded) as caught:
        _read(tmp_path, data)
    assert caught.value.key == "archive_size"


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels"])
def test_docx_damaged_part(tmp_path: Path, part: str) -> None:
    data = with_parts(docx_bytes(_plain), {part: b"<a><b></a>"})
    with pytest.raises(UnreadableFile) as caught:
        _read(tmp_path, data)
    assert caught.value.key == "office_damaged"


def test_docx_cut_off(tmp_path: Path) -> None:
    data = docx_bytes(_plain)
    with pytest.raises(UnreadableFile):
        _read(tmp_path, data[: len(data) // 2])


def _range(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)
