"""The work on one file, as it is done inside a worker process.

Takes a job, gives an outcome; never raises for what a file may hold. The engine is loaded once a
process. Nothing is written.
"""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analyzer.archive import sources, store
from analyzer.archive.engine import Engine, load_engine
from analyzer.archive.outcome import Fault, FileStatus, Job, Member, Outcome
from analyzer.errors import FileAccess, SetaraError, UnreadableFile
from analyzer.extract import packed
from analyzer.settings import Settings

_DETAIL_LENGTH = 300
_OUT_OF_TIME = "ocr_time"
"""The problem of a result that more time would better, kept as a reason to retry it."""


@dataclass(frozen=True, slots=True)
class Work:
    """A job and how often it was tried in this run."""

    job: Job
    tries: int = 0


@dataclass(slots=True)
class _Process:
    """What this worker process holds: its engine and settings."""

    engine: Engine | None = None
    name: str = ""
    settings: Settings | None = None


_PROCESS = _Process()


def warm(engine: str, settings: Settings) -> None:
    """Load the engine of this process; again only where engine or settings are others."""
    if _PROCESS.engine is not None and (_PROCESS.name, _PROCESS.settings) == (engine, settings):
        return
    loaded = load_engine(engine)
    loaded.warm(settings)
    _PROCESS.engine, _PROCESS.name, _PROCESS.settings = loaded, engine, settings


def work(job: Job) -> Outcome:
    """Analyse a file in a warmed worker."""
    engine, settings = _PROCESS.engine, _PROCESS.settings
    if engine is None or settings is None:
        raise RuntimeError("worker was not warmed")
    return _work(job, engine, settings)


def work_alone(job: Job, settings: Settings, *, engine: str) -> Outcome:
    """Analyse a file in this very process."""
    warm(engine, settings)
    return work(job)


def _work(job: Job, engine: Engine, settings: Settings) -> Outcome:
    started = time.monotonic()
    try:
        outcome = _analyse(job, engine, settings)
    except SetaraError as error:
        outcome = _failed(job, error.key, dict(error.values))
    except MemoryError:
        outcome = _failed(job, Fault.MEMORY, {"limit": settings.memory_mb})
    except OSError as error:
        memory = error.errno == errno.ENOMEM
        outcome = _failed(
            job, Fault.MEMORY if memory else Fault.UNEXPECTED, {"detail": error.strerror}
        )
    except Exception as error:
        outcome = _failed(job, Fault.UNEXPECTED, {"detail": type(error).__name__})
    return replace(outcome, seconds=time.monotonic() - started)


def _analyse(job: Job, engine: Engine, settings: Settings) -> Outcome:
    with sources.local_copy(job) as path:
        if job.member:
            record = _analyse_member(job, path, engine, settings)
        else:
            if not _same(path, job.sha256):
                raise FileAccess(Fault.CHANGED, name=Path(job.path).name)
            if packed.is_archive(path):
                return _list(job, path)
            record = engine.analyze(path, settings)
    codes = {one["code"] for one in record["problems"]}
    return Outcome(
        sha256=job.sha256,
        status=FileStatus(record["status"]),
        reason=_OUT_OF_TIME if _OUT_OF_TIME in codes else "",
        record=store.to_bytes(record),
        pages=len(record["document"]["pages"]),
        characters=int(record["document"]["characters"]),
    )


def _analyse_member(job: Job, path: Path, engine: Engine, settings: Settings) -> Mapping[str, Any]:
    data = packed.read_from_archive(path, job.member)
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise FileAccess(Fault.CHANGED, name=path.name)
    return engine.analyze_member(data, path, job.member, settings)


def _list(job: Job, path: Path) -> Outcome:
    """The documents of a ZIP by the hash of their content; those that cannot be read, and why."""
    members = []
    for name, found in packed.iter_archive(path):
        if isinstance(found, SetaraError):
            members.append(Member(name, reason=found.key, detail=_detail(found.values)))
        else:
            members.append(Member(name, len(found), hashlib.sha256(found).hexdigest()))
    if not members:
        raise UnreadableFile("archive_empty", name=path.name)
    return Outcome(job.sha256, FileStatus.PACKED, members=tuple(members))


def _same(path: Path, sha256: str) -> bool:
    """Whether the file still holds what the ledger says."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


def _failed(job: Job, reason: str, values: Mapping[str, Any]) -> Outcome:
    """A failure; its values without the name, which belongs to the file and not to the content."""
    return Outcome(job.sha256, FileStatus.FAILED, reason=reason, detail=_detail(values))


def _detail(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key, str(value)[:_DETAIL_LENGTH]) for key, value in sorted(values.items()) if key != "name"
    )
