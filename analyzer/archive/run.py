"""One run over an archive: look through the folders, analyse what is new, write, fold, report.

Takes folders and the archive; gives a :class:`~analyzer.archive.outcome.Summary`. The same call
starts, resumes and updates: what is done under the same versions is not done again. Workers give
outcomes, this process alone writes: first the result, then its row. Memory does not grow with the
number of files.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyzer.archive import layout as layouts
from analyzer.archive import store
from analyzer.archive.engine import load_engine
from analyzer.archive.layout import Layout
from analyzer.archive.ledger import Ledger
from analyzer.archive.outcome import FileStatus, Job, Outcome, Progress, Summary
from analyzer.archive.scan import ScanOptions, roots_known, scan
from analyzer.archive.sources import Root, build_roots, place_of
from analyzer.archive.workers import Stop, WorkerOptions, iter_outcomes
from analyzer.errors import UsageProblem
from analyzer.settings import Settings

Report = Callable[[Progress], None]
"""Told how far a run is."""

Distribute = Callable[[Iterator[Job], Settings, WorkerOptions, Stop], Iterator[list[Outcome]]]
"""Does the work elsewhere: takes jobs, gives outcomes as :func:`iter_outcomes`."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``index`` (from 1) of ``count`` parts of the files, by the hash of their path."""

    index: int
    count: int

    def holds(self, path: str) -> bool:
        """Whether a path belongs to this part."""
        digest = hashlib.sha256(path.encode("utf-8")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1

    @classmethod
    def from_text(cls, text: str) -> Shard:
        """The shard of ``i/n``.

        Raises:
            UsageProblem: if it is not of that form.

        """
        index, _, count = text.partition("/")
        if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
            raise UsageProblem("archive_shard", name=text)
        return cls(int(index), int(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How to run. ``limit`` bounds the contents of this run (0 for all)."""

    workers: WorkerOptions = field(default_factory=WorkerOptions)
    shard: Shard = Shard(1, 1)
    limit: int = 0
    rehash: bool = False
    corrections: Path | None = None
    distribute: Distribute | None = None


@dataclass(slots=True)
class _Run:
    """What a run carries along."""

    layout: Layout
    ledger: Ledger
    settings: Settings
    versions: str
    report: Report
    started: float
    total: int = 0
    expected: float = 0.0
    done: int = 0
    weight: float = 0.0
    failed: int = 0
    pages: int = 0
    work_started: float = 0.0

    def tell(self, phase: str, *, done: int = 0, total: int = 0) -> None:
        """Report how far a phase other than the work is."""
        seconds = time.monotonic() - self.started
        self.report(Progress(phase, done, total, self.failed, self.pages, seconds))


def run_archive(
    places: Sequence[str],
    into: Path,
    *,
    settings: Settings,
    options: RunOptions | None = None,
    report: Report = lambda progress: None,
    stop: Stop = lambda: False,
) -> Summary:
    """Bring an archive up to date with folders.

    Args:
        places: folders, files or URLs; those of the last run if empty.
        into: the folder of the archive, made if it is not there.
        settings: how files are analysed, and the limits for each.
        options: how to run.
        report: told how far it is.
        stop: asked between files; True ends the run after the files in flight.

    Raises:
        UsageProblem: if a folder is no archive, or cannot be told from another.
        FileAccess: if a path is missing, a folder that had files has none any more, or another run
            holds the archive.
        NoText: if there is no file at all.

    """
    options = options or RunOptions()
    build_roots(places)  # a missing path must not leave an empty archive behind
    layout = layouts.create_layout(into)
    with layouts.hold_lock(layout):
        layouts.sweep(layout)
        with closing(Ledger(layout.ledger)) as ledger:
            return _run(
                layout, ledger, places, settings=settings, options=options, report=report, stop=stop
            )


def _run(
    layout: Layout,
    ledger: Ledger,
    places: Sequence[str],
    *,
    settings: Settings,
    options: RunOptions,
    report: Report,
    stop: Stop,
) -> Summary:
    from analyzer.archive.fold import fold

    roots = build_roots(places or roots_known(ledger, layout))
    engine = load_engine(options.workers.engine)
    versions = engine.versions(settings)
    run = _Run(layout, ledger, settings, versions, report, time.monotonic())
    look = ScanOptions(
        mine=options.shard.holds,
        rehash=options.rehash,
        report=lambda met: run.tell("scan", done=met),
    )
    scan(ledger, layout, roots, options=look)
    while _plan(run, roots, limit=options.limit):
        engine.check(settings)
        _work(run, roots, options=options, stop=stop)
        if run.done < run.total:
            break
    stopped = run.done < run.total
    if not stopped and (options.corrections or not ledger.clean()):
        fold(
            layout,
            ledger,
            corrections=options.corrections,
            report=lambda done: run.tell("fold", done=done),
            processes=1 if options.workers.in_process else options.workers.processes,
        )
    return _summary(run, stopped=stopped)


def _plan(run: _Run, roots: Sequence[Root], *, limit: int) -> bool:
    """Plan what is to be done; again after the documents of ZIPs have come to light."""
    if limit and run.done >= limit:
        return False
    names = [root.name for root in roots]
    count, seconds = run.ledger.plan(run.versions, roots=names, limit=max(limit - run.done, 0))
    run.total += count
    run.expected += seconds
    return count > 0


def _work(run: _Run, roots: Sequence[Root], *, options: RunOptions, stop: Stop) -> None:
    """Analyse what the plan holds, writing outcomes as they come."""
    run.ledger.set_clean(False)
    run.work_started = run.work_started or time.monotonic()
    jobs = (_job(roots, *found) for found in run.ledger.iter_work())
    workers = options.workers
    if options.distribute is not None:
        groups = options.distribute(jobs, run.settings, workers, stop)
    else:
        count = min(workers.processes, run.total - run.done)
        groups = iter_outcomes(jobs, run.settings, options=replace(workers, count=count), stop=stop)
    run.report(Progress("work", run.done, run.total))
    for outcomes in groups:
        if outcomes:
            _write(run, outcomes)
        seconds = time.monotonic() - run.work_started
        run.report(
            Progress(
                "work", run.done, run.total, run.failed, run.pages, seconds,
                share=run.weight / run.expected,
            )
        )  # fmt: skip


def _job(roots: Sequence[Root], sha256: str, path: str, package: str) -> Job:
    member = path[len(package) + 1 :] if package else ""
    return Job(sha256, path, place_of(roots, package or path), member)


def _write(run: _Run, outcomes: list[Outcome]) -> None:
    """Keep the results, then make their rows durable, all of the group at once."""
    for outcome in outcomes:
        if outcome.record:
            store.save_result(run.layout, outcome.sha256, outcome.record)
        elif outcome.status in (FileStatus.FAILED, FileStatus.PACKED):
            run.layout.result(outcome.sha256).unlink(missing_ok=True)
    run.ledger.begin()
    for outcome in outcomes:
        if outcome.status is FileStatus.WAITING:
            continue
        run.ledger.put_outcome(outcome, versions=run.versions)
        run.done += 1
        run.weight += run.ledger.expected(outcome.sha256)
        run.failed += outcome.status is FileStatus.FAILED
        run.pages += outcome.pages
    run.ledger.commit()


def _summary(run: _Run, *, stopped: bool) -> Summary:
    counts = run.ledger.counts()
    gone = counts.pop("gone", 0)
    counts.pop("packed", 0)
    return Summary(
        files=sum(counts.values()),
        contents=int(run.ledger.totals()["contents"]),
        analysed=run.done,
        failed_now=run.failed,
        ok=counts.get("ok", 0),
        partial=counts.get("partial", 0),
        failed=counts.get("failed", 0),
        waiting=counts.get("waiting", 0),
        gone=gone,
        seconds=time.monotonic() - run.started,
        stopped=stopped,
    )
