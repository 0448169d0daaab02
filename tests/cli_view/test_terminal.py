"""The terminal view fits a screen, stays readable when narrow, and colours only terminals."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from analyzer.cli_view.terminal import render_view
from analyzer.report.view import View, build_view
from analyzer.schema import Assessment, Label, Problem
from tests.builders import build_analysis, build_no_mention

ESCAPE = "\x1b"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


def _full() -> View:
    """A view with as much as a view can hold."""
    base = build_analysis(name="renja-dinas-pertanian-kabupaten-wanayasa-perubahan-2026.pdf")
    strong = tuple(Assessment(one.id, Label.STRONG, 0.9, True) for one in base.passages)
    problems = tuple(Problem("page_without_text", page) for page in range(1, 9))
    findings = tuple(replace(one, evidence=()) for one in base.findings)
    return build_view(
        replace(base, assessments=strong, problems=problems, findings=findings), lang="id"
    )


def test_terminal_fits_one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = render_view(_full()).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("columns", [40, 60, 71, 80, 132])
def test_terminal_keeps_to_its_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for lang in ("id", "en"):
        text = render_view(build_view(build_analysis(), lang=lang))
        assert max(map(len, text.splitlines())) <= columns


def test_terminal_shows_verdict_dimensions_pages_and_lacks() -> None:
    text = render_view(build_view(build_analysis()))
    for words in ("LEMAH", "peluang 71%", "perlu ditinjau", "Partisipasi", "belum terlihat"):
        assert words in text
    for words in ("hal. 1", "Petani perempuan hanya 18 persen", "R06", "Renja"):
        assert words in text


def test_terminal_of_nothing_genuine() -> None:
    text = render_view(build_view(build_no_mention(), lang="en"))
    assert "no mention" in text and "Page 2 has no text layer" in text


def test_terminal_colours_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    view = build_view(build_analysis())
    monkeypatch.setenv("TERM", "xterm-256color")
    assert ESCAPE in render_view(view, like=Terminal())
    assert ESCAPE not in render_view(view, like=io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE + "[3" not in render_view(view, like=Terminal())


def test_terminal_lets_no_control_characters_through() -> None:
    text = render_view(build_view(build_analysis(name="\x1b[2Jhapus\x07.pdf")))
    assert ESCAPE not in text and "\x07" not in text
    assert "hapus" in text
