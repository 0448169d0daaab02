"""The core types: what the rooms hand to one another.

Takes nothing, gives frozen types; imports only the standard library and the text map. Ranges are
half-open and count Unicode code points of ``Document.text``; pages count from 1; rectangles are PDF
points with the origin at the top left. A prediction and a human annotation have the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.document import (
    Cell as Cell,
)
from analyzer.document import (
    Document as Document,
)
from analyzer.document import (
    Locator as Locator,
)
from analyzer.document import (
    Page as Page,
)
from analyzer.document import (
    Place as Place,
)
from analyzer.document import (
    Problem as Problem,
)
from analyzer.document import (
    Source as Source,
)
from analyzer.document import (
    Table as Table,
)
from analyzer.enums import (
    Assertion as Assertion,
)
from analyzer.enums import (
    Dimension as Dimension,
)
from analyzer.enums import (
    DocumentKind as DocumentKind,
)
from analyzer.enums import (
    Element as Element,
)
from analyzer.enums import (
    FindingStatus as FindingStatus,
)
from analyzer.enums import (
    Grade as Grade,
)
from analyzer.enums import (
    Label as Label,
)
from analyzer.enums import (
    PassageKind as PassageKind,
)
from analyzer.enums import (
    Polarity as Polarity,
)
from analyzer.enums import (
    ReadBy as ReadBy,
)
from analyzer.enums import (
    Status as Status,
)


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows for a spreadsheet. ``name`` and ``columns`` are keys of ``analyzer/locale``."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
