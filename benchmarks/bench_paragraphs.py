"""Paragraph boundaries of real pages against what a reader saw on them before any of our output.

``tests/data/paragraph_ends.json`` holds for each page its parts outside tables in reading order
(paragraph, item, heading, note; no running heads), each as length and hash of its first and of its
last three words, letters and digits alone; short parts as a whole. ``?`` marks a part that may as
well go on with the one before it, as the title after a chapter's number; ``*`` stands on pages with
a drawing whose labels are text, where passages left over are not counted. A part is right where a
passage of ours begins and ends with it; a page is right where all its parts are and no passage is
left over. Passages cut from one long paragraph at the ends of sentences count as the paragraph.
Prints one line for each page that is not right, and the sums.

The file keeps the pages by rounds. In each, pages without any output seen were drawn by lot over
the files (no scans, no pages of tables alone), written down, scored, and only then were the rules
made better. Right at first sight (parts, passages):

    1   27 of 42 (0.959, 0.942)        5   25 of 30 (0.947, 0.903)
    2    9 of 12 (0.959, 0.908)        6   22 of 27 (0.979, 0.961)
    3   15 of 15 (1.000, 1.000)        7   23 of 24 (0.993, 0.987)
    4   10 of 12 (1.000, 0.968)        8   27 of 28 (0.991, 0.991)

Rules did not change from round 7 to 8: 50 of 52, for pages as those drawn. From round 7 on, pages
on which the rules had just changed the output counted as seen and were not drawn, which may
flatter. None of the pages has footnotes or two columns of prose.

    python -m benchmarks.bench_paragraphs [--data FILE] [--show]
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analyzer.extract import extract
from analyzer.schema import PassageKind
from analyzer.segment import Segmented, segment
from analyzer.settings import OcrMode, Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "real"
DATA = ROOT / "tests" / "data" / "paragraph_ends.json"


class Part(NamedTuple):
    """A part that a reader saw: length and hash of its beginning and of its end."""

    begins: tuple[int, str]
    ends: tuple[int, str]
    is_free: bool


DRAWN = Part((0, ""), (0, ""), is_free=False)


@dataclass(slots=True)
class Score:
    """Parts seen, passages of ours, and those of either that agree."""

    parts: int = 0
    right_parts: int = 0
    passages: int = 0
    right_passages: int = 0
    missed: tuple[int, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether every boundary of the page is right."""
        return self.parts == self.right_parts and self.passages == self.right_passages


def load_pages(path: Path = DATA) -> dict[tuple[str, int], list[Part]]:
    """The parts of each page, by file name and page number."""
    rounds: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    pages: dict[tuple[str, int], list[Part]] = {}
    for key, parts in itertools.chain.from_iterable(one.items() for one in rounds.values()):
        name, number = key.rsplit(" ", 1)
        pages[name, int(number)] = [_part(one) for one in parts.split()]
    return pages


def _part(text: str) -> Part:
    if text == "*":
        return DRAWN
    begins, ends = (one.split(":") for one in text.lstrip("?").split("/"))
    return Part((int(begins[0]), begins[1]), (int(ends[0]), ends[1]), text.startswith("?"))


@cache
def _segmented(path: Path) -> Segmented:
    return segment(extract(path, settings=Settings(ocr=OcrMode.NEVER)))


def score_page(path: Path, number: int, parts: Sequence[Part]) -> Score:
    """How our passages on a page agree with its parts."""
    passages, is_drawn = list(_iter_passages(_segmented(path), number)), DRAWN in parts
    parts = [one for one in parts if one is not DRAWN]
    left = [letters(text) for text, _ in passages]
    taken: set[int] = set()
    right: set[int] = set()
    for low, high in _groups(parts):
        runs = _tiling(left, taken, parts, low, high)
        if runs is not None:
            taken.update(runs)
            right.update(range(low, high))
    others = [
        text for index, (text, kind) in enumerate(passages)
        if not is_drawn and index not in taken and kind is not PassageKind.TABLE_ROW
    ]  # fmt: skip
    return Score(
        parts=len(parts),
        right_parts=len(right),
        passages=len(taken) + len(others),
        right_passages=len(taken),
        missed=tuple(index for index in range(len(parts)) if index not in right),
        extra=tuple(others),
    )


def letters(text: str) -> str:
    """Letters and digits of a text, without case."""
    return "".join(one for one in text.casefold() if one.isalnum())


def _iter_passages(done: Segmented, number: int) -> Iterator[tuple[str, PassageKind]]:
    """The parts of passages that stand on a page; rows of tables as such, heads included."""
    page, whole = done.document.pages[number - 1], done.document.text
    found: list[tuple[int, int, PassageKind]] = []
    for one in done.passages:
        start, end = max(one.start, page.start), min(one.end, page.end)
        if not letters(whole[start:end]):
            continue
        if found and "\n" not in whole[found[-1][1] : start]:
            start = found.pop()[0]
        found.append((start, end, PassageKind.TABLE_ROW if one.cells else one.kind))
    for start, end, kind in found:
        yield whole[start:end], kind


def _groups(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Ranges of parts that may stand in one passage."""
    starts = [index for index, part in enumerate(parts) if not part.is_free]
    yield from zip(starts, [*starts[1:], len(parts)], strict=True)


def _tiling(
    found: Sequence[str], taken: set[int], parts: Sequence[Part], low: int, high: int
) -> list[int] | None:
    """Passages that begin and end as these parts do, one or several parts each."""
    if low == high:
        return []
    for end in range(low + 1, high + 1):
        for index, text in enumerate(found):
            if index in taken or not _agrees(text, parts[low], parts[end - 1]):
                continue
            rest = _tiling(found, taken | {index}, parts, end, high)
            if rest is not None:
                return [index, *rest]
    return None


def _agrees(text: str, first: Part, last: Part) -> bool:
    begins, ends = text[: first.begins[0]], text[-last.ends[0] :]
    return _hash(begins) == first.begins[1] and _hash(ends) == last.ends[1]


@cache
def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def main() -> None:
    """Print the pages that are not right, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", action="store_true", help="print the passages left over")
    options = parser.parse_args()
    scores: list[Score] = []
    for name, group in itertools.groupby(
        load_pages(options.data).items(), key=lambda one: one[0][0]
    ):
        for (_, number), parts in group:
            score = score_page(SHARED / name, number, parts)
            scores.append(score)
            if score.is_right:
                continue
            missed = " ".join(str(one + 1) for one in score.missed)
            sys.stdout.write(f"{name} {number}: parts missed {missed or '-'} of {score.parts}, ")
            sys.stdout.write(f"left over {len(score.extra)}\n")
            for text in score.extra if options.show else ():
                sys.stdout.write(f"    {text[:60]} … {text[-40:]}\n")
    count, passages = sum(one.parts for one in scores), sum(one.passages for one in scores)
    right, ours = sum(o.right_parts for o in scores), sum(o.right_passages for o in scores)
    right_pages = sum(one.is_right for one in scores)
    sys.stdout.write(
        f"pages right {right_pages} of {len(scores)}; parts right {right} of {count} "
        f"({right / count:.3f}), passages right {ours} of {passages} ({ours / passages:.3f})\n"
    )


if __name__ == "__main__":
    main()
