"""Where sentences begin, with care for the short words of addresses (г., обл., No.)."""

from __future__ import annotations

import re

# A full stop ends a sentence where a capital follows, and no short word stands before it.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}[.!?…])\s+(?=[«\"“]?[A-ZА-ЯЁІЇЄҐ])|\n+")


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with the code point at which it begins."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        found.append((start, text[start : end.start()]))
        start = end.end()
    return [*found, (start, text[start:])]
