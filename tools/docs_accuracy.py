"""What the documentation says of how good the model is.

Takes ``models/*/metrics.json`` (held-out part of the corpus) and ``docs/generated/validation.json``
(real documents, which are not in the repository), gives Markdown. Where a file is missing, the
tables say "not measured yet". :func:`measure` makes the second file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyzer.locale import format_number
from analyzer.model_folder import META, METRICS, resolve_model
from tools.docs_sections import HEAD, ROOT, table

VALIDATION = ROOT / "docs" / "generated" / "validation.json"
SYSTEM = "setara"
ROWS = (
    ("relevance.f1", "terkait gender atau tidak, F1", "about gender or not, F1"),
    ("label.macro_f1", "tidak terkait, lemah, kuat: macro-F1", "none, weak, strong: macro F1"),
    ("label.none.f1", "tidak terkait, F1", "none, F1"),
    ("label.weak.f1", "lemah, F1", "weak, F1"),
    ("label.strong.f1", "kuat, F1", "strong, F1"),
    ("label.accuracy", "label tepat", "labels right"),
    ("label.kappa", "label, kappa kuadratik", "labels, quadratic kappa"),
    ("dimension.macro_f1", "empat dimensi, macro-F1", "four dimensions, macro F1"),
    ("dimension.akses.f1", "akses, F1", "akses, F1"),
    ("dimension.partisipasi.f1", "partisipasi, F1", "partisipasi, F1"),
    ("dimension.kontrol.f1", "kontrol, F1", "kontrol, F1"),
    ("dimension.manfaat.f1", "manfaat, F1", "manfaat, F1"),
    ("terms.f1", "istilah, F1 (IoU ≥ 0,5)", "terms, F1 (IoU ≥ 0.5)"),
    ("calibration.ece", "selisih peluang dan kenyataan (ECE)", "expected calibration error"),
    ("sure.coverage", "bagian yang tidak ditandai untuk ditinjau", "share not marked for review"),
    ("sure.accuracy", "label tepat pada bagian itu", "labels right in that share"),
    ("surest_half.accuracy", "label tepat pada separuh yang paling yakin",
     "labels right in the surest half"),
)  # fmt: skip
_WORDS = {
    "id": (
        ("ukuran", "korpus, bagian yang disisihkan", "dokumen nyata", "hitung kata kunci",
         "dua penilai manusia"),
        "belum diukur",
    ),
    "en": (
        ("figure", "corpus, held-out part", "real documents", "keyword count", "two people"),
        "not measured yet",
    ),
}  # fmt: skip


def load_metrics() -> Mapping[str, Any] | None:
    """The metrics of the model in use; None where it has none."""
    return _load(resolve_model() / METRICS)


def load_validation() -> Mapping[str, Any] | None:
    """The figures on real documents; None where they have not been measured."""
    return _load(VALIDATION)


def _load(path: Path) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def measure(labelled: Path) -> None:
    """Measure the model on a JSONL of labelled real passages and write ``validation.json``.

    Agreement of people is taken from ``agreement.json`` beside it, where there is one.
    """
    from analyzer.learn.evaluate import evaluate
    from analyzer.learn.record import to_metrics

    measured = to_metrics(evaluate([labelled], corpus=ROOT / "corpus"))
    found = {name: measured[name] for name in ("passages", "documents", "systems", "intervals")}
    found["people"] = measured["people"]["people"] if measured["people"] else {}
    meta = json.loads((resolve_model() / META).read_text(encoding="utf-8"))
    found["model"] = f"{meta['name']}-{meta['version']}+{meta['hash']}"
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    VALIDATION.write_text(text + "\n", encoding="utf-8")


def accuracy(lang: str) -> str:
    """The short table of the README."""
    head, unknown = _WORDS[lang]
    metrics, validation = load_metrics(), load_validation()
    columns = [
        _system(metrics, SYSTEM),
        _system(validation, SYSTEM),
        _system(validation, "keywords"),
        (validation or {}).get("people"),
    ]
    rows = [
        (indonesian if lang == "id" else english, *(_cell(one, name, lang) for one in columns))
        for name, indonesian, english in ROWS
    ]
    if not any(columns):
        return f"*{unknown.capitalize()}.*"
    return table(head, rows) + "\n\n" + _sizes(metrics, validation, lang)


def _system(found: Mapping[str, Any] | None, name: str) -> Mapping[str, float] | None:
    return None if found is None else found["systems"].get(name)


def _cell(figures: Mapping[str, float] | None, name: str, lang: str) -> str:
    if figures is None:
        return _WORDS[lang][1]
    value = figures.get(name)
    return "" if value is None else format_number(value, lang, digits=2)


def _sizes(
    metrics: Mapping[str, Any] | None, validation: Mapping[str, Any] | None, lang: str
) -> str:
    words = {
        "id": ("Korpus", "Dokumen nyata", "{passages} bagian dari {documents} dokumen"),
        "en": ("Corpus", "Real documents", "{passages} passages of {documents} documents"),
    }[lang]
    parts = [
        f"{name}: {words[2].format(passages=one['passages'], documents=one['documents'])}."
        for name, one in ((words[0], metrics), (words[1], validation))
        if one is not None
    ]
    return " ".join(parts)


def accuracy_page() -> str:
    """``accuracy.md``: every system and interval, on the corpus and on real documents."""
    parts = [HEAD, "# How good it is"]
    for words, found in (
        ("Held-out documents of the corpus", load_metrics()),
        ("Real documents", load_validation()),
    ):
        parts.append(f"## {words}")
        if found is None:
            parts.append("Not measured yet.")
            continue
        parts.append(
            f"{found['passages']} passages of {found['documents']} documents; intervals (95 %) of "
            "Setara's figures resample whole documents."
        )
        parts.append(_full(found))
    parts.append(
        "The real passages were labelled twice, independently, under the guideline of the corpus "
        "and settled; they were never trained on and are not in the repository. They were chosen "
        "for being rich in gender vocabulary or full of look-alikes, so figures on documents taken "
        "at random differ. *keywords* calls a passage weak from one keyword and strong from "
        "four; *tfidf* is a linear classifier over words, trained on the same corpus; "
        "*people* is the agreement of the two labellers."
    )
    return "\n\n".join(parts) + "\n"


def _full(found: Mapping[str, Any]) -> str:
    names = sorted(found["systems"], key=lambda one: (one != SYSTEM, one))
    systems = {one: found["systems"][one] for one in names}
    if found.get("people"):
        systems["people"] = found["people"]
    rows = []
    for name, _, words in ROWS:
        low, high = found["intervals"].get(name, (None, None))
        interval = "" if low is None else f"{low:.3f}–{high:.3f}"
        values = ["" if one.get(name) is None else f"{one[name]:.3f}" for one in systems.values()]
        rows.append((words, values[0], interval, *values[1:]))
    names = list(systems)
    return table(("figure", names[0], "95 % interval", *names[1:]), rows)


def models() -> str:
    """The models in the repository, for ``models/README.md``."""
    rows = []
    for path in sorted((ROOT / "models").glob(f"*/{META}")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        rows.append((
            f"`{path.parent.name}`", f"`{meta['hash']}`", f"`{meta['lexicon']}`",
            meta["documents"], meta["passages"], meta["review_below"],
        ))  # fmt: skip
    head = ("model", "corpus hash", "lexicon", "documents", "passages", "review below")
    return table(head, rows)
