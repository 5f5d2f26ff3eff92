"""What printing and scanning do to a name, undone: odd spaces, stress marks, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from habeas.language.scripts import Script, script_of
from habeas.language.table import rows

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# A stress mark over a Cyrillic vowel; over a Latin letter an accent belongs to the spelling.
_STRESS = re.compile("(?<=[аеёєиіїоуыэюяАЕЁЄИІЇОУЫЭЮЯ])[\u0300\u0301\u0341]")
_APOSTROPHES = re.compile("(?<=\\w)[’‘ʼʹʻ`´′\u02bc\uff07](?=\\w)")
_DASHES = re.compile(r"[‐‑‒–—−]")
_WORD_HYPHEN = re.compile(r"(?<=\w)\s?-\s?(?=\w)")
_EAST_SLAVIC = re.compile("[а-яёіїєґўА-ЯЁІЇЄҐЎ]+")
_LETTER_RUN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@cache
def _look_alikes() -> tuple[dict[int, str], dict[int, str]]:
    """Latin letters to the Cyrillic ones that look like them, and the other way."""
    pairs = [(row["latin"], row["cyrillic"]) for row in rows("look_alikes.tsv")]
    to_cyrillic = {ord(latin): cyrillic for latin, cyrillic in pairs}
    to_latin: dict[int, str] = {}
    for latin, cyrillic in pairs:
        to_latin.setdefault(ord(cyrillic), latin)
    return to_cyrillic, to_latin


def repaired(word: str) -> str:
    """A word of one script, where letters of the other only stand for their look-alikes.

    The script with letters that the other has no look-alike for wins, else the one with more.
    """
    if script_of(word) is not Script.MIXED:
        return word
    to_cyrillic, to_latin = _look_alikes()
    cyrillic, latin = word.translate(to_cyrillic), word.translate(to_latin)
    own_cyrillic = script_of(cyrillic) is Script.CYRILLIC
    own_latin = script_of(latin) is Script.LATIN
    if own_cyrillic and own_latin:
        native = sum(script_of(letter) is Script.CYRILLIC for letter in word if letter.isalpha())
        return cyrillic if 2 * native >= sum(map(str.isalpha, word)) else latin
    if own_cyrillic or own_latin:
        return cyrillic if own_cyrillic else latin
    return word


def as_cyrillic(word: str) -> str | None:
    """A word in Cyrillic letters, if each Latin letter of it looks like one; else None.

    >>> as_cyrillic("TAPAC"), as_cyrillic("Taras")
    ('ТАРАС', None)
    """
    cyrillic = word.translate(_look_alikes()[0])
    return cyrillic if cyrillic != word and _EAST_SLAVIC.fullmatch(cyrillic) else None


def cleaned(text: str) -> str:
    """A name as it was meant to be printed; letter case, accents and punctuation stay.

    Idempotent: `cleaned(cleaned(x)) == cleaned(x)`.
    """
    if text.isascii():
        return " ".join(text.split())
    text = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()
    text = unicodedata.normalize("NFC", _STRESS.sub("", unicodedata.normalize("NFC", text)))
    text = _APOSTROPHES.sub("'", _DASHES.sub("-", text))
    return _LETTER_RUN.sub(lambda run: repaired(run[0]), text)


def title_case(word: str) -> str:
    """A word in capitals as names are printed: ГНАТЮК-БІЛА becomes Гнатюк-Біла; others stay."""
    if len(word) > 1 and word.isupper():
        return "-".join(half.capitalize() for half in word.split("-"))
    return word
