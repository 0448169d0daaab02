"""Documents in ZIP files: a row each, the same content once, one bad member costs itself."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from analyzer.archive import query
from analyzer.archive.compare import totals
from analyzer.archive.export import iter_records
from analyzer.archive.ledger import Ledger
from analyzer.archive.meeting import build_meeting
from analyzer.archive.merge import merge_archives
from analyzer.archive.run import RunOptions, Shard
from analyzer.extract import packed
from analyzer.settings import Settings
from tests.archive.conftest import Run, tree
from tests.archive.test_run import statuses

RENJA = "Rencana Kerja Dinas Sosial Kabupaten Cianjur Tahun 2023\nAkses perempuan pada modal.\n"


def encrypted(data: bytes, name: str) -> bytes:
    """The ZIP with the flag of encryption on one member, in its own and in the central header."""
    book = zipfile.ZipFile(io.BytesIO(data))
    changed = bytearray(data)
    start = book.getinfo(name).header_offset
    changed[start + 6] |= 1
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(changed[at + 28 : at + 30], "little")
        if changed[at + 46 : at + 46 + length] == name.encode():
            changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.fixture
def disk(documents: Path) -> Path:
    """A ZIP with a new document, a copy of a file outside, a locked one, a damaged one, a ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        book.writestr("renja-2023.txt", RENJA)
        book.writestr("sub/salinan.txt", (documents / "renja-2024.txt").read_bytes())
        book.writestr("kunci.txt", "rahasia")
        book.writestr("rusak.pdf", b"%PDF-1.4 lain")
        book.writestr("dalam.zip", b"PK\x05\x06" + b"\0" * 18)
        book.writestr("../luar.txt", "di luar")
        book.writestr("foto.jpg", b"\xff\xd8")
    path = documents / "disk.zip"
    path.write_bytes(encrypted(stream.getvalue(), "kunci.txt"))
    return path


@pytest.mark.parametrize("workers", [0, 2])
def test_zip_documents_have_rows_of_their_own(
    run: Run, disk: Path, tmp_path: Path, workers: int
) -> None:
    summary = run(workers=workers)
    rows = {
        path.removeprefix("dokumen/disk.zip"): state
        for path, state in statuses(tmp_path / "arsip").items()
        if "disk.zip" in path
    }
    assert rows == {
        "": ("packed", ""),
        "/dalam.zip": ("failed", "archive_nested"),
        "/kunci.txt": ("failed", "archive_encrypted"),
        "/renja-2023.txt": ("ok", ""),
        "/rusak.pdf": ("failed", "pdf_damaged"),
        "/sub/salinan.txt": ("ok", ""),
    }
    assert (summary.files, summary.ok, summary.failed, summary.waiting) == (10, 6, 4, 0)
    assert run(workers=workers).analysed == 0


def test_zip_documents_stand_in_tables_and_exports(run: Run, disk: Path, tmp_path: Path) -> None:
    run()
    records = {
        (one["source"]["name"], one["source"]["member"]): one
        for one in iter_records(tmp_path / "arsip")
    }
    assert ("disk.zip", "renja-2023.txt") in records
    assert ("renja-2023.txt", "") in records
    with query.open_tables(tmp_path / "arsip") as tables:
        rows = query.fetch(tables, "SELECT path, agency, year FROM works WHERE path LIKE '%zip%'")
        counted = totals(tables)
        unread = {row["path"]: row["why"] for row in build_meeting(tables).unread}
    # The copy of renja-2024 counts under its first path, which is that in the ZIP.
    assert {row["path"] for row in rows} == {
        "dokumen/disk.zip/renja-2023.txt", "dokumen/disk.zip/sub/salinan.txt",
    }  # fmt: skip
    assert {"path": "dokumen/disk.zip/renja-2023.txt", "agency": "Dinas Sosial", "year": 2023} in [
        dict(row) for row in rows
    ]
    assert (counted["files"], counted["copies"], counted["failed"]) == (10, 2, 4)
    assert "kunci.txt" in unread["dokumen/disk.zip/kunci.txt"]
    assert "dalam.zip" in unread["dokumen/disk.zip/dalam.zip"]


def test_zip_analysis_equals_that_of_the_file(run: Run, documents: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(documents / "isi.zip", "w") as book:
        for path in ("renja-2023.txt", "renja-2024.txt", "sub/lain.txt"):
            book.writestr(path, (documents / path).read_bytes())
    run(into=tmp_path / "keduanya")
    (documents / "isi.zip").unlink()
    run(into=tmp_path / "berkas")
    ours = {k: v for k, v in tree(tmp_path / "keduanya").items() if k.startswith("results")}
    assert ours == {k: v for k, v in tree(tmp_path / "berkas").items() if k.startswith("results")}


def test_zip_again_changed_copied_and_gone(run: Run, disk: Path, tmp_path: Path) -> None:
    run()
    shutil.copyfile(disk, disk.with_name("kembar.zip"))
    assert run().analysed == 0
    assert statuses(tmp_path / "arsip")["dokumen/kembar.zip/renja-2023.txt"] == ("ok", "")
    with zipfile.ZipFile(disk, "w") as book:
        book.writestr("renja-2025.txt", RENJA.replace("2023", "2025"))
    assert run().analysed == 2
    rows = statuses(tmp_path / "arsip")
    assert rows["dokumen/disk.zip/renja-2025.txt"] == ("ok", "")
    assert "dokumen/disk.zip/renja-2023.txt" not in rows
    disk.unlink()
    disk.with_name("kembar.zip").unlink()
    run()
    assert not any("zip" in path for path in statuses(tmp_path / "arsip"))


def test_zip_shards_and_one_run_are_the_same(run: Run, disk: Path, tmp_path: Path) -> None:
    run(into=tmp_path / "satu")
    for number in (1, 2):
        run(into=tmp_path / f"b{number}", options=RunOptions(shard=Shard(number, 2)))
        run(into=tmp_path / f"b{number}", options=RunOptions(shard=Shard(number, 2)))
    merge_archives([tmp_path / "b1", tmp_path / "b2"], tmp_path / "gabung")
    assert tree(tmp_path / "gabung") == tree(tmp_path / "satu")


def test_zip_without_documents_and_bombs_fail_alone(
    run: Run, documents: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(documents / "foto.zip", "w") as book:
        book.writestr("foto.jpg", b"\xff\xd8")
    with zipfile.ZipFile(documents / "bom.zip", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("bom.txt", b"0" * (64 << 20))
    with zipfile.ZipFile(documents / "banyak.zip", "w") as book:
        for number in range(2001):
            book.writestr(f"{number}.txt", "x")
    summary = run()
    rows = statuses(tmp_path / "arsip")
    assert rows["dokumen/foto.zip"] == ("failed", "archive_empty")
    assert rows["dokumen/bom.zip"] == ("failed", "archive_size")
    assert rows["dokumen/banyak.zip"] == ("failed", "archive_members")
    assert summary.ok == 4


def test_zip_is_listed_once_and_members_are_read_alone(
    run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(documents / "isi.zip", "w") as book:
        for number in range(20):
            book.writestr(f"renja-{number}.txt", RENJA + f"Tambahan {number}.")
    listed, read = [], []
    real_list, real_read = packed.iter_archive, packed.read_from_archive
    monkeypatch.setattr(packed, "iter_archive", lambda p: listed.append(p) or real_list(p))
    monkeypatch.setattr(
        packed, "read_from_archive", lambda p, member: read.append(member) or real_read(p, member)
    )
    run()
    assert len(listed) == 1
    assert len(read) == len(set(read)) == 20


def test_ledger_of_an_older_form_is_brought_up(run: Run, tmp_path: Path, disk: Path) -> None:
    """A ledger as 0.1.0 made it, without the columns for ZIPs, goes on without analysing again."""
    moved = disk.rename(tmp_path / "disk.zip")
    run()
    with sqlite3.connect(tmp_path / "arsip" / "ledger.sqlite") as db:
        db.executescript(
            "DROP VIEW ledger; DROP INDEX files_package; DROP TABLE members;"
            "ALTER TABLE files DROP COLUMN package; ALTER TABLE files DROP COLUMN detail;"
            "CREATE VIEW ledger AS SELECT path FROM files;"
        )
    moved.rename(disk)
    assert run().analysed == 3  # the ZIP, and the two documents in it that are new
    ledger = Ledger(tmp_path / "arsip" / "ledger.sqlite")
    assert sum(row.package != "" for row in ledger.iter_files()) == 5
    ledger.close()


def test_results_out_of_time_can_be_retried(run: Run, documents: Path, tmp_path: Path) -> None:
    run()
    db = sqlite3.connect(tmp_path / "arsip" / "ledger.sqlite")
    db.execute("UPDATE contents SET status = 'partial', reason = 'ocr_time' WHERE status = 'ok'")
    db.commit()
    db.close()
    ledger = Ledger(tmp_path / "arsip" / "ledger.sqlite")
    assert ledger.retry(["ocr_time"]) == 3
    ledger.close()
    assert run(settings=Settings(seconds=9, memory_mb=2000)).analysed == 3
    assert json.dumps(statuses(tmp_path / "arsip")).count("ocr_time") == 0
