"""The house rules that a machine can check (ARCHITECTURE.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analyzer"
SOURCES = sorted([*PACKAGE.rglob("*.py"), *ROOT.glob("cli*.py")])
ROOMS = ("extract", "segment", "tag", "assess", "report")
COMPOSERS = {"pipeline", "pipeline_calls", "pipeline_tables", "learn", "archive", "cli_view", "web"}
SHARED_MODULES = {
    "document", "enums", "errors", "ids", "lexicon", "locale", "model_folder", "provenance",
    "schema", "settings", "templates", "textmap",
}  # fmt: skip
FENCES = {
    "pypdfium2": {"extract"},
    "pdfplumber": {"extract"},
    "spacy": {"tag", "learn"},
    "thinc": {"tag"},
    "sklearn": {"assess", "learn"},
    "skops": {"assess"},
    "scipy": {"assess", "learn"},
    "jinja2": {"templates"},
    "pyarrow": {"archive"},
    "duckdb": {"archive"},
    "pebble": {"archive", "extract", "isolation"},
    "click": {"cli", "cli_view", "cli_archive", "cli_evaluate", "cli_tables"},
    "rich": {"cli", "cli_view", "cli_archive", "cli_evaluate", "cli_tables"},
}
MOST_LINES, MOST_FUNCTION_LINES = 300, 40
BORDER = {"isolate.py", "isolation.py", "work.py", "engine.py", "worker.py", "session.py", "cli.py"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _room(path: Path) -> str:
    """The folder of the package that a file stands in, or the module's own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "analyzer" and len(parts) > 1 else parts[0]


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.fixture(params=SOURCES, ids=_name)
def source(request: pytest.FixtureRequest) -> tuple[Path, str, ast.Module]:
    path: Path = request.param
    text = path.read_text(encoding="utf-8")
    return path, text, ast.parse(text)


def test_rooms_do_not_import_each_other(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    room = _room(path)
    if room not in ROOMS:
        return
    allowed = SHARED_MODULES | {room}
    inside = {name.split(".")[1] for name in _imports(tree) if name.startswith("analyzer.")}
    assert inside <= allowed, f"{_name(path)} imports {sorted(inside - allowed)}"


def test_shared_modules_do_not_import_rooms(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    if _room(path) not in SHARED_MODULES:
        return
    inside = {name.split(".")[1] for name in _imports(tree) if name.startswith("analyzer.")}
    assert not inside & (set(ROOMS) | COMPOSERS)


def test_libraries_stay_behind_their_fence(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    used = {name.split(".")[0] for name in _imports(tree)} & set(FENCES)
    outside = {name for name in used if _room(path) not in FENCES[name]}
    assert not outside, f"{_name(path)} imports {sorted(outside)}"


def test_files_and_functions_are_short(source: tuple[Path, str, ast.Module]) -> None:
    path, text, tree = source
    assert text.count("\n") <= MOST_LINES, f"{_name(path)} has {text.count(chr(10))} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            body = lines - _docstring_lines(node)
            assert body <= MOST_FUNCTION_LINES, f"{_name(path)}:{node.lineno} {node.name}: {body}"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


def test_modules_say_what_they_do(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    assert ast.get_docstring(tree), f"{_name(path)} has no docstring"


def test_the_library_neither_prints_nor_runs_strangers(
    source: tuple[Path, str, ast.Module],
) -> None:
    path, _, tree = source
    forbidden = {"print", "eval", "exec"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in forbidden, f"{_name(path)}:{node.lineno} {node.func.id}"
    assert not {name.split(".")[0] for name in _imports(tree)} & {"pickle", "joblib", "marshal"}


def test_nothing_in_the_library_opens_a_connection(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    used = set(_imports(tree))
    network = {"requests", "httpx", "urllib3", "http.client", "urllib.request", "ftplib", "smtplib"}
    assert not used & network, f"{_name(path)} imports {sorted(used & network)}"


def test_broad_except_stands_only_at_the_border(source: tuple[Path, str, ast.Module]) -> None:
    path, _, tree = source
    if path.name in BORDER:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            assert not broad, f"{_name(path)}:{node.lineno} broad except"
