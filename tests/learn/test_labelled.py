"""What is labelled is found in files and folders; what is wrong with a line is told where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import BadSettings, ExitCode, FileAccess, SetaraError
from analyzer.learn.labelled import load_labelled
from analyzer.learn.splits import load_held_out
from analyzer.schema import Dimension, Element, Label

GOOD: dict[str, Any] = {
    "id": "a",
    "text": "Nelayan perempuan mendapat kartu asuransi.",
    "label": "weak",
    "doc": "renja.pdf",
    "page": 3,
    "dimensions": ["akses"],
    "evidence": ["U1", "U4"],
    "terms": [[8, 17]],
    "tags": [{"dimension": "akses", "start": 0, "end": 41, "polarity": "advance"}],
}


def write(folder: Path, *lines: object, name: str = "uji.jsonl") -> Path:
    path = folder / name
    texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def refusal(path: Path) -> SetaraError:
    with pytest.raises(SetaraError) as caught:
        load_labelled([path])
    return caught.value


def test_labelled_line_gives_all_that_it_holds(tmp_path: Path) -> None:
    (one,) = load_labelled([write(tmp_path, GOOD)]).passages
    assert (one.document, one.page, one.label) == ("renja.pdf", 3, Label.WEAK)
    assert one.dimensions == {Dimension.AKSES}
    assert one.elements == {Element.GROUP, Element.ACTION}
    assert one.terms == ((8, 17),)
    assert [(mark.start, mark.end, mark.code) for mark in one.marks] == [(0, 41, Dimension.AKSES)]


def test_labelled_line_says_what_was_not_labelled(tmp_path: Path) -> None:
    (one,) = load_labelled([write(tmp_path, {"id": 7, "text": "Jalan.", "label": "none"})]).passages
    assert (one.id, one.document) == ("7", "7")
    assert one.dimensions is one.terms is one.elements is None


@pytest.mark.parametrize(
    ("line", "key", "field"),
    [
        ({"id": "b", "text": "Jalan."}, "gold_field", "label"),
        ({"id": "b", "label": "none"}, "gold_field", "text"),
        ({"text": "Jalan.", "label": "none"}, "gold_field", "id"),
        ({"id": "b", "text": "", "label": "none"}, "gold_field", "text"),
        (GOOD | {"id": "b", "label": "kuat"}, "gold_value", "label"),
        (GOOD | {"id": "b", "dimensions": ["kuasa"]}, "gold_value", "dimensions"),
        (GOOD | {"id": "b", "evidence": ["U7"]}, "gold_value", "evidence"),
        (GOOD | {"id": "b", "page": 0}, "gold_value", "page"),
        (GOOD | {"id": "b", "terms": [[8, 170]]}, "gold_range", "terms"),
        (GOOD | {"id": "b", "terms": ["perempuan"]}, "gold_range", "terms"),
        (GOOD | {"id": "b", "tags": [{"dimension": "akses"}]}, "gold_range", "tags"),
        (GOOD, "gold_twice", "id"),
    ],
)
def test_labelled_line_that_is_wrong_is_named(
    tmp_path: Path, line: object, key: str, field: str
) -> None:
    error = refusal(write(tmp_path, GOOD, "", line))
    assert (error.key, error.values["line"], error.values["field"]) == (key, 3, field)
    assert str(error.values["name"]).endswith("uji.jsonl")
    assert error.exit_code is ExitCode.SETTINGS


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"id": "b", "text": ', "gold_json"),
        ("[" * 100_000, "gold_json"),
        ("[1, 2]", "gold_object"),
    ],
)
def test_labelled_line_that_is_damaged_is_named(tmp_path: Path, line: str, key: str) -> None:
    error = refusal(write(tmp_path, GOOD, line))
    assert (error.key, error.values["line"]) == (key, 2)


def test_labelled_file_without_lines_or_text_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, "", name="kosong.jsonl")).key == "gold_empty"
    (tmp_path / "biner.jsonl").write_bytes(b"%PDF-1.7\xff\xfe")
    assert refusal(tmp_path / "biner.jsonl").key == "gold_encoding"
    assert refusal(tmp_path / "tidak-ada.jsonl").key == "file_missing"
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "folder").key == "gold_folder"


def test_labelled_documents_are_found_beside_their_lines_or_where_told(tmp_path: Path) -> None:
    lines = write(tmp_path, {"file": "berita/a.txt", "label": "strong", "no_mention": False})
    assert refusal(lines).key == "gold_file"
    files = tmp_path / "berkas"
    (files / "berita").mkdir(parents=True)
    (files / "berita" / "a.txt").write_text("Isi.", encoding="utf-8")
    (one,) = load_labelled([lines], files=files).documents
    assert (one.label, one.no_mention, one.source) == (
        Label.STRONG,
        False,
        files / "berita" / "a.txt",
    )
    with pytest.raises(FileAccess):
        load_labelled([lines], files=tmp_path)
    bad = write(files, {"file": "berita/a.txt", "label": "none"})
    assert refusal(bad).values["choices"] == "weak, strong"


def test_labelled_folder_of_a_corpus_gives_what_it_holds_out(corpus: Path) -> None:
    held_out = load_held_out(corpus)
    for folder in (corpus, corpus / "documents"):
        found = load_labelled([folder])
        assert {one.document for one in found.passages} == held_out
        assert {one.document for one in found.documents} < held_out  # without those of contrasts
    assert any(one.marks for one in found.passages)


def test_labelled_folder_gives_its_lines(tmp_path: Path) -> None:
    write(tmp_path, GOOD, name="a.jsonl")
    write(tmp_path, GOOD | {"doc": "lain.pdf"}, name="b.jsonl")
    assert [one.document for one in load_labelled([tmp_path]).passages] == ["renja.pdf", "lain.pdf"]


def test_labelled_corpus_that_holds_nothing_out_is_refused(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "documents").mkdir()
    source = next((corpus / "documents").glob("*.txt"))
    (tmp_path / "documents" / source.name).write_text(source.read_text("utf-8"), encoding="utf-8")
    assert len(load_labelled([tmp_path]).documents) == 1, "without a split all is measured"
    (tmp_path / "splits.toml").write_text("held_out = []\n", encoding="utf-8")
    with pytest.raises(BadSettings):
        load_labelled([tmp_path])
