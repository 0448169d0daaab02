"""The rows that an analysis has in the Parquet tables.

Takes the record of an analysis (the JSON contract), gives rows of four tables: documents, passages,
mentions, findings. Names of the columns are stable. What is added to the record is what questions
over many documents need: a key of the text without numbers and punctuation (to meet it again next
year), and the largest amount of money in a passage. Touches no disk.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

TABLES_MARK = 6
"""Changed whenever rows are built in another way, so that all are built again."""

TABLES_VERSION = f"#{TABLES_MARK}"
"""The mark as it stands in the ledger beside the versions of a content."""

TABLES = ("documents", "passages", "mentions", "findings")

_COLUMNS: Mapping[str, Sequence[tuple[str, str]]] = {
    "documents": (
        ("sha256", "string"), ("kind", "string"), ("language", "string"), ("media_type", "string"),
        ("status", "string"), ("label", "string"), ("probability", "double"),
        ("needs_review", "bool"), ("no_mention", "bool"), ("grade", "string"), ("pages", "int32"),
        ("pages_ocr", "int32"), ("pages_unread", "int32"), ("characters", "int64"),
        ("passages", "int32"), ("weak", "int32"), ("strong", "int32"), ("problems", "string"),
        ("setara", "string"), ("lexicon", "string"), ("model", "string"), ("settings", "string"),
    ),
    "passages": (
        ("sha256", "string"), ("passage", "string"), ("number", "int32"), ("kind", "string"),
        ("page", "int32"), ("start", "int64"), ("end", "int64"), ("section", "string"),
        ("text", "string"), ("text_key", "string"), ("label", "string"),
        ("probability", "double"), ("needs_review", "bool"), ("elements", "string"),
        ("action", "string"),
        ("rupiah", "int64"),
    ),
    "mentions": (
        ("sha256", "string"), ("mention", "string"), ("passage", "string"), ("type", "string"),
        ("concept", "string"), ("category", "string"), ("dimension", "string"), ("page", "int32"),
        ("start", "int64"), ("end", "int64"), ("text", "string"), ("assertion", "string"),
        ("group", "string"), ("polarity", "string"), ("probability", "double"),
        ("reason", "string"),
    ),
    "findings": (
        ("sha256", "string"), ("number", "int32"), ("item", "string"), ("status", "string"),
        ("text", "string"), ("advice", "string"), ("source", "string"), ("quote", "string"),
        ("page", "int32"),
    ),
}  # fmt: skip
_MONEY = re.compile(
    r"\bRp\.?\s{0,2}(\d{1,3}(?:[.,]\d{3})+|\d{4,})|\b(\d{1,3}(?:\.\d{3}){2,})\b"
    r"(?!\s*(?:penduduk|jiwa|orang|perempuan|laki|anak|keluarga|kk\b|ha\b))"
)
_FIGURES = 0.11
_SHORTEST_ACTION = 40
_LARGEST_RUPIAH = 10**16
_TABLE_KINDS = frozenset({"table_row", "cell"})
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[A-Z\d(])")
_NOT_LETTERS = re.compile(r"[^a-z]+")

Row = dict[str, Any]


def build_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "double": pa.float64(), "bool": pa.bool_(),
        "int32": pa.int32(), "int64": pa.int64(),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in _COLUMNS[table]])


def build_rows(sha256: str, record: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The rows of one analysis by table, in the order of the record."""
    pages = record["document"]["pages"]
    return {
        "documents": [_document(sha256, record)],
        "passages": [
            _passage(sha256, number, one) for number, one in enumerate(record["passages"])
        ],
        "mentions": [_mention(sha256, one) for one in record["mentions"]],
        "findings": [
            _finding(sha256, number, one, pages) for number, one in enumerate(record["findings"])
        ],
    }


def text_key(text: str) -> str:
    """A key that is the same for the same words, whatever their numbers, case and spacing.

    Empty for texts of less than four words, which meet everywhere.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    words = _NOT_LETTERS.sub(" ", plain).split()
    if len(words) < 4:
        return ""
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()[:16]


def find_rupiah(text: str, *, table: bool = False) -> int | None:
    """The largest amount of money in a text, in whole rupiah; None if there is none.

    Amounts follow "Rp"; in a table, and in text that is mostly figures, also numbers of at least
    three groups, as in a budget's columns.
    """
    found = _MONEY.findall(text)
    amounts = [int(re.sub(r"\D", "", one)) for one, _ in found if one]
    if len(amounts) < len(found) and (table or _digit_share(text) > _FIGURES):
        amounts += [int(re.sub(r"\D", "", one)) for _, one in found if one]
    sensible = [one for one in amounts if 0 < one < _LARGEST_RUPIAH]
    return max(sensible, default=None)


def _digit_share(text: str) -> float:
    return sum(map(str.isdigit, text)) / max(len(text), 1)


def _document(sha256: str, record: Mapping[str, Any]) -> Row:
    document, verdict, provenance = record["document"], record["verdict"], record["provenance"]
    read_by = Counter(page["read_by"] for page in document["pages"])
    labels = Counter(passage["label"] for passage in record["passages"])
    return {
        "sha256": sha256,
        "kind": document["kind"],
        "language": document["language"],
        "media_type": record["source"]["media_type"],
        "status": record["status"],
        **{
            name: verdict[name]
            for name in ("label", "probability", "needs_review", "no_mention", "grade")
        },
        "pages": len(document["pages"]),
        "pages_ocr": read_by["ocr"],
        "pages_unread": read_by["none"],
        "characters": document["characters"],
        "passages": len(record["passages"]),
        "weak": labels["weak"],
        "strong": labels["strong"],
        "problems": " ".join(sorted({one["code"] for one in record["problems"]})),
        **{name: provenance[name] for name in ("setara", "lexicon", "model", "settings")},
    }


def _passage(sha256: str, number: int, passage: Mapping[str, Any]) -> Row:
    return {
        "sha256": sha256,
        "passage": passage["id"],
        "number": number,
        "kind": passage["kind"],
        "page": passage["pages"][0] if passage["pages"] else None,
        "start": passage["start"],
        "end": passage["end"],
        "section": " > ".join(passage["section"]),
        "text": passage["text"],
        "text_key": text_key(passage["text"]),
        "label": passage["label"],
        "probability": passage["probability"],
        "needs_review": passage["needs_review"],
        "elements": " ".join(sorted({one["element"] for one in passage.get("evidence", ())})),
        "action": _action(passage),
        "rupiah": find_rupiah(passage["text"], table=passage["kind"] in _TABLE_KINDS),
    }


def _action(passage: Mapping[str, Any]) -> str | None:
    """The sentence that states an action (element U4); None where none is found."""
    found = [one for one in passage.get("evidence", ()) if one["element"] == "U4"]
    if not found:
        return None
    position = found[0]["start"] - passage["start"]
    text, start = passage["text"], 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > position:
            return _or_all(text[start : match.start()], text)
        start = match.end()
    return _or_all(text[start:], text)


def _or_all(sentence: str, text: str) -> str:
    """A sentence that says enough by itself; else the whole text."""
    return sentence if len(sentence) >= _SHORTEST_ACTION else text


def _mention(sha256: str, mention: Mapping[str, Any]) -> Row:
    return {
        "sha256": sha256,
        "mention": mention["id"],
        "concept": mention.get("concept"),
        "category": mention.get("category"),
        "dimension": mention.get("dimension"),
        "page": mention["places"][0]["page"] if mention["places"] else None,
        "probability": mention.get("probability"),
        **{
            name: mention[name]
            for name in (
                "passage",
                "type",
                "start",
                "end",
                "text",
                "assertion",
                "group",
                "polarity",
                "reason",
            )
        },
    }


def _finding(
    sha256: str, number: int, finding: Mapping[str, Any], pages: Sequence[Mapping[str, Any]]
) -> Row:
    evidence = finding["evidence"][0] if finding["evidence"] else None
    advice = finding["advice"]
    return {
        "sha256": sha256,
        "number": number,
        "item": finding["item"],
        "status": finding["status"],
        "text": finding.get("text", ""),
        "advice": advice["text"] if isinstance(advice, Mapping) else advice,
        "source": finding["source"],
        "quote": evidence["quote"] if evidence else None,
        "page": _page_of(evidence["start"], pages) if evidence else None,
    }


def _page_of(position: int, pages: Sequence[Mapping[str, Any]]) -> int | None:
    """The page that holds a position of the text."""
    before = [page["number"] for page in pages if page["start"] <= position]
    return before[-1] if before else None
