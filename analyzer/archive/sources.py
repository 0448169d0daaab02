"""Where the documents lie: folders of this machine, or shared storage through fsspec.

Takes what the user gave (paths or URLs such as ``s3://bucket/folder``), gives files with a name in
the archive: the folder's own name and the path below it, joined by ``/``. It follows no links and
reads nothing but sizes, until a content is asked for.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from analyzer.archive.outcome import Job
from analyzer.errors import FileAccess, MissingPart, UsageProblem

_JUNK = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_JUNK_STARTS = (".", "~$", "._")
_NO_DOCUMENTS = frozenset(
    ".json .jsonl .xml .log .ini .db .sqlite .lnk .tmp .bak .exe .dll .py .js .css".split()
)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Root:
    """A folder or file as given. ``place`` is where it lies now: a path or a URL."""

    name: str
    place: str

    @property
    def remote(self) -> bool:
        """Whether it is reached through fsspec."""
        return "://" in self.place


@dataclass(frozen=True, slots=True)
class Found:
    """A file met in a root: its name in the archive, its place, size and time of change."""

    path: str
    place: str
    size: int
    modified_ns: int


def build_roots(places: Sequence[str]) -> list[Root]:
    """The roots of what was given; two of the same name get a number, in the order given.

    Raises:
        FileAccess: if a path is not there.

    """
    roots: list[Root] = []
    taken: dict[str, int] = {}
    for place in dict.fromkeys(places):
        if "://" in place:
            name = PurePosixPath(place.rstrip("/")).name
        else:
            path = Path(place).resolve()
            if not path.exists():
                raise FileAccess("archive_place_missing", name=place)
            place, name = str(path), path.name or "root"
        taken[name] = taken.get(name, 0) + 1
        roots.append(Root(name if taken[name] == 1 else f"{name}~{taken[name]}", place))
    return roots


def iter_found(root: Root, *, without: Path) -> Iterator[Found]:
    """Files of a root in the order of their paths, without the folder of the archive itself."""
    if root.remote:
        yield from _iter_remote(root)
        return
    path = Path(root.place)
    if path.is_file():
        yield _found(root.name, path)
    else:
        yield from _iter_folder(path, root.name, without=without.resolve())


def _iter_folder(folder: Path, prefix: str, *, without: Path) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if is_junk(entry.name) or entry.is_symlink() or _unwritable_name(entry.name):
            continue
        path = Path(entry.path)
        if entry.is_dir():
            if path != without:
                yield from _iter_folder(path, f"{prefix}/{entry.name}", without=without)
        elif entry.is_file():
            yield _found(f"{prefix}/{entry.name}", path)


def _found(name: str, path: Path) -> Found:
    stat = path.stat()
    return Found(name, str(path), stat.st_size, stat.st_mtime_ns)


def _iter_remote(root: Root) -> Iterator[Found]:
    system, folder = _filesystem(root.place)
    for path, info in sorted(system.find(folder, detail=True).items()):
        below = PurePosixPath(path).relative_to(PurePosixPath(folder)).as_posix()
        if any(is_junk(part) for part in below.split("/")):
            continue
        name = root.name if below == "." else f"{root.name}/{below}"
        yield Found(name, system.unstrip_protocol(path), int(info["size"] or 0), _time_of(info))


def _time_of(info: dict[str, Any]) -> int:
    """A number that changes when a remote file does."""
    for key in ("mtime", "LastModified", "last_modified", "ETag", "created"):
        if info.get(key):
            digest = hashlib.sha256(str(info[key]).encode()).digest()
            return int.from_bytes(digest[:7], "big")
    return 0


def is_junk(name: str) -> bool:
    """Whether a name is that of a system, lock, program or data file, which is no document."""
    low = name.lower()
    ending = PurePosixPath(low).suffix
    return low in _JUNK or name.startswith(_JUNK_STARTS) or ending in _NO_DOCUMENTS


def _unwritable_name(name: str) -> bool:
    """Whether a name holds bytes that are no text, so that no ledger could keep it."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def hash_place(place: str) -> str:
    """The sha256 of a file, read in blocks.

    Raises:
        OSError: if it cannot be read.

    """
    if "://" not in place:
        with Path(place).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    system, path = _filesystem(place)
    digest = hashlib.sha256()
    with system.open(path, "rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def local_copy(job: Job) -> Iterator[Path]:
    """The file of a job as a path of this machine; a remote one is fetched and removed after."""
    if "://" not in job.place:
        yield Path(job.place)
        return
    system, path = _filesystem(job.place)
    with tempfile.TemporaryDirectory(prefix="setara-") as folder:
        target = Path(folder) / PurePosixPath(job.path).name
        system.get_file(path, str(target))
        yield target


def _filesystem(place: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingPart("part_missing", name="fsspec", detail="setara[cluster]") from error
    try:
        system, path = url_to_fs(place)
    except (ValueError, ImportError) as error:
        raise UsageProblem(
            "archive_storage", name=place.split("://")[0], detail=str(error)
        ) from error
    return system, str(path)


def place_of(roots: Sequence[Root], path: str) -> str:
    """Where a file of the archive lies now.

    Raises:
        KeyError: if it is of none of these roots.

    """
    name, _, below = path.partition("/")
    place = next((root.place for root in roots if root.name == name), None)
    if place is None:
        raise KeyError(path)
    if not below:
        return place
    return f"{place.rstrip('/')}/{below}" if "://" in place else str(Path(place, *below.split("/")))
