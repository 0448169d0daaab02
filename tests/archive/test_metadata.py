"""Government, agency, kind, year and period, from text, name and correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.archive.files_table import load_corrections
from analyzer.archive.metadata import combine, find_agency, name_hints, text_hints
from analyzer.archive.regions import check_region, find_region, load_regions
from analyzer.errors import UsageProblem


def record(text: str, kind: str = "renja") -> dict[str, object]:
    return {"passages": [{"text": line} for line in text.splitlines()], "document": {"kind": kind}}


def test_regions_are_those_of_the_official_list() -> None:
    regions = load_regions()
    assert sum(region.level == "provinsi" for region in regions) == 38
    assert sum(region.level != "provinsi" for region in regions) > 500


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RENCANA KERJA DINAS KESEHATAN\nPEMERINTAH KABUPATEN CIANJUR", "Kabupaten Cianjur"),
        ("P R O V I N S I  J A W A  B A R A T", "Provinsi Jawa Barat"),
        ("DINASKOMUNIKASI DANINFORMATIKAPROVINSI KALIMANTANBARAT", "Provinsi Kalimantan Barat"),
        ("WALIKOTA SEMARANG PROVINSI JAWA TENGAH\nKota Semarang", "Kota Semarang"),
        ("Kabupaten Bandung Barat", "Kabupaten Bandung Barat"),
        ("LAPORAN KINERJA PROVSU TAHUN 2025", None),
        ("Kabupaten Antah Berantah", None),
    ],
)
def test_regions_found_in_text(text: str, name: str | None) -> None:
    region = find_region(text)
    assert (region.name if region else None) == name


def test_regions_checks_what_a_user_writes() -> None:
    region = check_region("kab. cianjur")
    assert region is not None
    assert (region.name, region.province) == ("Kabupaten Cianjur", "Jawa Barat")
    assert check_region("Atlantis") is None


def test_metadata_agency_keeps_its_and() -> None:
    text = "Renja Dinas Komunikasi dan Informatika Provinsi Jawa Barat Tahun 2024"
    assert find_agency(text) == "Dinas Komunikasi dan Informatika"


def test_metadata_agency_spellings_meet() -> None:
    with_comma = "DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK DAN KELUARGA BERENCANA PROVINSI X"
    without = "Dinas Pemberdayaan Perempuan Perlindungan Anak dan Keluarga Berencana Tahun 2024"
    assert find_agency(with_comma) == find_agency(without) != ""


def test_metadata_from_name() -> None:
    hints = name_hints("arsip/2023/renja_kab-cianjur_dinkes_2024.pdf")
    assert hints["government"] == "Kabupaten Cianjur"
    assert (hints["agency"], hints["kind"], hints["year"]) == ("Dinas Kesehatan", "renja", 2024)


def test_metadata_renstra_gets_its_period() -> None:
    text = text_hints(
        record("RENCANA STRATEGIS\nDinas Sosial Kota Bandung\n2024 - 2026", "renstra")
    )
    found = combine("arsip/dokumen.pdf", text)
    assert (found.period, found.year, found.kind) == ("2024-2026", 2024, "renstra")


def test_metadata_year_of_the_title_beats_other_years() -> None:
    text = text_hints(record("RENCANA KERJA TAHUN 2024\nevaluasi Renja Tahun 2022 dan Tahun 2023"))
    assert combine("a/b.pdf", text).year == 2024


def test_metadata_correction_wins_and_is_checked() -> None:
    fix = {"government": "kota bandung", "agency": "Dinas X", "kind": "rkpd", "year": "2019"}
    found = combine("a/renja-kab-cianjur-2024.pdf", {"kind": "renja"}, fix)
    assert (found.government, found.agency) == ("Kota Bandung", "Dinas X")
    assert (found.kind, found.year) == ("rkpd", 2019)
    assert "government=csv" in found.origin


def test_metadata_news_is_the_governments() -> None:
    assert combine("a/b.txt", {"kind": "news", "agency": "Dinas Kominfo"}).agency == ""


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_corrections_are_read_with_any_separator(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "x.csv"
    lines = ["path;government;kind;year", "a/b.pdf;Kota Bandung;Renja;2024"]
    text = "\n".join(lines).replace(";", separator)
    path.write_text(text, encoding="utf-8-sig")
    assert load_corrections(path)["a/b.pdf"]["kind"] == "renja"


def test_corrections_need_a_path(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("nama;tahun\na;2024\n")
    with pytest.raises(UsageProblem, match="archive_corrections_columns"):
        load_corrections(path)
