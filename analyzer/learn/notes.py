"""Reads the annotation lines of a corpus passage: quotations become ranges.

Takes a passage's text and its lines (``U2: words``, ``akses gap (perempuan): words``,
``terms: a; b = name``), gives ranges of the text, and a problem for each line that does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.schema import Assertion, Dimension, Element, Polarity

_ELEMENT = re.compile(r"(U[1-6]):\s*(.+)$")
_DIMENSION = re.compile(
    r"(akses|partisipasi|kontrol|manfaat)\s+(gap|advance|norm)\s*\(([^)]*)\):\s*(.+)$"
)
_REPEAT = re.compile(r"\s+#(\d+)$")


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled range of a passage's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ElementSpan(Span):
    """Words that carry an element of evidence."""

    element: Element


@dataclass(frozen=True, slots=True)
class DimensionSpan(Span):
    """Words that carry a dimension, of whom and which way."""

    dimension: Dimension
    polarity: Polarity
    group: str


@dataclass(frozen=True, slots=True)
class TermSpan(Span):
    """A gender term and how it is meant."""

    assertion: Assertion


class NoteReader:
    """Turns the annotation lines of a passage into ranges."""

    def __init__(self, identity: str, text: str, problems: list[str]) -> None:
        self._identity = identity
        self._text = text
        self._problems = problems
        self.elements: list[ElementSpan] = []
        self.dimensions: list[DimensionSpan] = []
        self.terms: list[TermSpan] = []
        self.cases: list[str] = []

    def read(self, note: str) -> None:
        """Read one annotation line; what is wrong with it goes to the problems."""
        if note.startswith("terms:"):
            self._read_terms(note[len("terms:") :])
        elif note.startswith("case:"):
            self.cases.extend(re.split(r"[\s,;]+", note[len("case:") :].strip()))
        elif element := _ELEMENT.match(note):
            for start, end in self._find(element[2]):
                self.elements.append(ElementSpan(start, end, Element(element[1])))
        elif dimension := _DIMENSION.match(note):
            for start, end in self._find(dimension[4]):
                self.dimensions.append(
                    DimensionSpan(
                        start,
                        end,
                        Dimension(dimension[1]),
                        Polarity(dimension[2]),
                        dimension[3].strip(),
                    )
                )
        elif not note.startswith("why:"):
            self._problems.append(f"{self._identity}: cannot read the line '> {note}'")

    def _find(self, quote: str) -> Iterator[tuple[int, int]]:
        repeat = _REPEAT.search(quote)
        wanted = int(repeat[1]) if repeat else 1
        words = quote[: repeat.start()] if repeat else quote
        found = list(_occurrences(self._text, words))
        if len(found) < wanted:
            self._problems.append(f"{self._identity}: not in the text: {quote!r}")
            return
        yield found[wanted - 1]

    def _read_terms(self, listed: str) -> None:
        entries = [entry.strip() for entry in listed.split(";") if entry.strip()]
        pairs: list[tuple[str, Assertion]] = []
        for entry in entries:
            words, _, status = entry.partition(" = ")
            try:
                pairs.append((words.strip(), Assertion(status.strip() or "affirmed")))
            except ValueError:
                self._problems.append(f"{self._identity}: unknown status in {entry!r}")
        taken: list[tuple[int, int]] = []
        for words, assertion in sorted(pairs, key=lambda pair: -len(pair[0])):
            found = [
                (start, end)
                for start, end in _occurrences(self._text, words, whole_words=True)
                if not any(start < stop and begin < end for begin, stop in taken)
            ]
            if not found and not any(True for _ in _occurrences(self._text, words)):
                self._problems.append(f"{self._identity}: term not in the text: {words!r}")
            taken.extend(found)
            self.terms.extend(TermSpan(start, end, assertion) for start, end in found)


def _occurrences(text: str, quote: str, *, whole_words: bool = False) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    for match in re.finditer(pattern, text):
        yield match.span()
