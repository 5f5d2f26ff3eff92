"""From a reader's draft to a Document: blocks, languages, duplicates, publication."""

from __future__ import annotations

from habeas.model import Block, BlockKind, Document
from habeas.sources.credited import author_of, publisher_of
from habeas.sources.draft import Draft
from habeas.sources.languages import language_of, most_text
from habeas.sources.page import Part, classify
from habeas.sources.page.pull_quotes import key_of
from habeas.sources.publication import publication_of

_REPEATABLE = (
    BlockKind.TITLE,
    BlockKind.CAPTION,
    BlockKind.CREDIT,
    BlockKind.PULL_QUOTE,
    BlockKind.PARAGRAPH,
)
_SHORTEST_REPEATED_PARAGRAPH = 6


def assemble(draft: Draft, media_type: str) -> Document:
    """The document of a draft."""
    parts = classify(draft.parts, marked_up=draft.marked_up)
    blocks = _blocks(parts)
    return Document(
        text=draft.text,
        blocks=blocks,
        media_type=media_type,
        encoding=draft.encoding,
        language=most_text([(block.language, block.end - block.start) for block in blocks]),
        title=_first_text(draft.text, blocks, BlockKind.TITLE) or draft.title,
        author=draft.author or author_of(draft.text, blocks),
        publisher=draft.publisher or publisher_of(draft.text, blocks),
        url=draft.url,
        publication=publication_of(draft, blocks),
        runs=tuple(draft.runs),
        records=tuple(draft.records),
        notes=tuple(draft.notes),
    )


def _blocks(parts: list[Part]) -> tuple[Block, ...]:
    first_with: dict[tuple[BlockKind, str], int] = {}
    blocks: list[Block] = []
    for index, part in enumerate(parts):
        kind = part.kind or BlockKind.PARAGRAPH
        blocks.append(
            Block(
                kind=kind,
                start=part.start,
                end=part.end,
                language=None if kind is BlockKind.PAGE_NOISE else language_of(part.text),
                page=part.page,
                duplicate_of=_first_equal(part, kind, index, first_with),
                reason=part.reason,
            )
        )
    return tuple(blocks)


def _first_equal(
    part: Part, kind: BlockKind, index: int, first_with: dict[tuple[BlockKind, str], int]
) -> int | None:
    if kind not in _REPEATABLE:
        return None
    if kind is BlockKind.PARAGRAPH and part.words < _SHORTEST_REPEATED_PARAGRAPH:
        return None
    # A pull quote repeats running text: both share one key.
    shared = BlockKind.PARAGRAPH if kind is BlockKind.PULL_QUOTE else kind
    first = first_with.setdefault((shared, key_of(part.text)), index)
    return None if first == index else first


def _first_text(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str | None:
    for block in blocks:
        if block.kind is kind:
            return " ".join(text[block.start : block.end].split())
    return None
