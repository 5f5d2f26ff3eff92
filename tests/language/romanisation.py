"""Ukrainian names in six systems of romanisation, for tests of the skeleton."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SYSTEMS = ("kmu55", "bgn", "iso9", "german", "french", "polish")
_TABLE = Path(__file__).with_name("romanisation_uk.tsv")


@cache
def _letters(system: str) -> dict[str, tuple[str, str]]:
    """For each letter: how it is written inside a word, and at its beginning."""
    lines = [
        line.split("\t")
        for line in _TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    column = lines[0].index(system)
    letters: dict[str, tuple[str, str]] = {}
    for line in lines[1:]:
        inside, _, first = line[column].partition("/")
        letters[line[0]] = (inside, first or inside)
    return letters


def romanised(name: str, system: str) -> str:
    """A Ukrainian name in Latin letters, with capitals where words begin."""
    letters = _letters(system)
    words = []
    for word in name.lower().replace("ʼ", "'").replace("’", "'").split(" "):
        parts = [
            letters[letter][0 if place and word[place - 1] != "-" else 1]
            if letter in letters
            else letter
            for place, letter in enumerate(word)
        ]
        text = "".join(parts)
        words.append(text[:1].upper() + text[1:])
    return " ".join(words)
