"""Whether a model's words stand in the document, and where: by exact search, never by likeness.

A quote is taken only where `canonical(text[start:end]) == canonical(quote)`, each CR LF counted as
the one line break that it is. Where it stands more than once, the passage number and the words
before it must leave one place; else it is refused. A quote that begins or ends inside a word, a
number or a drawn character (a letter and its accent, an emoji and its modifier) is refused too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.claims.proposing.canonical import Breaks, canonical, one_break

LONGEST_QUOTE = 2_000
LONGEST_MENTION = 300
_FEWEST_WORDS = 2
_MOST_PLACES = 64
_HYPHENS = frozenset("-‐‑")
# A number and the sign that belongs to it: 80|%, €|50, 200|+.
_AFTER_AMOUNTS, _BEFORE_AMOUNTS = frozenset("%‰°+"), frozenset("$€£₴₽№#+−")
_JOINER, _SKIN_TONES = "\u200d", range(0x1F3FB, 0x1F400)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quote stands: its half-open span, and the passage (counted from 0) that holds it."""

    start: int
    end: int
    passage: int


class ShownText:
    """The passages of a document that a model was shown, ready to be searched."""

    def __init__(self, text: str, passages: Sequence[Span]) -> None:
        self.text = text
        self.passages = tuple(passages)
        self._views = [Breaks(text[start:end]) for start, end in self.passages]

    def spans(self, words: str, passage: int) -> Iterator[Span]:
        """Where these words stand whole in one passage (counted from 0), the first place first."""
        wanted = canonical(one_break(words)).strip(" ")
        if not wanted:
            return
        view, (offset, _) = self._views[passage], self.passages[passage]
        position = view.plain.find(wanted)
        while position >= 0:
            start = offset + view.offset(position)
            end = offset + view.offset(position + len(wanted) - 1) + 1
            if self._holds(start, end, wanted) and not cut(self.text, start, end):
                yield start, end
            position = view.plain.find(wanted, position + 1)

    def _holds(self, start: int, end: int, wanted: str) -> bool:
        """The rule itself, on the document's own characters, whatever the search above did."""
        return canonical(one_break(self.text[start:end])) == wanted


def locate_quote(
    shown: ShownText, quote: str, *, number: int | None = None, before: str = ""
) -> Located | str:
    """The one place where a quote stands, or in words why it is refused.

    `number` is the passage that the model names, counted from 1; `before` the words that it says
    come right before. Both only choose between places, they never make one.
    """
    if len(quote) > LONGEST_QUOTE:
        return f"the quote is longer than {LONGEST_QUOTE} characters"
    if len(quote.split()) < _FEWEST_WORDS:
        return "the quote is shorter than two words"
    found: list[Located] = []
    for passage in range(len(shown.passages)):
        for start, end in shown.spans(quote, passage):
            found.append(Located(start, end, passage))
            if len(found) > _MOST_PLACES:
                return "the quote stands in too many places"
    if not found:
        return "the quote does not stand in what was shown"
    # A passage that was shown twice (at the end of one part and the start of the next) is one.
    if len({(item.start, item.end) for item in found}) > 1:
        found = _chosen(shown, found, number, before)
    if len(found) != 1:
        return "the quote stands in several places, and nothing tells which is meant"
    return found[0]


def _chosen(
    shown: ShownText, found: list[Located], number: int | None, before: str
) -> list[Located]:
    if number is not None:
        found = [item for item in found if item.passage == number - 1]
    wanted = canonical(one_break(before)).strip(" ")
    if len(found) > 1 and wanted:
        found = [item for item in found if _preceded(shown, item, wanted)]
    return found


def _preceded(shown: ShownText, item: Located, wanted: str) -> bool:
    start, _ = shown.passages[item.passage]
    said = canonical(one_break(shown.text[start : item.start])).rstrip(" ")
    edge = len(said) - len(wanted)
    return said.endswith(wanted) and not (edge > 0 and _one_word(said, edge))


def cut(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends in the middle of a word, a number or a drawn character."""
    return _one_word(text, start) or _one_word(text, end)


def _one_word(text: str, edge: int) -> bool:
    """Whether what stands left and right of an edge belongs together."""
    if not 0 < edge < len(text):
        return False
    left, right = text[edge - 1], text[edge]
    if _continues(right) or left == _JOINER:
        return True
    if _in_word(left) and _in_word(right):
        return True
    return _held_together(text, edge)


def _held_together(text: str, edge: int) -> bool:
    """A mark inside a word or number, on either side: don|'t, twenty|-five, 1|,200, 1|\u00a0200."""
    left, right = text[edge - 1], text[edge]
    for mark in (edge, edge - 1):
        before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
        if before and after and _joins(before, text[mark], after, text[mark + 1 : mark + 5]):
            return True
    return (left.isdigit() and right in _AFTER_AMOUNTS) or (
        right.isdigit() and left in _BEFORE_AMOUNTS
    )


def _joins(before: str, mark: str, after: str, rest: str) -> bool:
    plain = canonical(mark)
    if before.isdigit() and after.isdigit():
        thousands = rest[:3].isdigit() and len(rest[:3]) == 3 and not rest[3:4].isdigit()
        return plain in ".,:/-'" or (plain == " " and thousands)
    return _in_word(before) and _in_word(after) and (mark in _HYPHENS or plain == "'")


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _continues(character: str) -> bool:
    """Whether a character is drawn into the one before it."""
    category = unicodedata.category(character)
    return category[0] == "M" or character == _JOINER or ord(character) in _SKIN_TONES
