"""Looks through the folders and records what lies there.

Takes roots, writes file rows. A file whose size and time of change are those the ledger knows is
not read again; the others are hashed. Analyses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.archive.layout import Layout
from analyzer.archive.ledger import Ledger, Seen
from analyzer.archive.sources import Found, Root, hash_place, iter_found, place_of
from analyzer.errors import FileAccess, NoText, UsageProblem

_COMMIT_EVERY = 500
_SAMPLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How to look: which paths belong to this shard, whether to read every file again.

    ``report`` is told the number of files met, now and then.
    """

    mine: Callable[[str], bool]
    rehash: bool
    report: Callable[[int], None]


def scan(ledger: Ledger, layout: Layout, roots: Sequence[Root], *, options: ScanOptions) -> None:
    """Record all files of the roots, and which known ones are gone.

    Raises:
        UsageProblem: if a folder of a known name is quite another one.
        FileAccess: if a folder that had files has none any more, as when its disk is not there.
        NoText: if there is no file in any of the folders.

    """
    number = ledger.next_scan()
    met = there = 0
    for root in roots:
        before = there
        _check_same(ledger, layout, root)
        ledger.begin()
        ledger.set_root(root.name, _hint(root, layout))
        for found in iter_found(root, without=layout.root):
            there += 1
            if not options.mine(found.path):
                continue
            if _record(ledger, found, root, number=number, rehash=options.rehash):
                ledger.set_clean(False)
            met += 1
            if met % _COMMIT_EVERY == 0:
                ledger.commit()
                options.report(met)
                ledger.begin()
        if there == before and ledger.sample_paths(root.name, 1):
            ledger.commit()
            raise FileAccess("archive_folder_emptied", name=root.name)
        if ledger.mark_gone(root.name, scan=number, mine=options.mine):
            ledger.set_clean(False)
        ledger.commit()
        options.report(met)
    if not there:
        raise NoText("archive_nothing", name=", ".join(root.name for root in roots))


def _record(ledger: Ledger, found: Found, root: Root, *, number: int, rehash: bool) -> bool:
    """Record a file; True if it is not as the ledger knew it."""
    known = ledger.known(found.path)
    sha256, problem = None, ""
    if known and not rehash and (known.size, known.modified_ns) == (found.size, found.modified_ns):
        sha256 = known.sha256
    if sha256 is None:
        try:
            sha256 = hash_place(found.place)
        except PermissionError:
            problem = "file_permission"
        except OSError:
            problem = "file_missing"
    seen = Seen(found.size, found.modified_ns, sha256)
    ledger.put_file(found.path, root.name, seen, scan=number, problem=problem)
    return known is None or known.sha256 != sha256 or bool(problem)


def _check_same(ledger: Ledger, layout: Layout, root: Root) -> None:
    """Refuse a folder that has a known name and none of the files known under it."""
    known = ledger.sample_paths(root.name, _SAMPLE)
    if root.remote or not known:
        return
    if any(Path(place_of([root], path)).exists() for path in known):
        return
    if next(iter_found(root, without=layout.root), None) is not None:
        raise UsageProblem("archive_other_folder", name=root.name)


def _hint(root: Root, layout: Layout) -> str:
    """Where a root lies as seen from the archive; empty where no relative path leads there."""
    if root.remote:
        return root.place
    try:
        return os.path.relpath(root.place, layout.root.resolve()).replace(os.sep, "/")
    except ValueError:
        return ""


def roots_known(ledger: Ledger, layout: Layout) -> list[str]:
    """Places of the roots given earlier, where they are still there as seen from the archive.

    Raises:
        UsageProblem: if none was ever given, or one is not where it was.

    """
    places = []
    for name, hint in ledger.roots().items():
        place = hint if "://" in hint else str((layout.root / hint).resolve())
        if not hint or ("://" not in place and not Path(place).exists()):
            raise UsageProblem("archive_folder_moved", name=name)
        places.append(place)
    if not places:
        raise UsageProblem("archive_no_folder", name=layout.root.name)
    return places
