"""Cyrillic names as the systems of romanisation write them, and the Latin key they are found by."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.scripts import fold
from habeas.language.table import rows

_NOT_COLUMNS = frozenset({"language", "letter"})
_USUAL = 3  # the first columns of the table
_RUN = re.compile(r"(.)\1+")
_LAST_GLIDES = re.compile(r"(?<=.)[ijy]+$")
_SPELLINGS = (("x", "ks"), ("w", "v"), ("ph", "f"), ("th", "t"))


@cache
def _systems(language: str) -> tuple[tuple[dict[str, str], dict[int, str]], ...]:
    """Each system of a language: its letters at the beginning of a word, and inside."""
    table = [row for row in rows("name_romanisation.tsv") if row["language"] == language]
    systems: list[tuple[dict[str, str], dict[int, str]]] = []
    for name in (column for column in table[0] if column not in _NOT_COLUMNS):
        first: dict[str, str] = {}
        inside: dict[int, str] = {}
        for row in table:
            at_first, _, later = row[name].partition("/")
            first[row["letter"]] = fold(at_first).strip("-")
            inside[ord(row["letter"])] = fold(later or at_first).strip("-")
        systems.append((first, inside))
    return tuple(systems)


def latin_key(text: str) -> str:
    """The key of a Latin spelling: accents, doubled letters and ways to end in -iy made equal."""
    word = fold(text).replace("'", "").replace("-", "")
    for spelling, letters in _SPELLINGS:
        if spelling in word:
            word = word.replace(spelling, letters)
    return _LAST_GLIDES.sub("i", _RUN.sub(r"\1", word))


def usual_romanisations(name: str, language: str) -> tuple[str, ...]:
    """A folded Cyrillic name as official rules, the English press and scholars write it."""
    return tuple(
        first.get(name[0], name[0]) + name[1:].translate(inside)
        for first, inside in _systems(language)[:_USUAL]
    )


def romanised_keys(name: str, language: str) -> tuple[str, ...]:
    """The keys of all romanisations of a folded Cyrillic name, each once."""
    found: dict[str, None] = {}
    for first, inside in _systems(language):
        found[latin_key(first.get(name[0], name[0]) + name[1:].translate(inside))] = None
    return tuple(found)
