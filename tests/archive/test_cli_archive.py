"""The commands: what they print, where, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import cli
import cli_archive
from analyzer.archive import workers
from analyzer.errors import ExitCode
from tests.archive.conftest import FAST, Run, tree

ROOT = Path(cli.__file__).parent


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands with the stand-in engine, registered as the command line does."""
    plain = workers.WorkerOptions

    def options(**values: object) -> workers.WorkerOptions:
        return plain(engine=FAST, in_process=True)

    monkeypatch.setattr(workers, "WorkerOptions", options)
    if "archive" not in cli.setara.commands:
        monkeypatch.setitem(cli.setara.commands, "archive", cli_archive.archive)


def test_cli_run_writes_the_reports(
    documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "arsip"
    code = cli.main(["archive", "run", str(documents), "--into", str(archive)])
    out, said = capsys.readouterr()
    assert code == ExitCode.BATCH_FAILURES
    assert out == ""
    assert "1 dari 5" in said
    assert (archive / "laporan.html").is_file()
    assert (archive / "laporan.xlsx").is_file()


def test_cli_status_names_the_reason(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    args = ["archive", "status", str(tmp_path / "arsip"), "--failed", "--format", "jsonl"]
    assert cli.main(args) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["reason"] == "pdf_damaged"


def test_cli_status_speaks_to_people_and_keeps_keys_for_programs(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    args = ["archive", "status", str(tmp_path / "arsip")]
    assert cli.main(args) == ExitCode.OK
    said = capsys.readouterr().out
    assert all(word in said for word in ("Keadaan", "terbaca", "gagal", "PDF rusak", "pdf_damaged"))
    assert not any(word in said for word in ("status", "failed", "reason"))
    assert cli.main([*args, "--lang", "en"]) == ExitCode.OK
    said = capsys.readouterr().out
    assert all(word in said for word in ("State", "read", "failed", "PDF damaged"))
    assert cli.main([*args, "--failed"]) == ExitCode.OK
    assert "Buka di peramban, cetak ke" in " ".join(capsys.readouterr().out.split())
    assert cli.main([*args, "--format", "csv"]) == ExitCode.OK
    assert "status,reason,files" in capsys.readouterr().out


def test_cli_report_in_english(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    target = tmp_path / "brief.html"
    args = ["archive", "report", str(tmp_path / "arsip"), "-o", str(target), "--lang", "en"]
    assert cli.main(args) == ExitCode.OK
    assert "Agencies side by side" in target.read_text()


def test_cli_run_of_a_missing_path_leaves_no_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["archive", "run", str(tmp_path / "tiada"), "--into", str(tmp_path / "arsip")]
    assert cli.main(args) == ExitCode.FILE_ACCESS
    assert "folder atau berkas ini tidak ada" in capsys.readouterr().err
    assert not (tmp_path / "arsip").exists()
    assert cli.main([*args, "--lang", "en"]) == ExitCode.FILE_ACCESS
    assert "no such folder or file" in capsys.readouterr().err


def test_cli_run_of_an_empty_folder_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    (folder / "Thumbs.db").write_bytes(b"x")
    args = ["archive", "run", str(folder), "--into", str(tmp_path / "arsip")]
    assert cli.main(args) == ExitCode.NO_TEXT
    said = capsys.readouterr().err
    assert "kosong: tidak ada berkas untuk dikerjakan" in said
    assert "Laporan" not in said
    (folder / "a.txt").write_text("Akses perempuan pada air bersih.")
    assert cli.main(args) == ExitCode.OK
    assert cli.main(["archive", "compare", str(tmp_path / "arsip")]) == ExitCode.OK
    out, said = capsys.readouterr()
    assert out == ""
    assert "--metadata" in said


def test_cli_run_in_which_nothing_is_readable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rusak"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 rusak")
    args = ["archive", "run", str(folder), "--into", str(tmp_path / "arsip")]
    assert cli.main(args) == ExitCode.NO_TEXT
    assert "Tidak satu pun dari 1 berkas" in capsys.readouterr().err
    assert (tmp_path / "arsip" / "laporan.html").is_file()


def test_cli_run_refuses_a_folder_whose_disk_is_not_there(
    run: Run, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = tree(tmp_path / "arsip")
    documents.rename(tmp_path / "dilepas")
    documents.mkdir()
    args = ["archive", "run", str(documents), "--into", str(tmp_path / "arsip")]
    assert cli.main(args) == ExitCode.FILE_ACCESS
    assert "kini kosong" in capsys.readouterr().err
    documents.rmdir()
    (tmp_path / "dilepas").rename(documents)
    assert run().analysed == 0
    assert tree(tmp_path / "arsip") == before


def test_cli_compare_and_sql(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    archive = str(tmp_path / "arsip")
    assert cli.main(["archive", "compare", archive]) == ExitCode.OK
    assert "Dinas Kesehatan" in capsys.readouterr().out
    assert cli.main(["archive", "trend", archive, "--format", "csv"]) == ExitCode.OK
    assert "2023" in capsys.readouterr().out
    query = "select count(*) as n from works"
    assert cli.main(["archive", "sql", archive, query, "--format", "jsonl"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == {"n": 3}
    assert cli.main(["archive", "sql", archive, "drop table files"]) == ExitCode.USAGE


def test_cli_export_never_overwrites_unasked(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    target = tmp_path / "hasil.jsonl"
    args = ["archive", "export", str(tmp_path / "arsip"), "-o", str(target)]
    assert cli.main(args) == ExitCode.OK
    assert len(target.read_text().splitlines()) == 3
    assert cli.main(args) == ExitCode.FILE_ACCESS
    assert cli.main([*args, "--force"]) == ExitCode.OK


def test_cli_refuses_what_is_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "status", str(tmp_path)]) == ExitCode.USAGE
    assert "bukan arsip" in capsys.readouterr().err


def test_cli_shard_and_merge(documents: Path, tmp_path: Path) -> None:
    parts = [str(tmp_path / f"b{n}") for n in (1, 2)]
    for number, part in enumerate(parts, start=1):
        cli.main(["archive", "run", str(documents), "--into", part, "--shard", f"{number}/2"])
    assert cli.main(["archive", "merge", *parts, "--into", str(tmp_path / "g")]) == ExitCode.OK
    assert len(list((tmp_path / "g" / "results").rglob("*.gz"))) == 3


def test_cli_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, cli_archive; "
        "heavy = {'pyarrow', 'duckdb', 'pebble', 'xlsxwriter', 'distributed', 'spacy', 'jinja2'}; "
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
