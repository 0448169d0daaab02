"""Puts archives together that were made of parts of the same files.

Takes archives (of ``--shard 1/4`` to ``4/4``, say), gives one that equals the archive of a single
run over all files. Results are copied as they are; nothing is analysed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from analyzer.archive import layout as layouts
from analyzer.archive.fold import fold
from analyzer.archive.layout import Layout
from analyzer.archive.ledger import Ledger


def merge_archives(archives: Sequence[Path], into: Path) -> int:
    """Merge archives into one, new or existing; gives the number of contents taken over.

    Raises:
        UsageProblem: if a folder is no archive.
        FileAccess: if an archive is in use.

    """
    sources = [layouts.load_layout(one) for one in archives]
    target = layouts.create_layout(into, digits=max(one.digits for one in sources))
    count = 0
    with layouts.hold_lock(target):
        layouts.sweep(target)
        with closing(Ledger(target.ledger)) as ledger:
            for source in sources:
                with layouts.hold_lock(source):
                    count += _absorb(source, target, ledger)
            fold(target, ledger, corrections=None, report=lambda done: None)
    return count


def _absorb(source: Layout, target: Layout, ledger: Ledger) -> int:
    count = 0
    for result in sorted((source.root / "results").rglob("*.json.gz")):
        layouts.write_atomic(target.result(result.name.partition(".")[0]), result.read_bytes())
        count += 1
    corrections = source.root / "metadata.csv"
    if corrections.is_file() and not (target.root / "metadata.csv").exists():
        shutil.copyfile(corrections, target.root / "metadata.csv")
    Ledger(source.ledger).close()  # brings an older one up to this form
    ledger.absorb(source.ledger)
    return count
