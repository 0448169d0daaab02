"""The path of headings above a passage.

Takes blocks in order with their words, gives for each its kind and the path of headings above it:
BAB, sub-chapter numbers, Bagian, Pasal, ayat, huruf.
"""

from __future__ import annotations

import re

from analyzer.schema import PassageKind
from analyzer.segment.markers import Opening, marker_of

_TITLE_LIMIT = 160
_LEVELS = {
    Opening.FRONT: 0,
    Opening.CHAPTER: 0,
    Opening.DIVISION: 1,
    Opening.ARTICLE: 3,
    Opening.CONSIDERATION: 1,
}
_BARE = frozenset({Opening.CHAPTER, Opening.DIVISION})
_BARE_LENGTH = 18
"""A chapter's number alone: its title is in the next line."""

_CLAUSE = re.compile(r"\(\d{1,2}\)")
_POINT = re.compile(r"\(?[a-z]{1,2}[.)]")
_TITLE_ENDS = (".", ";", ":", ",", "?", "!")
_CONSIDERATION = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


class SectionPath:
    """Follows the headings of a document from block to block."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self._in_article = False
        self._is_bare = False
        self._path: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Headings above the next block, outermost first."""
        return self._path

    def enter(self, opening: Opening, text: str, *, is_centred: bool) -> PassageKind:
        """Take the next block; gives its kind and keeps its heading for the blocks below it."""
        match opening:
            case Opening.CHAPTER | Opening.DIVISION | Opening.ARTICLE | Opening.FRONT:
                self._push(_LEVELS[opening], text)
                self._is_bare = opening in _BARE and len(text) < _BARE_LENGTH
                self._in_article = opening is Opening.ARTICLE
                return PassageKind.HEADING
            case Opening.NUMBERED:
                self._push(2 + marker_of(text).strip(".").count("."), text)
                return PassageKind.HEADING
            case Opening.LETTERED:
                if self._in_article or not _is_title(text):
                    return PassageKind.LIST_ITEM
                self._push(2, text)
                return PassageKind.HEADING
            case Opening.CONSIDERATION:
                word = _CONSIDERATION.match(text)
                self._push(_LEVELS[opening], word.group() if word else text)
                return PassageKind.PARAGRAPH
            case Opening.ITEM:
                self._enter_item(text)
                return PassageKind.LIST_ITEM
            case Opening.CAPTION:
                return PassageKind.HEADING
            case _:
                return self._enter_plain(text, is_centred=is_centred)

    def _enter_item(self, text: str) -> None:
        """Keep ayat and huruf in the path, inside a Pasal only."""
        if not self._in_article:
            return
        marker = marker_of(text)
        if _CLAUSE.fullmatch(marker):
            self._push(5, f"ayat {marker}")
        elif _POINT.fullmatch(marker):
            self._push(6, f"huruf {marker.strip('().')}")

    def _enter_plain(self, text: str, *, is_centred: bool) -> PassageKind:
        was_bare, self._is_bare = self._is_bare, False
        if len(text) > _TITLE_LIMIT or not text.isupper() or text.endswith(_TITLE_ENDS):
            return PassageKind.PARAGRAPH
        if not (is_centred or len(text) < 80) or sum(map(str.isalpha, text)) < 5:
            return PassageKind.PARAGRAPH
        if was_bare:
            level, title = self._stack.pop()
            self._push(level, f"{title} {text}")
        return PassageKind.HEADING

    def _push(self, level: int, title: str) -> None:
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        self._stack.append((level, _SPACES.sub(" ", title).strip(" :")[:_TITLE_LIMIT]))
        self._path = tuple(one for _, one in self._stack)


def _is_title(text: str) -> bool:
    return len(text) < _TITLE_LIMIT and not text.endswith(_TITLE_ENDS)
