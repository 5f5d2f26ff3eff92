"""A token's letter case and apostrophes set aside for the rules, and put back on what they give."""

from __future__ import annotations

import re

_APOSTROPHES = re.compile("[’‘ʼʹ`´′]")


def plain(token: str) -> str:
    """The token in lower case, with `'` for every kind of apostrophe."""
    word = token.lower()
    return word if word.isascii() or "'" in word else _APOSTROPHES.sub("'", word)


def spelled_like(token: str, word: str) -> str:
    """A word in lower case written as the token is: capitals, kind of apostrophe."""
    if word == plain(token):
        return token
    apostrophe = _APOSTROPHES.search(token)
    if apostrophe:
        word = word.replace("'", apostrophe[0])
    if len(token) > 1 and token.isupper():
        return word.upper()
    if not token[:1].isupper():
        return word
    return "-".join(half[:1].upper() + half[1:] for half in word.split("-"))
