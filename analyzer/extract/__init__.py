"""The first room: files become documents.

Takes a path, gives a :class:`~analyzer.schema.Document`: text with the place of every character,
pages, tables, problems. It knows nothing of gender and judges nothing. One module a format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analyzer.errors import NoText, UnreadableFile
from analyzer.extract import sniff
from analyzer.extract.given import Given, build_source, load_bytes
from analyzer.schema import Document
from analyzer.settings import Settings

__all__ = ["Reader", "extract", "extract_bytes"]

Reader = Callable[[Given], Document]
"""Reads the bytes of one format."""


def extract(path: Path, *, settings: Settings) -> Document:
    """The document in a file.

    Raises:
        FileAccess: if the file cannot be opened.
        UnreadableFile: if it is damaged or of a kind that no reader knows.
        EncryptedFile: if it needs a password.
        NoText: if it holds no text at all.
        LimitExceeded: if it has too many pages.
    """
    return _read(load_bytes(path), path.name, settings=settings, path=path)


def extract_bytes(data: bytes, name: str, *, member: str = "", settings: Settings) -> Document:
    """The document in bytes that have no path of their own, as in an archive.

    Raises:
        SetaraError: as :func:`extract`.
    """
    if not data:
        raise UnreadableFile("file_empty", name=member or name)
    return _read(data, name, settings=settings, member=member)


def _read(
    data: bytes,
    name: str,
    *,
    settings: Settings,
    path: Path | None = None,
    member: str = "",
) -> Document:
    media_type = sniff.sniff(data, member or name)
    reader = _reader_for(media_type, member or name)
    source = build_source(name, data, media_type, member=member)
    document = reader(Given(source=source, data=data, settings=settings, path=path))
    if not document.text.strip():
        raise NoText("no_text", name=name, pages=len(document.pages))
    return document


def _reader_for(media_type: str, name: str) -> Reader:
    """The reader of a media type; its libraries are imported only here."""
    match media_type:
        case sniff.PDF:
            from analyzer.extract.pdf import read_pdf

            return read_pdf
        case sniff.PLAIN | sniff.MARKDOWN:
            from analyzer.extract.plain import read_plain

            return read_plain
        case sniff.HTML:
            from analyzer.extract.html import read_html

            return read_html
        case sniff.UNKNOWN:
            raise UnreadableFile("not_a_document", name=name)
        case _:
            raise UnreadableFile("kind_unknown", name=name, kind=media_type)
