"""Checks whether all parts are there: ``setara doctor``.

Takes the running environment, gives a :class:`Check` for each part: Python, packages, model,
lexicon, OCR engine, write rights, memory. It imports none of the heavy libraries, changes nothing
and asks nothing of a network.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analyzer.cli_view.session import Session
from analyzer.errors import SetaraError
from analyzer.locale import format_number
from analyzer.model_folder import WEIGHTS, model_id, read_meta, resolve_model

PACKAGES = (
    "click",
    "rich",
    "jinja2",
    "platformdirs",
    "pypdfium2",
    "pdfplumber",
    "spacy",
    "scikit-learn",
    "skops",
    "pebble",
)
_LOW_GIGABYTES = 1.0
_OCR_SECONDS = 20


class Grade(StrEnum):
    """How a part is: ``note`` works without it, ``bad`` does not."""

    OK = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One part and how it is."""

    name: str
    grade: Grade
    text: str


def run_checks(session: Session, *, model: str = "") -> tuple[Check, ...]:
    """All checks in order, in the language of the session."""
    return (
        Check(session.say("doctor.python"), Grade.OK, _python()),
        *_packages(session),
        _model(session, model),
        _lexicon(session),
        _ocr(session),
        _write(session),
        _memory(session),
    )


def _python() -> str:
    return f"{platform.python_version()} · {platform.system()} {platform.machine()}"


def _packages(session: Session) -> Iterator[Check]:
    name = session.say("doctor.packages")
    found: list[str] = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            text = session.say("doctor.package_missing", name=package)
            yield Check(name, Grade.BAD, text)
    yield Check(name, Grade.OK, ", ".join(found))


def _model(session: Session, given: str) -> Check:
    name = session.say("doctor.model")
    try:
        folder = resolve_model(given)
        made_of = model_id(read_meta(folder))
    except SetaraError:
        return Check(name, Grade.BAD, session.say("doctor.model_missing"))
    with (folder / WEIGHTS).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Check(name, Grade.OK, f"{made_of} · sha256 {digest[:16]} · {folder}")


def _lexicon(session: Session) -> Check:
    name = session.say("doctor.lexicon")
    from analyzer.lexicon import load_lexicon

    try:
        lexicon = load_lexicon()
    except SetaraError as error:
        return Check(name, Grade.BAD, session.say(f"error.{error.key}", **error.values))
    return Check(name, Grade.OK, lexicon.version)


def _ocr(session: Session) -> Check:
    name = session.say("doctor.ocr")
    engine = shutil.which("tesseract")
    if engine is None:
        return Check(name, Grade.NOTE, session.say("doctor.ocr_missing"))
    try:
        answer = subprocess.run(
            [engine, "--list-langs"], capture_output=True, text=True, timeout=_OCR_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return Check(name, Grade.NOTE, session.say("doctor.ocr_missing"))
    languages = answer.stdout.split()
    if "ind" not in languages:
        return Check(name, Grade.NOTE, session.say("doctor.ocr_language"))
    return Check(name, Grade.OK, f"{engine} (ind)")


def _write(session: Session) -> Check:
    name = session.say("doctor.write")
    try:
        with tempfile.TemporaryFile(dir="."):
            return Check(name, Grade.OK, str(Path.cwd()))
    except OSError:
        return Check(name, Grade.NOTE, session.say("doctor.write_missing"))


def _memory(session: Session) -> Check:
    name = session.say("doctor.memory")
    sizes = _memory_gigabytes()
    if sizes is None:
        return Check(name, Grade.NOTE, session.say("doctor.memory_unknown"))
    free, total = (format_number(size, session.lang, digits=1) for size in sizes)
    is_low = sizes[0] < _LOW_GIGABYTES
    key = "doctor.memory_low" if is_low else "doctor.memory_value"
    return Check(name, Grade.NOTE if is_low else Grade.OK, session.say(key, free=free, total=total))


def _memory_gigabytes() -> tuple[float, float] | None:
    """Free and total memory; None where the system does not tell without a library."""
    if sys.platform == "win32" or not hasattr(os, "sysconf"):
        return None
    try:
        page, total = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_PHYS_PAGES")
        free = os.sysconf("SC_AVPHYS_PAGES")
        rows = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        known = dict(row.split(":", 1) for row in rows)
        free = int(known["MemAvailable"].split()[0]) * 1024 // page
    except (OSError, ValueError, KeyError):
        return None
    return free * page / 1e9, total * page / 1e9
