"""A stretch of a page on its way to becoming a block."""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.model import BlockKind

TERMINAL_MARKS = ".!?…"
_MANY_WORDS = 200
_CLOSING_MARKS = "\"'»”’)]*"


@dataclass(frozen=True, slots=True)
class Part:
    """Half-open span [start, end) of the stored text, trimmed of white space at both ends.

    `kind` is None until a rule or the mark-up decides; `group` numbers the runs of parts that no
    blank line parts; `text` is text[start:end], kept so that rules need not slice again.
    """

    start: int
    end: int
    text: str
    kind: BlockKind | None = None
    reason: str = ""
    group: int = 0
    page: int | None = None

    @property
    def words(self) -> int:
        """How many words, counted by white space; the count stops at 200, which is "many"."""
        return min(len(self.text.split(None, _MANY_WORDS)), _MANY_WORDS)

    @property
    def open(self) -> bool:
        """Whether no rule has decided yet."""
        return self.kind is None

    @property
    def ends_a_sentence(self) -> bool:
        """Whether it ends with a full stop or its like, closing marks aside."""
        return self.text.rstrip(_CLOSING_MARKS).endswith(tuple(TERMINAL_MARKS))

    @property
    def is_body(self) -> bool:
        """Whether it is long enough, and ended as a sentence, to be running text."""
        return self.words >= 25 or (self.ends_a_sentence and self.words >= 12)

    def decided(self, kind: BlockKind, reason: str) -> Part:
        """The same stretch with its kind and the rule that decided it."""
        return replace(self, kind=kind, reason=reason)

    def cut(self, start: int, end: int) -> Part:
        """The part [start, end) of this one, given in its own offsets, trimmed."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip())
        trimmed = piece.strip()
        begin = self.start + start + left
        return replace(self, start=begin, end=begin + len(trimmed), text=trimmed)
