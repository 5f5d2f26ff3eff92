"""Reading a word by its ending, where no dictionary is installed."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from habeas.claims.slavic.candidate import ALL_CASES, Candidate
from habeas.claims.tables import rows

_LONGEST_ENDING = 7
_KNOWN = 1.5
_MARGIN = 0.5
_MOST = 8


def by_ending(word: str, language: str, *, capital: bool) -> tuple[Candidate, ...]:
    """The readings that the longest known endings give; a noun in any case where none fits.

    A reading whose lemma the tables of this room use comes first.
    """
    found: list[Candidate] = []
    table, known = _endings(language), _known_lemmas(language)
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        for pos, lemma_ending, cases, feats in table.get(word[-length:], ()):
            lemma = word[:-length] + lemma_ending
            kind = "PROPN" if pos == "NOUN" and capital and lemma not in known else pos
            prior = 0.15 * length + (_KNOWN if lemma in known else 0.0)
            found.append(Candidate(kind, lemma, cases, dict(feats), prior))
    longest = max((c.prior for c in found), default=0.0)
    likely = [c for c in found if c.prior >= longest - _MARGIN]
    if likely:
        return tuple(sorted(likely, key=lambda c: -c.prior)[:_MOST])
    return (Candidate("PROPN" if capital else "NOUN", word, ALL_CASES, {}, -0.2),)


@cache
def _known_lemmas(language: str) -> frozenset[str]:
    """Words that stand in the tables of types, of saying and of people."""
    words = {
        word
        for row in rows("type_cues", language)
        for step in row["pattern"].split()
        for word in step.split("/")[0].split("|")
    }
    words |= {row["lemma"] for row in rows("reporting_cues", language)}
    words |= {row["lemma"] for row in rows("role_nouns", language)}
    words |= {row["noun"] for row in rows("facility_nouns", language)}
    return frozenset(words)


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
