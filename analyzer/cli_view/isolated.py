"""Analyses for the command line, made in a worker process with limits.

Takes paths, gives analyses; whatever a file does to its reader, the command says so and goes on.
The worker starts at the first file and serves all of them, so the model is loaded once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from analyzer.errors import BatchFailures, SetaraError
from analyzer.extract.isolate import Isolation
from analyzer.pipeline_calls import analyze_part, list_parts
from analyzer.schema import Analysis, DocumentKind
from analyzer.settings import Settings


class Analyst:
    """Analyses files one after another in a worker of its own."""

    def __init__(self, settings: Settings, kind: DocumentKind | None = None) -> None:
        self._settings = settings
        self._kind = kind
        self._isolation = Isolation(seconds=settings.seconds, memory_mb=settings.memory_mb)

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
        self._isolation.close()

    def iter_analyses(
        self, path: Path, *, complain: Callable[[SetaraError, str], None]
    ) -> Iterator[Analysis]:
        """One analysis a document in the file; a bad member is told and passed over.

        Raises:
            SetaraError: if the file cannot be read at all, or its only document.
            BatchFailures: at the end, if some members of several failed.
        """
        names = self._isolation.run(list_parts, path, name=path.name)
        failed = 0
        for member in names:
            try:
                yield self._isolation.run(
                    analyze_part,
                    path,
                    member,
                    settings=self._settings,
                    kind=self._kind,
                    name=member or path.name,
                )
            except SetaraError as error:
                if len(names) == 1:
                    raise
                failed += 1
                complain(error, member or path.name)
        if failed:
            raise BatchFailures("batch_failures", failed=failed, total=len(names))
