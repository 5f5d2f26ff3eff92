"""A document cut into the parts that a model is shown: whole passages, numbered from 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from habeas.claims.proposing.settings import ProposeSettings
from habeas.model import BlockKind, Document

# What says nothing about anything that happened: menus, credits, rows of lists.
_PASSED_OVER = frozenset(
    {BlockKind.PAGE_NOISE, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.TABLE_ROW}
)
_DEFAULTS = ProposeSettings()


@dataclass(frozen=True, slots=True)
class Part:
    """The half-open spans of the passages that are shown together; the first one is number 1."""

    passages: tuple[tuple[int, int], ...]


def parts(document: Document, settings: ProposeSettings = _DEFAULTS) -> tuple[Part, ...]:
    """The parts of a document, in order; the last passages of one come again before the next.

    Only first copies are shown, so that a quote printed twice still has one place.
    """
    found: list[Part] = []
    own: list[tuple[int, int]] = []
    length = 0
    for start, end in _passages(document, settings.part_length):
        if own and length + end - start > settings.part_length:
            found.append(_part(found, own, settings.repeated))
            own, length = [], 0
        own.append((start, end))
        length += end - start
    if own:
        found.append(_part(found, own, settings.repeated))
    return tuple(found)


def _part(before: list[Part], own: list[tuple[int, int]], repeated: int) -> Part:
    shown_before = before[-1].passages[-repeated:] if before and repeated else ()
    return Part((*shown_before, *own))


def _passages(document: Document, longest: int) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        if block.duplicate_of is not None or block.kind in _PASSED_OVER:
            continue
        start = block.start
        while block.end - start > longest:
            end = _cut(document.text, start, start + longest)
            yield start, end
            start = end
        if document.text[start : block.end].strip():
            yield start, block.end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut a passage that is too long: after a sentence, a word, or at the limit."""
    for mark in (". ", "\n", " "):
        found = text.rfind(mark, start + 1, limit)
        if found > start:
            return found + len(mark)
    return limit
