"""What became of one file of an archive.

Plain values that travel between worker, ledger and report. Decides nothing and touches no disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FileStatus(StrEnum):
    """How far a content has come.

    ``waiting`` is work to be done, the others are results. ``packed`` is a ZIP whose documents have
    rows of their own.
    """

    WAITING = "waiting"
    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    PACKED = "packed"


class Fault(StrEnum):
    """Reasons of failure that the archive itself finds; readers add their own codes."""

    CRASH = "worker_crashed"
    TIME = "time_limit"
    MEMORY = "memory_limit"
    CHANGED = "file_changed"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class Job:
    """One content to analyse: its sha256, its name in the archive, and where it lies now.

    ``member`` is its name in the ZIP at ``place``, empty for a file of its own.
    """

    sha256: str
    path: str
    place: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a ZIP: name, size in bytes, sha256; or why it cannot be read."""

    name: str
    size: int = 0
    sha256: str = ""
    reason: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one content.

    ``record`` is the compressed JSON of the analysis, empty if there is none. ``reason`` is a code,
    ``detail`` its values as (name, value) pairs, without any path of this machine. ``members`` are
    the documents of a ZIP.
    """

    sha256: str
    status: FileStatus
    record: bytes = b""
    reason: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    pages: int = 0
    characters: int = 0
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    ``total`` counts the contents of this run, ``seconds`` is its wall time, ``share`` the part of
    the expected work that is done: long files come first, so a part of the files is not that of
    the time.
    """

    phase: str
    done: int = 0
    total: int = 0
    failed: int = 0
    pages: int = 0
    seconds: float = 0.0
    share: float = 0.0

    @property
    def page_rate(self) -> float:
        """Pages a second so far, 0 before the first."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at this pace; None where nothing is known yet."""
        return self.seconds * (1 / self.share - 1) if self.share else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: files seen, contents worked on, and the state of the archive after it."""

    files: int
    contents: int
    analysed: int
    failed_now: int
    ok: int
    partial: int
    failed: int
    waiting: int
    gone: int
    seconds: float
    stopped: bool = False
