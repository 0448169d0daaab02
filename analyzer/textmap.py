"""Text that remembers where it came from.

Takes the characters of a file in reading order, gives a :class:`TextMap`: one string and, for its
pieces, the page and the raw characters they were read from. Every later change to the text
(closing a broken word, dropping a running head) is an edit of the map, so a range of the text can
always be taken back to the page. It knows nothing of file formats and nothing of language.

Conventions: ranges are half-open and count Unicode code points; pages count from 1; rectangles are
PDF points (1/72 inch) with the origin at the top left of the page as it is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Run(NamedTuple):
    """A piece of text and the raw characters of one page that it was read from.

    Where ``end - start == raw_end - raw_start`` the characters correspond one to one; otherwise
    (a ligature written out, a word mended) the piece stands for the raw range as a whole.
    """

    start: int
    end: int
    page: int
    raw_start: int
    raw_end: int
    box: Box | None = None

    @property
    def is_linear(self) -> bool:
        """True where each character of the text has a raw character of its own."""
        return self.end - self.start == self.raw_end - self.raw_start


class RawRange(NamedTuple):
    """Raw characters ``start`` to ``end`` of one page."""

    page: int
    start: int
    end: int


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``text``; an empty ``text`` deletes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextMap:
    """A string and the runs that lead from it back to the pages.

    ``runs`` are sorted by ``start`` and do not overlap. Characters outside every run (a space put
    between two lines) were not on the page.
    """

    text: str
    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        """Refuse runs that overlap or leave the text.

        Raises:
            ValueError: if a run is out of order, overlaps its neighbour or ends after the text.

        """
        last = 0
        for run in self.runs:
            if run.start < last or run.end < run.start:
                raise ValueError(f"runs overlap or are out of order at {run.start}")
            last = run.end
        if last > len(self.text):
            raise ValueError(f"a run ends at {last}, the text at {len(self.text)}")

    def raw_ranges(self, start: int, end: int) -> tuple[RawRange, ...]:
        """The raw characters behind ``text[start:end]``, one range a run, in text order."""
        return tuple(self._iter_raw(start, end))

    def _iter_raw(self, start: int, end: int) -> Iterator[RawRange]:
        first = max(0, bisect_right(self.runs, start, key=_run_start) - 1)
        for run in self.runs[first:]:
            if run.start >= end:
                break
            low, high = max(start, run.start), min(end, run.end)
            if low >= high:
                continue
            if run.is_linear:
                yield RawRange(
                    run.page,
                    run.raw_start + low - run.start,
                    run.raw_start + high - run.start,
                )
            else:
                yield RawRange(run.page, run.raw_start, run.raw_end)

    def edit(self, edits: Iterable[Edit]) -> TextMap:
        """A new map with all edits made at once.

        Args:
            edits: ranges of this map's text, sorted, not overlapping. A replacement stands for the
                raw characters of the range it replaces; an insertion (``start == end``) for none.

        Raises:
            ValueError: if the edits overlap or are not sorted.

        """
        ordered = tuple(edits)
        pieces: list[str] = []
        runs: list[Run] = []
        done = shift = 0
        cursor = _RunCursor(self.runs)
        for edit in ordered:
            if edit.start < done or edit.end < edit.start:
                raise ValueError(f"edits overlap or are out of order at {edit.start}")
            pieces.append(self.text[done : edit.start])
            runs.extend(_shifted(cursor.take(edit.start), shift))
            covered = cursor.take(edit.end)
            if edit.text and covered:
                runs.append(_merged(covered, edit.start + shift, len(edit.text)))
            pieces.append(edit.text)
            shift += len(edit.text) - (edit.end - edit.start)
            done = edit.end
        pieces.append(self.text[done:])
        runs.extend(_shifted(cursor.take(len(self.text)), shift))
        return TextMap("".join(pieces), tuple(runs))


class _RunCursor:
    """Hands out runs from left to right, cutting one where a boundary falls inside it."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._index = 0
        self._rest: Run | None = None

    def take(self, until: int) -> list[Run]:
        """All (parts of) runs that start before ``until`` and were not handed out yet."""
        taken: list[Run] = []
        while (run := self._next()) is not None and run.start < until:
            self._rest = None
            if run.end <= until:
                taken.append(run)
                continue
            left, right = _cut(run, until)
            taken.append(left)
            self._rest = right
            break
        return taken

    def _next(self) -> Run | None:
        if self._rest is None and self._index < len(self._runs):
            self._rest = self._runs[self._index]
            self._index += 1
        return self._rest


def _run_start(run: Run) -> int:
    return run.start


def _cut(run: Run, at: int) -> tuple[Run, Run]:
    """Cut a run in two; both halves of a run that is not linear keep its whole raw range."""
    if not run.is_linear:
        return run._replace(end=at), run._replace(start=at)
    raw = run.raw_start + at - run.start
    return run._replace(end=at, raw_end=raw), run._replace(start=at, raw_start=raw)


def _shifted(runs: Iterable[Run], shift: int) -> Iterator[Run]:
    for run in runs:
        yield (run._replace(start=run.start + shift, end=run.end + shift) if shift else run)


def _merged(runs: Sequence[Run], start: int, length: int) -> Run:
    """One run that stands for the first page's raw characters of all the runs."""
    first = runs[0]
    same = [run for run in runs if run.page == first.page]
    return Run(
        start,
        start + length,
        first.page,
        min(run.raw_start for run in same),
        max(run.raw_end for run in same),
        first.box,
    )


def plain_map(text: str, *, page: int = 1) -> TextMap:
    """A map of text that is its own raw text, on one page without rectangles."""
    runs = (Run(0, len(text), page, 0, len(text)),) if text else ()
    return TextMap(text, runs)
