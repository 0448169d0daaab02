"""ZIP archives and e-mail attachments: files inside a file, each a document of its own.

Takes a path, gives the names of the members that can be documents, and the bytes of one. Nothing is
unpacked to disk; names are labels and those that point out of the archive are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from analyzer.errors import SetaraError, UnreadableFile, UsageProblem
from analyzer.extract import sniff
from analyzer.extract.eml import parse_message
from analyzer.extract.package import MAX_ARCHIVE_BYTES, open_package, read_member

DOCUMENT_SUFFIXES = frozenset(
    {".pdf", ".docx", ".xlsx", ".xls", ".pptx", ".html", ".htm", ".txt", ".md", ".eml"}
)
_ARCHIVE_SUFFIXES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})

_ZIP_START = b"PK\x03\x04"
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX(?:/|$)|\.|~\$|Thumbs\.db$)")


def list_members(data: bytes, name: str) -> tuple[str, ...]:
    """Names of the documents in an archive or a message, sorted; empty for any other file.

    Raises:
        UnreadableFile: if the archive is damaged.
        LimitExceeded: if it has too many members or unpacks to too much.
    """
    match sniff.sniff(data, name):
        case sniff.ZIP:
            with open_package(data, name, max_bytes=MAX_ARCHIVE_BYTES) as package:
                names = {one.filename for one in package.infolist() if not one.is_dir()}
            return tuple(sorted(one for one in names if _is_document(one)))
        case sniff.EMAIL:
            return tuple(sorted(one for one in _attachments(data) if _is_document(one)))
        case _:
            return ()


def load_member(data: bytes, name: str, member: str) -> bytes:
    """The bytes of a member.

    Raises:
        UnreadableFile: if there is no such member or it is damaged.
        EncryptedFile: if it needs a password.
        LimitExceeded: as :func:`list_members`.
    """
    if member not in list_members(data, name):
        raise UnreadableFile("archive_member", name=name, member=member)
    if sniff.sniff(data, name) == sniff.EMAIL:
        return _attachments(data)[member]
    with open_package(data, name, max_bytes=MAX_ARCHIVE_BYTES) as package:
        return read_member(package, member, name)


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive of files, by its content; office files are none.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as stream:
        if stream.read(4) != _ZIP_START:
            return False
    return sniff.sniff(path.read_bytes(), path.name) == sniff.ZIP


def iter_archive(path: Path) -> Iterator[tuple[str, bytes | SetaraError]]:
    """Names and bytes of the documents in a ZIP archive, one at a time, in the order of the names.

    A member that cannot be read, and an archive in the archive, which is not opened, come with
    their error instead of bytes.

    Raises:
        UnreadableFile: if the archive is damaged.
        LimitExceeded: if it has too many members or unpacks to too much.
    """
    with open_package(path, path.name, max_bytes=MAX_ARCHIVE_BYTES) as package:
        names = {one.filename for one in package.infolist() if not one.is_dir()}
        for member in sorted(names):
            if _is_document(member):
                yield member, _bytes_or_error(package, member, path.name)
            elif _is_nested(member):
                yield member, UnreadableFile("archive_nested", name=path.name, member=member)


def read_from_archive(path: Path, member: str) -> bytes:
    """The bytes of one member of a ZIP archive, without reading the others.

    Raises:
        UnreadableFile: if there is no such member or it is damaged.
        EncryptedFile: if it needs a password.
        LimitExceeded: as :func:`iter_archive`.
    """
    with open_package(path, path.name, max_bytes=MAX_ARCHIVE_BYTES) as package:
        return read_member(package, member, path.name)


def _bytes_or_error(package: ZipFile, member: str, name: str) -> bytes | SetaraError:
    try:
        return read_member(package, member, name)
    except SetaraError as error:
        return error


def only_member(data: bytes, name: str) -> str:
    """The name of the one document in an archive.

    Raises:
        UnreadableFile: if there is none.
        UsageProblem: if there are several, of which one has to be named.
    """
    members = list_members(data, name)
    if not members:
        raise UnreadableFile("archive_empty", name=name)
    if len(members) > 1:
        raise UsageProblem("archive_many", name=name, members=len(members), first=members[0])
    return members[0]


def _is_document(member: str) -> bool:
    return _has_suffix(member, DOCUMENT_SUFFIXES)


def _is_nested(member: str) -> bool:
    return _has_suffix(member, _ARCHIVE_SUFFIXES)


def _has_suffix(member: str, suffixes: frozenset[str]) -> bool:
    if _OUTSIDE.search(member) or _HIDDEN.search(member):
        return False
    return PurePosixPath(member).suffix.lower() in suffixes


def _attachments(data: bytes) -> dict[str, bytes]:
    """Attached files by name; of several with one name, the first."""
    found: dict[str, bytes] = {}
    for part in parse_message(data).iter_attachments():
        payload = part.get_payload(decode=True)
        name = part.get_filename()
        if name and isinstance(payload, bytes):
            found.setdefault(name, payload)
    return found
