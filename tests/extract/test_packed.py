"""ZIP archives: members, what is left out, and archives that are attacks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile, UsageProblem
from analyzer.extract import extract, members
from analyzer.extract.packed import is_archive, iter_archive, read_from_archive
from analyzer.settings import Settings
from tests.extract.office_files import SENTENCE, save, zip_bytes

TEXT = SENTENCE.encode()


def test_packed_members_are_documents_only(tmp_path: Path) -> None:
    data = zip_bytes({
        "b/kak.txt": TEXT, "a.md": TEXT, "foto.jpg": b"\xff\xd8", "b/": b"", ".DS_Store": b"x",
        "__MACOSX/b/._kak.txt": b"x", "~$kak.docx": b"x",
    })  # fmt: skip
    assert members(save(tmp_path, "berkas.zip", data)) == ("a.md", "b/kak.txt")


@pytest.mark.parametrize(
    "name", ["../kak.txt", "/etc/kak.txt", "C:\\kak.txt", "a/../../kak.txt", "..\\kak.txt"]
)
def test_packed_names_that_lead_outside_are_left_out(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, "berkas.zip", zip_bytes({name: TEXT, "kak.txt": TEXT}))
    assert members(path) == ("kak.txt",)
    with pytest.raises(UnreadableFile) as caught:
        extract(path, settings=Settings(), member=name)
    assert caught.value.key == "archive_member"


def test_packed_member_is_a_source_of_its_own(tmp_path: Path) -> None:
    path = save(tmp_path, "berkas.zip", zip_bytes({"a/kak.txt": TEXT, "b.txt": b"Lain."}))
    document = extract(path, settings=Settings(), member="a/kak.txt")
    alone = extract(save(tmp_path, "kak.txt", TEXT), settings=Settings())
    assert document.text == SENTENCE
    assert document.source.id == alone.source.id
    assert (document.source.name, document.source.member) == ("berkas.zip", "a/kak.txt")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["berkas.zip", "kak.txt"]


def test_packed_only_document_needs_no_name(tmp_path: Path) -> None:
    path = save(tmp_path, "berkas.zip", zip_bytes({"kak.txt": TEXT}))
    assert extract(path, settings=Settings()).source.member == "kak.txt"


def test_packed_several_documents_need_a_name(tmp_path: Path) -> None:
    path = save(tmp_path, "berkas.zip", zip_bytes({"a.txt": TEXT, "b.txt": TEXT}))
    with pytest.raises(UsageProblem) as caught:
        extract(path, settings=Settings())
    assert (caught.value.key, caught.value.values["members"]) == ("archive_many", 2)


def test_packed_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        extract(save(tmp_path, "a.zip", zip_bytes({"a.jpg": b"x"})), settings=Settings())
    assert caught.value.key == "archive_empty"


def test_packed_bomb_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "bom.zip", zip_bytes({"a.txt": b"0" * (50 << 20)}))
    assert path.stat().st_size < 100_000
    with pytest.raises(LimitExceeded) as caught:
        members(path)
    assert caught.value.key == "archive_size"


def test_packed_too_many_members(tmp_path: Path) -> None:
    path = save(tmp_path, "a.zip", zip_bytes({f"{one}.txt": b"a" for one in range(2001)}))
    with pytest.raises(LimitExceeded) as caught:
        members(path)
    assert caught.value.key == "archive_members"


def test_packed_member_that_lies_about_its_size(tmp_path: Path) -> None:
    data = zip_bytes({"a.txt": b"a" * 5000})
    lie = (5000).to_bytes(4, "little")
    path = save(tmp_path, "a.zip", data.replace(lie, (10).to_bytes(4, "little")))
    with pytest.raises(UnreadableFile):
        extract(path, settings=Settings(), member="a.txt")


def test_packed_locked_member(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", TEXT)
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile) as caught:
        extract(save(tmp_path, "a.zip", bytes(data)), settings=Settings(), member="a.txt")
    assert caught.value.key == "archive_encrypted"


def test_packed_damaged(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.txt": bytes(range(256)) * 40}))
    data[60:90] = b"\xff" * 30
    with pytest.raises(UnreadableFile) as caught:
        extract(save(tmp_path, "a.zip", bytes(data)), settings=Settings(), member="a.txt")
    assert caught.value.key == "archive_damaged"


def test_packed_other_files_have_no_members(tmp_path: Path) -> None:
    assert members(save(tmp_path, "a.txt", TEXT)) == ()


def test_packed_archive_that_begins_with_a_pdf_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "disk.zip"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("a.pdf", b"%PDF-1.4 stored as it is")
        book.writestr("b.txt", "isi")
    assert members(path) == ("a.pdf", "b.txt")
    assert is_archive(path)
    assert read_from_archive(path, "b.txt") == b"isi"


def test_packed_member_with_a_fault_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "disk.zip"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("a.txt", "isi yang rusak")
        book.writestr("b.txt", "isi")
    path.write_bytes(path.read_bytes().replace(b"isi yang rusak", b"isi yang RUSAK"))
    found = dict(iter_archive(path))
    assert found["b.txt"] == b"isi"
    assert isinstance(found["a.txt"], UnreadableFile)
