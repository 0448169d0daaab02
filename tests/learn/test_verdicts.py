"""Document verdicts: what is heard, how it is counted, and that no agency's name decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.assess import load_model
from analyzer.learn.corpus import load_document
from analyzer.learn.documents import AGENCIES, Heard, hear_document, hear_file, tell_agency
from analyzer.learn.gold import GoldDocument
from analyzer.learn.verdicts import Verdicts, measure_verdicts
from analyzer.model_folder import resolve_model
from analyzer.schema import Grade, Label, Passage, PassageKind, Verdict
from analyzer.settings import Settings

NEWS = """Pokja PUG Mendata Kesenjangan Nelayan

Dari 412 penerima kartu nelayan, hanya 9 perempuan, karena ibu dan istri nelayan tidak
dicatat sebagai nelayan. Dinas akan menerbitkan 100 kartu bagi perempuan nelayan dengan pagu
Rp50 juta.
"""


def verdict(label: Label, probability: float = 0.8, *, no_mention: bool = False) -> Verdict:
    return Verdict(label, probability, False, no_mention, Grade.BLIND)


def gold(
    label: Label, number: int = 0, *, kind: str = "renja", no_mention: bool = False
) -> GoldDocument:
    return GoldDocument(f"d{number}", kind, "", "", label, no_mention, Path(f"d{number}.pdf"))


def heard(label: Label, probability: float = 0.8, *, told: Label | None = None) -> Heard:
    own = verdict(label, probability)
    other = verdict(told or label, probability)
    return Heard(own, tuple((name, other) for name in AGENCIES), Label.STRONG, Label.WEAK)


@pytest.fixture
def measured() -> Verdicts:
    return measure_verdicts(
        [
            (gold(Label.STRONG, 0), heard(Label.STRONG, 0.95)),
            (gold(Label.WEAK, 1), heard(Label.STRONG, 0.92)),
            (gold(Label.WEAK, 2, kind="news"), heard(Label.WEAK, 0.7, told=Label.STRONG)),
            (gold(Label.WEAK, 3, kind="news"), Heard(problem="pdf_damaged")),
        ],
        training=(Label.WEAK, Label.WEAK, Label.STRONG),
        rounds=20,
    )


def test_verdicts_count_what_could_not_be_read_as_wrong(measured: Verdicts) -> None:
    assert (measured.documents, measured.unread) == (4, 1)
    assert measured.systems["setara"]["document.accuracy"] == 0.5
    assert [one.document for one, _ in measured.errors] == ["d1", "d3"], "the surest first"


def test_verdicts_above_nine_tenths_are_counted_apart(measured: Verdicts) -> None:
    assert (measured.wrong_sure, measured.sure) == (1, 2)


def test_verdicts_stand_beside_three_baselines(measured: Verdicts) -> None:
    accuracy = {name: one["document.accuracy"] for name, one in measured.systems.items()}
    assert accuracy == {"setara": 0.5, "keywords": 0.25, "agency": 0.5, "majority": 0.75}


def test_verdicts_have_kinds_with_intervals_the_worst_first(measured: Verdicts) -> None:
    assert [(one.value, one.right, one.documents) for one in measured.kinds] == [
        ("news", 1, 2),
        ("renja", 1, 2),
    ]
    low, high = measured.kinds[0].interval
    assert 0 < low < 0.5 < high < 1


def test_verdicts_told_another_agency_are_compared(measured: Verdicts) -> None:
    women, _ = measured.told
    assert (women.agency, women.changed, women.wrong_sure) == ("women", 1, 1)
    assert women.accuracy == 0.25
    assert women.largest_shift == pytest.approx(0.4)


def test_told_agency_stands_in_every_tenth_passage() -> None:
    words = [f"Bagian ke-{number}." for number in range(25)]
    text, passages = "Sampul\n", []
    for number, one in enumerate(words):
        passages.append(
            Passage(str(number), PassageKind.PARAGRAPH, len(text), len(text) + len(one))
        )
        text += f"{one}\n\n"
    told, moved = tell_agency(text, passages, "Dinas Pariwisata")
    found = [told[one.start : one.end] for one in moved]
    assert told.startswith("Sampul\nDinas Pariwisata\n")
    assert found == [
        f"Dinas Pariwisata\n{one}" if number % 10 == 0 else one for number, one in enumerate(words)
    ]
    assert told.replace("Dinas Pariwisata\n", "") == text


def test_hear_document_judges_the_corpus_as_it_was_labelled(corpus: Path) -> None:
    document = load_document(sorted((corpus / "documents").glob("news-*.txt"))[0])
    found = hear_document(document, load_model(resolve_model()))
    assert found.verdict is not None
    assert [name for name, _ in found.told] == list(AGENCIES)


def test_hear_file_reads_and_judges_it_under_each_name(tmp_path: Path) -> None:
    path = tmp_path / "siaran-pers.txt"
    path.write_text(NEWS, encoding="utf-8")
    found = hear_file(path, settings=Settings(), agency="Dinas Pemberdayaan Perempuan")
    assert found.verdict is not None and not found.verdict.no_mention
    assert {one.label for _, one in found.told} == {found.verdict.label}
    assert (found.keywords, found.agency) == (Label.STRONG, Label.STRONG)
    assert hear_file(path, settings=Settings(), agency="Dinas Perikanan").agency is Label.WEAK


@pytest.mark.slow
def test_real_documents_do_not_hang_on_the_name_of_an_agency(shared: Path) -> None:
    """A harsh test: the name at the head of every tenth passage of each short document."""
    paths = sorted((shared / "real" / "news").glob("*.txt"))
    found = [hear_file(path, settings=Settings()) for path in paths]
    changed = [
        (path.name, name)
        for path, one in zip(paths, found, strict=True)
        for name, other in one.told
        if one.verdict and other.label is not one.verdict.label
    ]
    assert not changed
