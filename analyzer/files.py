"""Writes results so that nobody ever sees half a file, and never over an existing one unasked.

Takes a path and its content, gives a complete file or an exception. It knows no format.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from analyzer.errors import FileAccess

_RETRIES = 5
_PAUSE_SECONDS = 0.2


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a target before the work for it is done.

    Raises:
        FileAccess: if it exists and ``force`` is not given, or its folder does not exist.

    """
    if path.is_dir():
        raise FileAccess("file_folder", name=str(path))
    if path.exists() and not force and _is_plain(path):
        raise FileAccess("output_exists", name=str(path))
    if not path.parent.is_dir():
        raise FileAccess("output_folder", name=str(path.parent))


def save_bytes(path: Path, content: bytes, *, force: bool = False) -> Path:
    """Write a file as a whole: to a temporary name beside it, then in its place.

    Args:
        path: where to; a symbolic link is followed.
        content: all of it.
        force: whether an existing file may be replaced.

    Raises:
        FileAccess: if it exists and ``force`` is not given, or cannot be written.

    """
    check_target(path, force=force)
    target = path.resolve()
    try:
        if not _is_plain(target):
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise FileAccess("output_unwritable", name=str(path), detail=detail) from error
    return path


def save_text(path: Path, text: str, *, force: bool = False) -> Path:
    """Like :func:`save_bytes`, in UTF-8 with the line ends of the text."""
    return save_bytes(path, text.encode("utf-8"), force=force)


def _is_plain(path: Path) -> bool:
    """False for devices and pipes, which take what is written and cannot be replaced."""
    return path.is_file() or not path.exists()


def _replace(target: Path, content: bytes) -> None:
    draft = target.parent / f".setara-{os.getpid()}-{time.monotonic_ns()}.tmp"
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _move(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _move(draft: Path, target: Path) -> None:
    """Rename, a few times: on Windows a virus scanner may hold the file for a moment."""
    for attempt in range(_RETRIES):
        try:
            draft.replace(target)
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
