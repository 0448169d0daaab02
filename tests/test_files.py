"""Results are whole or absent, and never written over another file unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import FileAccess
from analyzer.files import save_text


def test_files_are_written_whole(tmp_path: Path) -> None:
    path = save_text(tmp_path / "a.txt", "baris\n")
    assert path.read_bytes() == b"baris\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_files_are_not_overwritten_unasked(tmp_path: Path) -> None:
    path = save_text(tmp_path / "a.txt", "lama")
    with pytest.raises(FileAccess) as caught:
        save_text(path, "baru")
    assert caught.value.key == "output_exists" and path.read_text() == "lama"
    assert save_text(path, "baru", force=True).read_text() == "baru"


def test_files_leave_nothing_behind_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_text(tmp_path / "a.txt", "lama")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "held by a scanner")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("analyzer.files._PAUSE_SECONDS", 0)
    with pytest.raises(FileAccess) as caught:
        save_text(path, "baru", force=True)
    assert caught.value.key == "output_unwritable"
    assert path.read_text() == "lama"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_files_wait_for_a_scanner_that_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move, calls = Path.replace, []

    def busy_twice(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError(13, "held by a scanner")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", busy_twice)
    monkeypatch.setattr("analyzer.files._PAUSE_SECONDS", 0)
    assert save_text(tmp_path / "a.txt", "x").read_text() == "x"


def test_files_follow_a_link_and_keep_it(tmp_path: Path) -> None:
    real = save_text(tmp_path / "real.txt", "lama")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    save_text(link, "baru", force=True)
    assert link.is_symlink() and real.read_text() == "baru"


def test_files_need_a_folder_and_are_none(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "no" / "a.txt", "output_folder"), (tmp_path, "file_folder")):
        with pytest.raises(FileAccess) as caught:
            save_text(path, "x")
        assert caught.value.key == key


def test_files_devices_take_what_is_written() -> None:
    null = Path("/dev/null")
    if not null.exists():
        pytest.skip("no /dev/null on this system")
    save_text(null, "x")
    assert not null.is_file() and null.exists()
