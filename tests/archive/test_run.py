"""Starting, resuming, updating; faults of single files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from analyzer.archive import fold, store
from analyzer.archive import layout as layouts
from analyzer.archive.ledger import Ledger
from analyzer.archive.run import RunOptions, Shard
from analyzer.errors import FileAccess, UsageProblem
from analyzer.settings import Settings
from tests.archive.conftest import Run, tree


def statuses(archive: Path) -> dict[str, tuple[str, str]]:
    ledger = Ledger(archive / "ledger.sqlite")
    rows = {row.path: (row.status, row.reason) for row in ledger.iter_files()}
    ledger.close()
    return rows


def test_run_records_every_file_once(run: Run, tmp_path: Path) -> None:
    summary = run()
    assert (summary.files, summary.analysed, summary.ok, summary.failed) == (5, 4, 4, 1)
    rows = statuses(tmp_path / "arsip")
    assert rows["dokumen/rusak.pdf"] == ("failed", "pdf_damaged")
    assert rows["dokumen/sub/salinan.txt"] == ("ok", "")
    assert "dokumen/Thumbs.db" not in rows
    assert len(list((tmp_path / "arsip" / "results").rglob("*.json.gz"))) == 3


def test_run_again_does_nothing(run: Run, tmp_path: Path) -> None:
    run()
    before = tree(tmp_path / "arsip")
    assert run().analysed == 0
    assert tree(tmp_path / "arsip") == before


def test_run_leaves_the_documents_alone(run: Run, documents: Path) -> None:
    before = {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in documents.rglob("*") if p.is_file()
    }
    run(workers=1)
    assert before == {
        p: (p.read_bytes(), p.stat().st_mtime_ns) for p in documents.rglob("*") if p.is_file()
    }


def test_run_does_only_what_is_new(run: Run, documents: Path, tmp_path: Path) -> None:
    run()
    (documents / "baru.txt").write_text("Akses perempuan pada air bersih.\n")
    (documents / "renja-2023.txt").unlink()
    summary = run()
    assert (summary.analysed, summary.gone) == (1, 1)
    run(into=tmp_path / "dari-nol")
    ours, fresh = tree(tmp_path / "arsip"), tree(tmp_path / "dari-nol")
    assert ours == fresh


def test_run_redoes_all_for_a_new_model(run: Run) -> None:
    run()
    assert run(settings=Settings(model="lain")).analysed == 4


def test_run_keeps_results_when_only_limits_change(run: Run) -> None:
    run(settings=Settings(seconds=5))
    assert run(settings=Settings(seconds=9)).analysed == 0


def test_run_resumed_equals_uninterrupted(run: Run, tmp_path: Path) -> None:
    run(into=tmp_path / "sekali")
    for _ in range(4):
        run(options=RunOptions(limit=1))
    assert tree(tmp_path / "arsip") == tree(tmp_path / "sekali")


def test_run_moved_archive_opens_and_continues(run: Run, documents: Path, tmp_path: Path) -> None:
    run()
    other = tmp_path / "disk-lain"
    other.mkdir()
    shutil.move(tmp_path / "arsip", other / "arsip")
    shutil.move(documents, other / "dokumen")
    assert run(into=other / "arsip", places=[]).analysed == 0
    for path in (other / "arsip").rglob("*"):
        assert not path.is_file() or str(tmp_path).encode() not in path.read_bytes()


def test_run_refuses_a_second_run(run: Run, tmp_path: Path) -> None:
    run()
    layout = layouts.load_layout(tmp_path / "arsip")
    with layouts.hold_lock(layout), pytest.raises(FileAccess, match="archive_busy"):
        run()


def test_run_refuses_another_folder_of_the_same_name(run: Run, tmp_path: Path) -> None:
    run()
    other = tmp_path / "lain" / "dokumen"
    other.mkdir(parents=True)
    (other / "x.txt").write_text("isi lain")
    with pytest.raises(UsageProblem, match="archive_other_folder"):
        run(places=[str(other)])


def test_run_refuses_a_folder_that_is_no_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "arsip").mkdir()
    (tmp_path / "arsip" / "milik-orang.txt").write_text("x")
    with pytest.raises(UsageProblem, match="archive_not_empty"):
        run()


def test_run_sweeps_half_written_files(run: Run, tmp_path: Path) -> None:
    run()
    before = tree(tmp_path / "arsip")
    (tmp_path / "arsip" / "results" / "ab").mkdir(exist_ok=True)
    (tmp_path / "arsip" / "results" / "ab" / "x.json.gz.partial").write_bytes(b"half")
    run()
    assert tree(tmp_path / "arsip") == before


def test_shards_cover_all_files_once(run: Run, tmp_path: Path) -> None:
    run(options=RunOptions(shard=Shard(1, 2)))
    first = set(statuses(tmp_path / "arsip"))
    run(options=RunOptions(shard=Shard(2, 2)))
    both = set(statuses(tmp_path / "arsip"))
    assert first < both
    assert len(both) == 5
    with pytest.raises(UsageProblem):
        Shard.from_text("3/2")


@pytest.mark.parametrize(
    ("command", "reason"),
    [("#crash", "memory_limit"), ("#segv", "worker_crashed"), ("#hang", "time_limit"),
     ("#memory", "memory_limit"), ("#raise", "unexpected")],
)  # fmt: skip
def test_worker_fault_costs_one_file(
    run: Run, documents: Path, tmp_path: Path, command: str, reason: str
) -> None:
    (documents / "a-jahat.txt").write_text(f"{command}\nisi")
    seconds = 3 if command == "#hang" else 60
    summary = run(workers=2, settings=Settings(seconds=seconds, memory_mb=2000))
    assert statuses(tmp_path / "arsip")["dokumen/a-jahat.txt"] == ("failed", reason)
    assert (summary.ok, summary.failed) == (4, 2)


def test_workers_give_the_same_bytes_as_one_process(run: Run, tmp_path: Path) -> None:
    run(into=tmp_path / "satu")
    run(into=tmp_path / "dua", workers=2)
    assert tree(tmp_path / "satu") == tree(tmp_path / "dua")


def test_buckets_folded_by_processes_have_the_same_bytes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(into=tmp_path / "satu")
    monkeypatch.setattr(fold, "_FEWEST_FOR_PROCESSES", 1)
    run(into=tmp_path / "dua", workers=2)
    assert tree(tmp_path / "satu") == tree(tmp_path / "dua")


def test_retry_puts_failures_back(run: Run, tmp_path: Path) -> None:
    run()
    ledger = Ledger(tmp_path / "arsip" / "ledger.sqlite")
    assert ledger.retry(["time_limit"]) == 0
    assert ledger.retry() == 1
    ledger.close()
    assert run().analysed == 1


def test_store_gives_name_back(run: Run, tmp_path: Path) -> None:
    run()
    layout = layouts.load_layout(tmp_path / "arsip")
    path = next((tmp_path / "arsip" / "results").rglob("*.json.gz"))
    record = store.load_result(layout, path.name.partition(".")[0], name="nama.txt")
    assert record["source"]["name"] == "nama.txt"
    assert store.from_bytes(path.read_bytes())["source"]["name"] == ""


def test_write_is_tried_again_where_a_scanner_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.replace, []

    def held(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    layouts.write_atomic(tmp_path / "x", b"isi")
    assert (tmp_path / "x").read_bytes() == b"isi"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
