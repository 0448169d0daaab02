"""Agreement of two labellers: known figures, and what the repository publishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from analyzer.errors import BadSettings
from analyzer.learn.agreement import COLUMNS, load_settlements, measure_agreement, span_f1
from analyzer.learn.metrics import kappa
from analyzer.learn.notes import Span

HEAD = """\
kind: news
government: Kota Contoh
agency: Dinas Sosial
sector: sosial
year: 2024
verdict: weak
no_mention: no
grade: targeted
issue: -
why: One mention.

"""
FIRST = """\
[paragraph] weak | Berita
Ibu hamil dan suaminya diundang ke posyandu.
> U1: Ibu hamil
> U4: diundang ke posyandu
> partisipasi advance (keduanya): Ibu hamil dan suaminya diundang
> terms: Ibu hamil

[paragraph] none | Berita
Jalan ke pasar diperbaiki.
"""
SECOND = """\
[paragraph] weak | Berita
Ibu hamil dan suaminya diundang ke posyandu.
> U1: Ibu hamil dan suaminya diundang
> U4: diundang ke posyandu
> terms: Ibu hamil

[paragraph] weak | Berita
Jalan ke pasar diperbaiki.
> U4: diperbaiki
"""
ROW = "news-contoh#02\tnone\tweak\tnone\tA road names nobody."


def write(folder: Path, second: str = SECOND, rows: str = ROW) -> Path:
    for name, text in (("documents", FIRST), ("second", second)):
        (folder / name).mkdir()
        (folder / name / "news-contoh.txt").write_text(HEAD + text, encoding="utf-8")
    table = "\t".join(COLUMNS) + "\n" + rows + "\n"
    (folder / "second" / "settled-a.tsv").write_text(table, encoding="utf-8")
    return folder


def test_agreement_counts_labels_dimensions_and_spans(tmp_path: Path) -> None:
    found = measure_agreement(write(tmp_path))
    assert (found.documents, found.passages, found.changed) == (1, 2, 0)
    assert found.figures["before.label.agreement"] == 0.5
    assert found.figures["now.label.agreement"] == 0.5
    assert found.figures["now.partisipasi.kappa"] == 0.0
    assert found.figures["now.akses.kappa"] == 1.0
    assert found.figures["now.U1.span_f1"] == 0.0, "nine of 31 characters are shared"
    assert found.figures["now.U4.span_f1"] == pytest.approx(2 / 3)
    assert found.figures["now.terms.span_f1"] == 1.0


def test_agreement_leaves_changed_passages_out(tmp_path: Path) -> None:
    found = measure_agreement(
        write(tmp_path, SECOND.replace("Jalan ke pasar", "Jalan ke pasar lama"))
    )
    assert found.changed == 1
    assert found.figures["now.label.agreement"] == 1.0


def test_agreement_refuses_a_table_without_its_header(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "second" / "settled-a.tsv").write_text(ROW + "\n", encoding="utf-8")
    with pytest.raises(BadSettings):
        load_settlements(tmp_path)


def test_agreement_refuses_a_document_without_first_labels(tmp_path: Path) -> None:
    (write(tmp_path) / "documents" / "news-contoh.txt").unlink()
    with pytest.raises(BadSettings):
        measure_agreement(tmp_path)


def test_agreement_kappa_is_cohens() -> None:
    first = ["none", "weak", "weak", "strong", "none", "strong"]
    second = ["none", "weak", "strong", "strong", "weak", "none"]
    pairs = list(zip(first, second, strict=True))
    order = ["none", "weak", "strong"]
    ranks = [[order.index(one) for one in some] for some in (first, second)]
    assert kappa(pairs) == pytest.approx(cohen_kappa_score(first, second))
    assert kappa(pairs, ordered=True) == pytest.approx(
        cohen_kappa_score(*ranks, weights="quadratic", labels=[0, 1, 2])
    )


def test_agreement_spans_need_half_of_their_union_and_the_same_type() -> None:
    whole = [("U2", Span(0, 10))]
    assert span_f1([(whole, [("U2", Span(0, 5))])]) == 1.0
    assert span_f1([(whole, [("U2", Span(0, 4))])]) == 0.0
    assert span_f1([(whole, [("U3", Span(0, 10))])]) == 0.0
    assert span_f1([([], [])]) == 1.0


def test_agreement_of_the_corpus_is_large_and_its_differences_are_kept(corpus: Path) -> None:
    found = measure_agreement(corpus)
    assert found.passages >= 1000
    assert found.changed <= 0.05 * found.passages
    assert found.figures["before.label.kappa"] >= 0.9
    assert all(len(one.reason.split()) >= 4 for one in found.settlements)
    assert all(one.first is not one.second for one in found.settlements)
