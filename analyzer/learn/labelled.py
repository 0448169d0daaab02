"""Finds what is labelled in files and folders.

Takes paths, gives :class:`~analyzer.learn.gold.Labelled`. A corpus folder (or its ``documents/``)
gives the documents that its ``splits.toml`` holds out, all of them where it has none; another
folder gives the JSONL files in it; ``gold_lines`` says what a line holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from analyzer.errors import BadSettings, FileAccess
from analyzer.learn.corpus import LabelledDocument, load_corpus, load_document
from analyzer.learn.gold import Gold, GoldDocument, Labelled, from_document, verdict_of
from analyzer.learn.gold_lines import load_lines
from analyzer.learn.splits import SPLITS, load_held_out


def load_labelled(paths: Iterable[Path], *, files: Path | None = None) -> Labelled:
    """All labelled passages and documents of the paths.

    Args:
        paths: JSONL files, documents of a corpus (``.txt``), and folders.
        files: where the files of labelled documents are; the JSONL's own folder if None.

    Raises:
        FileAccess: if a path or a labelled document does not exist.
        BadSettings: naming file and line, if a label is missing, unknown or out of its text.

    """
    passages: list[Gold] = []
    documents: list[GoldDocument] = []
    for path in _files(paths):
        if path.suffix == ".txt":
            whole = load_document(path)
            passages.extend(from_document(whole))
            if not whole.contrasts:
                documents.append(verdict_of(whole))
        else:
            some = load_lines(path, files or path.parent)
            passages.extend(some.passages)
            documents.extend(some.documents)
    return Labelled(tuple(passages), tuple(documents))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The labelled files of the paths, folders looked into."""
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield path
        else:
            raise FileAccess("file_missing", name=str(path))


def _inside(folder: Path) -> list[Path]:
    corpus = folder.parent if folder.name == "documents" else folder
    documents = sorted((corpus / "documents").glob("*.txt")) or sorted(folder.glob("*.txt"))
    if not documents:
        lines = sorted(folder.glob("*.jsonl"))
        if not lines:
            raise BadSettings("gold_folder", name=str(folder))
        return lines
    if not (corpus / SPLITS).is_file():
        return documents
    held_out = load_held_out(corpus)
    chosen = [one for one in documents if one.stem in held_out]
    if not chosen:
        raise BadSettings("corpus_no_held_out", name=str(corpus))
    return chosen


def load_training(corpus: Path) -> list[LabelledDocument]:
    """The documents of a corpus that a model may learn from."""
    held_out = load_held_out(corpus)
    return [one for one in load_corpus(corpus) if one.id not in held_out]
