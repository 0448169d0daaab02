"""An evaluation as one HTML page, without scripts and without network.

Takes an :class:`~analyzer.learn.evaluate.Evaluation`, gives the page: sentences, tables, charts of
calibration and coverage, and the mistakes by kind with the words that carried each verdict.
Whatever comes from the labelled files is escaped; a content security policy forbids all but the
page's own style. The same evaluation gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analyzer.learn.charts import Chart, build_chart
from analyzer.learn.curves import coverage_curve
from analyzer.learn.evaluate import Evaluation
from analyzer.learn.mistakes import TERMS, Mistake, find_mistakes
from analyzer.learn.tables import Words, build_summary, build_tables
from analyzer.report.words import reason_text
from analyzer.templates import load_style, load_template, style_hash

MOST_SHOWN = 200
_SHARES = tuple(step / 20 for step in range(1, 21))
_REASONS = 5


@dataclass(frozen=True, slots=True)
class Card:
    """A mistake with its anchor and its finished words."""

    anchor: str
    mistake: Mistake
    gold: str
    said: str
    probability: str
    kinds: tuple[str, ...]
    reasons: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Mistakes of one kind; ``total`` counts those not shown too."""

    anchor: str
    title: str
    total: int
    cards: tuple[Card, ...]


def to_html(evaluation: Evaluation, *, lang: str = "id") -> str:
    """The page in ``lang``."""
    words = Words(lang)
    style = load_style("analyzer.learn", "evaluation.css")
    groups = build_groups(evaluation, words)
    text = load_template("analyzer.learn", "evaluation.html.j2").render(
        lang=lang,
        say=words.say,
        word=words.code,
        name=lambda code: code_name(code, words),
        summary=build_summary(evaluation, lang),
        tables=tuple(build_tables(evaluation, lang)),
        charts=_charts(evaluation, words),
        groups=groups,
        has_passages=bool(evaluation.pairs),
        by_document=_by_document(groups),
        model=evaluation.model,
        style=Markup(style),
        style_hash=style_hash(style),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _charts(found: Evaluation, words: Words) -> dict[str, Chart]:
    """The charts by the name of the table they stand beside."""
    if not found.pairs:
        return {}
    calibration = [
        (
            one.said,
            one.right,
            float(one.passages),
            f"{words.number(one.said, 2)} → {words.number(one.right, 2)} ({one.passages})",
        )
        for one in found.calibration
    ]
    coverage = [
        (one.coverage, one.accuracy, 0.0, f"{words.share(one.coverage)} → {one.accuracy:.3f}")
        for one in coverage_curve(found.pairs, _SHARES)
    ]
    right = words.say("right")
    return {
        "calibration": build_chart(
            calibration,
            names=(words.say("said"), right),
            say=lambda value: words.number(value, 2),
            has_guide=True,
        ),
        "coverage": build_chart(coverage, names=(words.say("share"), right), say=words.share),
    }


def build_groups(found: Evaluation, words: Words) -> tuple[Group, ...]:
    """The mistakes by kind, numbered through the page."""
    groups, number = [], 0
    for kind, mistakes in find_mistakes(found.pairs).items():
        cards = []
        for mistake in mistakes[:MOST_SHOWN]:
            number += 1
            cards.append(_card(f"e{number}", mistake, words))
        title = kind_name(kind, words)
        groups.append(Group(f"kind-{kind}", title, len(mistakes), tuple(cards)))
    return tuple(groups)


def kind_name(kind: str, words: Words) -> str:
    """What a kind of mistake is called."""
    first, second = kind.split("-")
    if first in ("missed", "extra"):
        return words.say(f"error_{first}", name=words.code("dimension", second))
    gold, said = words.code("label", first), words.code("label", second)
    return words.say("error_label", gold=gold, said=said)


def code_name(code: str, words: Words) -> str:
    """What an element, a dimension or a term is called."""
    if code == TERMS:
        return words.say("terms")
    if code.startswith("U"):
        return f"{code} {words.code('element', code)}"
    return words.code("dimension", code)


def _card(anchor: str, mistake: Mistake, words: Words) -> Card:
    gold, said = mistake.gold, mistake.said
    found = said.found.assessments[0].reasons if said.found else ()
    reasons = sorted(found, key=lambda one: -one.weight)
    return Card(
        anchor=anchor,
        mistake=mistake,
        gold=words.code("label", gold.label.value),
        said=words.code("label", said.label.value),
        probability=words.number(said.probability, 2),
        kinds=tuple(kind_name(kind, words) for kind in mistake.kinds),
        reasons=tuple(
            (one.weight >= 0, reason_text(one, gold.text, words.lang)) for one in reasons[:_REASONS]
        ),
    )


def _by_document(groups: Sequence[Group]) -> list[tuple[str, list[Card]]]:
    """The cards of each document, the document with most mistakes first."""
    found: dict[str, list[Card]] = defaultdict(list)
    for group in groups:
        for card in group.cards:
            found[card.mistake.gold.document].append(card)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
