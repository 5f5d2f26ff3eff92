"""Lines of a PDF page: their characters, box, and type size, as PDFium reports them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # publishes no types

_HYPHENS = {"\x02": "-", "\ufffe": "-"}  # how PDFium marks a hyphen at the end of a line
_BOLD = 600


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line: `box` is (left, bottom, right, top) in points; `size` the type size in points."""

    text: str
    page: int
    box: tuple[float, float, float, float]
    size: float
    bold: bool

    @property
    def left(self) -> float:
        """The left edge."""
        return self.box[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.box[1]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.box[2]

    @property
    def height(self) -> float:
        """From the lower to the upper edge."""
        return self.box[3] - self.box[1]


def page_lines(text_page: Any, number: int) -> list[PdfLine]:
    """The lines of one page (counted from 1) in PDFium's reading order, blank ones left out."""
    lines: list[PdfLine] = []
    letters: list[str] = []
    start = 0
    count = pdfium.FPDFText_CountChars(text_page)
    for index in range(count + 1):
        letter = _letter(text_page, index) if index < count else "\n"
        if letter not in "\r\n":
            letters.append(letter)
            continue
        text = "".join(letters)
        if text.strip():
            lines.append(_line(text_page, text, start, index - start, number))
        letters.clear()
        start = index + 1
    return lines


def _letter(text_page: Any, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    letter = chr(code)
    return _HYPHENS.get(letter, letter)


def _line(text_page: Any, text: str, start: int, count: int, number: int) -> PdfLine:
    stripped = text.strip()
    first = start + len(text) - len(text.lstrip())
    return PdfLine(
        stripped,
        number,
        _box(text_page, start, count),
        round(pdfium.FPDFText_GetFontSize(text_page, first), 1),
        pdfium.FPDFText_GetFontWeight(text_page, first) >= _BOLD,
    )


def _box(text_page: Any, start: int, count: int) -> tuple[float, float, float, float]:
    """The rectangle around all pieces of a line."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    boxes: list[tuple[float, float, float, float]] = []
    for piece in range(pdfium.FPDFText_CountRects(text_page, start, count)):
        if pdfium.FPDFText_GetRect(text_page, piece, left, top, right, bottom):
            boxes.append((left.value, bottom.value, right.value, top.value))
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (
        round(min(lefts), 2),
        round(min(bottoms), 2),
        round(max(rights), 2),
        round(max(tops), 2),
    )
