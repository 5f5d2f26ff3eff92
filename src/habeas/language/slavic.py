"""A skeleton under which the romanisations of one Slavic name meet.

Чернігів is printed Chernihiv, Chernigiv, Tchernihiv, Tschernihiw, Czernihów or Černìgìv. The
systems differ in how they write sibilants (ж з с ц ч ш щ), г and х, в and ф, glides (й, ї, soft
vowels), soft signs and doubled letters; they agree on the rest. The skeleton keeps what they agree
on. It is a key to find candidates with, not a measure of likeness: a caller still compares what it
finds with what was printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice, product

from habeas.language.scripts import fold
from habeas.language.table import rows

MOST_READINGS = 8

_NOT_LETTERS = re.compile(r"[\W_]+")
# Hard and soft signs, as apostrophes or as quotation marks inside a word.
_SIGNS = re.compile(r"'|(?<=\w)[\"“”](?=\w)")
_RUN = re.compile(r"(.)\1+")
# After classes are assigned: French "ou"; ё in its forms; a glide before any other vowel; ц as ts.
_LATE_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"o+u", "u"),
        (r"i+o", "e"),
        (r"i+(?=[aeu])", ""),
        (r"t+(?=s)", ""),
    )
)


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {
        row["letters"]: tuple("" if c == "-" else c for c in row["class"].split("|"))
        for row in rows("slavic_skeleton.tsv")
    }


@cache
def _pieces() -> re.Pattern[str]:
    longest_first = sorted(_classes(), key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(longest_first) + "|.", re.DOTALL)


def _words(name: str) -> list[str]:
    # ŭ is Belarusian ў, a consonant; it must be seen before accents are taken off.
    kept = "v".join(fold(part) for part in re.split("[ŭŬ]|u\u0306|U\u0306", name))
    return _NOT_LETTERS.sub(" ", _SIGNS.sub("", kept)).split()


@lru_cache(maxsize=65536)
def _readings_of_word(word: str) -> tuple[str, ...]:
    classes = _classes()
    choices = [classes.get(piece, (piece,)) for piece in _pieces().findall(word)]
    found: dict[str, None] = {}
    for letters in islice(product(*choices), MOST_READINGS):
        skeleton = "".join(letters)
        for pattern, replacement in _LATE_RULES:
            skeleton = pattern.sub(replacement, skeleton)
        found[_RUN.sub(r"\1", skeleton)] = None
    return tuple(found)


def slavic_readings(name: str) -> tuple[str, ...]:
    """Every skeleton that the name may have, the English reading first, at most eight.

    "Charkiw" gives both `sarkiv` (English ch) and `harkiv` (German ch). Works on Latin and
    Cyrillic letters alike; empty for a name without letters.
    """
    words = [_readings_of_word(word) for word in _words(name)]
    if not words:
        return ()
    joined = ("".join(choice) for choice in islice(product(*words), MOST_READINGS))
    return tuple(dict.fromkeys(joined))


def slavic_key(name: str) -> str:
    """The skeleton of a name: the first of its readings, or empty for a name without letters."""
    return next(iter(slavic_readings(name)), "")
