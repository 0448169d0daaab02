"""Puts the codes of an analysis into words, the same for every output.

Takes reasons, findings and codes, gives sentences of the locale. It shortens quotations and decides
nothing about them.
"""

from __future__ import annotations

import re

from analyzer.locale import find, translate
from analyzer.schema import Finding, Problem, Reason

_BLANKS = re.compile(r"\s+")
_REASON_QUOTE = 80


def clean(text: str) -> str:
    """The text with every stretch of white space as one blank, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def shorten(text: str, width: int) -> str:
    """At most ``width`` characters of the cleaned text, cut at a word, with an ellipsis."""
    whole = clean(text)
    if len(whole) <= width:
        return whole
    cut = whole[: width - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > width // 2 else cut).rstrip(" ,;:.-") + "…"


def around(text: str, start: int, end: int, *, width: int) -> str:
    """At most ``width`` characters of ``text`` that hold ``text[start:end]``, cut at words."""
    if end - start >= width or len(clean(text)) <= width:
        return shorten(text[start:end] if end - start >= width else text, width)
    spare = width - (end - start) - 2
    left = max(0, start - spare // 2)
    right = min(len(text), left + width - 2)
    left = max(0, right - width + 2)
    if left > 0:
        left = min(start, text.find(" ", left, start) + 1 or left)
    if right < len(text):
        right = max(end, text.rfind(" ", end, right)) if " " in text[end:right] else right
    head, tail = "…" if left > 0 else "", "…" if right < len(text) else ""
    return f"{head}{clean(text[left:right])}{tail}"


def reason_text(reason: Reason, text: str, lang: str, *, quoted: bool = True) -> str:
    """The sentence of a reason, with the words that made it where it wants them.

    Args:
        reason: code and range.
        text: the document's text.
        lang: language of the sentence.
        quoted: False leaves the words out, for a reader who has just seen them.

    """
    quote = ""
    if reason.start is not None and reason.end is not None:
        quote = shorten(text[reason.start : reason.end], _REASON_QUOTE)
    sentence = sentence_or_code("reason", reason.code, lang, quote=quote)
    return sentence if quoted else sentence.removesuffix(f": “{quote}”")


def problem_text(problem: Problem, lang: str) -> str:
    """The sentence of a problem with its page and values."""
    values: dict[str, object] = {"page": problem.page, **dict(problem.values)}
    return translate(f"problem.{problem.code}", lang, **values)


def rule_text(finding: Finding, lang: str) -> str:
    """The rule that a finding rests on; what is no known code stands as it is."""
    return sentence_or_code("rule", finding.source, lang) if finding.source else ""


def sentence_or_code(table: str, name: str, lang: str, /, **values: object) -> str:
    """The sentence ``table.name``; without one, ``code`` of the values or the name as it is."""
    if find(f"{table}.{name}", lang) is None:
        return str(values.get("code", name))
    return translate(f"{table}.{name}", lang, **values)
