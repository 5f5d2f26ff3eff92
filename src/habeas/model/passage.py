"""A half-open span in code points, with the words around it, so that it can be found again."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end] == quote`; prefix and suffix are up to 32 code points on either side."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """The passage [start, end) of a text.

        Raises ValueError when the span is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span [{start}, {end}) is not inside a text of {len(text)}")
        return cls(
            start,
            end,
            text[start:end],
            text[max(0, start - CONTEXT_LENGTH) : start],
            text[end : end + CONTEXT_LENGTH],
        )

    def stands_in(self, text: str) -> bool:
        """Whether the quote stands at its offsets in this text."""
        return text[self.start : self.end] == self.quote
