"""Showing text that came from outside without letting it act on a terminal or a reader's eye."""

from __future__ import annotations

import unicodedata

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def printable(untrusted_text: str) -> str:
    """The same text with control, bidirectional and invisible characters written as escapes."""
    return "".join(
        character
        if unicodedata.category(character) not in _HIDDEN_CATEGORIES
        else f"\\u{{{ord(character):x}}}"
        for character in untrusted_text
    )
