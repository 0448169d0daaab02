"""A small folder of documents and an archive beside it, worked through by the stand-in engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.archive.outcome import Summary
from analyzer.archive.run import RunOptions, run_archive
from analyzer.archive.workers import WorkerOptions
from analyzer.settings import Settings

FAST = "benchmarks.fast_engine:FastEngine"
Run = Callable[..., Summary]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two years of an agency's Renja, one other document, a copy, and files that cannot be read."""
    folder = tmp_path / "dokumen"
    (folder / "sub").mkdir(parents=True)
    head = "Rencana Kerja Dinas Kesehatan Kabupaten Cianjur Tahun {year}\n"
    same = (
        "Gender dan perempuan menjadi perhatian pada akses layanan di semua puskesmas desa, "
        "termasuk jam buka yang sesuai dengan waktu kerja ibu dan ruang tunggu yang aman.\n"
    )
    (folder / "renja-2023.txt").write_text(
        head.format(year=2023) + same
        + "Perempuan kepala keluarga mendapat manfaat program gender melalui bantuan modal usaha.\n"
    )  # fmt: skip
    (folder / "renja-2024.txt").write_text(
        head.format(year=2024) + same
        + "Kesetaraan gender dan partisipasi perempuan didukung anggaran Rp 250.000.000.\n"
    )  # fmt: skip
    (folder / "sub" / "lain.txt").write_text(
        "Jalan kabupaten diperbaiki sepanjang lima kilometer.\n"
    )
    (folder / "sub" / "salinan.txt").write_bytes((folder / "renja-2023.txt").read_bytes())
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    (folder / "Thumbs.db").write_bytes(b"x")
    return folder


@pytest.fixture
def run(documents: Path, tmp_path: Path) -> Run:
    """Bring the archive ``tmp_path/arsip`` up to date, in this process unless told otherwise."""

    def call(
        *,
        into: Path | None = None,
        settings: Settings | None = None,
        options: RunOptions | None = None,
        places: list[str] | None = None,
        workers: int = 0,
    ) -> Summary:
        how = WorkerOptions(count=workers, engine=FAST, in_process=workers == 0)
        base = options or RunOptions()
        return run_archive(
            places if places is not None else [str(documents)],
            into or tmp_path / "arsip",
            settings=settings or Settings(seconds=5, memory_mb=2000),
            options=RunOptions(
                workers=how, shard=base.shard, limit=base.limit, rehash=base.rehash,
                corrections=base.corrections, distribute=base.distribute,
            ),
        )  # fmt: skip

    return call


def tree(archive: Path) -> dict[str, str]:
    """The sha256 of every result and table of an archive by its path."""
    return {
        path.relative_to(archive).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("results", "tables")
        for path in sorted((archive / folder).rglob("*"))
        if path.is_file()
    }
