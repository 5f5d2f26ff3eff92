"""What became of every character of a document: claim, list row, context, noise, not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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


def coverage_of(document: Document, claims: Sequence[Claim]) -> Coverage:
    """How much of a document is which; the parts add up to all characters of its blocks."""
    noise = _length(_spans(block for block in document.blocks if _is_noise(block)))
    spans = _merged(_claimed_spans(claims))
    rows = _spans(block for block in document.blocks if _is_row(block))
    told = [block for block in document.blocks if not _is_noise(block) and not _is_row(block)]
    in_rows, in_words = _shared(spans, rows), _shared(spans, _spans(told))
    lost = sum(_not_understood(block, document, spans) for block in told)
    return Coverage(
        claimed=in_rows + in_words,
        rows=_length(rows) - in_rows,
        context=_length(_spans(told)) - in_words - lost,
        noise=noise,
        not_understood=lost,
        blocks=_counts(block.kind.value.replace("_", " ") for block in document.blocks),
        unread=_counts(
            block.language or document.language or "unknown"
            for block in document.blocks
            if _unread_for_its_language(block, document)
        ),
    )


def _not_understood(block: Block, document: Document, spans: Sequence[Span]) -> int:
    """Characters of one block that say something of which nothing was made."""
    if block.kind not in READ_KINDS:
        return 0
    return sum(
        len(words.group())
        for start, end in _gaps(block, spans)
        for words in _SENTENCE.finditer(document.text[start:end])
        if _says_something(words.group())
    )


def _says_something(words: str) -> bool:
    return len(_WORD.findall(words)) >= _LEAST_WORDS and not words.rstrip(" \n\"'”»").endswith("?")


def _gaps(block: Block, spans: Sequence[Span]) -> Iterable[Span]:
    position = block.start
    for start, end in spans:
        if end <= block.start or start >= block.end:
            continue
        if start > position:
            yield position, start
        position = max(position, end)
    if position < block.end:
        yield position, block.end


def _counts(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _spans(blocks: Iterable[Block]) -> list[Span]:
    return [(block.start, block.end) for block in blocks]


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _is_row(block: Block) -> bool:
    return block.kind is BlockKind.TABLE_ROW


def _is_noise(block: Block) -> bool:
    return block.kind is BlockKind.PAGE_NOISE


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


def _shared(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """How many positions lie in both; each list is sorted and free of overlaps."""
    total = index = 0
    for start, end in others:
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        position = index
        while position < len(spans) and spans[position][0] < end:
            total += min(end, spans[position][1]) - max(start, spans[position][0])
            position += 1
    return total
