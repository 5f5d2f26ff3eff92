"""The vocabulary of class names, ids and meta names, by what they mark."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lxml import etree

from habeas.sources.tables import rows

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z]+")


def words_for(use: str) -> tuple[str, ...]:
    """The words of one use, in the table's order."""
    return tuple(
        word for row in rows("html_words.csv") if row["use"] == use for word in row["words"].split()
    )


def marks(element: etree._Element, use: str) -> bool:
    """Whether the class, id or itemprop of an element holds a word of this use.

    A class is taken apart at hyphens and capitals, and also read with its parts joined
    (`photo-credit` is both "credit" and "photocredit").
    """
    return bool(_name_words(element) & _known(use))


@cache
def _known(use: str) -> frozenset[str]:
    return frozenset(words_for(use))


def _name_words(element: etree._Element) -> frozenset[str]:
    attributes = (element.get("class"), element.get("id"), element.get("itemprop"))
    names = " ".join(value for value in attributes if value)
    return _taken_apart(names) if names else frozenset()


@lru_cache(maxsize=4096)  # names come from untrusted pages: a bound
def _taken_apart(names: str) -> frozenset[str]:
    words: set[str] = set()
    for name in names.split()[:40]:
        parts = [part for part in _NOT_WORD.split(_CAMEL.sub("-", name).lower()) if part]
        words.update(parts)
        words.add("".join(parts))
    return frozenset(words)
