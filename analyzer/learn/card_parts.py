"""The parts of a model's card that follow from its figures: where it is weak, what it is not for.

Takes the figures of an evaluation as ``record.to_metrics`` gives them, gives Markdown. A figure
that was not measured gives no section and no limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyzer.learn.corpus import KINDS
from analyzer.learn.tables import Words
from analyzer.schema import Dimension

_SHAKY_DIMENSION = 0.7
_SHAKY_VERDICT = 0.9
_WORDS = Words("en")


def figure(value: float | None) -> str:
    """A figure with three digits; nothing where there is none."""
    return "" if value is None else f"{value:.3f}"


def iter_sections(metrics: Mapping[str, Any]) -> Iterator[str]:
    """The sections that belong behind the main table."""
    if metrics.get("coverage"):
        yield "### Coverage against accuracy\n"
        keys = ("coverage", "probability", "accuracy")
        rows = [[f"{one[key]:.3f}" for key in keys] for one in metrics["coverage"]]
        yield _table(("surest passages kept", "lowest probability", "labels right"), rows)
    if weakest := [one for one in metrics.get("slices") or () if _is_weak(one)]:
        yield "### Where it is weakest\n"
        rows = [
            [f"{one['family']} {one['value']}", str(one["passages"]), *_accuracy(one)]
            for one in weakest
        ]
        yield _table(("passages of", "passages", "labels right", "95 % interval"), rows)
    if probes := [one for one in metrics.get("probes") or () if one["total"]]:
        yield "### Do verdicts rest on evidence\n"
        rows = [
            [_WORDS.say(f"probe_{one['name']}"), f"{one['hits']} of {one['total']}", _aim(one)]
            for one in probes
        ]
        yield _table(("probe", "happened", "should be"), rows)
    if verdicts := metrics.get("verdicts"):
        yield "### Documents\n"
        yield _verdicts(verdicts)


def iter_limits(metrics: Mapping[str, Any]) -> Iterator[str]:
    """What the model must not be used for, as far as its figures tell."""
    slices = metrics.get("slices") or ()
    below = [one for one in slices if one["is_below"] and one["family"] != "length"]
    if below:
        named = ", ".join(
            f"{one['family']} {one['value']} ({_accuracy(one)[0]} in {one['documents']} documents)"
            for one in below
        )
        yield f"**Not without reading every passage**, clearly below the whole: {named}."
    if slices:
        measured = {one["value"] for one in slices if one["family"] == "kind"}
        if missing := sorted(KINDS - measured):
            yield (
                "**Not before measuring it there**: too few held-out passages to know, of kind "
                f"{', '.join(missing)}."
            )
        own = metrics["systems"]["setara"]
        shaky = [
            f"{one} ({figure(own[name])})"
            for one in Dimension
            for name in (f"dimension.{one}.f1",)
            if name in own and own[name] < _SHAKY_DIMENSION
        ]
        if shaky:
            yield f"**Not for counting dimensions** whose F1 is under 0.7: {', '.join(shaky)}."
    for one in metrics.get("probes") or ():
        if one["name"] == "stuffing" and one["hits"]:
            yield (
                "**Not where people gain from a good label**: "
                f"{one['hits']} of {one['total']} unrelated passages become strong when keywords "
                "are pasted in."
            )
    verdicts = metrics.get("verdicts")
    if verdicts and verdicts["systems"]["setara"]["document.accuracy"] < _SHAKY_VERDICT:
        right = figure(verdicts["systems"]["setara"]["document.accuracy"])
        yield f"**Not for sorting documents unread**: {right} of the held-out verdicts are right."


def _is_weak(one: Mapping[str, Any]) -> bool:
    return bool(one["is_worst"] or one["is_below"])


def _accuracy(one: Mapping[str, Any]) -> tuple[str, str]:
    low, high = one["interval"]
    return figure(one["figures"]["label.accuracy"]), f"{low:.3f}–{high:.3f}"


def _aim(one: Mapping[str, Any]) -> str:
    return "all" if one["wants_all"] else "none"


def _told(one: Mapping[str, Any]) -> str:
    return _WORDS.say(f"told_{one['agency']}")


def _verdicts(verdicts: Mapping[str, Any]) -> str:
    accuracy = {name: one["document.accuracy"] for name, one in verdicts["systems"].items()}
    low, high = verdicts["intervals"].get("document.accuracy", (None, None))
    interval = "" if low is None else f" (95 % interval {low:.3f}–{high:.3f})"
    rows = [
        ("held-out documents", str(verdicts["documents"])),
        ("verdicts right", f"{figure(accuracy.pop('setara'))}{interval}"),
        *((f"the same, {_WORDS.say(name)}", figure(value)) for name, value in accuracy.items()),
        ("wrong with a probability above 0.9", f"{verdicts['wrong_sure']} of {verdicts['sure']}"),
        *(
            (f"verdicts that change when told: {_told(one)}", str(one["changed"]))
            for one in verdicts["told"]
        ),
    ]
    return _table(("documents", "figure"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
