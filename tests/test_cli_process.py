"""The command as a process: what it imports, how fast it answers, pipes, doctor and demo."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "spacy",
    "sklearn",
    "scipy",
    "numpy",
    "pypdfium2",
    "pdfplumber",
    "trafilatura",
    "rich",
    "jinja2",
    "skops",
    "pebble",
)
FAKE = (
    "import sys, analyzer, cli; from tests.builders import build_analysis\n"
    "from analyzer.cli_view import isolated; from tests.test_cli import InThisProcess\n"
    "analyzer.analyze = lambda path, **given: build_analysis(name=str(path))\n"
    "isolated.Isolation, isolated.list_parts = InThisProcess, lambda path: ('',)\n"
    "sys.exit(cli.main(sys.argv[1:]))"
)


def _run(*arguments: str, cwd: Path = ROOT, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **given}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("typed", ["['--help']", "['analyze', '--help']", "['nonsense']"])
def test_cli_help_imports_nothing_heavy(typed: str) -> None:
    code = (
        f"import sys, cli; cli.main({typed}); import json;"
        f"print(json.dumps([one for one in {HEAVY!r} if one in sys.modules]), file=sys.stderr)"
    )
    done = _run("-c", code)
    assert json.loads(done.stderr.splitlines()[-1]) == []


def test_cli_help_answers_at_once() -> None:
    times = []
    for _ in range(5):
        before = os.times()
        done = _run(str(ROOT / "cli.py"), "--help")
        after = os.times()
        assert done.returncode == 0
        times.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    assert min(times) < 0.3


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell for the pipe")
def test_cli_is_quiet_when_its_reader_leaves(tmp_path: Path) -> None:
    script = tmp_path / "fake.py"
    script.write_text(FAKE)
    files = " ".join(f"{number}.pdf" for number in range(200))
    line = f"'{sys.executable}' '{script}' analyze {files} --format jsonl | head -c 5"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout == '{"sch' and done.stderr == ""


def test_cli_full_disk_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    script = tmp_path / "fake.py"
    script.write_text(FAKE)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(script), "analyze", "a.pdf", "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 5
    assert done.stderr.startswith("setara: -: tidak dapat ditulis")


def test_cli_doctor_says_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    done = _run("-m", "cli", "doctor", "--lang", "en", cwd=tmp_path)
    assert "Python" in done.stdout and "pypdfium2" in done.stdout and "GB" in done.stdout
    bad = _run("-m", "cli", "doctor", "--model", "nowhere", cwd=tmp_path)
    assert bad.returncode == 4
    assert "setara train" in bad.stdout


def _has_model() -> bool:
    return any(ROOT.glob("models/*/weights.skops"))


@pytest.mark.skipif(not _has_model(), reason="no trained model in models/")
def test_cli_demo_ends_with_a_verdict_and_a_report(tmp_path: Path) -> None:
    first = _run("-m", "cli", "demo", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "Perspektif gender" in first.stdout
    assert str(tmp_path / "setara-demo.html") in first.stdout
    report = (tmp_path / "setara-demo.html").read_bytes()
    assert _run("-m", "cli", "demo", cwd=tmp_path).returncode == 0
    assert (tmp_path / "setara-demo.html").read_bytes() == report
    (tmp_path / "setara-demo.html").write_text("mine")
    assert _run("-m", "cli", "demo", cwd=tmp_path).returncode == 5
    assert (tmp_path / "setara-demo.html").read_text() == "mine"
