"""From a reader's draft to a Document: blocks, languages, duplicates, publication."""

from __future__ import annotations

import re
from typing import overload

from habeas.model import Block, BlockKind, Document
from habeas.sources.credited import author_of, publisher_of
from habeas.sources.draft import Draft
from habeas.sources.languages import language_beside, language_by_words, most_text
from habeas.sources.page import Part, classify
from habeas.sources.page.pull_quotes import key_of
from habeas.sources.publication import publication_of

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NO_SAMPLE = (BlockKind.PAGE_NOISE, BlockKind.CREDIT, BlockKind.BYLINE)
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
    text = _sound(draft.text)
    parts = classify(draft.parts, marked_up=draft.marked_up)
    blocks = _blocks(parts)
    return Document(
        text=text,
        blocks=blocks,
        media_type=media_type,
        encoding=draft.encoding,
        language=most_text([(block.language, block.end - block.start) for block in blocks]),
        title=_first_text(text, blocks, BlockKind.TITLE) or _sound(draft.title),
        author=_sound(draft.author) or author_of(text, blocks),
        publisher=_sound(draft.publisher) or publisher_of(text, blocks),
        url=_sound(draft.url),
        publication=publication_of(draft, blocks),
        runs=tuple(draft.runs),
        records=tuple(draft.records),
        notes=tuple(map(_sound, draft.notes)),
    )


@overload
def _sound(words: str) -> str: ...


@overload
def _sound(words: str | None) -> str | None: ...


def _sound(words: str | None) -> str | None:
    """The same words, each lone surrogate as U+FFFD: no file could hold it, and offsets stay."""
    return _SURROGATES.sub("\ufffd", words) if words else words


def _blocks(parts: list[Part]) -> tuple[Block, ...]:
    first_with: dict[tuple[BlockKind, str], int] = {}
    languages = _languages(parts)
    return tuple(
        Block(
            kind=part.kind or BlockKind.PARAGRAPH,
            start=part.start,
            end=part.end,
            language=languages[index],
            page=part.page,
            duplicate_of=_first_equal(part, index, first_with),
            reason=part.reason,
        )
        for index, part in enumerate(parts)
    )


def _languages(parts: list[Part]) -> list[str | None]:
    """The language of each part; names, numbers and the page's own words are no sample of one."""
    plain = [None if part.kind in _NO_SAMPLE else language_by_words(part.text) for part in parts]
    known = zip(plain, parts, strict=True)
    surrounding = most_text([(language, len(part.text)) for language, part in known])
    return [
        language
        if language or part.kind in (*_NO_SAMPLE, BlockKind.TABLE_ROW)
        else language_beside(part.text, surrounding)
        for language, part in zip(plain, parts, strict=True)
    ]


def _first_equal(
    part: Part, index: int, first_with: dict[tuple[BlockKind, str], int]
) -> int | None:
    kind = part.kind
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
