"""A value as one line of JSON that cannot act on a terminal."""

from __future__ import annotations

import json
import unicodedata

_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def json_line(value: object) -> str:
    """JSON in which control, bidirectional and invisible characters are escapes.

    A program reads the same value from it; letters of all scripts stay as they are.
    """
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(_escape(c) if unicodedata.category(c) in _ACTING else c for c in text)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]
