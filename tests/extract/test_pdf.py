"""PDF text, places, order and tables, on files made in the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import HEIGHT, WIDTH, Sheet, save_pdf

from analyzer.errors import FileAccess, LimitExceeded, NoText, SetaraError, UnreadableFile
from analyzer.extract import extract, extract_bytes
from analyzer.schema import Document, ReadBy
from analyzer.settings import OcrMode, Settings, TableMode

PLAIN = Settings(ocr=OcrMode.NEVER)


def _read(tmp_path: Path, *sheets: Sheet, settings: Settings = PLAIN) -> Document:
    return extract(save_pdf(tmp_path / "a.pdf", sheets), settings=settings)


def test_pdf_pages_have_size_range_and_origin(tmp_path: Path) -> None:
    document = _read(tmp_path, Sheet().text(72, 72, "satu"), Sheet().text(72, 72, "dua"))
    assert document.text == "satu\ndua"
    first, second = document.pages
    assert (first.width, first.height, first.read_by) == (WIDTH, HEIGHT, ReadBy.TEXT)
    assert document.text[second.start : second.end] == "dua"
    assert document.source.media_type == "application/pdf"


def test_pdf_places_are_tight(tmp_path: Path) -> None:
    document = _read(tmp_path, Sheet().text(100, 200, "kesetaraan gender"))
    start = document.text.index("gender")
    (place,) = document.locate(start, start + 6)
    (box,) = place.rectangles
    assert place.page == 1
    assert 155 < box.x0 < 165 and 190 < box.x1 < 200
    assert 200 < box.top < box.bottom < 215


@pytest.mark.parametrize(("turn", "corner"), [(90, "right"), (180, "below"), (270, "left")])
def test_pdf_places_follow_the_rotation(tmp_path: Path, turn: int, corner: str) -> None:
    document = _read(tmp_path, Sheet(rotate=turn).text(20, 20, "sudut"))
    page = document.pages[0]
    ((box,),) = (place.rectangles for place in document.locate(0, 5))
    middle = ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
    assert (page.width, page.height) == ((HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT))
    expected = {
        "right": (page.width - 30, 30),
        "below": (page.width - 30, page.height - 30),
        "left": (30, page.height - 30),
    }[corner]
    assert middle == pytest.approx(expected, abs=12)


def test_pdf_places_count_from_the_crop_box(tmp_path: Path) -> None:
    sheet = Sheet(crop=(50.0, 60.0, 550.0, 800.0)).text(150, 142, "potong")
    document = _read(tmp_path, sheet)
    ((box,),) = (place.rectangles for place in document.locate(0, 6))
    assert box.x0 == pytest.approx(100, abs=2)
    assert box.top == pytest.approx(102, abs=5)


def test_pdf_spaces_are_single_and_still_located(tmp_path: Path) -> None:
    document = _read(tmp_path, Sheet().text(72, 72, "data   terpilah"))
    assert document.text == "data terpilah"
    ((box,),) = (place.rectangles for place in document.locate(5, 13))
    assert box.x0 > 95


def test_pdf_letterhead_drawn_last_comes_first(tmp_path: Path) -> None:
    sheet = Sheet().paragraph(72, 200, ["Isi surat baris satu", "dan baris dua."])
    document = _read(tmp_path, sheet.text(200, 40, "BUPATI WANAYASA"))
    assert document.text.startswith("BUPATI WANAYASA\nIsi surat")


def test_pdf_table_cells_are_ranges_of_the_text(tmp_path: Path) -> None:
    sheet = Sheet().grid([50, 100, 300, 400], [100, 130, 170, 200])
    for top, row in ((105, ("No", "Program", "Pagu")), (175, ("2", "Jalan", "900"))):
        for x, words in zip((55, 105, 305), row, strict=True):
            sheet.text(x, top, words)
    sheet.text(55, 135, "1").text(305, 135, "1.250.000")
    sheet.text(105, 135, "Pelatihan bagi").text(105, 150, "perempuan")
    document = _read(tmp_path, sheet.text(50, 60, "Tabel 1").text(50, 220, "Sumber: data"))
    (table,) = document.tables
    assert table.columns == ("No", "Program", "Pagu") and table.header_rows == 1
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    assert rows[1] == ["1", "Pelatihan bagi\nperempuan", "1.250.000"]
    assert rows[2] == ["2", "Jalan", "900"]
    assert document.text.startswith("Tabel 1\n") and document.text.endswith("\nSumber: data")


def test_pdf_line_through_several_cells_is_parted(tmp_path: Path) -> None:
    sheet = Sheet().grid([50, 120, 300], [100, 130, 160])
    sheet.text(55, 105, f"Kode{18 * ' '}Uraian").text(55, 135, f"2.08.02{12 * ' '}Kegiatan")
    document = _read(tmp_path, sheet)
    words = [document.text[cell.start : cell.end] for cell in document.tables[0].cells]
    assert words[-2:] == ["2.08.02", "Kegiatan"]


def test_pdf_text_in_a_cell_left_open_is_not_lost(tmp_path: Path) -> None:
    sheet = Sheet().grid([50, 120, 300], [100, 130, 160]).line(120, 200, 300, 200)
    sheet.line(50, 160, 50, 200).line(120, 160, 120, 200).line(300, 160, 300, 200)
    sheet.text(55, 105, "Kode").text(125, 105, "Uraian").text(55, 135, "2.08").text(
        125, 135, "Satu"
    )
    sheet.text(55, 170, "Standar").text(125, 170, "Pelatihan")
    document = _read(tmp_path, sheet)
    words = [document.text[cell.start : cell.end] for cell in document.tables[0].cells]
    assert words[-2:] == ["Standar", "Pelatihan"]


def test_pdf_tables_are_left_alone_when_switched_off(tmp_path: Path) -> None:
    sheet = Sheet().grid([50, 120, 300], [100, 130, 160]).text(55, 105, "Kode").text(125, 105, "A")
    never = Settings(ocr=OcrMode.NEVER, tables=TableMode.NEVER)
    assert _read(tmp_path, sheet, settings=never).tables == ()


def test_pdf_word_that_runs_over_a_line_of_its_table_stays_whole(tmp_path: Path) -> None:
    sheet = Sheet().grid([50, 130, 300, 400], [100, 130, 170, 200])
    for top, row in ((105, ("No", "Program", "Pagu")), (175, ("2", "Jalan", "900"))):
        for x, words in zip((55, 135, 305), row, strict=True):
            sheet.text(x, top, words)
    document = _read(tmp_path, sheet.text(55, 140, "Rancangan Kerja Provinsi"))
    assert len(document.tables) == 1
    assert set("Rancangan Kerja Provinsi".split()) <= set(document.text.split())


def test_pdf_labels_that_run_up_the_page_side_by_side_stay_apart(tmp_path: Path) -> None:
    sheet, labels = Sheet().text(60, 60, "Gambar"), ("Deli Serdang", "Humbang", "Langkat", "Karo")
    for index, words in enumerate(labels):
        place = (200 + 12 * index, 500)
        sheet.commands.append(
            b"BT /F1 10 Tf 0 1 -1 0 %d %d Tm (%s) Tj ET" % (*place, words.encode())
        )
    assert _read(tmp_path, sheet).text.split("\n") == ["Gambar", *labels]


def test_pdf_spaced_out_headings_are_closed(tmp_path: Path) -> None:
    sheet = Sheet()
    for index, letter in enumerate("PERATURAN BUPATI"):
        if letter != " ":
            sheet.text(72 + 16 * index + (9 if index > 9 else 0), 72, letter, size=12)
    sheet.text(72, 100, "L P L P L").text(72, 130, "1 2 3 4 5 6")
    document = _read(tmp_path, sheet)
    assert document.text.split("\n")[0] == "PERATURAN BUPATI"
    assert document.text.split("\n")[2] == "1 2 3 4 5 6"
    start = document.text.index("BUPATI")
    ((box,),) = (place.rectangles for place in document.locate(start, start + 1))
    assert 240 < box.x0 < 255


def test_pdf_page_without_text_is_a_problem(tmp_path: Path) -> None:
    ink = Sheet().grid([50, 120, 300], [100, 130])
    document = _read(tmp_path, Sheet().text(72, 72, "ada"), ink, Sheet())
    assert [(one.code, one.page) for one in document.problems] == [("page_without_text", 2)]
    assert document.pages[2].read_by is ReadBy.NONE


def test_pdf_without_any_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoText):
        _read(tmp_path, Sheet())


def test_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded) as caught:
        _read(tmp_path, Sheet(), Sheet(), settings=Settings(max_pages=1))
    assert caught.value.key == "pages_limit"


def test_pdf_cut_in_half_is_damaged_or_read_in_part(tmp_path: Path) -> None:
    path = save_pdf(tmp_path / "a.pdf", [Sheet().text(72, 72, "utuh")])
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(UnreadableFile) as caught:
        extract(path, settings=PLAIN)
    assert caught.value.key == "pdf_damaged"


def test_pdf_locator_crosses_a_process_border(tmp_path: Path) -> None:
    document = _read(tmp_path, Sheet().text(72, 72, "lintas"))
    assert document.locator is not None
    kind, values = document.locator.__reduce__()[:2]
    assert callable(kind) and isinstance(values, tuple)
    assert kind(*values).rectangles(document.map.raw_ranges(0, 6)[0])


@pytest.mark.parametrize(
    ("name", "data", "kind", "key"),
    [
        ("kosong.pdf", b"", UnreadableFile, "file_empty"),
        ("bukan.pdf", b"bukan pdf", UnreadableFile, "not_a_document"),
        ("biner.txt", b"\x00\x01\x02" * 9, UnreadableFile, "not_a_document"),
        ("hampa.txt", b" \n ", NoText, "no_text"),
    ],
)
def test_extract_refuses_what_is_no_document(
    tmp_path: Path, name: str, data: bytes, kind: type[Exception], key: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(kind) as caught:
        extract(path, settings=PLAIN)
    assert getattr(caught.value, "key", "") == key


def test_extract_names_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(FileAccess) as folder:
        extract(tmp_path, settings=PLAIN)
    with pytest.raises(FileAccess) as missing:
        extract(tmp_path / "tiada.pdf", settings=PLAIN)
    assert (folder.value.key, missing.value.key) == ("file_folder", "file_missing")


def _without_pages(*more: bytes, trailer: bytes = b"") -> bytes:
    """A sound PDF of no page, with other objects and entries of the trailer."""
    data, places = b"%PDF-1.4\n", []
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", *more)
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    rest = b"trailer\n<</Size %d/Root 1 0 R%b/ID[<00><00>]>>\n" % (len(places) + 1, trailer)
    return data + head + table + rest + b"startxref\n%d\n%%%%EOF\n" % len(data)


def test_pdf_reason_is_not_that_of_the_file_before() -> None:
    """pdfium sets no error for a file without pages: it must not inherit "needs a password"."""
    lock = b"<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>" % (b"o" * 32, b"u" * 32)
    locked = _without_pages(lock, trailer=b"/Encrypt 3 0 R")
    keys = []
    for data in (_without_pages(), locked, _without_pages()):
        with pytest.raises(SetaraError) as caught:
            extract_bytes(data, "a.pdf", settings=Settings())
        keys.append((caught.value.key, caught.value.values.get("detail")))
    assert [key for key, _ in keys] == ["pdf_damaged", "pdf_encrypted", "pdf_damaged"]
    assert keys[0] == keys[2]
