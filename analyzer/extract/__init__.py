"""The first room: files become documents.

Takes a path, gives a :class:`~analyzer.schema.Document`: text with the place of every character,
pages, tables, problems. It knows nothing of gender and judges nothing. One module a format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analyzer.errors import EncryptedFile, NoText, UnreadableFile
from analyzer.extract import sniff
from analyzer.extract.given import Given, build_source, load_bytes
from analyzer.schema import Document
from analyzer.settings import Settings

__all__ = ["Reader", "extract", "extract_bytes", "members"]

Reader = Callable[[Given], Document]
"""Reads the bytes of one format."""


def extract(path: Path, *, settings: Settings, member: str = "") -> Document:
    """The document in a file.

    Args:
        path: the file.
        settings: what to read and how much of it.
        member: which file of an archive or which attachment of a message, as :func:`members` names
            it; without it the message itself, or the only document of an archive.

    Raises:
        FileAccess: if the file cannot be opened.
        UnreadableFile: if it is damaged or of a kind that no reader knows.
        EncryptedFile: if it needs a password.
        NoText: if it holds no text at all.
        LimitExceeded: if it has too many pages or unpacks to too much.
        UsageProblem: if it is an archive of several documents and none of them is named.
    """
    data = load_bytes(path)
    if not member and sniff.sniff(data, path.name) != sniff.ZIP:
        return _read(data, path.name, settings=settings, path=path)
    from analyzer.extract import packed

    chosen = member or packed.only_member(data, path.name)
    inner = packed.load_member(data, path.name, chosen)
    return extract_bytes(inner, path.name, member=chosen, settings=settings)


def members(path: Path) -> tuple[str, ...]:
    """Names of the documents in an archive, or attached to a message; empty for any other file.

    Raises:
        FileAccess: if the file cannot be opened.
        UnreadableFile: if the archive is damaged.
        LimitExceeded: if it has too many members or unpacks to too much.
    """
    from analyzer.extract import packed

    return packed.list_members(load_bytes(path), path.name)


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
        case sniff.PLAIN:
            from analyzer.extract.plain import read_plain

            return read_plain
        case sniff.MARKDOWN:
            from analyzer.extract.markdown import read_markdown

            return read_markdown
        case sniff.HTML:
            from analyzer.extract.html import read_html

            return read_html
        case sniff.EMAIL:
            from analyzer.extract.eml import read_eml

            return read_eml
        case _:
            return _office_reader_for(media_type, name)


def _office_reader_for(media_type: str, name: str) -> Reader:
    """The reader of an office format."""
    match media_type:
        case sniff.DOCX:
            from analyzer.extract.docx import read_docx

            return read_docx
        case sniff.XLSX:
            from analyzer.extract.xlsx import read_xlsx

            return read_xlsx
        case sniff.XLS:
            from analyzer.extract.xlsx import read_xls

            return read_xls
        case sniff.PPTX:
            from analyzer.extract.pptx import read_pptx

            return read_pptx
        case sniff.LOCKED_OFFICE:
            raise EncryptedFile("office_encrypted", name=name)
        case sniff.UNKNOWN:
            raise UnreadableFile("not_a_document", name=name)
        case _:
            raise UnreadableFile("kind_unknown", name=name, kind=media_type)
