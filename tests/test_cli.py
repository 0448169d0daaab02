"""The command: what goes where, exit codes, languages, and that nothing is lost or overwritten."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import analyzer
import cli
from analyzer.errors import (
    BadSettings,
    EncryptedFile,
    ExitCode,
    FileAccess,
    LimitExceeded,
    MissingPart,
    NoText,
    UnreadableFile,
)
from tests.builders import build_analysis

COMMANDS = ("analyze", "tag", "evaluate", "train", "demo", "doctor", "archive", "tables")
BAD = {
    "missing.pdf": FileAccess("file_missing", name="missing.pdf"),
    "damaged.pdf": UnreadableFile("pdf_damaged", name="damaged.pdf", detail="xref"),
    "locked.pdf": EncryptedFile("pdf_encrypted", name="locked.pdf"),
    "scan.pdf": NoText("no_text", name="scan.pdf", pages=1),
    "huge.pdf": LimitExceeded("pages_limit", name="huge.pdf", pages=9000, limit=5000),
    "model.pdf": MissingPart("model_missing", name="models"),
    "library.pdf": ModuleNotFoundError("No module named 'spacy'", name="spacy"),
    "bug.pdf": ZeroDivisionError("division by zero"),
}


@pytest.fixture(autouse=True)
def _setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A made-up pipeline, an empty working folder, no settings of the user."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("SETARA_LANG", "SETARA_MODEL", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(analyzer, "analyze", _analyze)
    monkeypatch.setattr(analyzer, "tag_text", _tag_text)
    monkeypatch.setattr("analyzer.cli_view.isolated.Isolation", InThisProcess)
    monkeypatch.setattr("analyzer.cli_view.isolated.list_parts", lambda path: ("",))


class InThisProcess:
    """Stands in for the worker: the made-up pipeline lives in this process only."""

    def __init__(self, **limits: Any) -> None:
        self.limits = limits

    def run(self, function: Any, *given: Any, name: str, **options: Any) -> Any:
        return function(*given, **options)

    def close(self) -> None:
        return None


def _analyze(path: Path | str, **given: Any) -> Any:
    name = Path(path).name
    if name in BAD:
        raise BAD[name]
    analysis = build_analysis(name=name)
    return replace(analysis, kind=given["kind"] or analysis.kind)


def _tag_text(text: str, **given: Any) -> Any:
    analysis = build_analysis()
    if not text:
        raise NoText("no_text", name="-")
    return SimpleNamespace(assessments=analysis.assessments, mentions=analysis.mentions)


def _stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_cli_help_is_indonesian_and_english_on_either_side(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for typed in (["analyze", "--help"], ["--lang", "id", "analyze", "--help"]):
        assert cli.main(typed) == 0
        assert "Pemakaian: setara analyze" in capsys.readouterr().out
    for typed in (["--lang", "en", "analyze", "--help"], ["analyze", "--help", "--lang=en"]):
        assert cli.main(typed) == 0
        assert "Usage: setara analyze" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_cli_help_has_words_for_everything(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in ("id", "en"):
        assert cli.main([command, "--help", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert not re.search(r"\bhelp\.[a-z]", text) and "--lang" in text


def test_cli_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    text = capsys.readouterr().out
    assert all(f"  {command} " in text for command in COMMANDS)


def test_cli_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"setara {analyzer.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["analyse"], "Perintah analyse tidak ada"),
        (["analyze", "a.pdf", "--frmat"], "Opsi --frmat tidak dikenal"),
        (["analyze"], "BERKAS belum disebut"),
        (["analyze", "a.pdf", "--format", "pdf"], 'pdf" bukan pilihan; pilih terminal, json'),
        (["analyze", "a.pdf", "--lang", "fr"], "fr"),
        (["analyze", "a.pdf", "b.pdf", "--format", "json"], "jsonl"),
        (["analyze", "-", "-"], "satu kali"),
    ],
)
def test_cli_wrong_calls_say_what_is_wrong(
    typed: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(typed) == ExitCode.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err and said.err.count("\n") == 1


def test_cli_json_goes_to_standard_output_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", "a.pdf", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["source"]["name"] == "a.pdf"
    assert said.err == ""


def test_cli_json_is_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        cli.main(["analyze", "a.pdf", "--format", "json"])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_cli_kind_and_language_reach_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["analyze", "a.pdf", "--kind", "news", "--lang", "en", "--format", "json"]
    assert cli.main(typed) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["document"]["kind"] == "news"
    assert record["findings"][0]["advice"]["text"].startswith("Give")


@pytest.mark.parametrize("name", BAD)
def test_cli_a_bad_file_ends_with_its_own_code(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = BAD[name]
    library = isinstance(error, ImportError)
    unexpected = ExitCode.MISSING_PART if library else ExitCode.UNEXPECTED
    assert cli.main(["analyze", name]) == getattr(error, "exit_code", unexpected)
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert said.err.startswith("setara: ") and "error." not in said.err


def test_cli_a_bad_file_never_stops_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["analyze", "a.pdf", "bug.pdf", "damaged.pdf", "b.pdf", "--format", "jsonl"]
    assert cli.main(typed) == ExitCode.BATCH_FAILURES
    said = capsys.readouterr()
    names = [json.loads(line)["source"]["name"] for line in said.out.splitlines()]
    assert names == ["a.pdf", "b.pdf"]
    first, second, last = said.err.splitlines()
    assert "bug.pdf" in first and "damaged.pdf" in second and "2 dari 4" in last


def test_cli_trace_only_when_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["analyze", "bug.pdf"])
    assert "Traceback" not in capsys.readouterr().err
    for typed in (["-v", "analyze", "bug.pdf"], ["analyze", "bug.pdf", "-v"]):
        cli.main(typed)
        assert "Traceback" in capsys.readouterr().err


def test_cli_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(path: Path, **given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(analyzer, "analyze", stop)
    assert cli.main(["analyze", "a.pdf", "b.pdf"]) == ExitCode.INTERRUPTED
    assert "Dihentikan" in capsys.readouterr().err


def test_cli_writes_files_and_says_so_unless_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["analyze", "a.pdf", "--format", "html"]) == 0
    said = capsys.readouterr()
    assert "a.setara.html" in said.err and said.out == ""
    assert "<!DOCTYPE html>" in (tmp_path / "a.setara.html").read_text()
    assert cli.main(["-q", "analyze", "a.pdf", "--format", "json", "-o", "a.json"]) == 0
    assert capsys.readouterr() == ("", "")
    assert json.loads((tmp_path / "a.json").read_text())["status"] == "ok"


def test_cli_dash_writes_html_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", "a.pdf", "--format", "html", "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_cli_never_overwrites_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text("mine")
    typed = ["analyze", "x.pdf", "--format", "json", "-o", "a.json"]
    assert cli.main(typed) == ExitCode.FILE_ACCESS
    assert (tmp_path / "a.json").read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert cli.main([*typed, "--force"]) == 0
    assert json.loads((tmp_path / "a.json").read_text())["schema"] == "setara/analysis/1"


def test_cli_never_writes_to_an_input(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    typed = ["analyze", "a.pdf", "--format", "json", "-o", "./a.pdf", "--force"]
    assert cli.main(typed) == ExitCode.USAGE
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-"


def test_cli_a_folder_takes_one_file_an_input_and_no_two_collide(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    typed = ["analyze", "x/a.pdf", "y/a.pdf", "b.txt", "--format", "html", "-o", "out"]
    assert cli.main(typed) == 0
    names = sorted(one.name for one in out.iterdir())
    assert len(names) == 3 and names[-1] == "b.setara.html" and "a.setara.html" in names


def test_cli_several_files_into_one_only_as_lines(tmp_path: Path) -> None:
    typed = ["analyze", "a.pdf", "b.pdf", "-o", "all.jsonl", "--format"]
    assert cli.main([*typed, "html"]) == ExitCode.USAGE
    assert cli.main([*typed, "jsonl"]) == 0
    assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 2


def test_cli_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[bytes] = []

    def look(path: Path, **given: Any) -> Any:
        seen.append(Path(path).read_bytes())
        return _analyze(path, **given)

    monkeypatch.setattr(analyzer, "analyze", look)
    _stdin(monkeypatch, b"isi berkas")
    assert cli.main(["analyze", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"]["name"] == "stdin"
    assert seen == [b"isi berkas"]


def test_cli_bad_settings_and_language_from_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SETARA_LANG", "en")
    cli.main(["analyze", "missing.pdf"])
    assert "no such file" in capsys.readouterr().err
    (tmp_path / "setara.toml").write_text('warna = "biru"')
    assert cli.main(["analyze", "a.pdf"]) == BadSettings.exit_code
    assert "warna" in capsys.readouterr().err
    assert cli.main(["--help"]) == 0


def test_cli_lets_no_control_characters_onto_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = "\x1b]0;judul\x07\n.pdf"
    BAD[name] = FileAccess("file_missing", name=name)
    try:
        cli.main(["analyze", name])
    finally:
        del BAD[name]
    error = capsys.readouterr().err
    assert "\x1b" not in error and error.count("\n") == 1


def test_cli_tag_answers_each_line_in_order_and_tells_of_bad_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ['\ufeff{"id":"a","text":"Ibu"}', "nonsense", "", '{"id":3}', '{"id":"d","text":""}']
    _stdin(monkeypatch, "\n".join([*lines, '{"id":"z","text":"x"}']).encode())
    assert cli.main(["tag", "-"]) == ExitCode.BATCH_FAILURES
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["id"] for row in rows] == ["a", None, 3, "d", "z"]
    assert ["error" in row for row in rows] == [False, True, True, True, False]
    assert rows[0]["label"] == "strong" and "3 dari 5" in said.err


def test_cli_tag_of_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tag", "none.jsonl"]) == ExitCode.FILE_ACCESS
    assert "none.jsonl" in capsys.readouterr().err
