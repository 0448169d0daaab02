"""Planning matrices: table rows read as programmes, activities and sub-activities.

Takes a segmented document and its passages, gives one :class:`PlanRow` for each row of a table
whose columns are those of a plan, with the programme and the activity above it. Columns are
recognised by their words, never by their position; amounts and targets are values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from analyzer.schema import Document, Passage, PassageKind
from analyzer.segment.values import (
    Amount,
    Code,
    Level,
    parse_code,
    parse_rupiah,
    parse_target,
    split_code,
)


class Role(StrEnum):
    """What a column of a plan holds."""

    CODE = "code"
    NAME = "name"
    INDICATOR = "indicator"
    LOCATION = "location"
    TARGET = "target"
    UNIT = "unit"
    BUDGET = "budget"
    SOURCE = "source"
    NEXT_TARGET = "next_target"
    NEXT_BUDGET = "next_budget"
    OFFICE = "office"
    NOTE = "note"


_NEXT = re.compile(r"pr?a?e?rkiraan\s+maju|prakiraan|n\s*\+\s*1|t\s*\+\s*1", re.IGNORECASE)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.SOURCE, r"sumber\s+(?:dana|pendanaan|anggaran)"),
        (Role.OFFICE, r"penanggung\s*jawab|perangkat daerah|opd|skpd|unit kerja"),
        (Role.CODE, r"\bkode\b|rekening"),
        (Role.LOCATION, r"\blokasi\b"),
        (Role.NOTE, r"catatan|keterangan|\bket\b"),
        (Role.INDICATOR, r"indikator|tolok\s+ukur|tolak\s+ukur"),
        (Role.BUDGET, r"\bpagu\b|anggaran|\brp\b|rupiah|kebutuhan\s+dana|\bbiaya\b|\bjumlah dana"),
        (Role.TARGET, r"\btarget\b|\bvolume\b|capaian\s+kinerja|kuantitas"),
        (Role.UNIT, r"\bsatuan\b"),
        (Role.NAME, r"urusan|bidang|program|kegiatan|uraian"),
    )
)
_COUNTED = re.compile(r"[\dX.]+|[IVXL]+[.)]?|[A-Za-z][.)]")
_LEAST_MONEY = 1_000_000
"""A bare number this large in a target's column is money."""

_SCALES = ((re.compile(r"juta", re.IGNORECASE), 1_000_000), (re.compile(r"ribu", re.I), 1_000))
_DEPTHS = tuple(
    (depth, re.compile(pattern, re.IGNORECASE))
    for depth, pattern in (
        (1, r"\bprogram\b"),
        (2, r"(?<!sub )(?<!sub)\bkegiatan\b"),
        (3, r"\bsub\s*kegiatan\b"),
    )
)
_LEVEL_WORDS = (
    (Level.SUB_ACTIVITY, re.compile(r"sub\s*kegiatan\b", re.IGNORECASE)),
    (Level.ACTIVITY, re.compile(r"kegiatan\b", re.IGNORECASE)),
    (Level.PROGRAMME, re.compile(r"program\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan; ``budget`` and ``next_budget`` are whole rupiah.

    ``programme`` and ``activity`` are the names above a sub-activity. ``passage`` is the id of the
    row's passage.
    """

    passage: str
    level: Level
    name: str
    code: Code | None = None
    programme: str = ""
    activity: str = ""
    indicator: str = ""
    location: str = ""
    target: Amount | None = None
    target_words: str = ""
    budget: int | None = None
    source: str = ""
    next_target: Amount | None = None
    next_budget: int | None = None
    note: str = ""


def role_of(column: str) -> Role | None:
    """What a column holds, by its name; the lowest level of a two-level name decides first."""
    is_next = _NEXT.search(column) is not None
    for part in (*reversed(column.split(" > ")), column):
        for role, pattern in _ROLES:
            if pattern.search(part):
                return _next_of(role) if is_next else role
    return None


def build_plan(document: Document, passages: Sequence[Passage]) -> tuple[PlanRow, ...]:
    """The rows of all planning matrices of a segmented document, in order."""
    rows: list[PlanRow] = []
    for passage in passages:
        if passage.kind is not PassageKind.TABLE_ROW:
            continue
        for row in _iter_read(document.text, passage):
            if rows and _is_rest_of_name(document.text, passage):
                rows[-1] = replace(rows[-1], name=f"{rows[-1].name} {row.name}")
            else:
                rows.append(row)
    above = _Above()
    return tuple(map(above.placed, rows))


def _is_rest_of_name(text: str, passage: Passage) -> bool:
    """Whether a row has only words of a name, under the code or number of the row above."""
    own, shared = set[Role | None](), list[str]()
    for column, (start, end) in zip(passage.columns, passage.cells, strict=True):
        if passage.start <= start < passage.end:
            own.add(role_of(column))
        else:
            shared.append(text[start:end])
    return own == {Role.NAME} and bool(shared) and _COUNTED.fullmatch(shared[0].strip()) is not None


def _next_of(role: Role) -> Role | None:
    if role is Role.TARGET:
        return Role.NEXT_TARGET
    return Role.NEXT_BUDGET if role is Role.BUDGET else None


def _iter_read(text: str, passage: Passage) -> Iterator[PlanRow]:
    """The row of a passage, where it is one of a plan and has a name."""
    found: dict[Role, str] = {}
    scale, depth = 1, 0
    for column, (start, end) in zip(passage.columns, passage.cells, strict=True):
        role = role_of(column)
        words = text[start:end].strip()
        if role is None or not words:
            continue
        if role is Role.CODE and role in found:
            found[role] += "." + words
        elif role is Role.NAME and 0 < depth < _depth_of(column):
            found[role], depth = words, _depth_of(column)
        elif role not in found:
            found[role] = words
            depth = _depth_of(column) if role is Role.NAME else depth
            if role is Role.BUDGET:
                scale = _scale_of(column)
    name = found.get(Role.NAME, "")
    if not name or not {Role.INDICATOR, Role.TARGET, Role.BUDGET, Role.CODE} & found.keys():
        return
    code = parse_code(found.get(Role.CODE, ""))
    if code is None:
        code, name = split_code(name)
    yield _row_of(passage.id, code, name, found, scale)


def _row_of(
    passage: str, code: Code | None, name: str, found: dict[Role, str], scale: int
) -> PlanRow:
    target = found.get(Role.TARGET, "")
    if Role.UNIT in found and target:
        target = f"{target} {found[Role.UNIT]}"
    budget, goal = parse_rupiah(found.get(Role.BUDGET, "")), parse_target(target)
    if goal is not None and not goal.unit and goal.number >= _LEAST_MONEY:
        budget, goal = budget if budget is not None else parse_rupiah(target), None
    next_budget = parse_rupiah(found.get(Role.NEXT_BUDGET, ""))
    return PlanRow(
        passage=passage,
        level=code.level if code else _level_by_words(name),
        name=name,
        code=code,
        indicator=found.get(Role.INDICATOR, ""),
        location=found.get(Role.LOCATION, ""),
        target=goal,
        target_words=target,
        budget=None if budget is None else budget * scale,
        source=found.get(Role.SOURCE, ""),
        next_target=parse_target(found.get(Role.NEXT_TARGET, "")),
        next_budget=None if next_budget is None else next_budget * scale,
        note=found.get(Role.NOTE, ""),
    )


def _depth_of(column: str) -> int:
    """How deep the names of a column stand: 1 programme to 3 sub-activity; 0 if it has several."""
    found = [depth for depth, pattern in _DEPTHS if pattern.search(column)]
    return found[0] if len(found) == 1 else 0


def _scale_of(column: str) -> int:
    return next((scale for pattern, scale in _SCALES if pattern.search(column)), 1)


def _level_by_words(name: str) -> Level:
    return next((level for level, pattern in _LEVEL_WORDS if pattern.match(name)), Level.OTHER)


class _Above:
    """The programme and activity that rows stand under."""

    def __init__(self) -> None:
        self._programme = self._activity = ""
        self._names: dict[str, str] = {}

    def placed(self, row: PlanRow) -> PlanRow:
        """The row with the names of its programme and activity."""
        if row.code is not None:
            self._names.setdefault(row.code.text, row.name)
        match row.level:
            case Level.PROGRAMME:
                self._programme, self._activity = row.name, ""
                return row
            case Level.ACTIVITY:
                self._activity = row.name
                return _with(row, self._programme_of(row), "")
            case Level.AFFAIR | Level.FIELD:
                self._programme = self._activity = ""
                return row
            case _:
                return _with(row, self._programme_of(row), self._activity_of(row))

    def _programme_of(self, row: PlanRow) -> str:
        return self._names.get(row.code.programme, "") if row.code else self._programme

    def _activity_of(self, row: PlanRow) -> str:
        return self._names.get(row.code.activity, "") if row.code else self._activity


def _with(row: PlanRow, programme: str, activity: str) -> PlanRow:
    return replace(row, programme=programme, activity=activity)
