"""How names are declined, read in both directions: what forms a name has, and whose a form may be.

The classes lie in `data/name_declensions.tsv`; nothing here knows a particular name but the few
whose stem changes (`data/name_stems.tsv`). Words are in lower case, apostrophes as `'`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from habeas.language.table import listed, rows

CASES = ("genitive", "dative", "accusative", "instrumental", "locative", "vocative")
NOMINATIVE = "nominative"
LANGUAGES = ("uk", "ru", "be")

_VELARS = "гґкх"
_SIBILANTS = "жчшщ"
_VOWELS = "аеєиіїоуюяёыэй"


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending that a form may have, and the one that the nominative has in its place."""

    nominative: str
    after: str
    sex: str
    case: str


def _fits(letter: str, after: str) -> bool:
    """Whether a stem that ends in `letter` belongs to the class of letters `after`."""
    if after == "any":
        return True
    if not letter or letter in _VOWELS:
        return bool(letter) and after == "vowel"
    if letter in _VELARS:
        return after in {"velar", "consonant"}
    if letter in _SIBILANTS:
        return after in {"sibilant", "consonant"}
    return after in {"hard", "consonant"}


@cache
def endings(language: str, kind: str) -> dict[str, tuple[Ending, ...]]:
    """The oblique endings of a language's given names, patronymics or surnames."""
    found: defaultdict[str, dict[Ending, None]] = defaultdict(dict)
    for row in rows("name_declensions.tsv"):
        if row["language"] == language and row["kind"] == kind:
            for case in CASES:
                for oblique in listed(row[case].replace("-", "")):
                    nominative = row["ending"].strip("-")
                    found[oblique][Ending(nominative, row["after"], row["sex"], case)] = None
    return {oblique: tuple(entries) for oblique, entries in found.items()}


@cache
def _changed_stems(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Forms of the names whose stem changes: the nominatives and cases that each may be."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("name_stems.tsv"):
        if row["language"] == language:
            stem, last = row["genitive"][:-1].casefold(), row["genitive"][-1]
            for tail, case in _STEM_TAILS[language]["soft" if last in "яи" else "hard"]:
                found[stem + tail].append((row["nominative"].casefold(), case))
    return {form: tuple(entries) for form, entries in found.items()}


def _tails(genitive: str, dative: str, instrumental: str, locative: str) -> list[tuple[str, str]]:
    cases = {
        "genitive": genitive,
        "dative": dative,
        "accusative": genitive,
        "instrumental": instrumental,
        "locative": locative,
    }
    return [(tail, case) for case, tails in cases.items() for tail in tails.split()]


_STEM_TAILS = {
    "uk": {
        "hard": _tails("а", "у ові", "ом", "ові і"),
        "soft": _tails("я", "ю еві", "ем", "еві і"),
    },
    "ru": {"hard": _tails("а", "у", "ом", "е"), "soft": _tails("и", "и", "ью", "и")},
    "be": {"hard": _tails("а", "у", "ам", "е у"), "soft": _tails("я", "ю", "ем", "ю")},
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A nominative that a form may come from, with the case it would be and whose it may be."""

    nominative: str
    case: str
    sex: str


def origins(form: str, language: str, kind: str) -> list[Origin]:
    """Every nominative of which `form` may be an oblique case; more than the language has.

    A nominative itself is not among them: the caller knows the form.
    """
    by_ending = endings(language, kind)
    found: dict[Origin, None] = {}
    for size in range(min(5, len(form) - 2), 0, -1):
        entries = by_ending.get(form[-size:])
        if entries is None:
            continue
        stem = form[:-size]
        for entry in entries:
            if _fits(stem[-1], entry.after):
                found[Origin(stem + entry.nominative, entry.case, entry.sex)] = None
    if kind == "given":
        for nominative, case in _changed_stems(language).get(form, ()):
            found[Origin(nominative, case, "male" if nominative != "любовь" else "female")] = None
    return list(found)
