"""The corpus keeps its format and repeats nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from analyzer.errors import BadSettings
from analyzer.learn.corpus import LabelledDocument, LabelledPassage, load_corpus, load_document
from analyzer.learn.labelled import load_labelled
from analyzer.learn.splits import load_held_out
from analyzer.schema import Assertion, Dimension, Element, Label, Polarity

SAMPLE = """\
kind: renja
government: Kabupaten Contoh
agency: Dinas Perikanan
sector: perikanan
year: 2024
verdict: weak
no_mention: no
grade: targeted
issue: -
why: One row only.

[row] strong | BAB IV > Tabel 4.1
Jumlah nelayan perempuan yang
mendapat kartu asuransi 20 45 orang
> U1: nelayan perempuan
> U4: mendapat kartu asuransi
> U5: 20 45 orang
> akses advance (perempuan): nelayan perempuan yang mendapat kartu asuransi
> terms: perempuan; Dinas Perempuan = name

[paragraph] none | BAB V
Penutup.
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "renja-contoh.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_corpus_quotations_become_ranges_over_line_breaks(tmp_path: Path) -> None:
    text = SAMPLE.replace("; Dinas Perempuan = name", "")
    passage = load_document(write(tmp_path, text)).passages[0]
    (dimension,) = passage.dimensions
    assert passage.text[dimension.start : dimension.end].split() == (
        "nelayan perempuan yang mendapat kartu asuransi".split()
    )
    assert (dimension.dimension, dimension.polarity) == (Dimension.AKSES, Polarity.ADVANCE)
    assert [span.element for span in passage.elements] == [
        Element.GROUP,
        Element.ACTION,
        Element.MEASURE,
    ]
    assert [span.assertion for span in passage.terms] == [Assertion.AFFIRMED]


def test_corpus_refuses_a_quotation_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"renja-contoh\.txt"):
        load_document(write(tmp_path, SAMPLE))


def test_corpus_refuses_strong_without_evidence(tmp_path: Path) -> None:
    text = re.sub(r"> (U4|U5|terms).*\n", "", SAMPLE)
    with pytest.raises(BadSettings, match="strong without"):
        load_document(write(tmp_path, text))


_FEWEST = 15


@pytest.fixture(scope="module")
def documents() -> tuple[LabelledDocument, ...]:
    return load_corpus(Path(__file__).parents[2] / "corpus")


@pytest.fixture(scope="module")
def passages(documents: tuple[LabelledDocument, ...]) -> list[LabelledPassage]:
    return [passage for document in documents for passage in document.passages]


def test_a_document_of_contrasts_gives_no_verdict_to_measure(tmp_path: Path) -> None:
    text = SAMPLE.replace("; Dinas Perempuan = name", "")
    plain = load_labelled([write(tmp_path, text)])
    assert [one.label for one in plain.documents] == [Label.WEAK]
    composed = text.replace("verdict: weak", "verdict: weak\ncomposed: contrasts")
    labelled = load_labelled([write(tmp_path, composed)])
    assert (len(labelled.passages), labelled.documents) == (2, ())


def test_corpus_refuses_an_unknown_way_of_composing(tmp_path: Path) -> None:
    text = SAMPLE.replace("verdict: weak", "verdict: weak\ncomposed: by hand")
    with pytest.raises(BadSettings, match="composing"):
        load_document(write(tmp_path, text))


def test_corpus_has_its_size(
    documents: tuple[LabelledDocument, ...], passages: list[LabelledPassage]
) -> None:
    assert len(documents) >= 150
    assert len(passages) >= 3000
    labels = Counter(passage.label for passage in passages)
    assert min(labels.values()) >= 600
    found = Counter(span.dimension for passage in passages for span in passage.dimensions)
    assert min(found[dimension] for dimension in Dimension) >= 150


def test_corpus_repeats_no_passage(passages: list[LabelledPassage]) -> None:
    """No two passages share four fifths of their four-word sequences; short titles may."""
    by_sequence: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sequences = [_sequences(passage.text) for passage in passages]
    for index, own in enumerate(sequences):
        for sequence in own:
            by_sequence[sequence].append(index)
    pairs: Counter[tuple[int, int]] = Counter()
    for holders in by_sequence.values():
        if 1 < len(holders) <= 12:
            pairs.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
    copies = [
        (passages[a].id, passages[b].id)
        for (a, b), shared in pairs.items()
        if min(len(sequences[a]), len(sequences[b])) >= _FEWEST
        and shared >= 0.8 * min(len(sequences[a]), len(sequences[b]))
    ]
    assert copies == []


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {tuple(words[index : index + 4]) for index in range(len(words) - 3)}


def test_corpus_shows_every_borderline_decision(passages: list[LabelledPassage]) -> None:
    shown = Counter(case for passage in passages for case in passage.cases)
    missing = [case for case in map(str, range(1, 55)) if shown[case] < 5]
    assert missing == []


def test_corpus_holds_out_whole_documents(documents: tuple[LabelledDocument, ...]) -> None:
    held_out = load_held_out(Path(__file__).parents[2] / "corpus")
    names = {document.id for document in documents}
    assert held_out <= names
    assert 0.08 <= len(held_out) / len(names) <= 0.25


def test_corpus_labels_hang_on_no_agency(documents: tuple[LabelledDocument, ...]) -> None:
    """Women's agencies have weak verdicts too, others strong ones."""
    verdicts = Counter(
        (bool(re.search("perempuan", document.agency, re.IGNORECASE)), document.verdict)
        for document in documents
    )
    assert all(verdicts[key] >= 15 for key in ((True, Label.WEAK), (False, Label.STRONG)))
