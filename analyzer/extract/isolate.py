"""Runs a reader in a process of its own, with limits of time and memory.

Takes a function and its arguments (all must be importable and cross a process border), gives its
value or an error of :mod:`analyzer.errors`: whatever a file does to its reader, the caller goes on.
Memory is limited where the system can do it (POSIX); time everywhere.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as WaitedTooLong
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from analyzer.errors import LimitExceeded, SetaraError, UnreadableFile

Value = TypeVar("Value")

_TASKS_PER_WORKER = 100
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Each thread of a numeric library reserves address space; the models here are small."""
_MEGABYTE = 1 << 20


def exits_of(*names: str) -> frozenset[int]:
    """Exit codes of processes that signals of these names end, where the system has them."""
    numbers = (getattr(signal, name, None) for name in names)
    return frozenset(-number for number in numbers if number is not None)


OUT_OF_MEMORY = exits_of("SIGABRT", "SIGTRAP", "SIGKILL", "SIGILL")
"""Exit codes by which a library written in C dies when it gets no more memory."""


class Isolation:
    """A worker process that is started at the first call and replaced when it dies.

    Args:
        seconds: wall time for one call.
        memory_mb: address space of the worker in MiB; 0 for no limit.
        tasks: calls after which the worker is replaced, so that leaks do not add up.
    """

    def __init__(self, *, seconds: float, memory_mb: int, tasks: int = _TASKS_PER_WORKER) -> None:
        for name in _ONE_THREAD:
            os.environ.setdefault(name, "1")
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._pool: Any = ProcessPool(
            max_workers=1,
            max_tasks=tasks,
            initializer=_start_worker,
            initargs=[memory_mb],
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        """Use the worker in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the worker."""
        self.close()

    def run(
        self,
        function: Callable[..., Value],
        /,
        *args: object,
        name: str,
        **options: object,
    ) -> Value:
        """The value of ``function(*args, **options)``, computed in the worker.

        Args:
            function: importable by name in the worker.
            args: its arguments, as ``options``.
            name: the file's name, for the error.

        Raises:
            LimitExceeded: if it took too long or wanted too much memory.
            UnreadableFile: if the worker died.
            SetaraError: what the function raised.
        """
        future = self._pool.schedule(function, args=args, kwargs=options, timeout=self._seconds)
        try:
            value: Value = future.result()
        except SetaraError:
            raise
        except WaitedTooLong as error:
            raise LimitExceeded("time_limit", name=name, limit=f"{self._seconds:g}") from error
        except MemoryError as error:
            raise LimitExceeded("memory_limit", name=name, limit=self._memory_mb) from error
        except ProcessExpired as error:
            if error.exitcode in OUT_OF_MEMORY:
                raise LimitExceeded("memory_limit", name=name, limit=self._memory_mb) from error
            raise UnreadableFile("worker_crashed", name=name, detail=error.exitcode) from error
        return value

    def close(self) -> None:
        """Stop the worker, whatever it is doing."""
        self._pool.stop()
        self._pool.join()


def _start_worker(memory_mb: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory_mb)


def limit_memory(memory_mb: int) -> None:
    """Limit the address space of this process, where the system can do it; 0 for no limit."""
    if memory_mb <= 0 or sys.platform == "win32":
        return
    import resource

    limit = memory_mb * _MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
