"""What became of every character of a source: claim, list row, context, or page noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from habeas.claims import is_read
from habeas.model import Block, BlockKind, Claim, Document
from habeas.reports.content import SourceContent

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters by fate, blocks by kind, and paragraphs that no claim was looked for in.

    `unread` counts blocks by language: they would have been read, had they been in a language that
    is read for claims. White space between blocks counts nowhere.
    """

    claimed: int
    rows: int
    context: int
    noise: int
    blocks: tuple[tuple[str, int], ...]
    unread: tuple[tuple[str, int], ...]

    @property
    def characters(self) -> int:
        """All characters that stand in blocks."""
        return self.claimed + self.rows + self.context + self.noise

    def percent(self, characters: int) -> str:
        """A share of the whole, in words of one decimal at most."""
        return f"{100 * characters / self.characters:.0f} %" if self.characters else "0 %"


def coverage(content: SourceContent) -> Coverage | None:
    """The coverage of one source; None where no text was read."""
    document = content.document
    if document is None:
        return None
    noise = sum(block.end - block.start for block in document.blocks if _is_noise(block))
    spans = _merged(_claimed_spans(content.claims))
    rows = [(block.start, block.end) for block in document.blocks if _is_row(block)]
    told = [
        (block.start, block.end)
        for block in document.blocks
        if not _is_noise(block) and not _is_row(block)
    ]
    in_rows, in_words = _shared(spans, rows), _shared(spans, told)
    return Coverage(
        claimed=in_rows + in_words,
        rows=_length(rows) - in_rows,
        context=_length(told) - in_words,
        noise=noise,
        blocks=_counts(block.kind.value.replace("_", " ") for block in document.blocks),
        unread=_counts(
            block.language or document.language or "unknown"
            for block in document.blocks
            if _unread_for_its_language(block, document)
        ),
    )


def _counts(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


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
