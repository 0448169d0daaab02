"""Builds small, realistic analyses by hand, for tests that need no pipeline.

The text is Setara's own: an extract of a work plan of a made-up district, two pages.
"""

from __future__ import annotations

from dataclasses import replace

from analyzer.ids import content_id
from analyzer.schema import (
    Analysis,
    Assertion,
    Assessment,
    Dimension,
    Document,
    DocumentKind,
    Element,
    Evidence,
    Finding,
    FindingStatus,
    Grade,
    Label,
    Mention,
    Page,
    Passage,
    PassageKind,
    Polarity,
    Problem,
    Provenance,
    ReadBy,
    Reason,
    Source,
    Status,
    Verdict,
)
from analyzer.textmap import Box, RawRange, Run, TextMap

HEADING = "BAB II EVALUASI KINERJA DINAS PERTANIAN KABUPATEN WANAYASA"
STRONG = (
    "Petani perempuan hanya 18 persen dari peserta pelatihan alsintan karena jadwalnya bentrok "
    "dengan jam mengasuh anak, sehingga tahun 2025 pelatihan dipindah ke sore hari dengan pagu "
    "Rp125.000.000 dan separuh ketua kelompok penerima ditargetkan perempuan."
)
OFFICE = "Rapat dihadiri Dinas Pemberdayaan Perempuan dan Perlindungan Anak serta Bappeda."
WEAK = "Kegiatan ini terbuka baik bagi laki-laki maupun perempuan."
ROW = "Jumlah kelompok tani yang dibina 40 kelompok Rp90.000.000"
PLAIN = "Panjang jalan usaha tani yang dibangun sampai akhir tahun adalah 14 kilometer."


class PaperLocator:
    """Gives each raw character a box six points wide on one line."""

    def rectangles(self, raw: RawRange) -> tuple[Box, ...]:
        """One box for the whole range."""
        return (Box(72 + raw.start * 0.5, 90.0, 72 + raw.end * 0.5, 101.25),)


def build_document(*pages: str, name: str = "renja-wanayasa-2025.pdf") -> Document:
    """A document with one text a page and made-up rectangles."""
    text, runs, made = "", [], []
    for number, one in enumerate(pages, start=1):
        text += "\n" if text else ""
        start = len(text)
        text += one
        runs.append(Run(start, len(text), number, 0, len(one)))
        made.append(Page(number, 595.28, 841.89, start, len(text), ReadBy.TEXT))
    source = Source(content_id(text, length=16), name, "application/pdf", 20480)
    return Document(source, TextMap(text, tuple(runs)), tuple(made), locator=PaperLocator())


def build_passages(document: Document, *quotes: str) -> tuple[Passage, ...]:
    """Passages that stand in the document's text in this order, the first one a heading."""
    passages, done = [], 0
    for index, quote in enumerate(quotes):
        start = document.text.index(quote, done)
        done = start + len(quote)
        kind = PassageKind.PARAGRAPH if index else PassageKind.HEADING
        section = (HEADING,) if index else ()
        passages.append(Passage(content_id(start, quote), kind, start, done, section))
    return tuple(passages)


def build_analysis(*, name: str = "renja-wanayasa-2025.pdf") -> Analysis:
    """A weak work plan: one strong passage, one weak, one office name, three dimensions."""
    pages = (f"{HEADING}\n{STRONG}\n{OFFICE}", f"{WEAK}\n{ROW}\n{PLAIN}")
    document = build_document(*pages, name=name)
    passages = build_passages(document, HEADING, STRONG, OFFICE, WEAK, ROW, PLAIN)
    return Analysis(
        document=document,
        kind=DocumentKind.RENJA,
        passages=passages,
        mentions=_mentions(document, passages),
        assessments=_assessments(document, passages),
        verdict=_verdict(document),
        findings=_findings(document),
        status=Status.OK,
        problems=(),
        provenance=Provenance("0.1.0", "1.0.0+abc123", "setara-id-1.0.0", "0f1e2d", _ENGINES),
    )


_ENGINES = (("pypdfium2", "5.15.2"), ("spacy", "3.8.18"))


def span(document: Document, quote: str) -> tuple[int, int]:
    """The range of the first occurrence of a quote."""
    start = document.text.index(quote)
    return start, start + len(quote)


def _mentions(document: Document, passages: tuple[Passage, ...]) -> tuple[Mention, ...]:
    strong, office, weak = passages[1].id, passages[2].id, passages[3].id
    low = "Petani perempuan hanya 18 persen dari peserta pelatihan alsintan"
    clause = f"{low} karena jadwalnya bentrok dengan jam mengasuh anak"
    lead = "separuh ketua kelompok penerima ditargetkan perempuan"
    name = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"
    return (
        _dimension(document, low, strong, Dimension.PARTISIPASI, polarity=Polarity.GAP),
        _dimension(document, clause, strong, Dimension.AKSES, polarity=Polarity.GAP),
        _term(document, "Petani perempuan", strong),
        _dimension(document, lead, strong, Dimension.KONTROL, polarity=Polarity.ADVANCE),
        _term(document, name, office, assertion=Assertion.NAME),
        _term(document, "laki-laki maupun perempuan", weak),
    )


def _term(
    document: Document, quote: str, passage: str, *, assertion: Assertion = Assertion.AFFIRMED
) -> Mention:
    start, end = span(document, quote)
    is_name = assertion is Assertion.NAME
    return Mention(
        id=content_id("term", start, end),
        start=start,
        end=end,
        passage=passage,
        reason=quote.lower(),
        concept="nama.kantor" if is_name else "kelompok_sasaran.perempuan",
        category="nama" if is_name else "kelompok_sasaran",
        assertion=assertion,
        group="" if is_name else "perempuan",
    )


def _dimension(
    document: Document, quote: str, passage: str, dimension: Dimension, *, polarity: Polarity
) -> Mention:
    start, end = span(document, quote)
    return Mention(
        id=content_id(dimension, start, end),
        start=start,
        end=end,
        passage=passage,
        reason=f"{dimension}.clause",
        dimension=dimension,
        group="perempuan",
        polarity=polarity,
        probability=0.87654321,
    )


def _assessments(document: Document, passages: tuple[Passage, ...]) -> tuple[Assessment, ...]:
    start, end = span(document, "Petani perempuan")
    cause = span(document, "jadwalnya bentrok dengan jam mengasuh anak")
    money = span(document, "pagu Rp125.000.000")
    found = (
        Evidence(Element.GROUP, 0.98, start, end),
        Evidence(Element.CAUSE, 0.91, *cause),
        Evidence(Element.MEANS, 0.95, *money),
    )
    strong = Assessment(
        passages[1].id,
        Label.STRONG,
        0.93219,
        False,
        (Reason("group", 1.23456, start, end), Reason("no_group", -0.0)),
        found,
    )
    weak = Assessment(passages[3].id, Label.WEAK, 0.61, True)
    others = (passages[0], passages[2], passages[4], passages[5])
    return (strong, weak, *(Assessment(one.id, Label.NONE, 0.97, False) for one in others))


def _verdict(document: Document) -> Verdict:
    reasons = (Reason("group", 0.8, *span(document, "Petani perempuan")),)
    return Verdict(Label.WEAK, 0.71, True, False, Grade.TARGETED, reasons)


def _findings(document: Document) -> tuple[Finding, ...]:
    met, missing, partly = FindingStatus.MET, FindingStatus.MISSING, FindingStatus.PARTLY
    return (
        Finding("K1", missing, (), "R01", "rubric.K1"),
        Finding(
            "K3", met, (span(document, "jadwalnya bentrok dengan jam mengasuh anak"),), "", "GAP"
        ),
        Finding("K5", partly, (span(document, "separuh ketua kelompok"),), "R16", "rubric.K5"),
        Finding("K6", missing, (), "R20", "rubric.K6"),
        Finding("K8", partly, (), "R13", "rubric.K8"),
        Finding("K9", missing, (), "R31", "rubric.K9"),
        Finding("K7", missing, (), "R27", "rubric.K7"),
        Finding("K2", missing, (), "R06", "rubric.K2"),
    )


def build_no_mention() -> Analysis:
    """A document with one office name and nothing genuine, one page of it a scan."""
    document = build_document(OFFICE, "", name="notulen.pdf")
    passages = build_passages(document, OFFICE)
    name = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"
    base = build_analysis()
    return replace(
        base,
        document=document,
        kind=DocumentKind.OTHER,
        passages=passages,
        mentions=(_term(document, name, passages[0].id, assertion=Assertion.NAME),),
        assessments=(Assessment(passages[0].id, Label.NONE, 0.99, False),),
        verdict=Verdict(Label.WEAK, 1.0, False, True, Grade.BLIND),
        findings=(),
        status=Status.PARTIAL,
        problems=(Problem("page_without_text", 2),),
    )
