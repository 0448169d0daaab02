"""How long a file will take, before it is read.

Takes what the ledger knows (name, size, seconds of an earlier run), gives seconds. Only the order
of the work and the time left hang on it, no result: the longest start first, so that no long file
is left alone at the end while other workers have nothing to do.
"""

from __future__ import annotations

from pathlib import PurePosixPath

_MEGABYTE = 1 << 20
_TEXT, _PACKED, _OTHER = 16.0, 8.0, 0.7
"""Seconds a megabyte, measured: plain text, zipped XML, and PDF with its pictures and fonts."""
_SECONDS_A_MEGABYTE = {
    **dict.fromkeys((".txt", ".md", ".html", ".htm", ".eml"), _TEXT),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".zip"), _PACKED),
}
_LEAST = 0.001


def expect_seconds(path: str, size: int, seconds: float | None) -> float:
    """Seconds that a file may take: those of an earlier run, else by its ending and size in bytes.

    Never 0, so that shares of the work can be told.
    """
    if seconds:
        return seconds
    rate = _SECONDS_A_MEGABYTE.get(PurePosixPath(path).suffix.lower(), _OTHER)
    return max(rate * size / _MEGABYTE, _LEAST)
