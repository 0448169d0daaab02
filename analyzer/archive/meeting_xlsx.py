"""The meeting brief as a workbook.

Takes a :class:`~analyzer.archive.meeting.Meeting`, gives the bytes of an XLSX: all rows, where the
HTML shows the first. Text is always written as text, so that no cell becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from analyzer.archive.cells import Sheet, to_workbook
from analyzer.archive.meeting import DIMENSIONS, Meeting
from analyzer.archive.meeting_html import place
from analyzer.locale import translate

_FATES = {
    "reported": "muncul di laporan atau berita",
    "funded": "beranggaran di Renja/RKPD",
    "planned": "direncanakan tanpa anggaran",
    "lost": "tidak ditemukan lagi",
}


def to_xlsx(meeting: Meeting, *, title: str) -> bytes:
    """The workbook, the same bytes for the same archive."""
    sheets = [
        _summary(meeting, title),
        _agencies(meeting),
        _extremes(meeting),
        _years(meeting),
        _changes(meeting),
        _moves(meeting),
        _promises(meeting),
        _copies(meeting),
        _issues(meeting),
        _documents(meeting),
        _unread(meeting),
        _unplaced(meeting),
    ]
    stream = io.BytesIO()
    to_workbook(sheets, stream)
    return stream.getvalue()


def _kind(code: str) -> str:
    return translate(f"kind.{code}", "id")


def _names() -> list[str]:
    return [translate(f"dimension.{one}", "id") for one in DIMENSIONS]


def _summary(meeting: Meeting, title: str) -> Sheet:
    totals = meeting.totals
    rows: list[Sequence[Any]] = [
        ("Judul", title),
        ("Berkas", totals["files"]),
        ("Salinan (isi sama)", totals["copies"]),
        ("Tidak dapat dibaca", totals["failed"]),
        ("Dokumen terbaca", totals["documents"]),
        ("Halaman", totals["pages"]),
        ("Halaman belum terbaca", totals["pages_unread"]),
        ("Pemerintahan", totals["governments"]),
        ("Perangkat daerah", totals["agencies"]),
        ("Tahun pertama", totals["first_year"]),
        ("Tahun terakhir", totals["last_year"]),
        ("Dokumen kuat", totals["strong_documents"]),
        ("Dokumen tanpa penyebutan gender", totals["silent_documents"]),
        ("Paragraf kuat", totals["strong"]),
        ("Paragraf lemah", totals["weak"]),
        *((f"Janji: {_FATES[fate]}", count) for fate, count in meeting.fates),
        ("Versi Setara", totals["setara"]),
        ("Versi leksikon", totals["lexicon"]),
        ("Versi model", totals["model"]),
    ]
    return Sheet("Ringkasan", ("Hal", "Nilai"), rows, widths=(36, 60))


def _agencies(meeting: Meeting) -> Sheet:
    head = ("Pemerintahan", "Perangkat daerah", "Dokumen", "Dokumen kuat", "Halaman", "Kuat",
            "Lemah", "Kuat per 100 halaman", *_names(), "Belum dibahas")  # fmt: skip
    rows = [
        (row["government"], row["agency"], row["documents"], row["documents_strong"], row["pages"],
         row["strong"], row["weak"], row["density"], *(row[one] for one in DIMENSIONS),
         ", ".join(row["missing"]))
        for row in meeting.agencies
    ]  # fmt: skip
    return Sheet("Perangkat daerah", head, rows, widths=(26, 46))


def _extremes(meeting: Meeting) -> Sheet:
    head = (
        "Kelompok",
        "Pemerintahan",
        "Perangkat daerah",
        "Kuat per 100 halaman",
        "Kutipan",
        "Letak",
    )
    groups = (("terkuat", meeting.strongest), ("terlemah", meeting.weakest))
    rows = [
        (name, one.numbers["government"], one.numbers["agency"], one.numbers["density"],
         row["text"], place(row))
        for name, ranked in groups
        for one in ranked
        for row in one.quotes
    ]  # fmt: skip
    return Sheet("Terkuat dan terlemah", head, rows, widths=(11, 26, 40, 12, 90, 26))


def _years(meeting: Meeting) -> Sheet:
    head = ("Pemerintahan", "Perangkat daerah", "Jenis", "Tahun", "Halaman", "Kuat", "Lemah",
            "Kuat per 100 halaman", *_names())  # fmt: skip
    rows = [
        (row["government"], row["agency"], _kind(row["kind"]), row["year"], row["pages"],
         row["strong"], row["weak"], row["density"], *(row[one] for one in DIMENSIONS))
        for row in meeting.years
    ]  # fmt: skip
    return Sheet("Tren", head, rows, widths=(26, 46, 16))


def _changes(meeting: Meeting) -> Sheet:
    head = ("Pemerintahan", "Perangkat daerah", "Jenis", "Dari", "Ke", "Teks sama (%)",
            "Paragraf gender sama (%)", "Kuat sebelum", "Kuat sesudah", "Lemah sebelum",
            "Lemah sesudah", "Tindakan hilang",
            "Tindakan baru", "Isu baru beranggaran")  # fmt: skip
    rows = [
        (one.government, one.agency, _kind(one.kind), one.before, one.after,
         round(100 * one.same, 1),
         None if one.same_gender is None else round(100 * one.same_gender, 1),
         one.strong_before, one.strong_after, one.weak_before, one.weak_after,
         len(one.vanished), len(one.added), len(one.funded))
        for one in meeting.changes
    ]  # fmt: skip
    return Sheet("Perubahan", head, rows, widths=(26, 46, 16))


def _moves(meeting: Meeting) -> Sheet:
    head = (
        "Pemerintahan",
        "Perangkat daerah",
        "Jenis",
        "Dari",
        "Ke",
        "Apa",
        "Teks",
        "Halaman",
        "Rupiah",
    )
    rows = [
        (one.government, one.agency, _kind(one.kind), one.before, one.after, name, row["text"],
         row["page"], row["rupiah"])
        for one in meeting.changes
        for name, found in (("tindakan hilang", one.vanished), ("tindakan baru", one.added),
                            ("kini beranggaran", one.funded), ("disalin", one.copied))
        for row in found
    ]  # fmt: skip
    return Sheet("Rincian perubahan", head, rows, widths=(26, 40, 12, 8, 8, 16, 90, 9, 18))


def _promises(meeting: Meeting) -> Sheet:
    head = ("Pemerintahan", "Perangkat daerah", "Janji", "Letak", "Nasib", "Ditemukan lagi di",
            "Kemiripan (%)", "Rupiah", "Teks")  # fmt: skip
    return Sheet(
        "Pelacak janji",
        head,
        list(_promise_rows(meeting)),
        widths=(26, 40, 80, 24, 30, 24, 10, 18, 80),
    )


def _promise_rows(meeting: Meeting) -> Iterable[Sequence[Any]]:
    for one in meeting.promises:
        source = one.source
        start = (
            source["government"],
            source["agency"],
            source["text"],
            place(source),
            _FATES[one.fate],
        )
        for _, row, measure in one.met:
            yield *start, place(row), round(100 * measure), row["rupiah"], row["text"]
        if not one.met:
            yield *start, None, None, None, None


def _copies(meeting: Meeting) -> Sheet:
    head = ("Teks", "Dokumen", "Perangkat daerah", "Tahun", "Terdapat di")
    rows = [
        (row["text"], row["documents"], row["agencies"], row["years"],
         "; ".join(f"{one['name']} hal. {one['page']}" for one in row["places"]))
        for row in meeting.copies
    ]  # fmt: skip
    return Sheet("Teks salinan", head, rows, widths=(90, 10, 10, 10, 80))


def _issues(meeting: Meeting) -> Sheet:
    head = (
        "Isu atau istilah",
        "Perangkat daerah",
        "Dokumen",
        "Penyebutan",
        "Paragraf beranggaran",
        "Siapa",
    )
    rows = [
        (row["label"], row["agencies"], row["documents"], row["mentions"], row["funded"],
         "; ".join(row["who"]))
        for row in meeting.issues
    ]  # fmt: skip
    return Sheet("Isu bersama", head, rows, widths=(40, 12, 12, 12, 14, 90))


def _documents(meeting: Meeting) -> Sheet:
    head = ("Berkas", "Pemerintahan", "Perangkat daerah", "Jenis", "Tahun", "Putusan",
            "Keyakinan", "Perlu ditinjau", "Tingkat (GRES)", "Halaman", "Kuat", "Lemah",
            *_names())  # fmt: skip
    rows = [
        (row["path"], row["government"], row["agency"], _kind(row["kind"]), row["year"],
         translate(f"label.{row['label']}", "id"), row["probability"],
         "ya" if row["needs_review"] else "tidak", translate(f"grade.{row['grade']}", "id"),
         row["pages"], row["strong"], row["weak"], *(row[one] for one in DIMENSIONS))
        for row in meeting.documents
    ]  # fmt: skip
    return Sheet("Dokumen", head, rows, widths=(60, 26, 40, 16))


def _unread(meeting: Meeting) -> Sheet:
    rows = [(row["path"], row["status"], row["reason"], row["why"]) for row in meeting.unread]
    head = ("Berkas", "Status", "Kode", "Sebab dan jalan keluar")
    return Sheet("Tidak terbaca", head, rows, widths=(60, 12, 20, 90))


def _unplaced(meeting: Meeting) -> Sheet:
    rows = [
        (row["path"], row["government"], row["agency"], row["kind"], row["year"])
        for row in meeting.unplaced
    ]
    return Sheet(
        "Belum dikenali",
        ("path", "government", "agency", "kind", "year"),
        rows,
        widths=(60, 26, 40),
    )
