"""Plain text in several encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.extract import extract
from analyzer.settings import Settings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rilis.txt"
    path.write_bytes("Perempuan dan laki–laki “setara” di daerah.\n".encode(encoding))
    assert extract(path, settings=Settings()).text.startswith(
        "Perempuan dan laki–laki “setara” di daerah."
    )


def test_plain_dirt_is_mended_and_raw_positions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    raw = "anak\xa0anak  peng\xadarusutamaan\r\nbaris"
    path.write_bytes(raw.encode())
    document = extract(path, settings=Settings())
    assert document.text == "anak anak pengarusutamaan\nbaris"
    start = document.text.index("baris")
    ((raw_range),) = document.map.raw_ranges(start, start + 5)
    assert raw[raw_range.start : raw_range.end] == "baris"
