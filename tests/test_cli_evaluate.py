"""``setara evaluate``: both forms, the page, and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli
from analyzer.errors import ExitCode

ROOT = Path(__file__).parents[1]
PASSAGES = (
    ("none", "Jalan ke pasar diperbaiki pada triwulan kedua."),
    ("weak", "Pelatihan diikuti 20 peserta perempuan."),
    (
        "strong",
        "Hanya 9 dari 412 kartu nelayan milik perempuan karena istri nelayan tidak dicatat; dinas "
        "menerbitkan 100 kartu bagi perempuan dengan pagu Rp50 juta.",
    ),
    ("strong", "Jadwal rapat diperbarui."),
)


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "uji.jsonl"
    lines = (
        json.dumps({"id": f"p{number}", "doc": f"d{number % 2}", "text": text, "label": label})
        for number, (label, text) in enumerate(PASSAGES)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_evaluate_prints_sentences_and_tables(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["evaluate", str(labelled)]) == ExitCode.OK
    said = capsys.readouterr()
    assert "Dari 100 bagian" in said.out and "kata kunci" in said.out
    assert "Yang tertukar: label" in said.out
    assert "4 bagian dari 2 dokumen" in said.err
    assert max(map(len, said.out.splitlines())) <= 100
    assert "label.macro_f1" not in said.out, "names of figures are words"


def test_evaluate_json_is_complete_and_the_same_each_time(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = []
    for _ in range(2):
        assert cli.main(["evaluate", str(labelled), "--format", "json", "-q"]) == ExitCode.OK
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    record = json.loads(texts[0])
    assert record["schema"] == "setara/evaluation/1"
    assert [one["coverage"] for one in record["coverage"]] == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert sum(one["passages"] for one in record["calibration"]) == record["passages"] == 4
    wrong = {one["id"] for one in record["errors"]}
    assert "p3" in wrong and "p0" not in wrong
    assert "Jalan ke pasar" not in texts[0], "texts stay out of it"


def test_evaluate_writes_a_page_and_never_over_another(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = labelled.parent / "kesalahan.html"
    typed = ["evaluate", str(labelled), "--html", str(page)]
    assert cli.main(typed) == ExitCode.OK
    assert "Jadwal rapat diperbarui." in page.read_text(encoding="utf-8")
    assert cli.main(typed) == ExitCode.FILE_ACCESS
    assert (
        cli.main(["evaluate", str(labelled), "--html", str(labelled), "--force"]) == ExitCode.USAGE
    )
    assert "kesalahan.html" in capsys.readouterr().err


def test_evaluate_reads_documents_and_counts_a_damaged_one_as_wrong(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = labelled.parent / "berkas"
    folder.mkdir()
    (folder / "berita.txt").write_text(PASSAGES[0][1], encoding="utf-8")
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.7 rusak")
    lines = [
        {"file": "berita.txt", "kind": "news", "label": "weak", "no_mention": True},
        {"file": "rusak.pdf", "kind": "renja", "label": "weak"},
    ]
    path = labelled.parent / "dokumen.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    typed = ["evaluate", str(path), "--files", str(folder)]
    assert cli.main([*typed, "--format", "json"]) == ExitCode.OK
    record = json.loads(capsys.readouterr().out)
    assert record["passages"] == 0 and record["verdicts"]["documents"] == 2
    assert record["verdicts"]["unread"] == 1
    (wrong,) = record["wrong_verdicts"]
    assert (wrong["document"], wrong["said"]) == ("rusak.pdf", None)
    assert wrong["problem"].startswith("pdf_")
    assert cli.main(typed) == ExitCode.OK
    out = capsys.readouterr().out
    assert "Dari 2 dokumen, 1 diberi putusan yang sama" in out
    assert "1 dokumen tidak terbaca" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "a", "text": "Jalan."}', 'baris 1: "label" belum diisi'),
        ('{"id": "a", "text": "Jalan.", "label": "kuat"}', "none, weak, strong"),
        ("", "tidak ada satu pun baris berlabel"),
        ('{"id": "a", "text": ', "baris 1: JSON rusak"),
        ('{"file": "a.pdf", "label": "weak"}', "--files"),
    ],
)
def test_evaluate_says_what_is_wrong_with_its_input(
    labelled: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    labelled.write_text(text, encoding="utf-8")
    code = cli.main(["evaluate", str(labelled)])
    captured = capsys.readouterr()
    assert code in (ExitCode.SETTINGS, ExitCode.FILE_ACCESS)
    assert said in captured.err and "uji.jsonl" in captured.err
    assert not captured.out and len(captured.err.strip().splitlines()) == 1
