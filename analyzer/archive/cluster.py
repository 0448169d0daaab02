"""The same work on an existing Dask cluster.

Takes jobs, hands them to the workers of a Dask scheduler, gives their outcomes; results are written
by the one process that started the run, so they are the same as those of one machine. Each Dask
worker works in a process of its own with the usual limits of time and memory; a worker that dies
has its files done by another. The documents must lie where every worker can read them: a shared
folder, or storage reached through fsspec.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzer.archive.outcome import Fault, FileStatus, Job, Outcome
from analyzer.archive.run import Distribute
from analyzer.archive.work import Work, work
from analyzer.archive.workers import Stop, WorkerOptions, settle, start_worker
from analyzer.errors import FileAccess, MissingPart, UsageProblem
from analyzer.settings import Settings

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as ClusterFuture

_QUEUED_A_THREAD = 3
_TRIES = 3
_POLL_SECONDS = 1.0
_CONNECT_SECONDS = 20


@dataclass(slots=True)
class _Held:
    """The pool of this Dask worker process, kept between files."""

    pool: Any = None
    made_for: tuple[str, Settings, int] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_HELD = _Held()


def on_dask(address: str) -> Distribute:
    """A way to distribute work over the workers of a scheduler.

    Args:
        address: of the scheduler, as ``tcp://10.0.0.1:8786``; ``tls://`` with Dask's own settings.

    """

    def distribute(
        jobs: Iterator[Job], settings: Settings, options: WorkerOptions, stop: Stop
    ) -> Iterator[list[Outcome]]:
        try:
            from distributed import Client
        except ImportError as error:
            raise MissingPart("part_missing", name="dask", detail="setara[cluster]") from error
        try:
            client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            detail = type(error).__name__
            raise FileAccess("archive_cluster", name=address, detail=detail) from error
        with client, client.as_current():
            yield from _feed(client, jobs, settings, options=options, stop=stop)

    return distribute


def _feed(
    client: Client, jobs: Iterator[Job], settings: Settings, *, options: WorkerOptions, stop: Stop
) -> Iterator[list[Outcome]]:
    from distributed import wait

    flying: dict[ClusterFuture[Any], Work] = {}
    stopping = False
    while True:
        stopping = stopping or stop()
        room = max(1, sum(client.nthreads().values())) * _QUEUED_A_THREAD
        while not stopping and len(flying) < room:
            job = next(jobs, None)
            if job is None:
                break
            future = client.submit(
                work_isolated, job, settings, options.engine, pure=False, retries=_TRIES
            )
            flying[future] = Work(job)
        if not flying:
            return
        try:
            done = wait(list(flying), timeout=_POLL_SECONDS, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        outcomes = [_outcome(future, flying.pop(future)) for future in sorted(done, key=str)]
        if outcomes:
            yield outcomes


def _outcome(future: ClusterFuture[Any], task: Work) -> Outcome:
    """What became of a future; a file that killed one worker after another has failed."""
    from distributed import KilledWorker

    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker):
        detail = (("detail", "KilledWorker"),)
        return Outcome(task.job.sha256, FileStatus.FAILED, reason=Fault.CRASH, detail=detail)
    if error is not None:
        raise error
    if future.status == "cancelled":
        return Outcome(task.job.sha256, FileStatus.WAITING)
    outcome: Outcome = future.result()
    return outcome


def work_isolated(job: Job, settings: Settings, engine: str) -> Outcome:
    """Analyse a file on a Dask worker, in a process with limits beside it.

    Raises:
        UsageProblem: if the Dask worker may not start processes.

    """
    if multiprocessing.current_process().daemon:
        raise UsageProblem("archive_cluster_daemon")
    pool = _pool(engine, settings)
    future = pool.schedule(work, args=(job,), timeout=settings.seconds)
    return settle(future, Work(job), settings)


def _pool(engine: str, settings: Settings) -> Any:
    from distributed import get_worker
    from pebble import ProcessPool

    threads = get_worker().state.nthreads
    with _HELD.lock:
        if _HELD.made_for != (engine, settings, threads):
            if _HELD.pool is not None:
                _HELD.pool.stop()
            _HELD.pool = ProcessPool(
                max_workers=threads,
                max_tasks=WorkerOptions().tasks_a_worker,
                initializer=start_worker,
                initargs=(engine, settings),
                context=multiprocessing.get_context("spawn"),
            )
            _HELD.made_for = (engine, settings, threads)
        return _HELD.pool
