"""Small PDF files made by hand: lines of text at given places, rulings, rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Sheet:
    """A page to be written; coordinates count from the top left."""

    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    commands: list[bytes] = field(default_factory=list)

    def text(self, x: float, top: float, words: str, *, size: float = 11.0) -> Sheet:
        """Put a line of text with its baseline ``size`` below ``top``."""
        shown = words.encode("cp1252").replace(b"\\", b"\\\\")
        shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
        y = HEIGHT - top - size
        self.commands.append(b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET" % (size, x, y, shown))
        return self

    def paragraph(self, x: float, top: float, lines: Sequence[str]) -> Sheet:
        """Put lines below one another, 14 points apart."""
        for index, line in enumerate(lines):
            self.text(x, top + 14 * index, line)
        return self

    def line(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        """Draw a thin line."""
        self.commands.append(
            b"0.5 w %.1f %.1f m %.1f %.1f l S" % (x0, HEIGHT - top, x1, HEIGHT - bottom)
        )
        return self

    def grid(self, lefts: Sequence[float], tops: Sequence[float]) -> Sheet:
        """Draw all lines of a table."""
        for top in tops:
            self.line(lefts[0], top, lefts[-1], top)
        for left in lefts:
            self.line(left, tops[0], left, tops[-1])
        return self


def save_pdf(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the pages to a file."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(sheets)),
        font,
    ]
    for index, sheet in enumerate(sheets):
        crop = b"/CropBox [%.1f %.1f %.1f %.1f] " % sheet.crop if sheet.crop else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.0f %.0f] %s/Rotate %d "
            b"/Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (WIDTH, HEIGHT, crop, sheet.rotate, 5 + 2 * index)
        )
        stream = b"\n".join(sheet.commands)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    path.write_bytes(out)
    return path
