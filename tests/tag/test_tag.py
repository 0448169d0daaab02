"""The tagger on texts written for the purpose."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.schema import Assertion, Mention, Passage, PassageKind, Tagging
from analyzer.tag import tag
from analyzer.tag.compact import compact


def tagged(text: str) -> Tagging:
    return tag(text, (Passage("p", PassageKind.PARAGRAPH, 0, len(text)),))


def quotes(text: str) -> list[str]:
    return [text[one.start : one.end] for one in tagged(text).mentions]


def only(text: str) -> Mention:
    (mention,) = tagged(text).mentions
    return mention


def test_tag_finds_the_longest_fixed_term() -> None:
    assert quotes("Strategi pengarusutamaan gender disusun.") == ["pengarusutamaan gender"]


def test_tag_ranges_count_in_the_whole_text() -> None:
    text = "Tidak ada apa-apa.\nNelayan perempuan melaut."
    passage = Passage("p", PassageKind.PARAGRAPH, 19, len(text))
    spans = [text[one.start : one.end] for one in tag(text, (passage,)).mentions]
    assert any("perempuan" in one for one in spans)


def test_tag_finds_a_term_broken_over_lines() -> None:
    assert quotes("upaya pengarusutamaan\ngender daerah") == ["pengarusutamaan\ngender"]


def test_tag_finds_a_term_with_a_blank_inside() -> None:
    assert quotes("jumlah perempu an yang dilatih") == ["perempu an"]


def test_tag_finds_spaced_out_capitals() -> None:
    assert quotes("P E R E M P U A N") == ["P E R E M P U A N"]


def test_tag_marks_an_office_as_one_name() -> None:
    text = "Rapat dihadiri Dinas Pemberdayaan Perempuan dan Perlindungan Anak Kota Madiun."
    mention = only(text)
    assert mention.assertion is Assertion.NAME
    name = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"
    assert text[mention.start : mention.end] == name


def test_tag_marks_terms_in_a_law_as_names() -> None:
    text = "Inpres Nomor 9 Tahun 2000 tentang Pengarusutamaan Gender dalam Pembangunan Nasional;"
    assert {one.assertion for one in tagged(text).mentions} == {Assertion.NAME}


def test_tag_marks_an_activity_of_the_nomenclature_as_a_name() -> None:
    text = "Penguatan Lembaga Penyedia Layanan bagi Perempuan Korban Kekerasan Kewenangan Provinsi"
    assert {one.assertion for one in tagged(text).mentions} == {Assertion.NAME}


def test_tag_keeps_an_indicator_with_the_same_words_as_content() -> None:
    text = "Jumlah Perempuan Korban Kekerasan yang Didampingi Kewenangan Provinsi 45 orang"
    assert Assertion.AFFIRMED in {one.assertion for one in tagged(text).mentions}


def test_tag_takes_a_title_for_a_person() -> None:
    assert quotes("Kegiatan dibuka oleh Ibu Bupati dan Ibu Siti Rahma.") == []


def test_tag_refuses_look_alikes() -> None:
    assert quotes("Jarak ke ibu kota provinsi 40 km, akses jalan diperbaiki.") == []


def test_tag_marks_what_is_not_there_as_negated() -> None:
    assert only("Sampai tahun ini belum tersedia data terpilah.").assertion is Assertion.NEGATED


def test_tag_marks_what_will_be_as_planned() -> None:
    mention = only("Tahun depan akan disusun Gender Budget Statement.")
    assert mention.assertion is Assertion.PLANNED


def test_tag_marks_what_is_said_as_quoted() -> None:
    mention = only("“Kesetaraan gender itu penting bagi kita,” ujar Wali Kota.")
    assert mention.assertion is Assertion.QUOTED


def test_tag_gives_the_clause_its_group_and_polarity() -> None:
    text = "Keterwakilan perempuan dalam kepengurusan koperasi masih rendah."
    (clause,) = tagged(text).clauses
    assert (clause.group, clause.polarity) == ("perempuan", "gap")


def test_tag_gives_no_clause_for_names_alone() -> None:
    assert tagged("Dinas Pemberdayaan Perempuan menyusun Renja.").clauses == ()


def test_tag_ids_come_from_content() -> None:
    text = "Pelatihan bagi perempuan nelayan."
    assert tagged(text) == tagged(text)


def test_components_load_by_entry_point() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("setara_terms")
    doc = nlp("Pendampingan perempuan kepala keluarga")
    assert [span.text for span in doc.spans["terms"]] == ["perempuan kepala keluarga"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aku \n\t perempuan-gender.,()%\u2013\x02", max_size=80))
def test_tag_ranges_stay_inside_the_text(text: str) -> None:
    for mention in tagged(text).mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@given(st.text(alphabet="ab \n\t\u00a0", max_size=40))
def test_compact_leads_back_to_the_same_letters(text: str) -> None:
    even = compact(text)
    for index, letter in enumerate(even.text):
        original = text[even.original(index)]
        assert letter == original or (letter == " " and original.isspace())
