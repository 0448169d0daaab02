"""Runs as processes: killed at any moment, stopped by Ctrl-C, on a cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.bench_archive import FAST, ROOT, command, generate
from tests.archive.conftest import tree


def start(documents: Path, archive: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command(documents, archive, workers=2, engine=FAST),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


@pytest.mark.slow
def test_killed_runs_end_with_the_tree_of_an_undisturbed_one(tmp_path: Path) -> None:
    documents = tmp_path / "dokumen"
    generate(documents, 120, lines=8)
    assert start(documents, tmp_path / "utuh").wait() == 0
    archive = tmp_path / "dibunuh"
    for pause in (0.2, 0.5, 0.8, 1.1, 1.4):
        process = start(documents, archive)
        time.sleep(pause)
        process.kill()
        process.wait()
    assert start(documents, archive).wait() == 0
    assert tree(archive) == tree(tmp_path / "utuh")
    assert list(archive.rglob("*.partial")) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_killed_parent_leaves_no_worker_behind(tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    documents = tmp_path / "dokumen"
    documents.mkdir()
    for number in range(4):
        (documents / f"{number}.txt").write_text(f"#hang\n{number}")
    process = start(documents, tmp_path / "arsip")
    children: list[object] = []
    for _ in range(100):
        time.sleep(0.1)
        children = psutil.Process(process.pid).children(recursive=True)
        if len(children) >= 3:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_interrupt_ends_cleanly_and_resumes(tmp_path: Path) -> None:
    documents = tmp_path / "dokumen"
    generate(documents, 60, lines=8)
    script = (
        "import sys; from analyzer.archive import engine; "
        f"engine.load_engine.__defaults__ = ({'benchmarks.fast_engine:SlowEngine'!r},); "
        "import cli, cli_archive; from analyzer.archive import workers; "
        f"workers.WorkerOptions.__init__.__kwdefaults__['engine'] = "
        f"{'benchmarks.fast_engine:SlowEngine'!r}; "
        "cli.setara.commands.get('archive') or cli.setara.add_command(cli_archive.archive); "
        f"sys.exit(cli.main(['archive', 'run', {str(documents)!r}, '--into', "
        f"{str(tmp_path / 'arsip')!r}]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True, env=environment
    )
    results = tmp_path / "arsip" / "results"
    while process.poll() is None and len(list(results.rglob("*.gz"))) < 3:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert list((tmp_path / "arsip").rglob("*.partial")) == []
