"""Writes a model's metrics and card: what it is, what it reaches, where it must not be used.

Takes a trained model and an evaluation on documents it has not seen, gives ``metrics.json`` and
``CARD.md`` in the model's folder. The card is generated; a test compares it with its sources.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyzer.learn.card_parts import figure as _figure
from analyzer.learn.card_parts import iter_limits, iter_sections
from analyzer.learn.evaluate import SYSTEM, Evaluation
from analyzer.learn.record import to_metrics
from analyzer.model_folder import CARD, METRICS

_ROWS = (
    ("relevance.f1", "relevant or not, F1"),
    ("label.macro_f1", "none, weak, strong: macro F1"),
    ("label.kappa", "the same, quadratic kappa"),
    ("label.none.f1", "none, F1"),
    ("label.weak.f1", "weak, F1"),
    ("label.strong.f1", "strong, F1"),
    ("dimension.macro_f1", "dimensions, macro F1"),
    ("dimension.akses.f1", "akses, F1"),
    ("dimension.partisipasi.f1", "partisipasi, F1"),
    ("dimension.kontrol.f1", "kontrol, F1"),
    ("dimension.manfaat.f1", "manfaat, F1"),
    ("terms.f1", "terms, F1 at IoU >= .5"),
    ("calibration.ece", "expected calibration error"),
    ("sure.coverage", "share not marked for review"),
    ("sure.accuracy", "accuracy on that share"),
    ("surest_half.accuracy", "accuracy on the surest half"),
)


def save_card(folder: Path, meta: Mapping[str, Any], evaluation: Evaluation) -> None:
    """Write ``metrics.json`` and ``CARD.md`` into the model's folder."""
    metrics = to_metrics(evaluation)
    text = json.dumps(metrics, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / METRICS).write_text(text + "\n", encoding="utf-8")
    (folder / CARD).write_text(render_card(meta, json.loads(text)), encoding="utf-8")  # as on disk


def render_card(meta: Mapping[str, Any], metrics: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    labels = ", ".join(f"{count} {label}" for label, count in meta["labels"].items())
    return _TEMPLATE.format(
        name=meta["name"],
        version=meta["version"],
        hash=meta["hash"],
        lexicon=meta["lexicon"],
        documents=meta["documents"],
        passages=meta["passages"],
        labels=labels,
        unseen=metrics["passages"],
        unseen_documents=metrics["documents"],
        table="\n".join(_table(metrics)),
        review=meta["review_below"],
        precision=meta["review_precision"],
        more="".join(f"{part}\n" for part in iter_sections(metrics)),
        limits="".join(f"* {words}\n" for words in iter_limits(metrics)),
    )


def _table(metrics: Mapping[str, Any]) -> list[str]:
    systems = sorted(metrics["systems"], key=lambda name: (name != SYSTEM, name))
    lines = [
        "| figure | " + " | ".join(systems) + " | 95 % interval |",
        "|---|" + "---|" * (len(systems) + 1),
    ]
    for name, words in _ROWS:
        values = [_figure(metrics["systems"][system].get(name)) for system in systems]
        low, high = metrics["intervals"].get(name, (None, None))
        interval = "" if low is None else f"{low:.3f}–{high:.3f}"
        lines.append(f"| {words} | " + " | ".join(values) + f" | {interval} |")
    return lines


_TEMPLATE = f"""# {{name}}-id-{{version}}

Judges passages and documents of Indonesian government text: none, weak or strong gender
perspective, evidence U1–U6, and the four dimensions akses, partisipasi, kontrol, manfaat.
Evidence and dimensions by logistic regressions over classes of words (no names, places, years or
amounts), sentence by sentence; the label by a forest over the evidence found.

* **Trained on** {{documents}} documents with {{passages}} passages ({{labels}}) of `corpus/`, hash
  `{{hash}}`; lexicon `{{lexicon}}`. Written for Setara and labelled under one guideline; see
  `corpus/DATASHEET.md`. Built by `setara train`, which is deterministic.
* **Marks for review** what has a probability below {{review}}, chosen in cross-validation for
  {{precision:.0%}} precision above it.

## Measured

On {{unseen_documents}} held-out documents of the corpus ({{unseen}} passages), `{SYSTEM}` beside a
keyword count, TF-IDF trained on the same documents, and the majority label. Intervals resample
whole documents.

{{table}}

Text of the corpus is closer to the training text than the world is: on labelled passages of real
documents the figures are lower (README, "How good is it").

{{more}}## Use and limits

* For reviewers who read on: every verdict comes with the words it rests on. It is no judgement on
  people, offices or budgets, and must not be used to rank staff or to refuse funds.
* Indonesian officialese only. Not for laws of other countries, social media, or personal files.
* It knows what a passage says, not whether it is true, and nothing that stands in another passage.
* Weakest on strong passages in flat officialese, and on manfaat and akses said without a set
  phrase. Scanned text and broken tables lower all figures.
{{limits}}"""
