"""The order in which files are worked through, and what is known of the time left."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.archive.expect import expect_seconds
from analyzer.archive.ledger import Ledger, Seen
from analyzer.archive.outcome import FileStatus, Outcome, Progress
from analyzer.archive.run import RunOptions, run_archive
from analyzer.archive.workers import WorkerOptions
from analyzer.settings import Settings
from tests.archive.conftest import FAST, Run, tree


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Four contents; ``c`` took 40 seconds in an earlier run, and ``b`` lies there twice."""
    found = Ledger(tmp_path / "ledger.sqlite")
    for path, size, sha256 in (
        ("d/a.pdf", 1000, "1"), ("d/b.pdf", 9_000_000, "2"), ("d/c.pdf", 10, "3"),
        ("d/d.txt", 1_000_000, "4"), ("d/e.pdf", 9_000_000, "2"),
    ):  # fmt: skip
        found.put_file(path, "d", Seen(size, 1, sha256), scan=1)
    found.put_outcome(Outcome("3", FileStatus.OK, seconds=40.0), versions="old")
    return found


def test_plan_hands_out_the_longest_first(ledger: Ledger) -> None:
    count, seconds = ledger.plan("new", roots=["d"])
    order = [path for _, path, _ in ledger.iter_work()]
    assert order == ["d/c.pdf", "d/d.txt", "d/b.pdf", "d/a.pdf"]
    assert count == 4
    assert seconds == pytest.approx(sum(ledger.expected(one) for one in "1234"))
    assert ledger.expected("3") == 40.0


def test_plan_with_a_limit_takes_the_first_paths(ledger: Ledger) -> None:
    ledger.plan("new", roots=["d"], limit=2)
    assert {path for _, path, _ in ledger.iter_work()} == {"d/a.pdf", "d/b.pdf"}


def test_expected_seconds_are_never_nothing() -> None:
    assert expect_seconds("x.pdf", 0, None) > 0
    assert expect_seconds("x.pdf", 5, 0.0) > 0
    assert expect_seconds("x.TXT", 1 << 20, None) > expect_seconds("x.pdf", 1 << 20, None)


def test_order_of_the_work_changes_no_byte(
    run: Run, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (documents / "besar.txt").write_text("Akses perempuan pada air bersih. " * 4000)
    run(into=tmp_path / "terpanjang")
    monkeypatch.setattr("analyzer.archive.ledger.expect_seconds", lambda path, size, _: 1 / size)
    run(into=tmp_path / "terpendek")
    assert tree(tmp_path / "terpanjang") == tree(tmp_path / "terpendek")


def test_progress_tells_the_share_of_the_work(documents: Path, tmp_path: Path) -> None:
    (documents / "besar.txt").write_text("Akses perempuan pada air bersih. " * 40000)
    told: list[Progress] = []
    run_archive(
        [str(documents)], tmp_path / "arsip", settings=Settings(), report=told.append,
        options=RunOptions(workers=WorkerOptions(engine=FAST, in_process=True)),
    )  # fmt: skip
    work = [one for one in told if one.phase == "work"]
    assert work[0].seconds_left is None
    assert work[1].done == 1
    assert work[1].share > 0.9
    assert work[-1].share == pytest.approx(1.0)
    assert work[-1].seconds_left == pytest.approx(0.0, abs=1e-6)


def test_progress_is_told_while_a_long_file_keeps_all_waiting(
    documents: Path, tmp_path: Path
) -> None:
    for path in documents.rglob("*"):
        if path.is_file():
            path.unlink()
    (documents / "lama.txt").write_text("#hang\nisi")
    told: list[Progress] = []
    run_archive(
        [str(documents)], tmp_path / "arsip", settings=Settings(seconds=3), report=told.append,
        options=RunOptions(workers=WorkerOptions(engine=FAST, count=1)),
    )  # fmt: skip
    waiting = [one for one in told if one.phase == "work" and one.done == 0]
    assert len(waiting) > 3
    assert waiting[-1].seconds > waiting[1].seconds
