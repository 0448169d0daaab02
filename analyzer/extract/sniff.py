"""What kind of file this is, by its content.

Takes the first bytes and the name, gives a media type; the name decides only between kinds of
plain text. It does not open or check the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

PDF = "application/pdf"
HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
EMAIL = "message/rfc822"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
XLS = "application/vnd.ms-excel"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LOCKED_OFFICE = "application/x-encrypted-office"
UNKNOWN = "application/octet-stream"

_OFFICE_PARTS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(rb"<(!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_EMAIL_START = re.compile(
    rb"\A(?:(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|"
    rb"X-[\w-]+|DKIM-Signature|Content-Type): .*\r?\n(?:[ \t].*\r?\n)*){3}",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 1024


def sniff(data: bytes, name: str) -> str:
    """The media type of the bytes; ``UNKNOWN`` where they are no document."""
    head = data[:_HEAD]
    if data.startswith(b"PK\x03\x04"):
        return _sniff_zip(data)
    if b"%PDF-" in head:
        return PDF
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _sniff_ole(data)
    if data.startswith(_BOMS):
        return _sniff_text(data.replace(b"\x00", b"") if data[:2] in _BOMS else data, name)
    if _CONTROL.search(data[: 64 * _HEAD]):
        return UNKNOWN
    return _sniff_text(data, name)


def _sniff_ole(data: bytes) -> str:
    """The kind of a compound file, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED_OFFICE
    streams = ("Workbook".encode("utf-16-le"), "B\x00o\x00o\x00k\x00\x00".encode("latin-1"))
    return XLS if any(one in data for one in streams) else OLE


def _sniff_zip(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return UNKNOWN
    if "[Content_Types].xml" in names:
        for prefix, media_type in _OFFICE_PARTS.items():
            if any(one.startswith(prefix) for one in names):
                return media_type
    return ZIP


def _sniff_text(data: bytes, name: str) -> str:
    if _EMAIL_START.match(data):
        return EMAIL
    if _HTML_START.search(data[: 8 * _HEAD]):
        return HTML
    suffix = PurePath(name).suffix.lower()
    if suffix in {".html", ".htm", ".xhtml"}:
        return HTML
    if suffix in {".md", ".markdown"}:
        return MARKDOWN
    if suffix == ".eml":
        return EMAIL
    return UNKNOWN if suffix == ".pdf" else PLAIN
