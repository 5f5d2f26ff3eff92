"""Small classes of words by which clauses, numbers and modality are told apart."""

from __future__ import annotations

from functools import cache

from habeas.claims.slavic.words import key
from habeas.claims.tables import rows


def clause_words(name: str, language: str) -> frozenset[str]:
    """A class of `clause_words.csv`, folded; raises KeyError for an unknown one."""
    return _classes(language)[name]


@cache
def _classes(language: str) -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(key(word) for word in row["words"].split())
        for row in rows("clause_words", language)
    }
