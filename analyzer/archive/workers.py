"""Worker processes: one file each, with a limit of time and memory.

Takes jobs, gives outcomes as they come. A worker that crashes, hangs or runs out of memory costs
its file and is replaced; a file whose worker was killed from outside is tried once
more. Workers write nothing: the parent does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.archive.engine import PIPELINE
from analyzer.archive.outcome import Fault, FileStatus, Job, Outcome
from analyzer.archive.work import Work, work, work_alone
from analyzer.extract.isolate import OUT_OF_MEMORY, exits_of, limit_memory
from analyzer.settings import Settings

if TYPE_CHECKING:
    from pebble import ProcessPool

_TASKS_A_WORKER = 2000
"""Starting a worker costs as much as eighty short files, and it was seen to grow only at first."""
_QUEUED_A_WORKER = 16
"""Deep enough that workers go on while the parent waits for its disk."""
_POLL_SECONDS = 0.5
_TRIES = 2
_EXIT_ORPHAN = 70


_FROM_OUTSIDE = exits_of("SIGKILL", "SIGTERM", "SIGHUP")

Stop = Callable[[], bool]
"""Asked between files: True ends the work after the files in flight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """How to work. ``count`` 0 means one for each core, 1 still means a process of its own."""

    count: int = 0
    engine: str = PIPELINE
    tasks_a_worker: int = _TASKS_A_WORKER
    in_process: bool = False

    @property
    def processes(self) -> int:
        """How many processes work: one for each core that this one may use, if nobody says."""
        if self.count:
            return self.count
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1


def iter_outcomes(
    jobs: Iterable[Job], settings: Settings, *, options: WorkerOptions, stop: Stop
) -> Iterator[list[Outcome]]:
    """Analyse jobs; give their outcomes in groups, in the order in which they end.

    A group may be empty: it says that the work goes on, where a long file keeps all waiting.
    """
    if options.in_process:
        yield from _iter_alone(jobs, settings, options=options, stop=stop)
        return
    from pebble import ProcessPool

    count = options.processes
    pool: Any
    with ProcessPool(
        max_workers=count,
        max_tasks=options.tasks_a_worker,
        initializer=start_worker,
        initargs=(options.engine, settings),
        context=multiprocessing.get_context("spawn"),
    ) as pool:
        ended = False
        try:
            yield from _feed(pool, iter(jobs), settings, count=count, stop=stop)
            ended = True
        finally:
            if ended:
                pool.close()
            else:
                pool.stop()


def _iter_alone(
    jobs: Iterable[Job], settings: Settings, *, options: WorkerOptions, stop: Stop
) -> Iterator[list[Outcome]]:
    """The plain loop, without isolation: for measuring, and for debuggers."""
    for job in jobs:
        if stop():
            return
        yield [work_alone(job, settings, engine=options.engine)]


def _feed(
    pool: ProcessPool, jobs: Iterator[Job], settings: Settings, *, count: int, stop: Stop
) -> Iterator[list[Outcome]]:
    flying: dict[Future[Any], Work] = {}
    again: list[Work] = []
    stopping = False
    while True:
        stopping = stopping or stop()
        while not stopping and len(flying) < count * _QUEUED_A_WORKER:
            task = again.pop() if again else next((Work(job) for job in jobs), None)
            if task is None:
                break
            future: Future[Any] = pool.schedule(work, args=(task.job,), timeout=settings.seconds)
            flying[future] = task
        if not flying:
            return
        if stopping:
            for future in list(flying):
                if not future.running() and future.cancel():
                    del flying[future]
        done, _ = wait(flying, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
        outcomes = []
        for future in done:
            task = flying.pop(future)
            outcome = settle(future, task, settings)
            if _killed(future) and task.tries + 1 < _TRIES:
                again.append(Work(task.job, task.tries + 1))
            else:
                outcomes.append(outcome)
        yield outcomes


def settle(future: Future[Any], task: Work, settings: Settings) -> Outcome:
    """The outcome of a future, also where its worker died."""
    from pebble import ProcessExpired

    sha256 = task.job.sha256
    try:
        outcome: Outcome = future.result()
    except FutureTimeout:
        detail = (("limit", f"{settings.seconds:g}"),)
        return Outcome(
            sha256, FileStatus.FAILED, reason=Fault.TIME, detail=detail, seconds=settings.seconds
        )
    except ProcessExpired as error:
        return _expired(sha256, error.exitcode, settings)
    except CancelledError:
        return Outcome(sha256, FileStatus.WAITING)
    return outcome


def _expired(sha256: str, exitcode: int, settings: Settings) -> Outcome:
    """A worker that died: by the memory limit, as libraries written in C do, or by a fault."""
    if exitcode in OUT_OF_MEMORY:
        limit = (("limit", str(settings.memory_mb)),)
        return Outcome(sha256, FileStatus.FAILED, reason=Fault.MEMORY, detail=limit)
    detail = (("detail", str(exitcode)),)
    return Outcome(sha256, FileStatus.FAILED, reason=Fault.CRASH, detail=detail)


def _killed(future: Future[Any]) -> bool:
    """Whether something from outside may have ended the worker, so that another try is fair."""
    from pebble import ProcessExpired

    error = None if future.cancelled() else future.exception()
    return isinstance(error, ProcessExpired) and error.exitcode in _FROM_OUTSIDE


def start_worker(engine: str, settings: Settings) -> None:
    """Prepare a worker process: its limits, its signals, its model."""
    from analyzer.archive.work import warm

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    limit_memory(settings.memory_mb)
    warm(engine, settings)


def die_with_parent() -> None:
    """Let the worker end when the parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(_EXIT_ORPHAN)

    threading.Thread(target=watch, daemon=True).start()
