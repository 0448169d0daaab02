"""Lines become passages: paragraphs, items, headings, page breaks, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout import Placed, document_of, lines_at

from analyzer.schema import PassageKind
from analyzer.segment import Segmented, segment
from analyzer.textmap import TextMap

BODY = (
    "Kesenjangan partisipasi perempuan dalam musyawarah desa masih lebar",
    "karena jadwal rapat jatuh pada jam mengasuh anak dan undangan hanya",
    "ditujukan kepada kepala keluarga.",
)


def _words(done: Segmented) -> list[str]:
    return [done.document.text[one.start : one.end] for one in done.passages]


def test_segment_joins_the_lines_of_a_paragraph() -> None:
    done = segment(document_of(lines_at(72, 100, BODY)))
    assert _words(done) == [" ".join(BODY)]
    assert done.passages[0].kind is PassageKind.PARAGRAPH


def test_segment_parts_paragraphs_at_short_lines_and_indents() -> None:
    lines = [
        *lines_at(72, 100, BODY),
        (100.0, 145.0, "Oleh karena itu dinas akan menata jadwal musyawarah desa itu,"),
        *lines_at(72, 160, BODY[1:]),
    ]
    assert len(_words(segment(document_of(lines)))) == 2


def test_segment_keeps_items_apart_and_hanging_lines_with_them() -> None:
    lines = [
        (72.0, 100.0, "a. meningkatkan keterwakilan perempuan dalam forum perencanaan desa;"),
        (90.0, 115.0, "sesuai dengan aturan yang berlaku;"),
        (72.0, 130.0, "b. menyediakan ruang laktasi."),
    ]
    done = segment(document_of(lines))
    assert [one.kind for one in done.passages] == [PassageKind.LIST_ITEM] * 2
    assert _words(done)[0].endswith("perencanaan desa; sesuai dengan aturan yang berlaku;")


def test_segment_number_after_a_reference_is_no_item() -> None:
    lines = [
        (72.0, 100.0, "Tata cara pelaporan sebagaimana dimaksud dalam ketentuan Pasal 4 ayat"),
        (72.0, 115.0, "(2) diatur dengan peraturan bupati."),
    ]
    assert len(_words(segment(document_of(lines)))) == 1


def test_segment_closes_words_broken_at_the_end_of_a_line() -> None:
    lines = [
        (72.0, 100.0, "Kebijakan ini menyasar semua penduduk baik perempuan maupun laki-"),
        (72.0, 115.0, "laki serta menjadi bagian dari upaya besar untuk memperkuat penga-"),
        (72.0, 130.0, "rusutamaan gender di daerah."),
    ]
    (words,) = _words(segment(document_of(lines)))
    assert "maupun laki-laki serta" in words and "pengarusutamaan gender" in words


def test_segment_goes_on_over_a_page_break_and_drops_the_running_head() -> None:
    head = (72.0, 30.0, "Rencana Kerja Tahun 2025")
    pages = [
        [head, *lines_at(72, 700, BODY[:2]), (290.0, 815.0, str(number))] for number in (1, 2, 3)
    ]
    pages.append([head, (72.0, 90.0, BODY[2]), (290.0, 815.0, "4")])
    done = segment(document_of(*pages))
    assert "Rencana Kerja" not in done.document.text
    assert _words(done)[-1].endswith(" ".join(BODY))
    third, last = done.document.pages[2:]
    assert done.document.text[last.start : last.end].strip() == BODY[2]
    assert third.end <= last.start
    dropped = [run for run in done.document.map.runs if run.start == run.end]
    assert len(dropped) == 8


def test_segment_places_lead_back_to_the_raw_characters() -> None:
    document = document_of([(72.0, 30.0, "Kop"), *lines_at(72, 100, BODY)])
    done = segment(document)
    start = done.document.text.index("ditujukan")
    ((raw),) = done.document.map.raw_ranges(start, start + 9)
    before = document.text.index("ditujukan")
    ((expected),) = document.map.raw_ranges(before, before + 9)
    assert raw == expected


def test_segment_section_path_follows_chapters_articles_and_clauses() -> None:
    lines = lines_at(
        72,
        100,
        [
            "BAB II",
            "PERENCANAAN",
            "Pasal 5",
            "(1) Setiap perangkat daerah menyusun analisis gender.",
            "(2) Analisis memuat:",
            "a. data terpilah;",
        ],
        step=24.0,
    )
    passages = segment(document_of(lines)).passages
    assert passages[-1].section == ("BAB II PERENCANAAN", "Pasal 5", "ayat (2)", "huruf a")
    assert passages[3].section == ("BAB II PERENCANAAN", "Pasal 5", "ayat (1)")


def test_segment_contents_are_references() -> None:
    lines = lines_at(72, 100, ["DAFTAR ISI", "1.1 Latar Belakang .......... 1"], step=24.0)
    assert segment(document_of(lines)).passages[-1].kind is PassageKind.REFERENCE


def test_segment_cuts_long_passages_at_sentences_and_ids_are_unique() -> None:
    sentence = "Dinas melatih kader perempuan di setiap desa agar mampu menyusun usulan. "
    text = (sentence * 40).strip()
    done = segment(document_of([(72.0, 100.0, text)]))
    words = _words(done)
    assert len(words) > 1 and all(one.endswith("usulan.") for one in words)
    assert len({one.id for one in done.passages}) == len(words)
    assert max(map(len, words)) < 1000


def test_segment_small_numbered_print_at_the_foot_is_a_footnote() -> None:
    document = document_of(
        [*lines_at(72, 100, BODY), *lines_at(72, 140, BODY), *lines_at(72, 600, BODY)]
    )
    note = document_of([(72.0, 740.0, "1 Badan Pusat Statistik, diolah.")])
    last = note.map.runs[0]
    assert last.box is not None
    small = last._replace(
        start=len(document.text) + 1,
        end=len(document.text) + 1 + last.end,
        raw_start=900,
        raw_end=900 + last.end,
        box=last.box._replace(bottom=last.box.top + 8),
    )
    whole = replace(
        document,
        map=TextMap(f"{document.text}\n{note.text}", (*document.map.runs, small)),
    )
    assert segment(whole).passages[-1].kind is PassageKind.FOOTNOTE


def _kept(pages: Sequence[Sequence[Placed]]) -> str:
    return segment(document_of(*pages)).document.text


def test_segment_numbers_that_grow_with_the_pages_are_dropped_wherever_they_stand() -> None:
    numbered = [[*lines_at(72, 100, BODY), (500.0, 300.0, str(7 + page))] for page in range(6)]
    assert not any(str(7 + page) in _kept(numbered) for page in range(6))
    scattered = [
        [*lines_at(72, 100, BODY), (500.0, 300.0 + 20 * page, str(7 + page))] for page in range(6)
    ]
    assert all(str(7 + page) in _kept(scattered) for page in range(6))


def test_segment_head_of_a_few_pages_is_known_by_that_of_the_others() -> None:
    head, other = "Rencana Kerja Dinas Perempuan 2026", "Rencana Kerja Dinas Perempuan Provinsi"
    pages = [
        [(300.0, 40.0, head if page else other), *lines_at(72, 100, BODY)] for page in range(6)
    ]
    assert "Rencana Kerja" not in _kept(pages)


def test_segment_items_that_return_at_the_top_of_pages_are_kept() -> None:
    pages = [[(72.0, 50.0, "c. menilai prestasi kerja bawahan;"), *lines_at(72, 100, BODY)]] * 6
    assert _kept(pages).count("menilai prestasi") == 6
