"""An evaluation as tables in words, the same for the terminal and the page.

Takes an :class:`~analyzer.learn.evaluate.Evaluation` and a language, gives :class:`Table` with
finished cells. It counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from analyzer.learn.curves import Confusion
from analyzer.learn.evaluate import Evaluation
from analyzer.learn.people import People
from analyzer.learn.slices import FAMILIES, Slice
from analyzer.learn.verdicts import SURE, Verdicts
from analyzer.locale import find, format_number, format_percent, translate

_DASH = "–"
_SLICED = ("label.macro_f1", "dimension.macro_f1", "terms.f1")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words; the first column names them. ``marked`` are the rows that stand out.

    ``key`` names the part of the evaluation: figures, coverage, confusion, slices and so on.
    """

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    marked: frozenset[int] = frozenset()


class Words:
    """Words, numbers and names of a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the evaluation."""
        return translate(f"evaluation.{key}", self.lang, **values)

    def number(self, value: float | None, digits: int = 3) -> str:
        """A figure, a dash where there is none."""
        return _DASH if value is None else format_number(value, self.lang, digits=digits)

    def between(self, interval: tuple[float, float] | None) -> str:
        """An interval."""
        return "" if interval is None else _DASH.join(map(self.number, interval))

    def share(self, value: float) -> str:
        """A share in percent."""
        return format_percent(value, self.lang)

    def figure(self, name: str) -> str:
        """A figure's name."""
        return translate(f"figure.{name}", self.lang)

    def code(self, table: str, value: str) -> str:
        """A code's word, the code itself where there is none."""
        return find(f"{table}.{value}", self.lang) or value

    def count(self, value: int) -> str:
        """A whole number."""
        return format_number(value, self.lang)


def build_summary(found: Evaluation, lang: str) -> list[str]:
    """What an evaluation comes to, in sentences."""
    words, lines = Words(lang), []
    if found.seen:
        lines.append(words.say("seen", count=found.seen))
    if found.pairs:
        own = found.systems["setara"]
        values = {"right": _of_hundred(own["label.accuracy"])}
        if interval := found.intervals.get("label.accuracy"):
            values |= {"low": _of_hundred(interval[0]), "high": _of_hundred(interval[1])}
            values["half"] = _of_hundred(own["surest_half.accuracy"])
        lines.append(words.say("summary" if interval else "summary_plain", **values))
    if verdicts := found.verdicts:
        right = round(verdicts.systems["setara"]["document.accuracy"] * verdicts.documents)
        numbers = {"total": verdicts.documents, "right": right, "sure": verdicts.sure}
        limit = words.number(SURE, 1)
        lines.append(
            words.say("summary_documents", **numbers, wrong=verdicts.wrong_sure, limit=limit)
        )
        if verdicts.unread:
            lines.append(words.say("unread", count=verdicts.unread))
    return lines


def _of_hundred(share: float) -> int:
    return round(100 * share)


def build_tables(found: Evaluation, lang: str) -> Iterator[Table]:
    """All tables of an evaluation, in the order of reading."""
    words = Words(lang)
    if found.pairs:
        yield _figures("figures", found.systems, found.intervals, words)
        yield _coverage(found, words)
        yield from (_confusion(one, words) for one in found.confusions)
        yield from _slices(found, words)
        yield _probes(found, words)
    if found.people:
        yield _people(found.people, words)
    if found.verdicts:
        yield from _verdicts(found.verdicts, words)


def _figures(
    key: str,
    systems: Mapping[str, Mapping[str, float]],
    intervals: Mapping[str, tuple[float, float]],
    words: Words,
) -> Table:
    own, *others = systems
    rows = [
        (
            words.figure(name),
            words.number(value),
            words.between(intervals.get(name)),
            *(words.number(systems[other].get(name)) for other in others),
        )
        for name, value in systems[own].items()
    ]
    head = (words.say("figure"), words.say(own), words.say("interval"), *map(words.say, others))
    return Table(key, words.say(key), head, tuple(rows), words.say(f"{key}_note"))


def _coverage(found: Evaluation, words: Words) -> Table:
    rows = [
        (
            words.share(one.coverage),
            words.count(one.passages),
            words.number(one.probability),
            words.number(one.accuracy),
        )
        for one in found.coverage
    ]
    head = tuple(words.say(one) for one in ("share", "count", "probability", "right"))
    return Table("coverage", words.say("coverage"), head, tuple(rows), words.say("coverage_note"))


def _confusion(one: Confusion, words: Words) -> Table:
    is_label = one.name == "label"
    name = words.say("label_name") if is_label else words.code("dimension", one.name)
    say: Callable[[str], str] = partial(words.code, "label") if is_label else words.say
    values = [say(value) for value in one.values]
    rows = [
        (value, *map(words.count, one.counts[index]), words.number(one.recall(index), 2))
        for index, value in enumerate(values)
    ]
    precisions = [words.number(one.precision(index), 2) for index in range(len(values))]
    corner = f"{words.say('by_people')} ↓ · {words.say('by_setara')} →"
    return Table(
        key="confusion" if is_label else "confusion_dimension",
        title=words.say("confusion", name=name),
        head=(corner, *values, words.say("recall")),
        rows=(*rows, (words.say("precision"), *precisions, "")),
        note=words.say("confusion_note") if is_label else "",
    )


def slice_name(one: Slice, words: Words) -> str:
    """What a slice is called."""
    if one.family == "length":
        return words.say(f"length_{one.value}")
    return words.code("kind", one.value) if one.family == "kind" else one.value


def _slices(found: Evaluation, words: Words) -> Iterator[Table]:
    names = [name for name in _SLICED if name in found.systems["setara"]]
    for family in FAMILIES:
        some = [one for one in found.slices if one.family == family]
        if not some:
            continue
        sizes = ("passages",) if family == "document" else ("passages", "documents")
        head = (
            *(words.say(one) for one in (f"slice_{family}", *sizes, "right", "interval")),
            *(words.say(f"slice_{name.replace('.', '_')}") for name in names),
        )
        yield Table(
            key="slices",
            title=f"{words.say('slices')}: {words.say(f'slice_{family}')}",
            head=head,
            rows=tuple(_slice(one, sizes, names, words) for one in some),
            note=words.say("slices_note") if some[0] is found.slices[0] else "",
            marked=frozenset(n for n, one in enumerate(some) if one.is_worst or one.is_below),
        )


def _slice(one: Slice, sizes: Sequence[str], names: Sequence[str], words: Words) -> tuple[str, ...]:
    mark = " ▼▼" if one.is_below else " ▼" if one.is_worst else ""
    return (
        slice_name(one, words) + mark,
        *(words.count(getattr(one, size)) for size in sizes),
        words.number(one.accuracy),
        words.between(one.interval),
        *(words.number(one.figures.get(name)) for name in names),
    )


def _probes(found: Evaluation, words: Words) -> Table:
    rows = [
        (
            f"{'↑' if one.wants_all else '↓'} {words.say(f'probe_{one.name}')}",
            words.say("of", hits=one.hits, total=one.total),
            words.number(one.rate),
            words.between(one.interval),
        )
        for one in found.probes
        if one.total
    ]
    head = (words.say("probe"), words.say("count"), words.say("happened"), words.say("interval"))
    return Table("probes", words.say("probes"), head, tuple(rows), words.say("probes_note"))


def _people(found: People, words: Words) -> Table:
    rows = [
        (words.figure(name), words.number(people), words.number(model))
        for name, people, model in found.rows
    ]
    head = (words.say("figure"), words.say("people"), words.say("setara"))
    sizes = {"twice": found.twice, "measured": found.measured}
    note = "agreement_corrected_note" if found.is_corrected else "agreement_note"
    return Table("agreement", words.say("agreement"), head, tuple(rows), words.say(note, **sizes))


def _verdicts(found: Verdicts, words: Words) -> Iterator[Table]:
    yield _figures("verdicts", found.systems, found.intervals, words)
    kinds = [
        (
            words.code("kind", one.value),
            words.count(one.documents),
            words.number(one.right / one.documents),
            words.between(one.interval),
        )
        for one in found.kinds
    ]
    right, interval = words.figure("document.accuracy"), words.say("interval")
    head = (words.say("slice_kind"), words.say("documents"), right, interval)
    yield Table("kinds", words.say("kinds"), head, tuple(kinds))
    yield _told(found, words)
    yield _wrong(found, words)


def _told(found: Verdicts, words: Words) -> Table:
    limit = words.number(SURE, 1)
    told = [
        (
            words.say(f"told_{one.agency}"),
            words.number(one.accuracy),
            words.count(one.changed),
            words.count(one.wrong_sure),
            words.number(one.largest_shift),
        )
        for one in found.told
    ]
    head = (
        words.say("told_agency"),
        words.figure("document.accuracy"),
        words.say("changed"),
        words.say("wrong_sure", limit=limit),
        words.say("largest_shift"),
    )
    return Table("told", words.say("told"), head, tuple(told), words.say("told_note"))


def _wrong(found: Verdicts, words: Words) -> Table:
    rows = []
    for gold, heard in found.errors:
        if heard.verdict is None:
            said, probability = words.say("not_read", problem=heard.problem), _DASH
        else:
            said = words.code("label", heard.verdict.label.value)
            probability = words.number(heard.verdict.probability)
        kind, label = words.code("kind", gold.kind), words.code("label", gold.label.value)
        rows.append((gold.document, kind, label, said, probability))
    keys = ("slice_document", "slice_kind", "by_people", "by_setara", "said")
    head = tuple(words.say(one) for one in keys)
    note = "" if rows else words.say("no_wrong_verdicts")
    return Table("wrong", words.say("wrong_verdicts"), head, tuple(rows), note)
