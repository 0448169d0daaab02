"""Reads plain text and Markdown.

Takes bytes in any common encoding, gives a :class:`Document` of one page without rectangles; raw
characters are the code points of the decoded file.
"""

from __future__ import annotations

import re

from analyzer.errors import NoText, UnreadableFile
from analyzer.extract.characters import SUSPECT, mend
from analyzer.extract.given import Given
from analyzer.schema import Document, Page, ReadBy
from analyzer.textmap import Edit, TextMap, plain_map

_SOFT_HYPHEN = "\xad"
_SOFT = {0xA0: " ", 0x09: " ", 0x2028: "\n", 0x2029: "\n"}
_DIRT = re.compile(r"\xad\r?\n?| *[\r\n][ \r\n]+| *\r| +\n| {2,}")
_ENCODINGS = ["utf_8", "cp1252", "utf_16", "utf_16_le", "utf_16_be", "mac_roman"]


def read_plain(given: Given) -> Document:
    """The document in a plain text or Markdown file.

    Raises:
        UnreadableFile: if no encoding fits.
        NoText: if there is nothing but space.
    """
    return document_of_text(decode(given.data, given.source.name), given)


def document_of_text(text: str, given: Given) -> Document:
    """A document of one page whose raw characters are those of ``text``."""
    if not text.strip():
        raise NoText("no_text", name=given.source.name, pages=1)
    one = cleaned(plain_map(text))
    page = Page(1, 0.0, 0.0, 0, len(one.text), ReadBy.TEXT)
    return Document(source=given.source, map=one, pages=(page,))


def decode(data: bytes, name: str) -> str:
    """The text of the bytes, as UTF-8 where possible, else by its own pattern.

    Raises:
        UnreadableFile: if no encoding fits.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
        if best is None:
            raise UnreadableFile("not_a_document", name=name) from None
        return str(best)


def cleaned(one: TextMap) -> TextMap:
    """The map with plain line feeds and single spaces, without the dirt of word processors."""
    if SUSPECT.search(one.text):
        one = TextMap(one.text.translate(_SOFT), one.runs)
    one = one.edit(Edit(m.start(), m.end(), _plain(m.group())) for m in _DIRT.finditer(one.text))
    if not SUSPECT.search(one.text):
        return one
    return TextMap(mend(one.text), one.runs)


def _plain(dirt: str) -> str:
    if dirt[0] == _SOFT_HYPHEN:
        return ""
    breaks = dirt.count("\n") or dirt.count("\r")
    return "\n" * min(breaks, 2) if breaks else " "
