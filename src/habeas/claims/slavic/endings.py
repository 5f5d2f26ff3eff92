"""Reading a word by its ending, where no dictionary is installed."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from habeas.claims.slavic.candidate import ALL_CASES, Candidate
from habeas.claims.tables import rows

_LONGEST_ENDING = 7


def by_ending(word: str, language: str, *, capital: bool) -> tuple[Candidate, ...]:
    """The readings that the longest known endings give; a noun in any case where none fits."""
    found: list[Candidate] = []
    table = _endings(language)
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        for pos, lemma_ending, cases, feats in table.get(word[-length:], ()):
            lemma = word[:-length] + lemma_ending
            kind = "PROPN" if pos == "NOUN" and capital else pos
            found.append(Candidate(kind, lemma, cases, dict(feats), 0.15 * length))
        if found:
            break
    if found:
        return tuple(found)
    return (Candidate("PROPN" if capital else "NOUN", word, ALL_CASES, {}, -0.2),)


_Row = tuple[str, str, frozenset[str], tuple[tuple[str, str], ...]]


@cache
def _endings(language: str) -> dict[str, tuple[_Row, ...]]:
    table: dict[str, list[_Row]] = defaultdict(list)
    for row in rows("endings", language):
        feats = dict(item.split("=", 1) for item in row["feats"].split("|") if item)
        cases = frozenset(feats.pop("Case", "").split(",")) - {""}
        table[row["ending"]].append(
            (row["pos"], row["lemma_ending"], cases, tuple(sorted(feats.items())))
        )
    return {ending: tuple(found) for ending, found in table.items()}
