"""Reads Markdown: the words without their markup.

Takes bytes, gives a :class:`Document` of one page without rectangles; raw characters are the code
points of the decoded file, markup included, so every word keeps its place. Rows of tables stay
lines; a heading stays a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.errors import NoText
from analyzer.extract.given import Given
from analyzer.extract.plain import cleaned, decode
from analyzer.schema import Document, Page, ReadBy
from analyzer.textmap import Edit, plain_map

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKUP = re.compile(
    r"(?P<gone>^[ \t]*(?:```|~~~).*$"
    r"|^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*$"
    r"|^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*=+[ \t]*$|^[ \t]{0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$"
    r"|^[ \t]*(?:>[ \t]?)+|<!--.*?-->|</?[A-Za-z][^<>\n]*>|^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$|`+"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~)"
    r"|(?P<bullet>^[ \t]*[*+](?=[ \t]))"
    r"|(?P<bar>[ \t]*\|[ \t]*)"
    r"|!?\[(?P<label>[^\]\n]*)\](?P<target>\([^)\n]*\)|\[[^\]\n]*\])"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>-])",
    re.MULTILINE,
)


def read_markdown(given: Given) -> Document:
    """The document in a Markdown file.

    Raises:
        UnreadableFile: if no encoding fits.
        NoText: if there is nothing but markup.
    """
    text = decode(given.data, given.source.name)
    one = cleaned(plain_map(text).edit(_iter_edits(text)))
    if not one.text.strip():
        raise NoText("no_text", name=given.source.name, pages=1)
    page = Page(1, 0.0, 0.0, 0, len(one.text), ReadBy.TEXT)
    return Document(source=given.source, map=one, pages=(page,))


def _iter_edits(text: str) -> Iterator[Edit]:
    """What takes the markup away, from left to right."""
    start = 0
    front = _FRONT_MATTER.match(text)
    if front:
        start = front.end()
        yield Edit(0, start, "")
    for match in _MARKUP.finditer(text, start):
        low, high = match.span()
        match match.lastgroup:
            case "gone":
                yield Edit(low, high, "")
            case "bullet":
                yield Edit(high - 1, high, "-")
            case "bar":
                yield Edit(low, high, " | ")
            case "escaped":
                yield Edit(low, low + 1, "")
            case _:
                yield Edit(low, match.start("label"), "")
                yield Edit(match.end("label"), high, "")
