"""Which rows of a table are its head, and what its columns are called.

Takes the words of the cells, gives the number of head rows and one name a column; two-level heads
are joined ("Target > 2024"). It decides by position, spans and a few words every matrix uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEAD_WORDS = re.compile(
    r"\b(?:no(?:mor)?|kode|rekening|urusan|bidang|program|kegiatan|sub|uraian|indikator|kinerja|"
    r"sasaran|tujuan|target|realisasi|capaian|satuan|volume|pagu|anggaran|jumlah|lokasi|sumber|"
    r"dana|tahun|keterangan|ket|catatan|prakiraan|perkiraan|maju|penanggung|jawab|jenis|nama|"
    r"strategi|kebijakan|misi|visi|formulasi|rumus|persentase|rata-rata|tingkat|kategori|kondisi|"
    r"awal|akhir|hasil|keluaran|output|outcome|tolok|ukur|jabatan|golongan|pendidikan|laki-laki|"
    r"perempuan|kabupaten|kota|kecamatan|total|rencana|unit|opd|skpd|perangkat|daerah|isu|masalah|"
    r"permasalahan|faktor|data|dasar|baseline|aksi|waktu|pelaksana|peserta|biaya|harga|semula|"
    r"menjadi|triwulan|bulan|predikat|aspek|komponen|bobot|nilai|dokumen|l|p|rp)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\(?\s*\d{1,2}\s*(?:[=(+:/x*.,)-]\s*[\d()+/x*%:.,=\s-]*)?\)?|[a-z]{1,2}|-")
_DATUM = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+,\d+|^\d+\s*%$|^\d+(?:\.\d+)+$|Rp\.?\s*\d")
_ORDINAL = re.compile(r"\(?(?:\d{1,4}|[IVX]{1,5}|[ivx]{2,5}|[A-Z])[.)]*")
_LONGEST = 110
_MOST_ROWS = 5
_LEAST_NAMED = 0.5

Words = Mapping[tuple[int, int], str]
"""Words of the cells by first row and column."""


@dataclass(frozen=True, slots=True)
class Spans:
    """First row and column of a cell, and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int


def head_rows(cells: Sequence[Spans], words: Words, rows: int) -> int:
    """How many rows at the top are the head; 0 where the table begins with data."""
    first = [cell for cell in cells if cell.row == 0]
    if _is_numbering(cells, words, 0):
        return min(1, rows - 1)
    if not _is_head_row(first, words):
        return 0
    deep = max((cell.rows for cell in first if words.get((0, cell.column))), default=1)
    count = min(max(deep, 1), _MOST_ROWS)
    if any(cell.columns > 1 for cell in first) and count == 1 and rows > 2:
        below = [cell for cell in cells if cell.row == 1]
        count += _is_head_row(below, words, least=0.5)
    while count < min(rows, _MOST_ROWS + 1) and _is_numbering(cells, words, count):
        count += 1
    return 0 if count >= rows and rows < 2 else min(count, rows)


def column_names(
    cells: Sequence[Spans], words: Words, *, heads: int, columns: int
) -> tuple[str, ...]:
    """One name a column from the head rows; a cell over several columns names them all."""
    names: list[list[str]] = [[] for _ in range(columns)]
    for cell in sorted(cells, key=lambda one: (one.row, one.column)):
        if cell.row >= heads or _is_numbering(cells, words, cell.row):
            continue
        name = words.get((cell.row, cell.column), "")
        for column in range(cell.column, min(cell.column + cell.columns, columns)):
            if name and name not in names[column]:
                names[column].append(name)
    return tuple(" > ".join(one) for one in names)


def _is_head_row(cells: Sequence[Spans], words: Words, *, least: float = 0.34) -> bool:
    texts = [text for cell in cells if (text := words.get((cell.row, cell.column), ""))]
    if len(texts) < max(2, _LEAST_NAMED * len(cells)) or any(
        len(text) > _LONGEST for text in texts
    ):
        return False
    if any(_DATUM.search(text) for text in texts) or _ORDINAL.fullmatch(texts[0]):
        return False
    if any(":" in text[:-1] for text in texts):
        return False
    known = sum(HEAD_WORDS.search(text) is not None for text in texts)
    return known >= max(1, least * len(texts)) and not texts[0][:1].islower()


def _is_numbering(cells: Sequence[Spans], words: Words, row: int) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    texts = [
        text for cell in cells if cell.row == row and (text := words.get((row, cell.column), ""))
    ]
    if len(texts) < 2 or not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) >= 2 and numbers == sorted(numbers) and numbers[0] <= 2
