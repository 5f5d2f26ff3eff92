"""Words of Russian and Ukrainian tables, folded so that spellings of one word meet."""

from __future__ import annotations

import re
from functools import cache

from habeas.claims.tables import rows, word_class

_APOSTROPHES = re.compile("[’‘ʼʹ`´′]")


def key(word: str) -> str:
    """Lower case, `'` for every apostrophe, е for ё: how words are compared."""
    folded = word.lower().replace("ё", "е")
    return folded if folded.isalpha() else _APOSTROPHES.sub("'", folded)


@cache
def words(name: str, language: str) -> frozenset[str]:
    """A class of `word_classes.csv`, folded; raises KeyError for an unknown one."""
    return frozenset(key(word) for word in word_class(name, language))


@cache
def role_nouns(language: str) -> frozenset[str]:
    """Nouns for people: wife, spokesperson, lawyer."""
    return frozenset(key(row["lemma"]) for row in rows("role_nouns", language))


@cache
def group_nouns(language: str) -> dict[str, bool]:
    """Nouns for bodies and groups; True for those that can stand for a body named before."""
    return {key(row["lemma"]): row["generic"] == "yes" for row in rows("group_nouns", language)}


@cache
def document_nouns(language: str) -> frozenset[str]:
    """Nouns for reports, statements, posts and the like."""
    return frozenset(key(row["lemma"]) for row in rows("document_nouns", language))


@cache
def facility_nouns(language: str) -> frozenset[str]:
    """Nouns for prisons, hospitals and other places of an event."""
    return frozenset(key(row["noun"]) for row in rows("facility_nouns", language))
