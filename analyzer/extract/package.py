"""ZIP packages (office files and archives), checked before anything is unpacked.

Takes the bytes of a package, gives an open :class:`zipfile.ZipFile` that keeps the limits below, or
an error. Nothing is ever written to disk; names inside a package are labels, not paths.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile

MAX_TOTAL_BYTES = 200 << 20
"""Bytes that an office file, or one member of an archive, may unpack to."""

MAX_ARCHIVE_BYTES = 1 << 30
"""Bytes that all members of an archive may unpack to."""

MAX_RATIO = 100
"""How many times its packed size a large member may unpack to."""

MAX_MEMBERS = 2000

_SMALL_BYTES = 10 << 20
_PROLOGUE_BYTES = 1 << 16
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED_BIT = 0x1
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def open_package(
    data: bytes | Path, name: str, *, max_bytes: int = MAX_TOTAL_BYTES
) -> zipfile.ZipFile:
    """The package in ``data``, within the limits.

    Args:
        data: the whole file, or where it lies, to read no more of it than is asked for.
        name: its name, for errors.
        max_bytes: what all members may unpack to together.

    Raises:
        UnreadableFile: if it is damaged.
        LimitExceeded: if it declares more members or bytes than allowed, or is packed too tightly
            to be a document.
    """
    try:
        package = zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data))
    except _DAMAGES as error:
        raise UnreadableFile("archive_damaged", name=name, detail=str(error)) from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise LimitExceeded("archive_members", name=name, members=len(members), limit=MAX_MEMBERS)
    total = sum(one.file_size for one in members)
    if total > max_bytes:
        raise _too_large(name, total, max_bytes)
    for one in members:
        most = min(MAX_TOTAL_BYTES, max(_SMALL_BYTES, MAX_RATIO * one.compress_size))
        if one.file_size > most:
            raise _too_large(name, one.file_size, most)
    return package


def read_member(package: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The bytes of a member; never more than it declared.

    Raises:
        EncryptedFile: if the member needs a password.
        UnreadableFile: if there is no such member or it is damaged.
    """
    try:
        info = package.getinfo(member)
    except KeyError as error:
        raise UnreadableFile("archive_member", name=name, member=member) from error
    if info.flag_bits & _ENCRYPTED_BIT:
        raise EncryptedFile("archive_encrypted", name=name, member=member)
    try:
        with package.open(info) as stream:
            return stream.read(info.file_size + 1)
    except _DAMAGES as error:
        raise UnreadableFile("archive_damaged", name=name, detail=str(error)) from error


def check_office(data: bytes, name: str) -> None:
    """Refuse an office file whose XML declares a document type: it may only be an attack.

    Raises:
        UnreadableFile: if it is damaged or an XML part has a DOCTYPE.
        LimitExceeded: as :func:`open_package`.
    """
    with open_package(data, name) as package:
        for info in package.infolist():
            if not info.filename.lower().endswith(_XML_SUFFIXES):
                continue
            try:
                with package.open(info) as stream:
                    prologue = stream.read(_PROLOGUE_BYTES)
            except (*_DAMAGES, RuntimeError) as error:
                raise UnreadableFile("office_damaged", name=name, detail=str(error)) from error
            if _DECLARES.search(prologue.replace(b"\x00", b"")):
                raise UnreadableFile("xml_unsafe", name=name, part=info.filename)


def _too_large(name: str, size: int, limit: int) -> LimitExceeded:
    return LimitExceeded("archive_size", name=name, megabytes=size >> 20, limit=limit >> 20)
