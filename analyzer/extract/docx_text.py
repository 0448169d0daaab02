"""Text out of WordprocessingML elements: paragraphs, rows, notes, page breaks.

Takes lxml elements as python-docx holds them, gives strings. Deleted and moved-away text is passed
over, inserted text taken; of two renderings of one drawing only the first is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH: Final = f"{_W}p"
TABLE: Final = f"{_W}tbl"
_ROW, _CELL = f"{_W}tr", f"{_W}tc"
_TEXT_BOX = f"{_W}txbxContent"
_WRAPPERS = frozenset(
    f"{_W}{one}" for one in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"})
_SPACES = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
_LAYOUT_BREAK, _BREAK = f"{_W}lastRenderedPageBreak", f"{_W}br"
_NOTE_KINDS = ("footnote", "endnote")
_MAX_DEPTH = 60


@dataclass(slots=True)
class ParagraphText:
    """Words of a paragraph, of the text boxes anchored in it, and the notes it cites."""

    text: str = ""
    boxed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def iter_blocks(parent: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    for child in parent:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in _WRAPPERS and depth < _MAX_DEPTH:
            yield from iter_blocks(child, depth + 1)


def read_paragraph(paragraph: Any) -> ParagraphText:
    """The words of a paragraph with its changes accepted."""
    found = ParagraphText()
    parts: list[str] = []
    _gather(paragraph, parts, found, 0)
    found.text = "".join(parts)
    return found


def _gather(element: Any, parts: list[str], found: ParagraphText, depth: int) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag in _GONE or not isinstance(tag, str):
            continue
        elif tag in _SPACES:
            parts.append(" ")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            kind = tag.removeprefix(_W).removesuffix("Reference")
            found.notes.append(f"{kind} {child.get(f'{_W}id')}")
        elif tag == _TEXT_BOX:
            found.boxed.extend(_boxed(child))
        elif depth < _MAX_DEPTH:
            _gather(child, parts, found, depth + 1)


def _boxed(box: Any) -> Iterator[str]:
    for paragraph in box.iter(PARAGRAPH):
        words = read_paragraph(paragraph).text
        if words.strip():
            yield words


def iter_rows(
    table: Any, read_cell: Callable[[Iterator[Any]], list[str]]
) -> Iterator[list[list[str] | None]]:
    """The rows of a table; a cell that spans columns is followed by empty ones.

    A cell that goes on from the one above is None; deleted rows are passed over.
    """
    for row in _children(table, _ROW):
        properties = row.find(f"{_W}trPr")
        if properties is not None and properties.find(f"{_W}del") is not None:
            continue
        cells: list[list[str] | None] = []
        for cell in _children(row, _CELL):
            own = cell.find(f"{_W}tcPr")
            words = None if _goes_on(own) else read_cell(_paragraphs(cell))
            cells.append(words)
            cells.extend([] for _ in range(_span(own) - 1))
        yield cells


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _paragraphs(cell: Any) -> Iterator[Any]:
    """All paragraphs of a cell, those of tables inside it too, but not those of text boxes."""
    for block in iter_blocks(cell):
        if block.tag == PARAGRAPH:
            yield block
        else:
            for row in _children(block, _ROW):
                for inner in _children(row, _CELL):
                    yield from _paragraphs(inner)


def _goes_on(properties: Any) -> bool:
    merge = None if properties is None else properties.find(f"{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _span(properties: Any) -> int:
    span = None if properties is None else properties.find(f"{_W}gridSpan")
    value = "1" if span is None else span.get(f"{_W}val", "1")
    return min(63, max(1, int(value))) if value.isdigit() else 1


def is_joined_to_next(paragraph: Any) -> bool:
    """Whether the paragraph's own mark was deleted, so that it goes on with the next."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def has_layout_marks(body: Any) -> bool:
    """Whether Word left marks of the pages it last laid out."""
    return next(body.iter(_LAYOUT_BREAK), None) is not None


def _breaks(block: Any, *, by_layout: bool) -> Iterator[Any]:
    if by_layout:
        yield from block.iter(_LAYOUT_BREAK)
        return
    for one in block.iter(_BREAK, f"{_W}pageBreakBefore"):
        if one.tag != _BREAK or one.get(f"{_W}type") == "page":
            yield one


def count_breaks(block: Any, *, by_layout: bool) -> int:
    """How many pages begin in a block."""
    return sum(1 for _ in _breaks(block, by_layout=by_layout))


def starts_with_break(block: Any, *, by_layout: bool) -> bool:
    """Whether the first page break of a paragraph comes before its words."""
    if block.tag != PARAGRAPH:
        return False
    first = next(_breaks(block, by_layout=by_layout), None)
    for one in block.iter(f"{_W}t", _LAYOUT_BREAK, _BREAK, f"{_W}pageBreakBefore"):
        if one is first:
            return True
        if one.tag == f"{_W}t" and (one.text or "").strip():
            return False
    return False


def read_notes(part: Any) -> dict[str, str]:
    """The footnotes and endnotes of a document, by kind and number."""
    notes: dict[str, str] = {}
    for kind in _NOTE_KINDS:
        root = related_root(part, f"{kind}s")
        for note in () if root is None else root.iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") in ("separator", "continuationSeparator"):
                continue
            words = [read_paragraph(one).text for one in note.iter(PARAGRAPH)]
            notes[f"{kind} {note.get(f'{_W}id')}"] = " ".join(words)
    return notes


def related_root(part: Any, kind: str) -> Any:
    """The root element of a part that a document refers to; None where there is none."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None
