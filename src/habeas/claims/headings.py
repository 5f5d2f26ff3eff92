"""What the section is about in which a claim stands, as far as its heading tells."""

from __future__ import annotations

import re
from functools import cache

from habeas.claims.tables import rows
from habeas.model import BlockKind, Document

_WORD = re.compile(r"\w+(?:-\w+)*")


def heading_type(document: Document, index: int, language: str) -> str | None:
    """The type that the heading above a block speaks for; None without a heading that tells.

    Where a heading names several ("Conditions of detention"), the row that stands first decides.
    """
    for block in reversed(document.blocks[:index]):
        if block.kind is BlockKind.SECTION_HEAD:
            return _type_of(document.text_of(block), language)
    return None


def _type_of(heading: str, language: str) -> str | None:
    words = set(_WORD.findall(heading.casefold()))
    for wanted, kind in _headings(language):
        if wanted <= words:
            return kind
    return None


@cache
def _headings(language: str) -> tuple[tuple[frozenset[str], str], ...]:
    try:
        listed = list(rows("heading_types", language))
    except FileNotFoundError:
        return ()
    return tuple((frozenset(row["words"].split()), row["type"]) for row in listed)
