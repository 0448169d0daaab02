"""The wheel works outside the checkout: model, lexicon, sentences and sample travel in it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DATA = (
    "lexicon/taxonomy.toml",
    "lexicon/terms/*.toml",
    "locale/*.toml",
    "report/templates/*",
    "report/*.json",
    "archive/templates/*",
    "archive/*.toml",
    "samples/*.pdf",
    "tag/*.cfg",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as anyone would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    built_here = importlib.util.find_spec("hatchling") is not None
    isolation = ["--no-build-isolation"] if built_here else []
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *isolation,
         "--wheel-dir", str(folder), str(ROOT), cwd=folder)  # fmt: skip
    (found,) = folder.glob("setara-*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and these libraries, without the checkout.

    A ``.pth`` file leads to the libraries of the running environment; the ``.pth`` files that
    stand there, the one of an editable install among them, are not read.
    """
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False)
    layout = {"base": str(folder), "platbase": str(folder)}
    scheme = "venv" if "venv" in sysconfig.get_scheme_names() else "posix_prefix"
    packages = Path(sysconfig.get_path("purelib", scheme, layout))
    _run(sys.executable, "-m", "pip", "--python", str(_program(folder, "python")), "install",
         "--quiet", "--no-deps", "--no-index", str(wheel), cwd=folder)  # fmt: skip
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def _program(environment: Path, name: str) -> Path:
    scripts = "Scripts" if os.name == "nt" else "bin"
    return environment / scripts / (f"{name}.exe" if os.name == "nt" else name)


def _run(*command: str, cwd: Path) -> str:
    given = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    given |= {"PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_install_wheel_carries_every_data_file_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    package = ROOT / "analyzer"
    needed = {str(path.relative_to(ROOT)) for one in DATA for path in package.glob(one)}
    models = {path.parent for path in (ROOT / "models").glob("*/meta.json")}
    needed |= {
        f"analyzer/_models/{path.relative_to(ROOT / 'models')}"
        for folder in models
        for path in folder.iterdir()
    }
    needed |= {path.name for path in ROOT.glob("cli*.py")}
    assert models and sorted(needed - set(names)) == []
    assert len(names) == len(set(names))


def test_install_wheel_carries_nothing_else(wheel: Path) -> None:
    roots = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    roots -= {root for root in roots if root.endswith(".dist-info")}
    assert roots == {"analyzer", *(path.name for path in ROOT.glob("cli*.py"))}


def test_install_demo_runs_outside_the_checkout(environment: Path, tmp_path: Path) -> None:
    where = "import analyzer, cli; print(analyzer.__file__); print(cli.__file__)"
    for line in _run(str(_program(environment, "python")), "-c", where, cwd=tmp_path).split("\n"):
        assert not line or Path(line).is_relative_to(environment), line
    said = _run(str(_program(environment, "setara")), "demo", cwd=tmp_path)
    report = tmp_path / "setara-demo.html"
    assert str(report) in said
    assert "<!DOCTYPE html>" in report.read_text(encoding="utf-8")


def test_install_finds_the_model_that_travels(environment: Path, tmp_path: Path) -> None:
    code = "from analyzer.model_folder import resolve_model; print(resolve_model())"
    found = Path(_run(str(_program(environment, "python")), "-c", code, cwd=tmp_path).strip())
    assert found.is_relative_to(environment) and found.parent.name == "_models"
