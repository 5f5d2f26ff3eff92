"""Quotation marks of a block: which stretches are somebody's words.

Straight marks are told apart by what touches them; a quote that is opened and not closed runs
to the end of its block, as multi-paragraph quotations do.
"""

from __future__ import annotations

from dataclasses import dataclass

_OPENERS = {"“": "”", "«": "»", "„": "“”"}
_BEFORE_OPENING = frozenset("([{—–-/‘“«„:")


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
        if opened is None:
            if character in _OPENERS:
                opened = (position, _OPENERS[character])
            elif character == '"' and _opens(text, position):
                opened = (position, '"')
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
