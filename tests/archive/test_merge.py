"""Shards put together; shared storage; a stopped run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.archive.merge import merge_archives
from analyzer.archive.outcome import Job, Outcome
from analyzer.archive.run import RunOptions, Shard, run_archive
from analyzer.archive.work import work_alone
from analyzer.archive.workers import Stop, WorkerOptions
from analyzer.settings import Settings
from tests.archive.conftest import FAST, Run, tree


def test_merge_of_shards_equals_one_run(run: Run, tmp_path: Path) -> None:
    run(into=tmp_path / "utuh")
    parts = [tmp_path / f"bagian{n}" for n in (1, 2, 3)]
    for number, part in enumerate(parts, start=1):
        run(into=part, options=RunOptions(shard=Shard(number, 3)))
    merge_archives(parts, tmp_path / "gabung")
    assert tree(tmp_path / "gabung") == tree(tmp_path / "utuh")


def test_distribute_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    def backwards(
        jobs: Iterator[Job], settings: Settings, options: WorkerOptions, stop: Stop
    ) -> Iterator[list[Outcome]]:
        for job in reversed(list(jobs)):
            yield [work_alone(job, settings, engine=FAST)]

    run(into=tmp_path / "biasa")
    run(options=RunOptions(distribute=backwards))
    assert tree(tmp_path / "arsip") == tree(tmp_path / "biasa")


def test_storage_through_fsspec_gives_the_same_tables(
    run: Run, documents: Path, tmp_path: Path
) -> None:
    pytest.importorskip("fsspec")
    run(into=tmp_path / "biasa")
    run(places=[f"file://{documents}"])
    assert tree(tmp_path / "arsip") == tree(tmp_path / "biasa")
    assert run(places=[f"file://{documents}"]).analysed == 0


def test_stopped_run_keeps_what_is_done(documents: Path, tmp_path: Path, run: Run) -> None:
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 2

    options = RunOptions(workers=WorkerOptions(engine=FAST, in_process=True))
    summary = run_archive(
        [str(documents)], tmp_path / "arsip", settings=Settings(), options=options, stop=stop
    )
    assert summary.stopped
    assert (summary.analysed, summary.waiting) == (2, 2)
    assert run().analysed == 2
