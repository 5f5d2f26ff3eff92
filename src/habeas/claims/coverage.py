"""What became of every character of a document: claim, list row, context, noise, not understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from habeas.claims.prepared import READ_KINDS, is_read
from habeas.model import Block, BlockKind, Claim, Document

Span = tuple[int, int]

# Fewer words than this between two claims are what joins them.
_LEAST_WORDS = 5
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*[\"”»’)\]]*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters by fate, blocks by kind, and paragraphs that no claim was looked for in.

    `not_understood` are passages of prose of five words or more that are no question and that no
    claim was taken from, with every paragraph in a language that is not read; `unread` counts those
    paragraphs by language. White space between blocks counts nowhere.
    """

    claimed: int
    rows: int
    context: int
    noise: int
    not_understood: int
    blocks: tuple[tuple[str, int], ...]
    unread: tuple[tuple[str, int], ...]

    @property
    def characters(self) -> int:
        """All characters that stand in blocks."""
        return self.claimed + self.rows + self.context + self.noise + self.not_understood

    def percent(self, characters: int) -> str:
        """A share of the whole, in words of one decimal at most."""
        return f"{100 * characters / self.characters:.0f} %" if self.characters else "0 %"


class Fate(StrEnum):
    """What became of a stretch of text."""

    CLAIM = "claim"
    ROW = "row"
    CONTEXT = "context"
    NOISE = "noise"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open span [start, end) in code points of the document's text, and what became of it."""

    start: int
    end: int
    fate: Fate


def coverage_of(document: Document, claims: Sequence[Claim]) -> Coverage:
    """How much of a document is which; the parts add up to all characters of its blocks."""
    sizes: Counter[Fate] = Counter()
    for stretch in stretches_of(document, claims):
        sizes[stretch.fate] += stretch.end - stretch.start
    return Coverage(
        claimed=sizes[Fate.CLAIM],
        rows=sizes[Fate.ROW],
        context=sizes[Fate.CONTEXT],
        noise=sizes[Fate.NOISE],
        not_understood=sizes[Fate.NOT_UNDERSTOOD],
        blocks=_counts(block.kind.value.replace("_", " ") for block in document.blocks),
        unread=_counts(
            block.language or document.language or "unknown"
            for block in document.blocks
            if _unread_for_its_language(block, document)
        ),
    )


def stretches_of(document: Document, claims: Sequence[Claim]) -> Iterator[Stretch]:
    """What became of each character that stands in a block, in order and without overlap."""
    spans = _merged(_claimed_spans(claims))
    ends = [end for _, end in spans]
    for block in document.blocks:
        if block.kind is BlockKind.PAGE_NOISE:
            yield Stretch(block.start, block.end, Fate.NOISE)
            continue
        position = block.start
        for index in range(bisect_right(ends, block.start), len(spans)):
            start, end = max(spans[index][0], block.start), min(spans[index][1], block.end)
            if start >= block.end:
                break
            yield from _unclaimed(document, block, (position, start))
            yield Stretch(start, end, Fate.CLAIM)
            position = end
        yield from _unclaimed(document, block, (position, block.end))


def _unclaimed(document: Document, block: Block, span: Span) -> Iterator[Stretch]:
    """What a stretch of a block is that no claim was taken from."""
    start, end = span
    if start >= end:
        return
    if block.kind is BlockKind.TABLE_ROW:
        yield Stretch(start, end, Fate.ROW)
        return
    if block.kind not in READ_KINDS:
        yield Stretch(start, end, Fate.CONTEXT)
        return
    position = start
    for words in _SENTENCE.finditer(document.text, start, end):
        if _says_something(words.group()):
            if position < words.start():
                yield Stretch(position, words.start(), Fate.CONTEXT)
            yield Stretch(words.start(), words.end(), Fate.NOT_UNDERSTOOD)
            position = words.end()
    if position < end:
        yield Stretch(position, end, Fate.CONTEXT)


def _says_something(words: str) -> bool:
    return len(_WORD.findall(words)) >= _LEAST_WORDS and not words.rstrip(" \n\"'”»").endswith("?")


def _counts(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _unread_for_its_language(block: Block, document: Document) -> bool:
    """Whether the block is of a kind that is read, and left out for its language alone."""
    return not is_read(block, document) and is_read(replace(block, language="en"), document)


def _claimed_spans(claims: Sequence[Claim]) -> Iterable[Span]:
    for claim in claims:
        yield claim.passage.start, claim.passage.end
        for passage in claim.occurrences:
            yield passage.start, passage.end


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
