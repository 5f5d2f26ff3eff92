"""A skeleton under which the romanisations of one Slavic name meet.

Чернігів is printed Chernihiv, Chernigiv, Tchernihiv, Tschernihiw, Czernihów or Černìgìv. The
systems differ in how they write sibilants (ж з с ц ч ш щ), г and х, в and ф, glides (й, ї, soft
vowels), soft signs and doubled letters; they agree on the rest. The skeleton keeps what they agree
on. It is a key to find candidates with, not a measure of likeness: a caller still compares what it
finds with what was printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product

from habeas.language.scripts import fold
from habeas.language.table import rows

MOST_READINGS = 8

_NOT_LETTERS = re.compile(r"[\W_]+")
# Hard and soft signs, as apostrophes or as quotation marks inside a word.
_SIGNS = re.compile(r"'|(?<=\w)[\"“”](?=\w)")
# A word that folding leaves as it is but for its case.
_PLAIN_CYRILLIC = re.compile("[а-яёіїєґўА-ЯЁІЇЄҐЎ]+")
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
_LATE_SOUNDS = (
    *_LATE_RULES[:-1],
    (re.compile("t+[sc]"), "c"),
    (re.compile("t+(?=[xq])"), ""),
    (re.compile("xq"), "w"),
)
# Where none of this is, no late rule changes anything.
_LATE_AT_ALL = re.compile(r"o+u|i+[oaeu]|t+[scxq]|xq|(.)\1")


Reading = tuple[str, str]


@cache
def _classes() -> dict[str, tuple[Reading, ...]]:
    """For letters: the class and the sound of each reading."""
    return {
        row["letters"]: tuple(
            zip(
                ("" if c == "-" else c for c in row["class"].split("|")),
                ("" if c == "-" else c for c in row["sound"].split("|")),
                strict=True,
            )
        )
        for row in rows("slavic_skeleton.tsv")
    }


@cache
def _pieces() -> re.Pattern[str]:
    longest_first = sorted(_classes(), key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(longest_first) + "|.", re.DOTALL)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    # ŭ is Belarusian ў and š is ш: such letters must be seen before accents are taken off.
    return letter if letter in _classes() or letter.isspace() else fold(letter)


def folded_words(name: str) -> list[str]:
    """The words of a name in lower case, with the accents that the table knows and no others."""
    if _PLAIN_CYRILLIC.fullmatch(name):
        return [name.casefold()]
    if name.isascii():
        folded = name.casefold()
    else:
        lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
        folded = "".join(map(_folded, lowered))
    return _NOT_LETTERS.sub(" ", _SIGNS.sub("", folded)).split()


def _closed(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    if _LATE_AT_ALL.search(text) is None:
        return text
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return _RUN.sub(r"\1", text)


@cache
def _letter_by_letter() -> tuple[dict[int, str], dict[int, str], re.Pattern[str]]:
    """Class and sound of each Cyrillic letter, and what may not be read letter by letter."""
    single = {
        ord(letters): readings[0]
        for letters, readings in _classes().items()
        if len(letters) == 1 and len(readings) == 1 and not letters.isascii()
    }
    groups = [letters for letters in _classes() if len(letters) > 1 and not letters.isascii()]
    return (
        {letter: key for letter, (key, _) in single.items()},
        {letter: sound for letter, (_, sound) in single.items()},
        re.compile("|".join(groups) or "(?!)"),
    )


@lru_cache(maxsize=65536)
def word_readings(word: str) -> tuple[Reading, ...]:
    """The readings of one folded word as (skeleton, sounds), the English reading first."""
    keys, sounds, groups = _letter_by_letter()
    if _PLAIN_CYRILLIC.fullmatch(word) and groups.search(word) is None:
        return (
            (
                _closed(word.translate(keys), _LATE_RULES),
                _closed(word.translate(sounds), _LATE_SOUNDS),
            ),
        )
    classes = _classes()
    choices = [classes.get(piece, ((piece, piece),)) for piece in _pieces().findall(word)]
    found: dict[str, str] = {}
    for reading in islice(product(*choices), MOST_READINGS):
        skeleton = _closed("".join(piece[0] for piece in reading), _LATE_RULES)
        if skeleton not in found:
            found[skeleton] = _closed("".join(piece[1] for piece in reading), _LATE_SOUNDS)
    return tuple(found.items())


def slavic_readings(name: str) -> tuple[str, ...]:
    """Every skeleton that the name may have, the English reading first, at most eight.

    "Charkiw" gives both `sarkiv` (English ch) and `harkiv` (German ch). Works on Latin and
    Cyrillic letters alike; empty for a name without letters.
    """
    words = [[key for key, _ in word_readings(word)] for word in folded_words(name)]
    if not words:
        return ()
    joined = ("".join(choice) for choice in islice(product(*words), MOST_READINGS))
    return tuple(dict.fromkeys(joined))


def slavic_key(name: str) -> str:
    """The skeleton of a name: the first of its readings, or empty for a name without letters."""
    return next(iter(slavic_readings(name)), "")
