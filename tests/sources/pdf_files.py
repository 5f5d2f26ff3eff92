"""Writing small PDF files by hand: one list of placed lines a page, in Helvetica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Placed:
    """A line of text at (x, y) in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


def pdf(pages: Sequence[Sequence[Placed]], created: str = "") -> bytes:
    """A PDF with these pages (A4)."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        content = "\n".join(map(_drawn, lines))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    if created:
        objects.append(f"<< /CreationDate ({created}) /Title (internal name) /Author (R. Amsel) >>")
    return _assembled(objects, info=bool(created))


def _drawn(line: Placed) -> str:
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {line.size} Tf {line.x} {line.y} Td ({text}) Tj ET"


def _assembled(objects: list[str], *, info: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"/Info {len(objects)} 0 R " if info else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
