"""The results: one compressed JSON for each content.

Takes the record of an analysis (the JSON contract), gives bytes that depend on nothing but it, and
keeps them under the content's sha256. The file's own name is not kept with the content, since the
same bytes may lie under many names, in a ZIP or outside: it comes back from the ledger when the
record is read.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from analyzer.archive.layout import Layout, write_atomic

_LEVEL = 6


def to_bytes(record: Mapping[str, Any]) -> bytes:
    """The record as compressed JSON without name and clock: equal content gives equal bytes."""
    source = {**record["source"], "name": "", "member": ""}
    text = json.dumps({**record, "source": source}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), _LEVEL, mtime=0)


def from_bytes(data: bytes, *, name: str = "", member: str = "") -> dict[str, Any]:
    """The record with the name of one of its files put back, and that of its place in a ZIP."""
    record: dict[str, Any] = json.loads(gzip.decompress(data))
    record["source"] |= {"name": name, "member": member}
    return record


def save_result(layout: Layout, sha256: str, data: bytes) -> None:
    """Keep the bytes of a record, replacing an older analysis of the same content."""
    path = layout.result(sha256)
    if path.is_file() and path.read_bytes() == data:
        return
    write_atomic(path, data)


def load_result(layout: Layout, sha256: str, *, name: str = "", member: str = "") -> dict[str, Any]:
    """The record of a content.

    Raises:
        FileNotFoundError: if the content has no analysis.

    """
    return from_bytes(layout.result(sha256).read_bytes(), name=name, member=member)
