"""Builds office files for tests, in bytes: whole ones, and ones with faults put in by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document as new_docx
from docx.document import Document as DocxDocument

SENTENCE = (
    "Pelatihan pengolahan hasil kebun bagi perempuan kepala keluarga dilaksanakan di tiga desa."
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_bytes(fill: Callable[[DocxDocument], None]) -> bytes:
    """A document made with python-docx."""
    document = new_docx()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def read_part(data: bytes, name: str) -> str:
    """A part of the package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8")


def with_body(data: bytes, body: str) -> bytes:
    """The document with this XML before the end of its body."""
    xml = read_part(data, "word/document.xml")
    changed = re.sub(r"(<w:sectPr\b|</w:body>)", lambda one: body + one[0], xml, count=1)
    return with_parts(data, {"word/document.xml": changed.encode()})


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def save(folder: Path, name: str, data: bytes) -> Path:
    """The file in a folder."""
    path = folder / name
    path.write_bytes(data)
    return path
