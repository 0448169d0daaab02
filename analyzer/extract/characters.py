"""Dirt of fonts and word processors, mended character by character.

Takes strings, gives strings of the same length, so that positions stay as they are. What changes
the length (closing a broken word) is an edit of the text map and lives elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

HYPHEN = "-"
BULLET = "•"

BREAKING_HYPHENS = "\x02\ufffe\xad"
"""Hyphens that pdfium or a word processor puts where a word may have been broken."""

_HYPHENS = BREAKING_HYPHENS + "\u2010\u2011"
_SPACES = (
    "\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\u2028\u2029"
)
_SYMBOL_FONT = {
    0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•", 0xF0A8: "•", 0xF06E: "•",
    0xF0E0: "→", 0xF0DC: "•", 0xF071: "•", 0xF0F0: "→", 0xF02D: "-", 0xF03D: "=", 0xF0B3: "≥",
    0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF020: " ", 0xF028: "(", 0xF029: ")", 0xF025: "%",
    0xF0E5: "∑", 0xF02B: "+", 0xF0B0: "°", 0xF02F: "/", 0xF02E: ".", 0xF02C: ",",
}  # fmt: skip

SUSPECT = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u2000-\u2011\u2028\u2029\u202f\u205f\u2060\u3000"
    r"\ue000-\uf8ff\ufeff\ufffe]"
)
"""Finds a character that :func:`mend` would change."""

_PLAIN = bytes((0x0A, 0x0D, *range(0x20, 0x7F)))


def _build_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0x0A), *range(0x0E, 0x20), *range(0x7F, 0xA0)):
        table[code] = " "
    table.update({ord(one): " " for one in _SPACES})
    table.update({ord(one): HYPHEN for one in _HYPHENS})
    table.update(dict.fromkeys(range(57344, 63744), BULLET))
    table.update(_SYMBOL_FONT)
    for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF):
        table[code] = " "
    return table


_TABLE = _build_table()


def mend(text: str) -> str:
    """The text with hyphens, spaces, bullets and control characters made plain.

    The result has the length of ``text``; line feeds and carriage returns stay.
    """
    if text.isascii() and not text.encode().translate(None, _PLAIN):
        return text
    return SUSPECT.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    return _TABLE.get(ord(match.group()), match.group())


def is_letter_like(text: str) -> bool:
    """Whether the text has a letter or a digit at all."""
    return any(unicodedata.category(one)[0] in "LN" for one in text)
