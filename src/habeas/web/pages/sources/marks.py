"""What is marked in a page of a text: claims by stance, coverage, what was looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.claims import Fate, Stretch
from habeas.model import Document
from habeas.pipeline import JudgedClaim
from habeas.web.pages.sources.text_pages import BrowserOffsets, Span, as_shown, covered

# The classes that the style sheet has for what became of a stretch.
COVERAGE_CLASSES = {
    Fate.CONTEXT: "context",
    Fate.NOISE: "noise",
    Fate.NOT_UNDERSTOOD: "not-understood",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are shown, or that are covered: then a sign stands for each letter."""

    text: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page's text: a block with its kind and language, or white space between.

    `id` is what a link to the block names; `words` is the text cut where it begins or ends to be
    covered.
    """

    words: tuple[Words, ...]
    kind: str | None = None
    language: str | None = None
    id: str | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span in UTF-16 units of the page's text, and the class that it is shown by.

    `id` names the card of the claim, `label` is what a screen reader says of it.
    """

    start: int
    end: int
    kind: str
    id: str = ""
    label: str = ""

    def for_script(self) -> dict[str, str | int]:
        """As the module `highlight` reads it."""
        made: dict[str, str | int] = {"start": self.start, "end": self.end, "class": self.kind}
        return made | {"id": self.id, "label": self.label} if self.id else made


def pieces_of(document: Document, page: Span, to_cover: Collection[Span] = ()) -> tuple[Piece, ...]:
    """The text of a page; put together again, it is the page's text to the letter, but for what
    there is `to_cover`: there each letter is a sign, and every offset stays what it was.
    """
    return tuple(_pieces(document, page, to_cover))


def _pieces(document: Document, page: Span, to_cover: Collection[Span]) -> Iterator[Piece]:
    position, last = page
    shown = as_shown(document.text[position:last])

    def between(start: int, end: int) -> Piece:
        return Piece((Words(shown[start - page[0] : end - page[0]], covered=False),))

    for number, block in enumerate(document.blocks):
        start, end = max(block.start, page[0]), min(block.end, last)
        if start >= end:
            continue
        if position < start:
            yield between(position, start)
        words = tuple(_words(shown, page[0], (start, end), to_cover))
        language = block.language or document.language
        yield Piece(words, block.kind.value, language, block_id(number))
        position = end
    if position < last:
        yield between(position, last)


def _words(shown: str, first: int, span: Span, to_cover: Collection[Span]) -> Iterator[Words]:
    """The words of a span; `shown` begins at the code point `first` of the document."""
    edges = {edge for one in to_cover for edge in one if span[0] < edge < span[1]}
    for start, end in pairwise([span[0], *sorted(edges), span[1]]):
        words = shown[start - first : end - first]
        hidden = any(one[0] <= start and end <= one[1] for one in to_cover)
        yield Words(covered(words) if hidden else words, hidden)


def block_id(number: int) -> str:
    """What a link to the block of this number names."""
    return f"b{number}"


def card_id(claim: str) -> str:
    """What a link to the card of a claim names."""
    return f"c-{claim}"


class Marker:
    """Makes marks of spans of the document, cut to one page of it."""

    def __init__(self, document: Document, page: Span) -> None:
        self._page = page
        self._offsets = BrowserOffsets(document.text[page[0] : page[1]])

    def claims(self, claims: Iterable[JudgedClaim], words: Sequence[str]) -> Iterator[Mark]:
        """Every place where the words of a claim stand; `words` say what each claim is."""
        for item, label in zip(claims, words, strict=True):
            stance = str(item.corrections.get("stance") or item.claim.stance.value)
            kind = "rejected" if item.state == "rejected" else stance
            for passage in (item.claim.passage, *item.claim.occurrences):
                span = (passage.start, passage.end)
                yield from self._mark(span, f"claim {kind}", card_id(item.claim.id), label)
                if item.state in {"confirmed", "corrected"}:
                    yield from self._mark(span, item.state)

    def coverage(self, stretches: Iterable[Stretch]) -> Iterator[Mark]:
        """What is context, noise, or not understood."""
        for stretch in stretches:
            kind = COVERAGE_CLASSES.get(stretch.fate)
            if kind is not None:
                yield from self._mark((stretch.start, stretch.end), kind)

    def found(self, span: Span) -> Iterator[Mark]:
        """The passage that a link leads to."""
        yield from self._mark(span, "found")

    def _mark(self, span: Span, kind: str, card: str = "", label: str = "") -> Iterator[Mark]:
        start, end = max(span[0], self._page[0]), min(span[1], self._page[1])
        if start < end:
            first = self._page[0]
            yield Mark(
                self._offsets.at(start - first), self._offsets.at(end - first), kind, card, label
            )


def spans_of(item: JudgedClaim) -> tuple[Span, ...]:
    """Every place where the words of a claim stand."""
    passages = (item.claim.passage, *item.claim.occurrences)
    return tuple((passage.start, passage.end) for passage in passages)
