"""Cyrillic names of places in Latin letters, for the name under which the index shows them."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.table import rows

# Russian as the English press writes it, Ukrainian and Belarusian by the states' own rules.
_SYSTEMS = {"ru": "bgn", "uk": "kmu", "be": "kmu"}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


@cache
def _letters(language: str) -> dict[str, tuple[str, str]]:
    """For each letter: how it is written at the beginning of a word, and inside."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("name_romanisation.tsv"):
        if row["language"] == language:
            first, _, inside = row[_SYSTEMS[language]].partition("/")
            found[row["letter"]] = (first.strip("-"), (inside or first).strip("-"))
    return found


def language_of(name: str, country: str) -> str:
    """`uk` for Ukraine's names and for letters that only Ukrainian has, else `ru`."""
    return "uk" if country == "UA" or _UKRAINIAN.search(name) else "ru"


def latin(name: str, country: str) -> str:
    """The name in Latin letters: `Усть-Цильма` → `Ust-Tsilma`; other letters stay as they are."""
    letters = _letters(language_of(name, country))
    written: list[str] = []
    for place, letter in enumerate(name):
        small = letter.lower()
        if small not in letters or letter in "-":
            written.append(letter)
            continue
        begins = place == 0 or not name[place - 1].isalpha()
        text = letters[small][0 if begins else 1]
        written.append(text[:1].upper() + text[1:] if letter != small else text)
    return "".join(written)
