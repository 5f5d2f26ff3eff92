"""Author and outlet of a page whose metadata names none: from its byline, head and foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.model import Block, BlockKind
from habeas.sources.page.bylines import AUTHOR, author_in
from habeas.sources.page.front import LETTERHEAD, NAME_LINE
from habeas.sources.page.names import is_name

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)\d\d)?,?\s*)?"
    r"(?:by\s+)?(?P<holder>[^.|,;\n]{2,60})",
    re.IGNORECASE,
)
_DATELINE_AGENCY = re.compile(r"[^.!?]{2,60}[(/](?P<agency>[^()/]{2,40})[)/]\s*(?:—|–|--|-)\s")
_LONGEST_HOLDER_WORDS = 6
_OPENING = 120


def author_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The name in the first byline that names an author."""
    for block in blocks:
        if block.kind is not BlockKind.BYLINE:
            continue
        if block.reason == AUTHOR:
            return author_in(text[block.start : block.end])
        if block.reason == NAME_LINE:
            return text[block.start : block.end].partition(",")[0].strip()
    return None


def publisher_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The outlet: a letterhead, the agency of a dateline, or the holder of the copyright."""
    return (
        _from_letterhead(text, blocks)
        or _from_dateline(text, blocks)
        or _from_copyright(text, blocks)
    )


def _from_letterhead(text: str, blocks: Sequence[Block]) -> str | None:
    first = next((block for block in blocks if block.kind is not BlockKind.PAGE_NOISE), None)
    if first is None or first.reason != LETTERHEAD:
        return None
    return " ".join(text[first.start : first.end].split())


def _from_dateline(text: str, blocks: Sequence[Block]) -> str | None:
    first = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return None
    match = _DATELINE_AGENCY.match(text[first.start : min(first.end, first.start + _OPENING)])
    agency = match.group("agency").strip() if match else ""
    return agency if is_name(agency, least_words=1) else None


def _from_copyright(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.kind is not BlockKind.PAGE_NOISE:
            continue
        match = _COPYRIGHT.search(text[block.start : block.end])
        holder = match.group("holder").strip() if match else ""
        if holder[:1].isupper() and len(holder.split()) <= _LONGEST_HOLDER_WORDS:
            return holder
    return None
