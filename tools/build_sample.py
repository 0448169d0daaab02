"""Builds the sample document that travels with Setara.

Takes ``tools/sample/renja.typ``, gives the PDF in ``analyzer/samples/``. Needs the development
package ``typst``. The same source gives the same bytes: no date goes in.

Run from the repository: ``python tools/build_sample.py``
"""

from __future__ import annotations

from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tools" / "sample" / "renja.typ"
TARGET = ROOT / "analyzer" / "samples" / "renja-dinas-pertanian-wanayasa-2026.pdf"


def build_sample() -> bytes:
    """The sample document as PDF."""
    pdf: bytes = typst.compile(str(SOURCE), root=str(SOURCE.parent), ignore_system_fonts=True)
    return pdf


if __name__ == "__main__":
    TARGET.write_bytes(build_sample())
