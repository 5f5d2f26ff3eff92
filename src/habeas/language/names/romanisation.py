"""Cyrillic names as the systems of romanisation write them, and the Latin key they are found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from habeas.language.scripts import fold
from habeas.language.table import rows

_NOT_COLUMNS = frozenset({"language", "letter"})
_USUAL = 3  # the first columns of the table
_RUN = re.compile(r"(.)\1+")
_LAST_GLIDES = re.compile(r"(?<=.)[ijy]+$", re.MULTILINE)
_SPELLINGS = (("x", "ks"), ("w", "v"), ("ph", "f"), ("th", "t"))


@cache
def _systems(language: str) -> tuple[dict[int, str], ...]:
    """The letters of each system; capitals stand for letters at the beginning of a word."""
    table = [row for row in rows("name_romanisation.tsv") if row["language"] == language]
    systems: list[dict[int, str]] = []
    for name in (column for column in table[0] if column not in _NOT_COLUMNS):
        letters: dict[int, str] = {}
        for row in table:
            first, _, inside = row[name].partition("/")
            if row["letter"].isalpha():
                letters[ord(row["letter"].upper())] = fold(first).strip("-")
            letters[ord(row["letter"])] = fold(inside or first).strip("-")
        systems.append(letters)
    return tuple(systems)


def _keys(folded: str) -> str:
    """The keys of folded Latin spellings, a line each."""
    text = folded.replace("'", "").replace("-", "")
    for spelling, letters in _SPELLINGS:
        text = text.replace(spelling, letters)
    return _LAST_GLIDES.sub("i", _RUN.sub(r"\1", text))


def latin_key(text: str) -> str:
    """The key of a Latin spelling: accents, doubled letters and ways to end in -iy made equal."""
    return _keys(fold(text))


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]


def usual_romanisations(name: str, language: str) -> tuple[str, ...]:
    """A folded Cyrillic name as official rules, the English press and scholars write it."""
    titled = _titled(name)
    return tuple(titled.translate(letters) for letters in _systems(language)[:_USUAL])


def romanised_keys(names: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Folded Cyrillic names, each with the keys of all its romanisations; some come repeatedly."""
    lines = "\n".join(map(_titled, names))
    for letters in _systems(language):
        yield from zip(names, _keys(lines.translate(letters)).split("\n"), strict=True)
