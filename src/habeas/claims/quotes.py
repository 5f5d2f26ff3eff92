"""Quotation marks of a block: which stretches are somebody's words.

Straight marks are told apart by what touches them; a quote that is opened and not closed runs
to the end of its block, as multi-paragraph quotations do.
"""

from __future__ import annotations

from dataclasses import dataclass

_OPENERS = {"“": "”", "«": "»", "„": "“”"}
_BEFORE_OPENING = frozenset("([{—–-/‘“«„:")
_SINGLE = {"‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Half-open span including its marks; `closed` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool

    def holds(self, start: int, end: int) -> bool:
        """Whether a span lies inside the quote."""
        return self.start <= start and end <= self.end


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The outermost quotes of one block in order."""
    quotes: list[Quote] = []
    opened: tuple[int, str] | None = None
    for position, character in enumerate(text):
        if quotes and position < quotes[-1].end:
            continue
        if opened is None:
            if character in _OPENERS:
                opened = (position, _OPENERS[character])
            elif character == '"' and _opens(text, position):
                opened = (position, '"')
            elif character in _SINGLE and _opens(text, position):
                end = _end_of_single(text, position, _SINGLE[character])
                if end is not None:
                    quotes.append(Quote(position, end, True))
        elif character in opened[1] and not (character == '"' and _opens(text, position)):
            quotes.append(Quote(opened[0], position + 1, True))
            opened = None
    if opened is not None and opened[0] < len(text.rstrip()) - 1:
        quotes.append(Quote(opened[0], len(text.rstrip()), False))
    return tuple(quotes)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def _end_of_single(text: str, start: int, closing: str) -> int | None:
    """Where a quotation in single marks ends; apostrophes inside words do not end it.

    The first mark that no letter follows closes it, but for one that may be the possessive of a
    plural ("the guards' room") where another comes later. None where no mark comes, and where
    digits follow the first ('90s).
    """
    if not text[start + 1 : start + 2].isalpha():
        return None
    ends = [
        place
        for place in range(start + 2, len(text))
        if text[place] == closing and not text[place + 1 : place + 2].isalnum()
    ]
    certain = [place for place in ends if text[place - 1] not in "sS"]
    return (certain or ends)[0] + 1 if ends else None
