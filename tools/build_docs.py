"""Builds the documentation that is made from code and data.

Writes ``docs/generated/*.md`` and the sections between ``<!-- generated:NAME -->`` and
``<!-- /generated -->`` in other pages. Same sources, same bytes.

Run from the repository, after a change of command, lexicon, corpus or model::

    python tools/build_docs.py                    write everything
    python tools/build_docs.py --check            only say what is not up to date
    python tools/build_docs.py --measure X.jsonl  first measure the model on labelled passages
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import docs_accuracy, docs_examples, docs_sections  # noqa: E402

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/generated/cli.md": docs_sections.cli_page,
    "docs/generated/lexicon.md": docs_sections.lexicon_page,
    "docs/generated/accuracy.md": docs_accuracy.accuracy_page,
}
HOSTS = ("README.md", "corpus/DATASHEET.md", "models/README.md")
SECTIONS: Mapping[str, Callable[[], str]] = {
    "accuracy-id": lambda: docs_accuracy.accuracy("id"),
    "accuracy-en": lambda: docs_accuracy.accuracy("en"),
    "models": docs_accuracy.models,
    "composition": docs_sections.composition,
    "agreement": docs_sections.agreement,
    "example-analyze": docs_examples.analyze_example,
    "example-tag": docs_examples.tag_example,
    "example-archive": docs_examples.archive_example,
}
EXAMPLES = frozenset(name for name in SECTIONS if name.startswith("example-"))
_MARKED = re.compile(
    r"(<!-- generated:(?P<name>[\w-]+) -->\n)(?P<body>.*?)(<!-- /generated -->)", re.DOTALL
)


def build_pages() -> dict[str, str]:
    """The generated pages by path."""
    return {path: build() for path, build in PAGES.items()}


def build_host(text: str, *, without: frozenset[str] = frozenset()) -> str:
    """A page with its marked sections renewed, except those named.

    Raises:
        KeyError: for a marker that names no section.

    """

    def renew(match: re.Match[str]) -> str:
        build = SECTIONS[match["name"]]
        if match["name"] in without:
            return match[0]
        return f"{match[1]}\n{build()}\n\n{match[4]}"

    return _MARKED.sub(renew, text)


def stale(*, without: frozenset[str] = frozenset()) -> list[str]:
    """Paths of what is not up to date."""
    found = [
        path
        for path, text in build_pages().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    for path in HOSTS:
        text = (ROOT / path).read_text(encoding="utf-8")
        if build_host(text, without=without) != text:
            found.append(path)
    return found


def main() -> int:
    """Build or check; 1 where something is not up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--measure", type=Path, metavar="JSONL")
    given = parser.parse_args()
    if given.check:
        found = stale()
        sys.stderr.write("".join(f"{path} is not up to date\n" for path in found))
        return 1 if found else 0
    if given.measure:
        docs_accuracy.measure(given.measure)
    for path, text in build_pages().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    for path in HOSTS:
        text = (ROOT / path).read_text(encoding="utf-8")
        (ROOT / path).write_text(build_host(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
