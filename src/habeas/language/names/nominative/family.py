"""The men's form of a surname, under which the members of a family meet."""

from __future__ import annotations

from functools import cache

from habeas.language.names.declension import FOREIGN_LETTERS, LANGUAGES
from habeas.language.names.nominative.parts import is_listed, surname_likelihood
from habeas.language.names.nominative.spelled import plain, spelled_like
from habeas.language.scripts import Script, script_of
from habeas.language.table import rows


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Endings of women's surnames and men's, the longest first."""
    found = [
        (row["feminine"], row["masculine"])
        for row in rows("name_feminine.tsv")
        if row["language"] == language
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def masculine(surname: str, language: str | None = None) -> str:
    """The surname as a man of the family bears it: Ковальська gives Ковальський.

    A surname that both bear stays. Double surnames half by half; Latin by the usual endings.
    """
    if "-" in surname:
        return "-".join(masculine(half, language) for half in surname.split("-"))
    word = plain(surname)
    script = script_of(surname)
    if script is Script.LATIN:
        return _latin(surname, word)
    if script is not Script.CYRILLIC or word[-1:] not in "ая" or is_listed(word):
        return surname
    letters = set(word)
    able = [each for each in LANGUAGES if not letters & FOREIGN_LETTERS[each]]
    languages = (language,) if language in able else tuple(each for each in able if each != "be")
    best, form = float("-inf"), word
    for each in languages or ("uk",):
        as_woman = surname_likelihood(word, each)
        for feminine, ending in _pairs(each):
            if word.endswith(feminine) and len(word) > len(feminine) + 1:
                candidate = word.removesuffix(feminine) + ending
                likelihood = surname_likelihood(candidate, each)[0]
                # A word that men bear as it is must be less usual than the form made of it.
                if likelihood > max(best, as_woman[0]):
                    best, form = likelihood, candidate
    return spelled_like(surname, form)


def _latin(surname: str, word: str) -> str:
    for feminine, ending in _pairs("latin"):
        if word.endswith(feminine) and len(word) > len(feminine) + 2:
            return spelled_like(surname, word.removesuffix(feminine) + ending)
    return surname
