"""A file as it was given: its bytes, and what the readers need to know beside them.

Takes a path, gives a :class:`Given` or an error of :mod:`analyzer.errors`; knows no file format.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import FileAccess, UnreadableFile
from analyzer.schema import Source
from analyzer.settings import Settings


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a file with its origin; ``path`` is None for a member of an archive."""

    source: Source
    data: bytes
    settings: Settings
    path: Path | None = None


def load_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        FileAccess: if there is no such file, it is a folder, or reading it is not allowed.
        UnreadableFile: if it is empty.
    """
    name = path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileAccess("file_missing", name=name) from error
    except IsADirectoryError as error:
        raise FileAccess("file_folder", name=name) from error
    except PermissionError as error:
        key = "file_folder" if path.is_dir() else "file_permission"
        raise FileAccess(key, name=name) from error
    except OSError as error:
        raise FileAccess("file_access", name=name, detail=error.strerror or "") from error
    if not data:
        raise UnreadableFile("file_empty", name=name)
    return data


def build_source(name: str, data: bytes, media_type: str, *, member: str = "") -> Source:
    """The source of these bytes; its id is made from the content."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Source(id=digest, name=name, media_type=media_type, size=len(data), member=member)
