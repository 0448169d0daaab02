"""Pages read from pictures: which, in what order, with which places; engines real and made up."""

from __future__ import annotations

import io
import itertools
import pickle
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from analyzer.extract import extract, ocr, ocr_engine, ocr_rapid
from analyzer.extract.legible import legibility, reads_at_a_glance
from analyzer.extract.ocr_engine import OcrEngine, Picture, ReadLine, even_centres
from analyzer.extract.ocr_order import Wall, reading_order
from analyzer.extract.ocr_page import build_picture_text
from analyzer.extract.ocr_rules import find_rules
from analyzer.extract.ocr_spaces import with_spaces
from analyzer.schema import Document, ReadBy
from analyzer.settings import OcrMode, Settings
from analyzer.textmap import Box
from tests.extract.office_files import save

SENTENCE = "Perempuan kepala keluarga mengikuti pelatihan di balai desa"
OTHER = "Jumlah peserta pelatihan pada tahun ini adalah 60 orang"
GARBLED = "lGda Fmblnaan fsrgujian ltmtrd BaEt pslyusunan ttto rmrm kqnd xvrt bdfg lgnda " * 3
WIDTH, HEIGHT = 1240, 1754


def _picture(lines: dict[int, str], *, left: int = 120, size: int = 34) -> Image.Image:
    """An A4 page at 150 dpi with these lines at these heights."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    for top, text in lines.items():
        draw.text((left, top), text, fill="black", font=ImageFont.load_default(size))
    return picture


def _pdf(*pictures: Image.Image) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150.0, save_all=True, append_images=pictures[1:])
    return out.getvalue()


class MadeUpEngine:
    """Reads one sentence in the upper half of any page."""

    name = "made-up 1"
    confidence = 0.97
    text = SENTENCE

    def read(self, picture: Picture) -> list[ReadLine]:
        height, width = picture.shape[:2]
        corners = (
            (0.1 * width, 0.2 * height), (0.9 * width, 0.2 * height),
            (0.9 * width, 0.22 * height), (0.1 * width, 0.22 * height),
        )  # fmt: skip
        return [ReadLine(self.text, corners, self.confidence, even_centres(self.text))]


def _use(monkeypatch: pytest.MonkeyPatch, *engines: OcrEngine) -> None:
    monkeypatch.setattr(ocr, "load_engines", lambda: engines)


def _read(folder: Path, data: bytes, mode: OcrMode = OcrMode.AUTO) -> Document:
    return extract(save(folder, "pindai.pdf", data), settings=Settings(ocr=mode))


def test_ocr_page_without_text_is_read_with_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, MadeUpEngine())
    document = _read(tmp_path, _pdf(_picture({200: SENTENCE})))
    assert (document.text, document.problems) == (SENTENCE, ())
    assert document.pages[0].read_by is ReadBy.OCR
    start = SENTENCE.index("mengikuti")
    (place,) = document.locate(start, start + len("mengikuti"))
    (box,) = place.rectangles
    width, height = document.pages[0].width, document.pages[0].height
    share = 0.8 * width / len(SENTENCE)
    assert box.x0 == pytest.approx(0.1 * width + start * share, abs=1)
    assert box.x1 == pytest.approx(0.1 * width + (start + 9) * share, abs=1)
    assert (box.top, box.bottom) == pytest.approx((0.2 * height, 0.22 * height), abs=1)


def test_ocr_locator_crosses_a_process_border(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, MadeUpEngine())
    document = _read(tmp_path, _pdf(_picture({200: SENTENCE})))
    again = pickle.loads(pickle.dumps(document))
    assert again.locate(0, 9) == document.locate(0, 9)


def test_ocr_without_engine_tells_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch)
    data = _with_text_page(_pdf(_picture({200: SENTENCE}), _picture({200: OTHER})))
    document = _read(tmp_path, data)
    told = [(one.code, one.page) for one in document.problems]
    assert told == [("page_without_text", 1), ("ocr_missing", None), ("page_without_text", 2)]
    assert [page.read_by for page in document.pages] == [ReadBy.NONE, ReadBy.NONE, ReadBy.TEXT]


def test_ocr_never_reads_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, MadeUpEngine())
    data = _with_text_page(_pdf(_picture({200: SENTENCE})))
    document = _read(tmp_path, data, OcrMode.NEVER)
    assert [(one.code, one.page) for one in document.problems] == [("page_without_text", 1)]


def test_ocr_always_reads_pages_with_text_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, MadeUpEngine())
    data = _text_page(f"({OTHER}) Tj")
    assert _read(tmp_path, data).text == OTHER
    assert _read(tmp_path, data, OcrMode.ALWAYS).text == SENTENCE


def test_ocr_garbled_text_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _text_page(f"({GARBLED}) Tj")
    _use(monkeypatch)
    codes = [one.code for one in _read(tmp_path, data).problems]
    assert codes == ["page_garbled", "ocr_missing"]
    _use(monkeypatch, MadeUpEngine())
    document = _read(tmp_path, data)
    assert (document.text, document.problems) == (SENTENCE, ())


def test_ocr_doubtful_page_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = MadeUpEngine()
    engine.confidence = 0.614
    _use(monkeypatch, engine)
    (problem,) = _read(tmp_path, _pdf(_picture({200: SENTENCE}))).problems
    assert (problem.code, problem.page) == ("page_low_confidence", 1)
    assert problem.values == (("confidence", "61"),)


def test_ocr_second_engine_where_the_first_doubts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubting = MadeUpEngine()
    doubting.confidence, doubting.text = 0.6, "Prmpxn kplq klrga"
    _use(monkeypatch, doubting, MadeUpEngine())
    assert _read(tmp_path, _pdf(_picture({200: SENTENCE}))).text == SENTENCE


def test_ocr_stops_when_its_time_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, MadeUpEngine())
    data = _with_text_page(_pdf(_picture({200: SENTENCE})))
    document = extract(save(tmp_path, "a.pdf", data), settings=Settings(seconds=0.0))
    assert [one.code for one in document.problems] == ["page_without_text", "ocr_time"]


def test_ocr_picture_without_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = MadeUpEngine()
    engine.text = "—"
    _use(monkeypatch, engine)
    document = _read(tmp_path, _with_text_page(_pdf(_picture({200: SENTENCE}))))
    assert [(one.code, one.page) for one in document.problems] == [("page_picture_only", 1)]


def test_ocr_blank_paper_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = MadeUpEngine()
    engine.text = "—"
    _use(monkeypatch, engine)
    assert _read(tmp_path, _with_text_page(_pdf(_picture({})))).problems == ()


def test_ocr_order_columns_of_prose_before_bands() -> None:
    left = [Box(50, 100 + 14 * row, 280, 111 + 14 * row) for row in range(6)]
    right = [Box(310, 100 + 14 * row, 545, 111 + 14 * row) for row in range(6)]
    title = Box(150, 60, 450, 80)
    order = [index for row in reading_order([*right, title, *left]) for index in row]
    assert order == [6, *range(7, 13), *range(6)]


def test_ocr_order_cells_of_a_row_stay_together() -> None:
    name = [Box(50, 100, 200, 111), Box(50, 113, 180, 124)]
    target = [Box(300, 100, 420, 111), Box(300, 113, 400, 124)]
    following = Box(50, 150, 200, 161)
    boxes = [name[0], target[0], name[1], target[1], following]
    assert [index for row in reading_order(boxes) for index in row] == [0, 2, 1, 3, 4]


def test_ocr_order_markers_stay_with_their_items() -> None:
    boxes = [Box(50, 100, 60, 111), Box(70, 100, 500, 111), Box(70, 114, 500, 125),
             Box(50, 128, 60, 139), Box(70, 128, 500, 139)]  # fmt: skip
    assert reading_order(boxes) == [[0, 1], [2], [3, 4]]


def test_ocr_order_follows_ruled_cells() -> None:
    """Two rows of a table set solid, with no white between its rows or columns to go by."""
    first = [Box(50, 100 + 12 * row, 198, 112 + 12 * row) for row in range(3)]
    target = [Box(202, 100 + 12 * row, 350, 112 + 12 * row) for row in range(3)]
    below = [Box(50, 136, 198, 148), Box(202, 136, 350, 148)]
    boxes = [one for pair in zip(first, target, strict=True) for one in pair] + below
    walls = [Wall(False, 200, 95, 150), Wall(True, 136, 45, 200), Wall(True, 136.5, 199, 355)]
    order = [index for row in reading_order(boxes, walls) for index in row]
    assert order == [0, 2, 4, 1, 3, 5, 6, 7]
    assert [index for row in reading_order(boxes) for index in row] != order


def test_ocr_rules_are_found_and_letters_are_not() -> None:
    picture = _picture({200: SENTENCE, 300: "|||| ____ EEEE"})
    assert find_rules(np.asarray(picture)) == []
    draw = ImageDraw.Draw(picture)
    draw.line((100, 500, 900, 500), fill="black", width=3)
    draw.line((100, 500, 100, 900), fill="black", width=3)
    level, upright = sorted(find_rules(np.asarray(picture)), key=lambda one: one[0][1] != one[1][1])
    (x0, y0), (x1, y1) = level
    assert (x0, y0, x1, y1) == pytest.approx((100, 500, 900, 500), abs=3)
    (x0, y0), (x1, y1) = upright
    assert (x0, y0, x1, y1) == pytest.approx((100, 500, 100, 900), abs=3)


def test_ocr_words_of_a_stretched_line_stay_in_one() -> None:
    def line(left: float, top: float, right: float, words: str) -> ReadLine:
        corners = ((left, top), (right, top), (right, top + 12), (left, top + 12))
        return ReadLine(words, corners, 0.9, even_centres(words))

    words = [line(60, 100, 110, "bahwa"), line(200, 100, 250, "untuk"), line(430, 100, 500, "maju")]
    lines = [*words, line(60, 115, 500, OTHER), line(60, 130, 500, SENTENCE)]
    page = build_picture_text(lines, size=(600, 800), points_per_pixel=1.0)
    assert [piece.before for piece in page.pieces] == ["\n", " ", " ", "\n", "\n"]
    cells = [line(left, 100, left + 40, "nilai") for left in (60, 200, 430)]
    page = build_picture_text(cells, size=(600, 800), points_per_pixel=1.0)
    assert [piece.before for piece in page.pieces] == ["\n", "\n", "\n"]


def test_ocr_slanting_page_is_laid_level() -> None:
    slope = np.tan(np.radians(2.0))

    def line(left: float, top: float, words: str) -> ReadLine:
        right = left + 400
        rise = (right - left) * slope
        start = top + left * slope
        corners = (
            (left, start), (right, start + rise), (right, start + rise + 12), (left, start + 12)
        )  # fmt: skip
        return ReadLine(words, corners, 0.9, even_centres(words))

    lines = [line(600, 100, f"kedua {OTHER}"), line(50, 100, f"pertama {OTHER}")]
    page = build_picture_text(lines, size=(1100, 800), points_per_pixel=1.0)
    assert page.raw.startswith("pertama")
    first, second = (piece.box for piece in page.pieces)
    assert first.top == pytest.approx(second.top, abs=0.5)
    assert page.lines[1].box(0, 10_000).bottom - page.lines[1].box(0, 10_000).top > 20


def test_ocr_swallowed_space_is_put_back() -> None:
    picture = Image.new("RGB", (900, 46), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(32)
    draw.text((4, 4), "kader perempuan desa baru", fill="black", font=font)
    wanted = "kader perempuan desa baru"
    swallowed = "kader perempuandesa baru"
    width = draw.textlength(wanted, font=font) + 8
    crop = np.asarray(picture)[:, : int(width)]
    ends = [4 + draw.textlength(wanted[:index], font=font) for index in range(len(wanted) + 1)]
    middles = [(low + high) / 2 / width for low, high in itertools.pairwise(ends)]
    gap = wanted.index(" desa")
    centres = tuple(middles[:gap] + middles[gap + 1 :])
    text, placed = with_spaces(swallowed, centres, crop)
    assert text == wanted
    assert len(placed) == len(wanted)
    assert with_spaces(wanted, tuple(middles), crop)[0] == wanted


def test_ocr_legibility_tells_rubbish_from_words() -> None:
    assert legibility(GARBLED).is_garbled
    assert not reads_at_a_glance(GARBLED)
    assert not legibility(" ".join([SENTENCE, OTHER] * 3)).is_garbled
    assert not legibility("2.08.02 KEGIATAN DINAS PPPA DP3AKB UPTD 60 ORANG " * 4).is_garbled


def test_ocr_takes_no_more_threads_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a worker beside others does: RapidOCR is told of one thread, and of none by itself."""
    given: list[dict[str, object]] = []
    library = SimpleNamespace(RapidOCR=lambda params: given.append(params))
    monkeypatch.setitem(sys.modules, "rapidocr", library)
    monkeypatch.setattr(ocr_rapid, "_model_paths", dict)
    key = "EngineConfig.onnxruntime.intra_op_num_threads"
    for threads in (1, 0):
        monkeypatch.setattr(ocr_engine._SHARE, "threads", 0)
        ocr_engine.limit_threads(threads)
        ocr_engine.load_engines.__wrapped__()
    assert given[0][key] == 1
    assert key not in given[1]


@pytest.fixture(scope="module")
def rapid() -> OcrEngine:
    found = [one for one in ocr_engine.load_engines() if one.name.startswith("rapidocr")]
    if not found:
        pytest.skip("needs rapidocr (pip install 'setara[ocr]')")
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_ocr_rapid_reads_pages_however_they_lie(rapid: OcrEngine, quarters: int) -> None:
    page = np.asarray(_picture({200: SENTENCE, 260: OTHER, 320: SENTENCE.upper()}))
    turned = np.ascontiguousarray(np.rot90(page, quarters)[:, :, ::-1])
    height, width = turned.shape[:2]
    read = build_picture_text(rapid.read(turned), size=(width, height), points_per_pixel=1.0)
    assert read.raw.split("\n") == [SENTENCE, OTHER, SENTENCE.upper()]
    start = read.raw.index(OTHER)
    box = read.lines[1].box(start, start + len("Jumlah"))
    inside = turned[int(box.top) : int(box.bottom) + 1, int(box.x0) : int(box.x1) + 1]
    assert (inside < 128).any()
    (again,) = build_picture_text(
        rapid.read(np.pad(inside, ((20, 20), (20, 20), (0, 0)), constant_values=255)),
        size=(width, height), points_per_pixel=1.0,
    ).raw.split("\n")[:1]  # fmt: skip
    assert "umlah" in again


@pytest.mark.slow
def test_ocr_scan_end_to_end(tmp_path: Path, rapid: OcrEngine) -> None:
    document = _read(tmp_path, _pdf(_picture({200: SENTENCE, 260: OTHER})))
    assert document.text == f"{SENTENCE}\n{OTHER}"
    assert document.problems == ()


@pytest.mark.slow
def test_ocr_tesseract_reads_the_same() -> None:
    found = [one for one in ocr_engine.load_engines() if one.name.startswith("tesseract")]
    if not found:
        pytest.skip("needs the tesseract program with Indonesian data")
    page = np.asarray(_picture({200: SENTENCE, 260: OTHER, 320: SENTENCE, 380: OTHER}))
    turned = np.ascontiguousarray(np.rot90(page))
    height, width = turned.shape[:2]
    lines = found[0].read(turned)
    read = build_picture_text(lines, size=(width, height), points_per_pixel=1.0)
    assert read.raw.split("\n") == [SENTENCE, OTHER, SENTENCE, OTHER]


def _text_page(shown: str) -> bytes:
    """A PDF of one page with this text operator."""
    stream = f"BT /F1 9 Tf 20 700 Td {shown} ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1800 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def _with_text_page(pdf: bytes) -> bytes:
    """The PDF with a page of real text behind it."""
    import pypdfium2 as pdfium

    whole, page = pdfium.PdfDocument(pdf), pdfium.PdfDocument(_text_page(f"({OTHER}) Tj"))
    whole.import_pages(page)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
