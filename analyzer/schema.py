"""The core types: what the rooms hand to one another.

Takes nothing, gives frozen types; imports only the standard library and the text map. Ranges are
half-open and count Unicode code points of ``Document.text``; pages count from 1; rectangles are PDF
points with the origin at the top left. A prediction and a human annotation have the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from analyzer.textmap import Box, RawRange, TextMap


class Label(StrEnum):
    """Strength of the gender perspective of a passage; a document is weak or strong."""

    NONE = "none"
    WEAK = "weak"
    STRONG = "strong"


class Dimension(StrEnum):
    """The four dimensions of gender mainstreaming (APKM)."""

    AKSES = "akses"
    PARTISIPASI = "partisipasi"
    KONTROL = "kontrol"
    MANFAAT = "manfaat"


class Polarity(StrEnum):
    """Which way a dimension is stated: missing, present or planned, or as a principle."""

    GAP = "gap"
    ADVANCE = "advance"
    NORM = "norm"


class Assertion(StrEnum):
    """How a term is meant where it stands."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    PLANNED = "planned"
    QUOTED = "quoted"
    NAME = "name"


class Element(StrEnum):
    """Elements of evidence U1 to U6 of the labelling guideline."""

    GROUP = "U1"
    ISSUE = "U2"
    CAUSE = "U3"
    ACTION = "U4"
    MEASURE = "U5"
    MEANS = "U6"


class PassageKind(StrEnum):
    """What a passage is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CELL = "cell"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"


class DocumentKind(StrEnum):
    """Kinds of document; each has its own rule for strong and weak."""

    RPJMD = "rpjmd"
    RKPD = "rkpd"
    RENSTRA = "renstra"
    RENJA = "renja"
    KAK = "kak"
    GAP = "gap"
    GBS = "gbs"
    LKJIP = "lkjip"
    REGULATION = "regulation"
    NEWS = "news"
    OTHER = "other"


class Grade(StrEnum):
    """UNDP's Gender Results Effectiveness Scale (GRES)."""

    NEGATIVE = "negative"
    BLIND = "blind"
    TARGETED = "targeted"
    RESPONSIVE = "responsive"
    TRANSFORMATIVE = "transformative"


class ReadBy(StrEnum):
    """How the text of a page was read."""

    TEXT = "text"
    OCR = "ocr"
    NONE = "none"


class Status(StrEnum):
    """Whether a result is complete."""

    OK = "ok"
    PARTIAL = "partial"


class FindingStatus(StrEnum):
    """How far a checklist item is fulfilled."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was given. ``id`` is the first 16 hex digits of its sha256."""

    id: str
    name: str
    media_type: str
    size: int
    member: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points (0 where there is no paper) and its range of the text."""

    number: int
    width: float
    height: float
    start: int
    end: int
    read_by: ReadBy


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: row and column from 0, its range of the text (empty cells have start == end)."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table of one page. ``columns`` are the header's words, one a column."""

    page: int
    box: Box
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong without stopping the work; the report puts it in words."""

    code: str
    page: int | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a range of the text stands: a page and, where there is paper, its rectangles."""

    page: int
    rectangles: tuple[Box, ...] = ()


class Locator(Protocol):
    """Gives the rectangles of raw characters of a page; a file format brings its own."""

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """Rectangles, one a line, of the raw characters."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file with its map, pages and tables."""

    source: Source
    map: TextMap
    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    language: str = "id"
    problems: tuple[Problem, ...] = ()
    locator: Locator | None = field(default=None, compare=False, repr=False)
    settled: Mapping[tuple[int, int], tuple[Place, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def text(self) -> str:
        """The whole text; every range counts its code points."""
        return self.map.text

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """Pages and rectangles of ``text[start:end]``, in page order.

        Rectangles are empty where the format has no paper or the document was settled without
        this range. The file is read again only here.
        """
        known = self.settled.get((start, end))
        if known is not None:
            return known
        by_page: dict[int, list[Box]] = {}
        for raw in self.map.raw_ranges(start, end):
            boxes = by_page.setdefault(raw.page, [])
            if self.locator is not None:
                boxes.extend(self.locator.rectangles(raw))
        return tuple(Place(page, tuple(boxes)) for page, boxes in sorted(by_page.items()))

    def settle(self, ranges: Sequence[tuple[int, int]]) -> Document:
        """The same document with these ranges located for good and the file let go."""
        places = {(start, end): self.locate(start, end) for start, end in sorted(set(ranges))}
        return replace(self, locator=None, settled=places)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row: the unit that is judged.

    ``section`` is the path of headings above it; ``columns`` the header words of a table row, with
    ``cells`` the ranges of its cells in the same order.
    """

    id: str
    kind: PassageKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A term or a dimension found in the text.

    ``concept`` is the lexicon's id for a term; ``dimension``, ``group`` and ``polarity`` belong to
    a dimension. ``reason`` names the rule or the variant that matched; ``probability`` is the
    model's for a dimension, 1 for a term.
    """

    id: str
    start: int
    end: int
    passage: str
    reason: str
    concept: str | None = None
    category: str | None = None
    dimension: Dimension | None = None
    assertion: Assertion = Assertion.AFFIRMED
    group: str = ""
    polarity: Polarity | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that may carry a dimension: from the group to the relation word."""

    dimension: Dimension
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that speaks of a sex or gender group, by rule; a candidate for dimensions.

    ``group`` is perempuan, laki-laki, keduanya or kesetaraan.
    """

    passage: str
    start: int
    end: int
    group: str
    polarity: Polarity
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the tagger found in a text: terms, and clauses that may hold dimensions."""

    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One signed contribution to a probability (log-odds), and the words that made it.

    ``code`` names the sentence of ``analyzer/locale`` (``reason.<code>``); the range is that of the
    words, or None where the whole passage counts.
    """

    code: str
    weight: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An element of evidence found in a passage, with the words that carry it."""

    element: Element
    probability: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict on a passage: label, its calibrated probability, and why."""

    target: str
    label: Label
    probability: float
    needs_review: bool
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on the document. ``no_mention`` is true where nothing genuine was found."""

    label: Label
    probability: float
    needs_review: bool
    no_mention: bool
    grade: Grade
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A checklist item, how far it is met, where, and what to do."""

    item: str
    status: FindingStatus
    evidence: tuple[tuple[int, int], ...] = ()
    advice: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The versions that can change a result."""

    setara: str
    lexicon: str
    model: str
    settings: str
    engines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one document."""

    document: Document
    kind: DocumentKind
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    assessments: tuple[Assessment, ...]
    verdict: Verdict
    findings: tuple[Finding, ...]
    status: Status
    problems: tuple[Problem, ...]
    provenance: Provenance
