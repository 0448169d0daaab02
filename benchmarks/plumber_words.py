"""pdfplumber's words of a page, step by step freed of what is no difference in the text.

Takes the letters of a page as pdfplumber gives them, gives its words after each of the steps that
:mod:`benchmarks.bench_words` describes. Nothing of Setara's is used here.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

GAP, LEVEL, RHYTHM, SAME_LINE = 0.12, 0.1, 1.45, 3.0
OVERPRINT, COVERED, JUMP = 0.4, 0.9, 1.5
SCANNED, EXACT, FOLLOW, LAID = 0.8, 0.005, 0.8, 0.065
FEWEST_LETTERS, FEWEST_ALPHABETIC = 5, 3

Letter = dict[str, Any]
Words = list[str]


def by_pdfplumber(path: Path) -> Iterator[tuple[list[Letter], Words, bool]]:
    """Letters of each page, its words with the default settings, and whether it is a scan."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            pictures = sum(one["width"] * one["height"] for one in page.images)
            is_scan = pictures >= SCANNED * page.width * page.height
            yield page.chars, _texts(page.extract_words()), is_scan
            page.close()


def iter_steps(letters: list[Letter], default: Words, is_scan: bool) -> Iterator[list[Words]]:
    """Words after each step; more than one list where either may be taken."""
    yield [default]
    yield [_texts(_words(letters))]
    level = [_turned(one) for one in letters]
    yield [_texts(_by_turn(level, flow=False))]
    yield [_texts(_by_turn(level, flow=flow)) for flow in (False, True)]
    laid = list(_laid(letters)) if is_scan else letters
    level = [_turned(one) for one in laid]
    yield [_texts(_by_turn(level, flow=flow)) for flow in (False, True)]
    once = _printed_once(laid)
    level = [_turned(one) for one in once]
    yield [_texts(_by_turn(level, flow=flow)) for flow in (False, True)]
    slanted, rest = _slanted_words(once)
    level = [_turned(one) for one in rest]
    both = [_by_turn(level, flow=flow) for flow in (False, True)]
    for _ in ("slanted", "symbols", "leaders"):
        yield [slanted + _texts(one) for one in both]
    yield [slanted + list(_closed(one)) for one in both]


def _words(letters: list[Letter], *, flow: bool = False) -> list[Letter]:
    from pdfplumber.utils import extract_words

    lines = {"use_text_flow": True, "y_tolerance_ratio": 0.5} if flow else {"y_tolerance": 1}
    return extract_words(letters, x_tolerance_ratio=GAP, **lines) if letters else []


def _texts(words: Iterable[Letter]) -> Words:
    return [one["text"] for one in words]


def _turned(one: Letter) -> tuple[int, Letter]:
    """Quarter turns of a letter, -1 where it slants, and the letter laid level."""
    a, b = one["matrix"][:2]
    x0, x1, top, bottom = one["x0"], one["x1"], one["top"], one["bottom"]
    if min(abs(a), abs(b)) > LEVEL * max(abs(a), abs(b)):
        return -1, one
    if abs(a) >= abs(b):
        turn, box = (0, (x0, x1, top, bottom)) if a > 0 else (2, (-x1, -x0, -bottom, -top))
    else:
        turn, box = (1, (-bottom, -top, x0, x1)) if b > 0 else (3, (top, bottom, -x1, -x0))
    place = dict(zip(("x0", "x1", "top", "bottom"), box, strict=True))
    return turn, {**one, **place, "doctop": box[2], "upright": True, "size": box[3] - box[2]}


def _by_turn(level: Sequence[tuple[int, Letter]], *, flow: bool) -> list[Letter]:
    """Words of the letters of each direction apart."""
    ordered = level if flow else sorted(level, key=lambda one: one[0])
    groups = groupby(ordered, key=lambda one: one[0])
    return [word for _, own in groups for word in _words([one for _, one in own], flow=flow)]


def _laid(letters: list[Letter]) -> Iterator[Letter]:
    """Letters with a blank wherever one does not follow the one before, if nearly all follow."""
    gaps = [
        (after["x0"] - before["x1"]) / after["size"]
        if abs(after["bottom"] - before["bottom"]) < SAME_LINE and after["size"] > 0
        else 0.0
        for before, after in pairwise(letters)
    ]
    follow = sum(abs(gap) < EXACT for gap in gaps) >= FOLLOW * len(gaps)
    for gap, one in zip([0.0, *gaps], letters, strict=False):
        if follow and abs(gap) > LAID:
            yield {**one, "text": " ", "x1": one["x0"], "width": 0}
        yield one


def _printed_once(letters: list[Letter]) -> list[Letter]:
    from pdfplumber.utils import dedupe_chars

    once = dedupe_chars(letters, tolerance=OVERPRINT, extra_attrs=())
    return [
        one
        for one, after in pairwise([*once, None])
        if one and not (after and one["text"].isspace() and _covers(after, one))
    ]


def _covers(letter: Letter, blank: Letter) -> bool:
    """Whether a visible letter stands where a blank is."""
    shared = min(letter["x1"], blank["x1"]) - max(letter["x0"], blank["x0"])
    is_level = abs(letter["top"] - blank["top"]) < 1
    return bool(letter["text"].strip() and is_level and shared > COVERED * blank["width"] > 0)


def _slanted_words(letters: list[Letter]) -> tuple[Words, list[Letter]]:
    """Words in which a letter slants, cut at blanks and jumps; the letters of all other words."""
    words: Words = []
    rest: list[Letter] = []
    run: list[Letter] = []
    for before, one in pairwise([None, *letters, None]):
        if run and (one is None or one["text"].isspace() or _is_jump(before, one)):
            if any(_turned(letter)[0] < 0 for letter in run):
                words.append("".join(_texts(run)))
            else:
                rest += run
            run = []
        if one is not None and one["text"].isspace():
            rest.append(one)
        elif one is not None:
            run.append(one)
    return words, rest


def _is_jump(before: Letter | None, one: Letter) -> bool:
    if before is None:
        return True
    reach = JUMP * max(before["width"], before["height"], one["width"], one["height"])
    return any(
        abs(one[low] + one[high] - before[low] - before[high]) > 2 * reach
        for low, high in (("x0", "x1"), ("top", "bottom"))
    )


def _closed(words: Sequence[Letter]) -> Iterator[str]:
    """Words, runs of five or more single letters joined by the rhythm of their gaps."""
    run: list[Letter] = []
    for one in (*words, None):
        is_single = one is not None and len(one["text"]) == 1 and one["text"].isalnum()
        goes_on = bool(run) and is_single and one is not None and _follows(run[-1], one)
        if run and not goes_on:
            yield from _joined(run)
            run = []
        if one is not None and is_single:
            run.append(one)
        elif one is not None:
            yield one["text"]


def _follows(last: Letter, one: Letter) -> bool:
    is_level = abs(one["top"] - last["top"]) < SAME_LINE
    return is_level and 0 < one["x0"] - last["x1"] < one["bottom"] - one["top"]


def _joined(run: Sequence[Letter]) -> Words:
    if len(run) < FEWEST_LETTERS or sum(one["text"].isalpha() for one in run) < FEWEST_ALPHABETIC:
        return _texts(run)
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(run)]
    most, text = RHYTHM * statistics.median(gaps), run[0]["text"]
    for gap, one in zip(gaps, run[1:], strict=True):
        text += (" " if gap > most else "") + one["text"]
    return text.split()
