"""The fixed vocabularies of results: labels, dimensions, elements, kinds.

Takes nothing, gives enumerations whose values are those of the JSON contract: English and stable.
"""

from __future__ import annotations

from enum import StrEnum


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
