"""A long document in pages that a browser can show, and offsets as a browser counts them.

The record counts code points; a browser counts UTF-16 units, of which an emoji takes two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from habeas.model import Document

LONGEST = 40_000
"""Code points of a page, unless one block alone is longer."""

COVER = "█"
"""What stands for a letter that is covered."""

_WORD_END = re.compile(r"\s+")
# Where a block has no space for so long, it is cut between any two characters.
_WITHOUT_SPACE = 1_000

Span = tuple[int, int]


def text_pages(document: Document, longest: int = LONGEST) -> tuple[Span, ...]:
    """Half-open spans that cover the whole text, cut between blocks where that can be."""
    cuts = [0]
    for block in document.blocks:
        if block.end - cuts[-1] > longest and block.start > cuts[-1]:
            cuts.append(block.start)
        while block.end - cuts[-1] > longest:
            cuts.append(_cut(document.text, cuts[-1], cuts[-1] + longest))
    ends = [*cuts[1:], len(document.text)]
    return tuple(zip(cuts, ends, strict=True))


def page_of(pages: tuple[Span, ...], offset: int) -> int:
    """Which page, from 1, holds an offset; the last one for what lies beyond the text."""
    return max(1, bisect_right([start for start, _ in pages], offset))


def _cut(text: str, start: int, latest: int) -> int:
    """Behind the last space before `latest`, if there is one near; always after `start`."""
    nearest = max(start, latest - _WITHOUT_SPACE)
    spaces = [found.end() for found in _WORD_END.finditer(text, nearest, latest)]
    return spaces[-1] if spaces else latest


class BrowserOffsets:
    """Offsets into `text` as a browser counts them."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, letter in enumerate(text) if letter > "\uffff"]

    def at(self, offset: int) -> int:
        """The number of UTF-16 units before a code point."""
        return offset + bisect_left(self._wide, offset)


def covered(text: str) -> str:
    """The text with a sign for each of its letters; as long as it was, as a browser counts."""
    return "".join(
        letter if letter.isspace() else COVER * (2 if letter > "\uffff" else 1) for letter in text
    )


def as_shown(text: str) -> str:
    """The text as HTML can hold it; every offset stays what it was.

    A browser makes one line break of CR LF, and drops NUL.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\x00", "\ufffd")
