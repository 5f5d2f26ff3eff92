"""From the lines of a PDF to paragraphs: by the gaps, the indents and the type sizes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from habeas.model import BlockKind
from habeas.sources.page.part import TERMINAL_MARKS
from habeas.sources.pdf_lines import PdfLine

_WIDE_GAP = 1.4
_OTHER_SIZE = 0.08
_INDENT = 6.0
_SHORT_LINE = 0.85
_TITLE_SIZE = 1.25
_HEAD_SIZE = 1.1
_LONGEST_HEAD_WORDS = 14
_EDGE_LINES = 2
_LEAST_REPEATS = 3
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """Lines that belong together, and what their type or place says of them."""

    lines: tuple[PdfLine, ...]
    kind: BlockKind | None = None
    reason: str = ""


def paragraphs_of(pages: list[list[PdfLine]]) -> list[PdfParagraph]:
    """The paragraphs of a document, page by page; running heads and page numbers are noise."""
    running = _running_lines(pages)
    body_size = _body_size(pages)
    pitch = _pitch(pages)
    found: list[PdfParagraph] = []
    titled = False
    for lines in pages:
        for group in _groups(lines, running, pitch):
            paragraph = _judged(group, running, body_size, titled=titled)
            titled = titled or paragraph.kind is BlockKind.TITLE
            found.append(paragraph)
    return found


def _running_lines(pages: list[list[PdfLine]]) -> frozenset[PdfLine]:
    """Lines at the edges of pages that stand there again and again, numbers aside."""
    edges = [
        line
        for lines in pages
        for line in _edge_lines(lines)
        if not line.text.endswith((".", ";"))  # a sentence of the text, by whatever chance
    ]
    variants: dict[str, list[str]] = {}
    for line in edges:
        variants.setdefault(_DIGITS.sub("0", line.text), []).append(line.text)
    least = max(_LEAST_REPEATS, len(pages) // 4)
    running = {
        key
        for key, texts in variants.items()
        # Twice is enough where only a number differs: that number counts pages.
        if len(texts) >= least or (len(texts) == len(pages) == len(set(texts)) == 2)
    }
    return frozenset(line for line in edges if _DIGITS.sub("0", line.text) in running)


def _edge_lines(lines: list[PdfLine]) -> list[PdfLine]:
    by_height = sorted(lines, key=lambda line: line.bottom)
    if len(lines) <= 2 * _EDGE_LINES:
        return by_height
    return by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _body_size(pages: list[list[PdfLine]]) -> float:
    letters: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _pitch(pages: list[list[PdfLine]]) -> float:
    """The usual distance from one line to the next, in points."""
    distances = [
        above.bottom - below.bottom
        for lines in pages
        for above, below in pairwise(lines)
        if 0 < above.bottom - below.bottom < 3 * max(above.height, 1.0)
    ]
    return median(distances) if distances else 0.0


def _groups(lines: list[PdfLine], running: frozenset[PdfLine], pitch: float) -> list[list[PdfLine]]:
    right_edge = max((line.right for line in lines), default=0.0)
    left_edge = min((line.left for line in lines), default=0.0)
    groups: list[list[PdfLine]] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        apart = above is None or above in running or line in running
        if apart or _parted(above, line, pitch, left_edge, right_edge):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _parted(
    above: PdfLine | None, line: PdfLine, pitch: float, left_edge: float, right_edge: float
) -> bool:
    """Whether a new paragraph begins with this line."""
    if above is None or abs(above.size - line.size) > _OTHER_SIZE * max(above.size, 1.0):
        return True
    runs_on = line.text[0].islower() and not above.text.endswith(tuple(TERMINAL_MARKS))
    distance = above.bottom - line.bottom
    if distance <= 0 or distance > _WIDE_GAP * pitch:
        return not (runs_on and distance <= 0)  # above its predecessor: the next column
    if runs_on:
        return False
    if above.bold != line.bold:
        return True
    if line.left > above.left + _INDENT and above.text.endswith(tuple(TERMINAL_MARKS)):
        return True
    return above.right < left_edge + _SHORT_LINE * (right_edge - left_edge)


def _judged(
    group: list[PdfLine], running: frozenset[PdfLine], body_size: float, *, titled: bool
) -> PdfParagraph:
    lines = tuple(group)
    first = lines[0]
    if first in running:
        return PdfParagraph(lines, BlockKind.PAGE_NOISE, "the same line at the edge of many pages")
    words = sum(len(line.text.split()) for line in lines)
    if not body_size or words > 3 * _LONGEST_HEAD_WORDS:
        return PdfParagraph(lines)
    if first.page == 1 and not titled and first.size >= _TITLE_SIZE * body_size:
        return PdfParagraph(lines, BlockKind.TITLE, "largest type of the first page")
    closed = lines[-1].text.endswith((".", ";", ","))
    if words <= _LONGEST_HEAD_WORDS and not closed and first.size >= _HEAD_SIZE * body_size:
        return PdfParagraph(lines, BlockKind.SECTION_HEAD, "larger type than the text")
    return PdfParagraph(lines)
