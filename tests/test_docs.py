"""The documentation does not lie: links lead somewhere, commands run, options and codes exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from analyzer.errors import ExitCode
from analyzer.learn.card import render_card
from analyzer.learn.corpus import load_document
from analyzer.model_folder import META, METRICS
from tools import build_docs, docs_accuracy, docs_examples, docs_sections

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for pattern in ("*.md", "corpus/*.md", "models/**/*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
)
GUIDES = [path for path in PAGES if "decisions" not in path.parts]
README = ROOT / "README.md"
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"<!-- (run|not run: [^>]{8,}) -->\s*\Z")
_COMMAND = re.compile(r"(?:^|[\s`$>(/\\])(setara [a-z][^`\n]*)", re.MULTILINE)
RUNNING = {"bash", "console", "python", "powershell"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_docs_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"https?://|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name(page)}: {link}"
        assert target.is_relative_to(ROOT), f"{name(page)} links out of the repository: {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name(page)}: {link}"


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Language, mark and body of each block that is meant to be typed."""
    text = re.sub(
        r"<!-- generated:.*?<!-- /generated -->", "", page.read_text(encoding="utf-8"), flags=re.S
    )
    for match in _FENCE.finditer(text):
        if match[2] in RUNNING:
            mark = _MARK.search(text[: match.start()])
            yield match[2], mark[1] if mark else "", match[3]


@pytest.mark.parametrize("page", [README, ROOT / "CONTRIBUTING.md"], ids=name)
def test_docs_every_block_says_whether_it_is_run(page: Path) -> None:
    found = list(blocks(page))
    assert found
    assert [body for _, mark, body in found if not mark] == []


RUN = [(language, body) for language, mark, body in blocks(README) if mark == "run"]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "body"), RUN, ids=[body.split("\n")[0] for _, body in RUN])
def test_docs_readme_blocks_run(language: str, body: str, tmp_path: Path) -> None:
    docs_examples.fill_folder(tmp_path)
    if language == "python":
        done = subprocess.run(
            [sys.executable, "-c", body], cwd=tmp_path, capture_output=True, encoding="utf-8",
            env=docs_examples.environment(tmp_path),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        return
    before = {path.name for path in tmp_path.iterdir()}
    for line in body.splitlines():
        said = docs_examples.run(line, folder=tmp_path)
        fresh = {path.name for path in tmp_path.iterdir()} - before
        assert said or fresh, f"{line} gives nothing"


def test_docs_readme_runs_something() -> None:
    assert {language for language, _ in RUN} == {"bash", "python"}
    assert len(RUN) >= 4


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_docs_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make (\w+)", text, re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_docs_files_named_in_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for typed in re.findall(r"python (tools/\w+\.py)", text):
        assert (ROOT / typed).is_file(), typed
    for module in re.findall(r"python -m ((?:analyzer|benchmarks|tools)[\w.]*)", text):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or path.is_dir(), module
    for line in re.findall(r"python -m pytest ([^`\n#]+)", text):
        for one in line.split():
            if one.startswith("tests"):
                assert (ROOT / one.rstrip("`")).exists(), f"{name(page)}: {one}"


def commands() -> dict[str, click.Command]:
    return dict(docs_sections.iter_commands())


def options_of(command: click.Command) -> set[str]:
    known = {opt for one in command.params for opt in one.opts if opt.startswith("-")}
    return known | {"--help"} | docs_options()


def docs_options() -> set[str]:
    import cli

    return {opt for one in cli.setara.params for opt in one.opts}


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_docs_commands_and_options_exist(page: Path) -> None:
    known, missing = commands(), False
    for typed in _COMMAND.findall(page.read_text(encoding="utf-8")):
        words = typed.split()
        long, short = " ".join(words[:3]), " ".join(words[:2])
        if short == "setara archive" and short not in known:
            missing = True
            continue
        assert long in known or short in known, f"{name(page)}: {typed}"
        command = known.get(long) or known[short]
        used = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z])(?![\w-])", typed.split("#")[0]))
        assert used <= options_of(command), f"{name(page)}: {typed}"
    if missing:
        pytest.skip("the command has no archive part")


def test_docs_exit_codes_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "generated" / "cli.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([A-Z_]+) \|", page, re.MULTILINE)
    assert [(int(code), word) for code, word in rows] == [(int(one), one.name) for one in ExitCode]
    assert set(docs_sections.EXIT_WORDS) == set(ExitCode)


def test_docs_generated_files_are_up_to_date() -> None:
    """Renew them with ``python tools/build_docs.py``."""
    assert build_docs.stale(without=build_docs.EXAMPLES) == []


@pytest.mark.slow
def test_docs_examples_show_what_the_command_says() -> None:
    """Renew them with ``python tools/build_docs.py``."""
    done = subprocess.run(
        [sys.executable, "tools/build_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_docs_model_cards_are_made_from_their_figures() -> None:
    cards = sorted((ROOT / "models").glob("*/CARD.md"))
    if not cards:
        pytest.skip("no model has been measured on the held-out documents")
    for card in cards:
        meta, metrics = (
            json.loads((card.parent / one).read_text(encoding="utf-8")) for one in (META, METRICS)
        )
        assert card.read_text(encoding="utf-8") == render_card(meta, metrics), name(card)


def test_docs_stale_sections_are_found() -> None:
    text = "<!-- generated:models -->\nold\n<!-- /generated -->\n"
    assert build_docs.build_host(text) != text
    assert build_docs.build_host(build_docs.build_host(text)) == build_docs.build_host(text)
    assert build_docs.build_host(text, without=frozenset({"models"})) == text
    with pytest.raises(KeyError):
        build_docs.build_host(text.replace("models", "nonsense"))


def test_docs_accuracy_shows_figures_or_says_that_there_are_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    figures = {name: 0.5 for name, _, _ in docs_accuracy.ROWS}
    path = tmp_path / "validation.json"
    monkeypatch.setattr(docs_accuracy, "VALIDATION", path)
    monkeypatch.setattr(docs_accuracy, "load_metrics", lambda: None)
    assert "elum diukur" in docs_accuracy.accuracy("id")
    path.write_text(json.dumps({
        "passages": 7, "documents": 2, "systems": {"keywords": {}, "setara": figures},
        "intervals": {"terms.f1": [0.4, 0.6]}, "people": {"terms.f1": 0.9},
    }))  # fmt: skip
    assert "| belum diukur | 0,50 |" in docs_accuracy.accuracy("id")
    assert "| 0.50 |" in docs_accuracy.accuracy("en") and "7 passages" in docs_accuracy.accuracy(
        "en"
    )
    assert "| 0.500 | 0.400–0.600 |  | 0.900 |" in docs_accuracy.accuracy_page()


def test_docs_extras_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = set(project.get("optional-dependencies", {}))
    if not known:
        pytest.skip("no optional parts are declared")
    for page in PAGES:
        named = re.findall(r"(?:setara|\"\.)\[(\w+)\]", page.read_text(encoding="utf-8"))
        assert set(named) <= known, name(page)


def test_docs_changelog_has_its_headings() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    released = text.split(f"## [{version}]")[1].split("\n## ")[0]
    assert re.findall(r"^### (.+)$", released, re.MULTILINE) == ["Code", "Lexicon", "Model"]


def test_docs_format_of_the_corpus_page_is_the_one_that_is_read(tmp_path: Path) -> None:
    page = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    header = page.split("```\n")[1].split("\n\n")[0]
    keys = [line.split(":")[0] for line in header.splitlines()]
    path = tmp_path / "a.txt"
    first = next((ROOT / "corpus" / "documents").glob("*.txt")).read_text(encoding="utf-8")
    path.write_text(first, encoding="utf-8")
    load_document(path)
    assert [line.split(":")[0] for line in first.split("\n\n")[0].splitlines()] == keys
