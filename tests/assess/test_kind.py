"""Recognising the kind of a document."""

from __future__ import annotations

import pytest

from analyzer.assess.kind import recognise_kind
from analyzer.schema import DocumentKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RENCANA KERJA (RENJA) DINAS PERIKANAN TAHUN 2024", DocumentKind.RENJA),
        ("RENCANA STRATEGIS DINAS KESEHATAN 2021-2026", DocumentKind.RENSTRA),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2022", DocumentKind.LKJIP),
        ("RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH 2025-2029", DocumentKind.RPJMD),
        ("RENCANA KERJA PEMERINTAH DAERAH TAHUN 2026", DocumentKind.RKPD),
        ("KERANGKA ACUAN KERJA pelatihan petani", DocumentKind.KAK),
        ("GENDER BUDGET STATEMENT\nDinas Perhubungan", DocumentKind.GBS),
        (
            "PERATURAN BUPATI NOMOR 4 TAHUN 2020\nDENGAN RAHMAT TUHAN\nMenimbang : bahwa",
            DocumentKind.REGULATION,
        ),
        ("Pelatihan dibuka Senin (4/3). “Kita siap,” ujarnya. Ia menambahkan.", DocumentKind.NEWS),
        ("", DocumentKind.OTHER),
    ],
)
def test_kind_is_recognised_by_its_title(text: str, kind: DocumentKind) -> None:
    assert recognise_kind(text) is kind


def test_kind_takes_the_name_where_the_text_is_silent() -> None:
    assert recognise_kind("Bab satu. " * 3000, "Renstra-2021.pdf") is DocumentKind.RENSTRA
