"""How many words of native PDF files are pdfplumber's words too, and in what the others differ.

Takes PDF files (by default those of ``../shared/real`` that are no scans), prints for each the F1
of words, page by page as multisets: raw and fair. Setara's words are those of extract, with tables,
before running heads are dropped and hyphens closed. Each step of the fair comparison takes away a
difference that is no loss, on pdfplumber's side, or on both sides alike where that is said:

``gap``      words part at a gap of 0.12 of the font's size, where pdfplumber's default is 3 points
             whatever the size: it fuses small print and tears large.
``turned``   text that runs up or down the page is laid level first: pdfplumber reads it downwards,
             and letter by letter where its matrix is not exactly a quarter turn.
``lines``    the letters of a page in the order of the file too, whichever order agrees better: by
             place, pdfplumber mixes cells whose lines stand a point or three apart.
``laid``     text under a scan, laid word by word over the picture, parts where a letter is off the
             end of the one before by 0.065 of the size, if four of five stand end to end to 0.005:
             words overlap there, and pdfplumber fuses them or mixes their letters.
``print``    a letter printed twice in one place counts once; a blank under a letter is none.
``slanted``  slanted words (stamps, arcs) end at blanks and jumps; pdfplumber tears them anywhere.
``symbols``  both: bullets of symbol fonts are bullets, control characters are blanks.
``leaders``  both: rows of dots or underscores are left out ("Isi.......2" is one word or three).
``spaced``   spaced-out headings are closed ("P E R A T U R A N"): a reader takes them as words.

    python -m benchmarks.bench_words [FILE…] [--show N]

``--show`` prints the words that differ on the N pages with the most. All take ten minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analyzer.extract import extract
from analyzer.extract.characters import mend
from analyzer.settings import OcrMode, Settings
from benchmarks.plumber_words import Letter, Words, by_pdfplumber, iter_steps

SHARED = Path(__file__).resolve().parents[2] / "shared" / "real"
STEPS = ("raw", "gap", "turned", "lines", "laid",
         "print", "slanted", "symbols", "leaders", "spaced")  # fmt: skip
BAR = 0.995
_LEADER = re.compile(r"(?:\.{3,}|…|_{3,})+")

Pair = tuple[Words, Words]


def by_setara(path: Path) -> list[Words]:
    """Words of each page."""
    document = extract(path, settings=Settings(ocr=OcrMode.NEVER))
    return [document.text[one.start : one.end].split() for one in document.pages]


def _plain(words: Words, step: str) -> Words:
    """Words with what a step takes away on both sides."""
    if STEPS.index(step) < STEPS.index("symbols"):
        return words
    text = mend(" ".join(words))
    return (text if step == "symbols" else _LEADER.sub(" ", text)).split()


def different(own: Words, other: Words) -> tuple[Counter[str], Counter[str]]:
    """Words that only one side has."""
    left, right = Counter(own), Counter(other)
    return left - right, right - left


def compare(own: Words, letters: list[Letter], default: Words, is_scan: bool) -> list[Pair]:
    """The words of both sides of a page after each step."""

    def pairs(step: str, lists: list[Words]) -> Pair:
        plain = _plain(own, step)
        theirs = [_plain(one, step) for one in lists]
        return plain, min(theirs, key=lambda one: sum(map(Counter.total, different(plain, one))))

    return [pairs(*one) for one in zip(STEPS, iter_steps(letters, default, is_scan), strict=True)]


def f1(pairs: Iterable[Pair]) -> float:
    """F1 of the words of some pages, 0 to 1."""
    same = total = 0
    for own, other in pairs:
        same += (Counter(own) & Counter(other)).total()
        total += len(own) + len(other)
    return 2 * same / total if total else 1.0


def kinds(pairs: Iterable[Pair]) -> Counter[str]:
    """Words that differ: fused here (theirs are two), parted here (theirs is one), or other."""
    found: Counter[str] = Counter()
    for own, other in pairs:
        left, right = different(own, other)
        found["fused"] += sum(_is_sum(one, right) for one in left.elements())
        found["parted"] += sum(_is_sum(one, left) for one in right.elements())
        found["all"] += left.total() + right.total()
    return found


def _is_sum(word: str, parts: Iterable[str]) -> bool:
    return any(
        len(one) < len(word) and word.startswith(one) and word[len(one) :] in parts for one in parts
    )


def measure(path: Path) -> list[list[Pair]]:
    """The words of both sides after each step, page by page."""
    own = by_setara(path)
    pages = [compare(one, *page) for one, page in zip(own, by_pdfplumber(path), strict=True)]
    return [list(step) for step in zip(*pages, strict=True)]


def _native() -> list[Path]:
    lines = (SHARED / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()
    files = [json.loads(one) for one in lines]
    return [SHARED / one["file"] for one in files if not one["scanned"]]


def _show(pairs: Iterable[Pair], most: int) -> None:
    """Print the words that differ on the pages with the most of them."""
    found = [(number, *different(*one)) for number, one in enumerate(pairs, 1)]
    found.sort(key=lambda one: -one[1].total() - one[2].total())
    for number, left, right in found[:most]:
        if left or right:
            print(f"  page {number}: Setara {[*left.elements()][:30]}")
            print(f"  {'':<5}pdfplumber {[*right.elements()][:30]}")


def main() -> None:
    """Print a line a file, then what each step does."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    steps: list[list[float]] = [[] for _ in STEPS]
    differing = [0] * len(STEPS)
    print(f"{'file':<56}{'raw':>7}{'fair':>8}{'words':>7}{'differ':>7}{'fused':>6}{'parted':>7}")
    for path in options.files or _native():
        pages = measure(path)
        for number, pairs in enumerate(pages):
            steps[number].append(f1(pairs))
            differing[number] += kinds(pairs)["all"]
        found, words = kinds(pages[-1]), sum(len(own) for own, _ in pages[-1])
        print(
            f"{path.name[:55]:<56}{steps[0][-1]:7.4f}{steps[-1][-1]:8.4f}{words:7}"
            f"{found['all']:7}{found['fused']:6}{found['parted']:7}",
            flush=True,
        )
        _show(pages[-1], options.show)
    print(f"\n{'step':<10}{'median':>8}{'least':>8}{'reach the bar':>15}{'words that differ':>19}")
    for name, values, count in zip(STEPS, steps, differing, strict=True):
        reach = f"{sum(one >= BAR for one in values)} of {len(values)}"
        print(f"{name:<10}{statistics.median(values):8.4f}{min(values):8.4f}{reach:>15}{count:19}")


if __name__ == "__main__":
    main()
