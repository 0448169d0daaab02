"""Boundaries that neither indent nor margin alone can tell: what a reader sees as one part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from layout import CHARACTER, Placed, document_of, lines_at

from analyzer.segment import segment

RIGHT = 480.0


def _texts(*pages: list[Placed]) -> list[str]:
    done = segment(document_of(*pages))
    return [done.document.text[one.start : one.end] for one in done.passages]


def _full(x: float, words: str) -> str:
    """The words, the last one stretched to the right margin, as justified lines end there."""
    missing = round((RIGHT - x) / CHARACTER) - len(words)
    assert missing >= 0, words
    return words + missing * words[-1]


def test_segment_last_two_items_of_a_list_are_two() -> None:
    texts = _texts(
        lines_at(
            80,
            100,
            [
                "a. tenaga pendamping perempuan;",
                "b. rumah aman bagi korban; dan",
                "c. layanan konseling keluarga.",
            ],
        )
    )
    assert [one[:2] for one in texts] == ["a.", "b.", "c."]


def test_segment_number_that_follows_one_inside_the_text_is_no_item() -> None:
    lines = [
        _full(80, "Data dibagi menjadi (1) data dari dinas sendiri, dan"),
        _full(80, "(2) data dari luar dinas yang dikumpulkan pendamping"),
        "di setiap kecamatan.",
    ]
    assert len(_texts(lines_at(80, 100, lines))) == 1


def test_segment_years_with_a_dash_between_lines_are_no_item() -> None:
    lines = [_full(80, "Visi daerah sesuai rencana lima tahunan untuk 2013"), "– 2018 adalah :"]
    assert len(_texts(lines_at(80, 100, lines))) == 1


def test_segment_sentence_below_the_marker_of_an_item_is_a_part_of_its_own() -> None:
    texts = _texts(
        [
            (80, 100, _full(80, "a. penyusunan bahan kebijakan tentang kesetaraan dan")),
            (95, 115, "perlindungan anak;"),
            (
                80,
                130,
                _full(80, "b. penyelenggaraan koordinasi perlindungan perempuan")[:-1] + ".",
            ),
            (80, 145, "Rincian tugas bidang :"),
            (80, 160, _full(80, "a. menyusun program kerja bidang yang disampaikan pada")),
            (95, 175, "kepala dinas;"),
        ]
    )
    assert "Rincian tugas bidang :" in texts and len(texts) == 4


def test_segment_indented_paragraph_below_a_full_title_begins_anew() -> None:
    title = "• " + _full(91, "Meningkatnya kesetaraan gender dan kualitas hidup perempuan")
    texts = _texts(
        [
            (80, 100, title),
            (130, 115, _full(130, "Capaian indeks ketimpangan gender belum dapat")),
            (91, 130, _full(91, "disajikan karena data resmi masih dalam penghitungan dan")),
            (91, 145, "belum dirilis."),
        ]
    )
    assert texts[0] == title and texts[1].endswith("belum dirilis.") and len(texts) == 2


def test_segment_line_under_the_value_of_a_label_goes_on_with_it() -> None:
    texts = _texts(
        [
            (80, 100, "b. Nomor Telepon Kantor Satuan Kerja : 0752 8100"),
            (80, 115, "c. Alamat Kantor Satuan Kerja Daerah : Dinas P3A"),
            (285, 130, "Jl. Perwira No. 1 Belakang Balok"),
            (80, 145, "d. Pendidikan"),
        ]
    )
    assert next(one for one in texts if "Perwira" in one).startswith("c. Alamat")
    assert len(texts) == 3


def test_segment_entries_that_begin_alike_are_parts_of_their_own() -> None:
    lines = [
        "Program Perencanaan dan Pengawasan Pembangunan Daerah",
        "Program Pembinaan Aparatur",
        "Program Peningkatan Pengembangan Sistem Pelaporan Capaian",
    ]
    assert _texts(lines_at(80, 100, lines)) == lines


@pytest.mark.parametrize(
    "label", ["Sasaran : naiknya layanan bagi korban", "Tujuan: data terpilah"]
)
def test_segment_label_begins_a_part(label: str) -> None:
    lines = ["Program Peningkatan Kualitas Hidup dan Perlindungan Perempuan", label]
    item = "a. pelatihan pendamping perempuan dan anak di semua kecamatan itu"
    assert label in _texts([*lines_at(80, 100, lines), (80, 130, item)])


def test_segment_line_in_another_font_goes_on_with_a_full_line() -> None:
    first = _full(95, "3. meningkatkan pembiayaan yang bersumber dari")
    document = document_of(
        [
            (95, 100, _full(95, "1. memberdayakan masyarakat sejak awal untuk")),
            (95, 115, _full(95, "2. meningkatkan jumlah pendamping korban agar")),
            (95, 130, first),
            (95, 145, "Anggaran Daerah."),
        ]
    )
    runs = list(document.map.runs)
    box = runs[-1].box
    assert box is not None
    runs[-1] = runs[-1]._replace(box=box._replace(bottom=box.top + 9.0))
    document = replace(document, map=replace(document.map, runs=tuple(runs)))
    done = segment(document)
    texts = [done.document.text[one.start : one.end] for one in done.passages]
    assert texts[-1] == f"{first} Anggaran Daerah."


def test_segment_prose_beside_a_picture_is_one_paragraph() -> None:
    beside = [
        "DAFA adalah singkatan dari Data dan Informasi,",
        "dan DAFA Award merupakan suatu penghargaan lah",
        "Anak se-Indonesia yang diberikan tiap tahun di",
        "kota yang berbeda dengan upaya memperbarui ini",
        "upaya memperbarui data-data",
    ]
    below = [_full(80, "perkembangan forum anak yang dikumpulkan oleh dinas")] * 4
    texts = _texts(lines_at(80, 100, [*beside, *below, "setempat."]))
    assert len(texts) == 1


def test_segment_amount_at_the_end_of_an_item_is_no_broken_word() -> None:
    texts = _texts(
        [
            (80, 100, _full(80, "1. Kegiatan fasilitasi perencanaan dengan alokasi dana")),
            (95, 115, "sebesar Rp. 399.032.950,-"),
            (95, 130, _full(95, "Badan Ketahanan Pangan sebagai satuan kerja perangkat")),
            (95, 145, _full(95, "daerah mempunyai peran strategis dalam mendorong")),
            (95, 160, "ketahanan pangan."),
        ]
    )
    assert texts[0].endswith("950,-") and len(texts) == 2


def test_segment_short_line_among_stretched_ones_ends_its_part_without_a_full_stop() -> None:
    texts = _texts(
        [
            (80, 100, "2) " + _full(96.5, "Sub kegiatan sinkronisasi pengelolaan rencana induk")),
            (96, 115, "dan anggaran pemerintahan perempuan dan anak berbasis elektronik"),
            (96, 130, _full(96, "Pelaksanaan sub kegiatan ini terdiri dari satu indikator")),
            (96, 145, _full(96, "dengan target yang ingin dicapai oleh dinas pada tahun")),
            (96, 160, "berjalan."),
        ]
    )
    assert [one.split()[0] for one in texts] == ["2)", "Pelaksanaan"]


def test_segment_title_of_one_line_ends_above_stretched_prose() -> None:
    prose = [
        _full(96, "Informasi harga dan akses pangan adalah kumpulan data"),
        _full(96, "harga pangan yang dipantau dan dikumpulkan secara rutin"),
        _full(96, "oleh provinsi maupun kabupaten dan kota agar dapat"),
        _full(96, "digunakan sebagai bahan perumusan kebijakan daerah"),
        "tentang distribusi pangan.",
    ]
    title = "b) Indikator ketersediaan informasi pasokan dan akses pangan di daerah"
    texts = _texts([(80, 100, title), *lines_at(96, 115, prose)])
    assert texts[0] == title and len(texts) == 2


def test_segment_title_goes_on_after_a_comma() -> None:
    texts = _texts(
        [
            (80, 100, "3.3. Telaahan Renstra Kementerian dan Renstra Provinsi,"),
            (100, 115, "Telaahan Renstra Kabupaten"),
            *lines_at(
                80, 150, [_full(80, "Renstra tingkat nasional yang menjadi acuan adalah")] * 3
            ),
        ]
    )
    assert texts[0].endswith("Telaahan Renstra Kabupaten")


def test_segment_short_line_left_of_an_indented_first_line_goes_on_with_it() -> None:
    first = _full(130, "Beberapa hal yang perlu diperhatikan dalam pelaksanaan ini")
    texts = _texts([(130, 100, first), (80, 115, "adalah :"), (90, 140, "1) anggaran; dan")])
    assert texts[0].endswith("adalah :")


def test_segment_caption_set_in_on_both_sides_is_one() -> None:
    caption = "Permasalahan Pelayanan Dinas Berdasarkan Sasaran Renstra beserta"
    rest = "Faktor Penghambat dan Pendorong Penanganannya"
    inset = CHARACTER * (len(caption) - len(rest)) / 2
    texts = _texts([(80, 100, caption), (80 + inset, 115, rest), (80, 160, "Uraian.")])
    assert texts == [f"{caption} {rest}", "Uraian."]


def test_segment_letter_in_brackets_after_an_unfinished_full_line_is_no_item() -> None:
    lines = [
        _full(80, "kependudukan yang sinergis antara mutu dan mobilitas; dan")[:-3] + "dan",
        _full(80, "(c) penyediaan parameter kependudukan yang disepakati"),
        _full(80, "oleh semua sektor yang terkait dengan pengendalian"),
        "penduduk.",
    ]
    assert len(_texts(lines_at(80, 100, lines))) == 1


def test_segment_prose_in_wider_lines_than_the_list_below_it_is_one_paragraph() -> None:
    prose = [
        _full(80, "Selanjutnya kegiatan disajikan dengan mengacu pada"),
        _full(80, "program yang relevan bagi perempuan dan anak sehingga"),
        _full(80, "kegiatan yang dirumuskan merupakan rincian program"),
        "yang akan dilaksanakan.",
    ]
    items = [f"- Jumlah peserta kelompok {number}" for number in range(12)]
    texts = _texts([*lines_at(80, 100, prose, step=21.0), *lines_at(95, 200, items, step=13.0)])
    assert texts[0].endswith("yang akan dilaksanakan.") and len(texts) == 13
