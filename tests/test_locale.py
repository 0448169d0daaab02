"""The two languages say the same things, and every error and problem of the code has a sentence."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from analyzer.locale import find, format_number, format_percent, load_messages, translate

ROOT = Path(__file__).parent.parent
INDONESIAN_ONLY = re.compile(r"advice\.R\d\d\.example")
RAISED = re.compile(
    r"\b(?:UsageProblem|UnreadableFile|MissingPart|FileAccess|NoText|BatchFailures|EncryptedFile|"
    r"BadSettings|LimitExceeded|SetaraError)\(\s*\"(\w+)\""
)
NOTED = re.compile(r"\bProblem\(\s*\"(\w+)\"")


def _keys_in_code(pattern: re.Pattern[str]) -> set[str]:
    files = [*ROOT.glob("analyzer/**/*.py"), ROOT / "cli.py"]
    return {key for file in files if file.exists() for key in pattern.findall(file.read_text())}


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_locale_languages_have_the_same_keys() -> None:
    keys = {key for key in load_messages("id") if not INDONESIAN_ONLY.fullmatch(key)}
    assert keys == set(load_messages("en"))


def test_locale_languages_use_the_same_values() -> None:
    english = load_messages("en")
    for key, sentence in load_messages("id").items():
        if key in english:
            assert _fields(sentence) == _fields(english[key]), key


def test_locale_every_error_of_the_code_has_a_sentence() -> None:
    keys = _keys_in_code(RAISED)
    assert "file_missing" in keys
    assert {key for key in keys if find(f"error.{key}", "id") is None} == set()


def test_locale_every_problem_of_the_code_has_a_sentence() -> None:
    keys = _keys_in_code(NOTED)
    assert "page_without_text" in keys
    assert {key for key in keys if find(f"problem.{key}", "id") is None} == set()


def test_locale_values_may_have_any_name() -> None:
    text = translate("error.settings_key", "en", key="warna", lang="x", name="a", known="b")
    assert "warna" in text


def test_locale_keeps_what_it_cannot_say() -> None:
    assert translate("error.nothing_of_the_kind", "id") == "error.nothing_of_the_kind"
    assert "{name}" in translate("error.file_missing", "id")


@pytest.mark.parametrize(
    ("value", "lang", "text"), [(0.914, "id", "91%"), (0.9999, "en", "99%"), (1.0, "id", "100%")]
)
def test_locale_percent(value: float, lang: str, text: str) -> None:
    assert format_percent(value, lang) == text


def test_locale_number_follows_the_language() -> None:
    assert format_number(1250.5, "id", digits=1) == "1.250,5"
    assert format_number(1250.5, "en", digits=1) == "1,250.5"
