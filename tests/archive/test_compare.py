"""Comparison, changes, promises and copies over a small archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.archive import boilerplate, changes, compare, promises, query
from analyzer.archive.similar import Finder, group_copies
from analyzer.errors import UsageProblem
from tests.archive.conftest import Run


def test_compare_counts_each_content_once(run: Run, tmp_path: Path) -> None:
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        totals = compare.totals(tables)
        (agency,) = compare.by_agency(tables)
    assert (totals["files"], totals["documents"], totals["copies"], totals["failed"]) == (
        5,
        3,
        1,
        1,
    )
    assert (agency["government"], agency["agency"]) == ("Kabupaten Cianjur", "Dinas Kesehatan")
    assert (agency["documents"], agency["strong"], agency["akses"]) == (2, 4, 2)


def test_compare_quotes_the_strongest_with_its_page(run: Run, tmp_path: Path) -> None:
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        strongest, weakest = compare.strongest_and_weakest(tables)
    assert strongest[0].quotes[0]["page"] == 1
    assert "gender" in strongest[0].quotes[0]["text"].lower()
    assert weakest == []


def test_changes_finds_same_vanished_and_funded(run: Run, tmp_path: Path) -> None:
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        (change,) = changes.find_changes(tables)
    assert (change.before, change.after) == (2023, 2024)
    assert change.same_gender == 0.5
    assert [row["text"][:25] for row in change.vanished] == ["Perempuan kepala keluarga"]
    assert [row["rupiah"] for row in change.funded] == [250_000_000]


def test_promises_follow_a_renstra_into_the_renja(
    run: Run, documents: Path, tmp_path: Path
) -> None:
    (documents / "renstra-kab-cianjur-dinkes-2023-2026.txt").write_text(
        "Rencana Strategis Dinas Kesehatan Kabupaten Cianjur Tahun 2023-2026\n"
        "Kesetaraan gender dan partisipasi perempuan didukung anggaran setiap tahun.\n"
        "Gender dan perempuan nelayan memperoleh asuransi kesehatan pesisir.\n"
    )
    fix = tmp_path / "betul.csv"
    fix.write_text("path;kind\nrenstra-kab-cianjur-dinkes-2023-2026.txt;renstra\n")
    from analyzer.archive.run import RunOptions

    run(options=RunOptions(corrections=fix))
    with query.open_tables(tmp_path / "arsip") as tables:
        found = {one.source["text"][:10]: one for one in promises.track_promises(tables)}
    assert found["Kesetaraan"].fate is promises.Fate.FUNDED
    assert found["Gender dan"].fate is promises.Fate.LOST


def test_boilerplate_names_both_years(run: Run, tmp_path: Path) -> None:
    run()
    with query.open_tables(tmp_path / "arsip") as tables:
        groups = boilerplate.find_boilerplate(tables)
    assert [(group["documents"], group["years"]) for group in groups] == [(2, 2)]


def test_tables_reach_nothing_outside(run: Run, tmp_path: Path) -> None:
    run()
    secret = tmp_path / "rahasia.csv"
    secret.write_text("a\n1\n")
    with query.open_tables(tmp_path / "arsip") as tables:
        with pytest.raises(UsageProblem, match="archive_sql"):
            query.iter_sql(tables, f"SELECT * FROM read_csv('{secret}')")
        with pytest.raises(UsageProblem, match="archive_sql"):
            query.iter_sql(tables, f"COPY files TO '{tmp_path / 'x.csv'}'")
        names, rows = query.iter_sql(tables, "SELECT count(*) AS n FROM files")
        assert (names, list(rows)) == (["n"], [(5,)])


def test_copies_survive_small_edits() -> None:
    base = "pelatihan perempuan kepala keluarga dalam usaha kecil di desa selama tiga bulan penuh"
    texts = {
        "a": base,
        "b": base + " dan pendampingan",
        "c": "jalan provinsi sepanjang enam kilometer diperbaiki tahun depan",
    }
    assert group_copies(texts) == [["a", "b"]]


def test_finder_prefers_the_most_alike() -> None:
    finder = Finder(
        ["bantuan modal perempuan nelayan pesisir", "bantuan modal usaha pedagang pasar"]
    )
    (first, measure), *_ = finder.iter_like(
        "modal bagi perempuan nelayan di pesisir selatan", threshold=0.3
    )
    assert first == 0
    assert 0.3 <= measure <= 1
