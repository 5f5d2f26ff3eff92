"""The stretch of a sentence between two marks, in which an attribution stands.

Russian and Ukrainian set off every clause by commas or dashes, so that the marks tell more surely
than any parser where `…, сообщил вчера представитель ведомства` begins and ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.claims.slavic.features import feature, is_finite
from habeas.claims.slavic.words import key

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", "[", "]", ".", "!", "?", "…", "..."})
DASHES = frozenset({"—", "–", "--"})
_OPENING = frozenset({"«", "„", "“", '"'})
_CLOSING = frozenset({"»", "“", "”", '"'})
_CONJUNCTIONS = frozenset(
    {"и", "й", "і", "та", "а", "но", "але", "однак", "однако", "также", "також"}
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Half-open token range between two marks; the marks themselves are outside."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether a token stands in it."""
        return self.start <= place < self.end


def segment_of(token: Token, sentence: Span, quoted: frozenset[int]) -> Segment:
    """The stretch around a token; the quotation of a statement ends it, that of a name does not."""
    doc = token.doc
    inside = token.i in quoted
    start, end = token.i, token.i + 1
    while start > sentence.start and not _ends(doc[start - 1], inside, quoted):
        start -= 1
    while end < sentence.end and not _ends(doc[end], inside, quoted):
        end += 1
    return Segment(start, end)


def _ends(token: Token, inside: bool, quoted: frozenset[int]) -> bool:
    if token.text in _MARKS and not _is_point_of_abbreviation(token):
        return True
    return (token.i in quoted) is not inside


def _is_point_of_abbreviation(token: Token) -> bool:
    """`т. в. о. начальника`, `Л. В. Гурьянова`: a point inside the sentence ends nothing."""
    if token.text != "." or token.i + 1 >= token.sent.end:
        return False
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    following = token.doc[token.i + 1]
    return before is not None and len(before.text) <= 4 and following.text not in DASHES


def words_of(segment: Segment, sentence: Span) -> list[Token]:
    """The words of a stretch, without marks and white space."""
    doc = sentence.doc
    return [t for t in doc[segment.start : segment.end] if not t.is_punct and not t.is_space]


def before(segment: Segment, sentence: Span, quoted: frozenset[int]) -> Segment | None:
    """The stretch before this one, over the mark between them."""
    place = segment.start - 1
    while place >= sentence.start and (
        sentence.doc[place].text in _MARKS or sentence.doc[place].is_space
    ):
        if sentence.doc[place].text in (":", ";"):
            return None
        place -= 1
    if place < sentence.start:
        return None
    return segment_of(sentence.doc[place], sentence, quoted)


def after(segment: Segment, sentence: Span, quoted: frozenset[int]) -> Segment | None:
    """The stretch behind this one, over one comma."""
    place = segment.end
    if place >= sentence.end or sentence.doc[place].text != ",":
        return None
    place += 1
    while place < sentence.end and sentence.doc[place].is_space:
        place += 1
    if place >= sentence.end or sentence.doc[place].text in _MARKS:
        return None
    return segment_of(sentence.doc[place], sentence, quoted)


def mark_before(segment: Segment, sentence: Span) -> str:
    """The mark before a stretch, '' at the beginning of the sentence."""
    place = segment.start - 1
    while place >= sentence.start and sentence.doc[place].is_space:
        place -= 1
    return sentence.doc[place].text if place >= sentence.start else ""


def mark_after(segment: Segment, sentence: Span) -> str:
    """The mark behind a stretch, '' at the end of the sentence."""
    place = segment.end
    while place < sentence.end and sentence.doc[place].is_space:
        place += 1
    return sentence.doc[place].text if place < sentence.end else ""


def has_finite_verb(segment: Segment, sentence: Span) -> bool:
    """Whether the stretch is a clause of its own."""
    return any(is_finite(token) for token in words_of(segment, sentence))


def is_relative(segment: Segment, sentence: Span) -> bool:
    """Whether the stretch begins a relative clause: `который …`, `у якому …`."""
    return any(
        feature(token, "PronType") == "Rel"
        or key(token.text).startswith(("котор", "котр", "яки", "яка", "яке", "які", "яко"))
        for token in words_of(segment, sentence)[:2]
    )


def first_word(segment: Segment, sentence: Span) -> Token | None:
    """The first word of a stretch that is no conjunction."""
    return next((t for t in words_of(segment, sentence) if key(t.text) not in _CONJUNCTIONS), None)


def closes_quote(token: Token) -> bool:
    """Whether a token is a mark that ends a quotation."""
    return token.text in _CLOSING


def opens_quote(token: Token) -> bool:
    """Whether a token is a mark that begins a quotation."""
    return token.text in _OPENING
