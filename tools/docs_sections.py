"""Pages and sections of the documentation that are made from code and data.

Takes the command's definitions, the error codes, the lexicon and the corpus, gives Markdown. It
writes nothing; ``build_docs.py`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum
from pathlib import Path

import click

import cli
from analyzer.errors import ExitCode
from analyzer.learn.agreement import Agreement, measure_agreement
from analyzer.learn.calibrate import round_of
from analyzer.learn.corpus import LabelledDocument, load_corpus
from analyzer.learn.splits import load_held_out
from analyzer.lexicon import load_lexicon
from analyzer.locale import translate
from analyzer.schema import Assertion, Dimension, Element, Label, Polarity
from analyzer.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
HEAD = "<!-- Made by tools/build_docs.py; do not edit. -->"

EXIT_WORDS = {
    ExitCode.OK: ("selesai", "done"),
    ExitCode.UNEXPECTED: ("kesalahan tak terduga", "unexpected error"),
    ExitCode.USAGE: ("perintah atau opsi keliru", "wrong command or option"),
    ExitCode.UNREADABLE: (
        "bukan dokumen, rusak, atau jenisnya tidak dikenal",
        "not a document, damaged, or of an unknown kind",
    ),
    ExitCode.MISSING_PART: (
        "model, pustaka, atau mesin OCR tidak ada",
        "a model, library or OCR engine is missing",
    ),
    ExitCode.FILE_ACCESS: (
        "berkas tidak ada, tidak boleh dibaca, atau tidak dapat ditulis",
        "file not found, not permitted, or not writable",
    ),
    ExitCode.NO_TEXT: ("terbuka, tetapi tidak ada teks di dalamnya", "opened, but no text in it"),
    ExitCode.BATCH_FAILURES: (
        "sebagian berkas gagal, yang lain selesai",
        "some files failed, the others are done",
    ),
    ExitCode.ENCRYPTED: ("terkunci kata sandi", "needs a password"),
    ExitCode.SETTINGS: (
        "pengaturan, leksikon, atau korpus keliru",
        "wrong settings, lexicon or corpus",
    ),
    ExitCode.LIMIT: (
        "melebihi batas waktu, memori, halaman, atau ukuran",
        "over the limit of time, memory, pages or size",
    ),
    ExitCode.INTERRUPTED: ("dihentikan (Ctrl-C)", "interrupted (Ctrl-C)"),
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; bars in cells are escaped."""

    def line(cells: Sequence[object]) -> str:
        return "| " + " | ".join(str(one).replace("|", "\\|") for one in cells) + " |"

    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, rows)])


# --- the command -------------------------------------------------------------------------------


def iter_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before their members."""
    context = click.Context(cli.setara)
    for name in cli.setara.list_commands(context):
        command = cli.setara.get_command(context, name)
        assert command is not None
        yield f"setara {name}", command
        if isinstance(command, click.Group):
            for inner, member in sorted(command.commands.items()):
                yield f"setara {name} {inner}", member


def cli_page() -> str:
    """``cli.md``: commands, options, settings and exit codes."""
    parts = [
        HEAD,
        "# The command `setara`",
        "Results go to standard output, messages to standard error. `-` is standard input or "
        "output. Outputs are written whole or not at all, and never over a file without `--force`.",
        "## Options of every command",
        _options(cli.setara),
    ]
    for name, command in iter_commands():
        parts.append(f"## {name}")
        parts.append(_both(command.help or ""))
        arguments = [one.make_metavar(click.Context(command)) for one in _arguments(command)]
        if not isinstance(command, click.Group):
            parts.append("    " + " ".join([name, "[OPTIONS]", *arguments]))
            own = _options(command, without=_names(cli.setara))
            parts.extend([own] if own else [])
    parts += ["## Settings", _settings(), "## Exit codes", _exit_codes()]
    return "\n\n".join(parts) + "\n"


def _arguments(command: click.Command) -> list[click.Argument]:
    return [one for one in command.params if isinstance(one, click.Argument)]


def _names(command: click.Command) -> set[str]:
    return {one.name or "" for one in command.params} - {"show_version"}


def _options(command: click.Command, without: Iterable[str] = ()) -> str:
    rows = [
        (" ".join(f"`{one}`" for one in option.opts), _values(option), *_words(option.help or ""))
        for option in command.params
        if isinstance(option, click.Option) and option.name not in set(without)
    ]
    return table(("option", "value", "Indonesia", "English"), rows) if rows else ""


def _values(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return ", ".join(
            str(one.value if isinstance(one, Enum) else one) for one in option.type.choices
        )
    return option.type.name


def _words(key: str) -> tuple[str, str]:
    return translate(key, "id"), translate(key, "en")


def _both(key: str) -> str:
    indonesian, english = _words(key)
    return f"{english}\n\n*{indonesian}*"


def _settings() -> str:
    default = Settings()
    rows = [
        (f"`{one.name}`", f"`SETARA_{one.name.upper()}`", getattr(default, one.name) or "—")
        for one in fields(Settings)
    ]
    words = (
        "Flag before environment before `setara.toml` in the working folder before the user's "
        "`setara.toml` before the default. `seconds`, `memory_mb` and `max_pages` are limits for "
        "one file; time and memory are watched where a worker reads it (`setara archive`)."
    )
    return words + "\n\n" + table(("key in setara.toml", "environment", "default"), rows)


def _exit_codes() -> str:
    rows = [(int(code), code.name, *EXIT_WORDS[code]) for code in ExitCode]
    return table(("code", "name", "Indonesia", "English"), rows)


# --- the lexicon -------------------------------------------------------------------------------


def lexicon_page() -> str:
    """``lexicon.md``: categories and concepts."""
    lexicon = load_lexicon()
    kinds = Counter((entry.category, entry.kind.value) for entry in lexicon.entries)
    forms: Counter[str] = Counter()
    for entry in lexicon.entries:
        forms[entry.category] += len(entry.variants)
    rows = [
        (
            f"`{one.id}`",
            one.label_id,
            one.label_en,
            *(kinds[one.id, kind] for kind in _KINDS),
            forms[one.id],
        )
        for one in lexicon.categories
    ]
    total = [sum(kinds[one.id, kind] for one in lexicon.categories) for kind in _KINDS]
    rows.append(("total", "", "", *total, sum(forms.values())))
    parts = [
        HEAD,
        "# The lexicon",
        f"Version `{lexicon.version}`. A *term* is a mention; a *name* is an office, law or "
        "programme, marked and never evidence; a *decoy* is a look-alike inside which nothing "
        "counts. How to add one: [add a term](../howto/add-a-term.md).",
        table(("category", "Indonesia", "English", "terms", "names", "decoys", "forms"), rows),
    ]
    for category in lexicon.categories:
        parts.append(f"## {category.label_id} · {category.label_en}")
        concepts = [
            (entry.label, entry.kind.value, entry.strength.value, entry.dimension or "—",
             len(entry.variants))
            for entry in lexicon.entries
            if entry.category == category.id
        ]  # fmt: skip
        parts.append(table(("concept", "kind", "strength", "dimension hint", "forms"), concepts))
    return "\n\n".join(parts) + "\n"


_KINDS = ("term", "name", "decoy")


# --- the corpus --------------------------------------------------------------------------------


def composition() -> str:
    """What the corpus holds, counted."""
    documents = load_corpus(CORPUS)
    passages = [one for document in documents for one in document.passages]
    labels = Counter(one.label for one in passages)
    verdicts = Counter(one.verdict for one in documents)
    years = sorted(int(one.year) for one in documents if one.year.isdigit())
    held_out = load_held_out(CORPUS)
    rows: list[tuple[str, object]] = [
        ("documents", f"{len(documents)}, of them {len(held_out)} held out from training"),
        ("passages", len(passages)),
        ("labels", _counts((label, labels[label]) for label in Label)),
        ("verdicts", _counts((label, verdicts[label]) for label in (Label.WEAK, Label.STRONG))),
        ("documents without any mention", sum(one.no_mention for one in documents)),
        ("documents composed of contrasts", sum(one.contrasts for one in documents)),
        ("governments", len({one.government for one in documents})),
        ("sectors", len({one.sector for one in documents})),
        ("years", f"{years[0]}–{years[-1]}"),
        ("documents by kind", _counts(Counter(one.kind for one in documents).most_common())),
        ("documents by grade", _counts(Counter(one.grade for one in documents).most_common())),
        ("documents by round", _counts(_rounds(documents))),
        ("passages by form", _counts(Counter(one.kind for one in passages).most_common())),
        ("terms", _counts(_assertions(documents))),
        ("decisions of the guideline shown", _cases(documents)),
    ]
    return (
        table(("what", "how many"), rows)
        + "\n\n"
        + table(
            ("dimension", "passages", *(f"spans: {one.value}" for one in Polarity)),
            _dimensions(documents),
        )
        + "\n\n"
        + table(("element", "passages", "spans"), _elements(documents))
    )


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in pairs)


def _rounds(documents: Iterable[LabelledDocument]) -> list[tuple[str, int]]:
    found = Counter(round_of(document.id) for document in documents)
    return [(f"in round {number}", found[number]) for number in sorted(found)]


def _assertions(documents: Iterable[LabelledDocument]) -> list[tuple[str, int]]:
    found = Counter(
        span.assertion for one in documents for passage in one.passages for span in passage.terms
    )
    return [(assertion.value, found[assertion]) for assertion in Assertion]


def _cases(documents: Iterable[LabelledDocument]) -> str:
    found = Counter(case for one in documents for passage in one.passages for case in passage.cases)
    numbered = [one for one in found if one.isdigit()]
    settled = [one for one in found if one[:1] == "S" and one[1:].isdigit()]
    return (
        f"{len(numbered)} borderline cases and {len(settled)} settled points, "
        f"in {sum(found.values())} notes"
    )


def _dimensions(documents: Iterable[LabelledDocument]) -> list[tuple[object, ...]]:
    passages = [passage for one in documents for passage in one.passages]
    spans = Counter((o.dimension, o.polarity) for passage in passages for o in passage.dimensions)
    holders = Counter(one for p in passages for one in {span.dimension for span in p.dimensions})
    return [(one, holders[one], *(spans[one, p] for p in Polarity)) for one in Dimension]


def _elements(documents: Iterable[LabelledDocument]) -> list[tuple[object, ...]]:
    passages = [passage for one in documents for passage in one.passages]
    spans = Counter(span.element for passage in passages for span in passage.elements)
    holders = Counter(one for p in passages for one in {span.element for span in p.elements})
    return [(f"{one.value} {one.name.lower()}", holders[one], spans[one]) for one in Element]


def agreement() -> str:
    """Agreement of the two labellings, measured on the files."""
    found = measure_agreement(CORPUS)
    return (
        f"{found.documents} documents with {found.passages} passages are labelled twice; "
        f"{len(found.settlements)} differences of label are settled in `second/settled-*.tsv`. "
        f"The text of {found.changed} passages was changed afterwards; they are left out of what "
        "is measured now.\n\n"
        + table(("labels", "before settling", "as they stand now"), _label_rows(found))
        + "\n\n"
        + table(("type", "span F1 (IoU ≥ .5)", "kappa by passage"), _span_rows(found))
    )


def _label_rows(found: Agreement) -> list[tuple[object, ...]]:
    names = (
        ("agreement", "agreement"), ("kappa", "kappa"), ("kappa_quadratic", "quadratic kappa")
    )  # fmt: skip
    return [
        (words, *(f"{found.figures[f'{when}.label.{name}']:.3f}" for when in ("before", "now")))
        for name, words in names
    ]


def _span_rows(found: Agreement) -> list[tuple[object, ...]]:
    def row(words: str, name: str) -> tuple[object, ...]:
        by_passage = found.figures.get(f"now.{name}.kappa")
        figure = "" if by_passage is None else f"{by_passage:.3f}"
        return words, f"{found.figures[f'now.{name}.span_f1']:.3f}", figure

    return [
        *(row(f"{one.value} {one.name.lower()}", one.value) for one in Element),
        row("all elements", "elements"),
        *(row(one.value, one.value) for one in Dimension),
        row("all dimensions", "dimensions"),
        row("terms", "terms"),
    ]
