"""How names are declined, read backwards: of which nominatives a form may be the oblique case.

The classes lie in `data/name_declensions.tsv`; nothing here knows a particular name but the few
whose stem changes (`data/name_stems.tsv`). Words are in lower case, apostrophes as `'`.
A state is one number for sex and case: sex × 7 + case, male first, the nominative first.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from habeas.language.table import listed, rows

LANGUAGES = ("uk", "ru", "be")
SEXES = ("male", "female")
CASES = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "locative",
    "vocative",
)
STATES = len(SEXES) * len(CASES)

# Letters that a word of the language cannot have.
FOREIGN_LETTERS = {
    "uk": frozenset("ыэёъў"),
    "ru": frozenset("іїєґў'"),
    "be": frozenset("иїєґщъ"),
}

VOWELS = frozenset("аеєиіїоуюяёыэ")
_VELARS = frozenset("гґкх")
_SIBILANTS = frozenset("жчшщ")
_CONSONANTS = frozenset("бвгґджзклмнпрстфхцчшщьў'")
# The letters that the end of a stem must be of; й stands with the vowels, as it does in spelling.
_AFTER = {
    "any": VOWELS | _CONSONANTS | {"й"},
    "letter": _CONSONANTS,
    "vowel": VOWELS | {"й"},
    "consonant": _CONSONANTS - _VELARS,  # before soft endings, which no velar takes
    "velar": _VELARS,
    "sibilant": _SIBILANTS,
    "hard": _CONSONANTS - _VELARS - _SIBILANTS,
}
_LONGEST_ENDING = 6

Origin = tuple[str, tuple[int, ...]]
_Ending = tuple[frozenset[str], str, tuple[int, ...]]


def fits_after(letter: str, after: str) -> bool:
    """Whether a stem that ends in this letter takes the endings of a row with this `after`."""
    return letter in _AFTER[after]


def state(sex: str, case: str) -> int:
    """The number of a sex and a case."""
    return SEXES.index(sex) * len(CASES) + CASES.index(case)


@cache
def _endings(language: str, kind: str) -> dict[str, tuple[_Ending, ...]]:
    """The oblique endings of a kind of name: what goes before, the nominative's ending, states."""
    found: defaultdict[str, dict[tuple[str, str], dict[int, None]]] = defaultdict(dict)
    for row in rows("name_declensions.tsv"):
        if row["language"] != language or row["kind"] != kind:
            continue
        nominative = row["ending"].strip("-")
        for case in CASES[1:]:
            for oblique in listed(row[case].strip("-")):
                states = found[oblique].setdefault((row["after"], nominative), {})
                for sex in SEXES if row["sex"] == "any" else (row["sex"],):
                    states[state(sex, case)] = None
    return {
        oblique: tuple(
            (_AFTER[after], nominative, tuple(states))
            for (after, nominative), states in entries.items()
        )
        for oblique, entries in found.items()
    }


def _tails(genitive: str, dative: str, instrumental: str, locative: str) -> dict[str, list[str]]:
    return {
        "genitive": genitive.split(),
        "dative": dative.split(),
        "accusative": genitive.split(),
        "instrumental": instrumental.split(),
        "locative": locative.split(),
    }


_STEM_TAILS = {
    ("uk", "а"): _tails("а", "у ові", "ом", "ові і"),
    ("uk", "я"): _tails("я", "ю еві", "ем", "еві і ю"),
    ("ru", "а"): _tails("а", "у", "ом", "е"),
    ("be", "а"): _tails("а", "у", "ам", "е у"),
    ("be", "я"): _tails("я", "ю", "ем", "ю"),
}


@cache
def _changed_stems(language: str) -> dict[str, tuple[Origin, ...]]:
    """Forms of the given names whose stem changes, with their nominatives."""
    found: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for row in rows("name_stems.tsv"):
        if row["language"] == language:
            stem, last = row["genitive"][:-1].casefold(), row["genitive"][-1]
            for case, tails in _STEM_TAILS[language, last].items():
                for tail in tails:
                    states = found[stem + tail].setdefault(row["nominative"].casefold(), [])
                    states.append(state("male", case))
    return {
        form: tuple((nominative, tuple(states)) for nominative, states in entries.items())
        for form, entries in found.items()
    }


def origins(form: str, language: str, kind: str) -> list[Origin]:
    """Every nominative of which `form` may be an oblique case, with the states it would be in.

    kind: `given`, `patronymic` or `surname`. More than the language has: the caller asks whether a
    nominative is known or likely. That the form is a nominative itself is not among them.
    """
    by_ending = _endings(language, kind)
    found: list[Origin] = []
    for size in range(min(_LONGEST_ENDING, len(form) - 1), 0, -1):
        entries = by_ending.get(form[-size:])
        if entries is not None:
            stem = form[:-size]
            letter = stem[-1]
            found += [
                (stem + nominative, states)
                for after, nominative, states in entries
                if letter in after
            ]
    if kind == "given":
        found += _changed_stems(language).get(form, ())
    return found
