"""Reads the corpus: one text file a document, passages with their labels and evidence.

Takes ``corpus/documents/*.txt`` (the format is in ``corpus/README.md``), gives
:class:`LabelledDocument` with ranges in place of quotations. Run as a module it prints what is
wrong in the files named: ``python -m analyzer.learn.corpus corpus/documents/*.txt``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import BadSettings
from analyzer.learn.notes import DimensionSpan, ElementSpan, NoteReader, TermSpan
from analyzer.schema import Element, Grade, Label

KINDS = frozenset(
    {"renja", "renstra", "rpjmd", "rkpd", "kak", "gap", "gbs", "lkjip"}
    | {"perda", "perwali", "sk", "se", "news", "profile", "minutes", "other"}
)
PASSAGE_KINDS = frozenset({"paragraph", "item", "row", "heading", "caption", "footnote"})
_CONTRASTS = "contrasts"
_HEAD = re.compile(r"\[(\w+)\]\s+(none|weak|strong)\s*(?:\|\s*(.*))?$")


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage with its label, evidence, dimensions and terms."""

    id: str
    kind: str
    section: tuple[str, ...]
    text: str
    label: Label
    elements: tuple[ElementSpan, ...] = ()
    dimensions: tuple[DimensionSpan, ...] = ()
    terms: tuple[TermSpan, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document of the corpus with its verdict.

    ``contrasts``: composed of passages that differ by one element each, on many matters. It has a
    verdict by the guideline, but no thread a real document would have, so verdicts are neither
    learnt from it nor measured on it.
    """

    id: str
    kind: str
    government: str
    agency: str
    sector: str
    year: str
    verdict: Label
    no_mention: bool
    grade: Grade
    issue: str
    why: str
    passages: tuple[LabelledPassage, ...]
    contrasts: bool = False


def load_corpus(folder: Path) -> tuple[LabelledDocument, ...]:
    """All documents of a corpus folder, in the order of their names.

    Raises:
        BadSettings: if the folder has none or a file does not follow the format.

    """
    paths = sorted((folder / "documents").glob("*.txt"))
    if not paths:
        raise BadSettings("corpus_empty", name=str(folder))
    return tuple(load_document(path) for path in paths)


def load_document(path: Path) -> LabelledDocument:
    """One document of the corpus.

    Raises:
        BadSettings: naming the file and the first line that does not follow the format.

    """
    problems: list[str] = []
    document = _parse(path.stem, path.read_text(encoding="utf-8"), problems)
    if problems or document is None:
        detail = problems[0] if problems else "no header"
        raise BadSettings("corpus_line", name=path.name, detail=detail)
    return document


def _parse(stem: str, text: str, problems: list[str]) -> LabelledDocument | None:
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    header = _parse_header(blocks[0], problems)
    passages = tuple(
        passage
        for number, block in enumerate(blocks[1:], 1)
        if (passage := _parse_passage(f"{stem}#{number:02d}", block, problems)) is not None
    )
    try:
        return LabelledDocument(
            id=stem,
            kind=header["kind"],
            government=header["government"],
            agency=header["agency"],
            sector=header["sector"],
            year=header["year"],
            verdict=Label(header["verdict"]),
            no_mention=header["no_mention"] == "yes",
            grade=Grade(header["grade"]),
            issue=header.get("issue", "-"),
            why=header["why"],
            passages=passages,
            contrasts=header.get("composed") == _CONTRASTS,
        )
    except (KeyError, ValueError) as error:
        problems.append(f"{stem}: header: {error!r}")
        return None


def _parse_header(block: str, problems: list[str]) -> dict[str, str]:
    header: dict[str, str] = {}
    for line in block.splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            problems.append(f"header line without a colon: {line!r}")
        header[key.strip()] = value.strip()
    if header.get("kind") not in KINDS:
        problems.append(f"unknown kind {header.get('kind')!r}")
    if header.get("composed", _CONTRASTS) != _CONTRASTS:
        problems.append(f"unknown way of composing {header['composed']!r}")
    return header


def _parse_passage(identity: str, block: str, problems: list[str]) -> LabelledPassage | None:
    lines = block.splitlines()
    head = _HEAD.match(lines[0])
    if head is None or head[1] not in PASSAGE_KINDS:
        problems.append(f"{identity}: first line is not '[kind] label | section': {lines[0]!r}")
        return None
    notes = [line[2:].strip() for line in lines[1:] if line.startswith("> ")]
    text = "\n".join(line.rstrip() for line in lines[1:] if not line.startswith(">"))
    reader = NoteReader(identity, text, problems)
    for note in notes:
        reader.read(note)
    section = tuple(part.strip() for part in (head[3] or "").split(">") if part.strip())
    passage = LabelledPassage(
        id=identity,
        kind=head[1],
        section=section,
        text=text,
        label=Label(head[2]),
        elements=tuple(reader.elements),
        dimensions=tuple(reader.dimensions),
        terms=tuple(sorted(reader.terms, key=lambda span: (span.start, -span.end))),
        cases=tuple(reader.cases),
    )
    problems.extend(f"{identity}: {problem}" for problem in _contradictions(passage))
    return passage


def _contradictions(passage: LabelledPassage) -> Iterator[str]:
    """Labels that the guideline's formula does not allow."""
    found = {span.element for span in passage.elements}
    if passage.label is Label.NONE and (found or passage.dimensions):
        yield "label none, but elements or dimensions are marked"
    if passage.label is Label.STRONG:
        others = found - {Element.GROUP}
        if len(others) < 2 or not others & {
            Element.ISSUE,
            Element.CAUSE,
            Element.ACTION,
        }:
            yield "label strong without two of U2-U6, one of them U2, U3 or U4"
    if passage.label is not Label.NONE and not found and not passage.terms:
        yield "label weak or strong without an element or a term"


def main(names: Sequence[str]) -> int:
    """Print every problem of the files named; 0 if there is none."""
    problems: list[str] = []
    counts: dict[str, int] = {}
    for name in names:
        before = len(problems)
        document = _parse(Path(name).stem, Path(name).read_text(encoding="utf-8"), problems)
        for index in range(before, len(problems)):
            problems[index] = f"{Path(name).name}: {problems[index]}"
        for passage in document.passages if document else ():
            counts[passage.label] = counts.get(passage.label, 0) + 1
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.stdout.write(f"{len(names)} files, {counts}, {len(problems)} problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
