"""Which script a text is written in, and the form of it that is used as a key."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """The scripts that the house tells apart."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    MIXED = "mixed"
    OTHER = "other"
    NONE = "none"


# Letters that decomposition leaves whole.
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "ə": "a",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʹ": "'",
        "ʻ": "'",
        "ʺ": "'",
        "ˮ": "'",
        "″": "'",
        "`": "'",
        "´": "'",
        "′": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
    }
)
# й, ї and ё are letters of their own; taking off the mark would make another word.
_KEPT_WHOLE = frozenset("йїёўґђќѓ")
# The usual cases, told at once.
_CYRILLIC_ONLY = re.compile("[а-яёіїєґўА-ЯЁІЇЄҐЎ]+")
_FOLDED = re.compile("[\x20-\x5f\x61-\x7eа-яёіїєґў]*")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> Script:
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return Script.LATIN
    if name.startswith("CYRILLIC"):
        return Script.CYRILLIC
    return Script.OTHER


def script_of(text: str) -> Script:
    """The script of a text's letters; NONE without letters, MIXED for Latin with Cyrillic."""
    if _CYRILLIC_ONLY.fullmatch(text):
        return Script.CYRILLIC
    seen = {_script_of_letter(character) for character in text if character.isalpha()}
    if not seen:
        return Script.NONE
    if len(seen) == 1:
        return seen.pop()
    return Script.MIXED if Script.OTHER not in seen else Script.OTHER


def fold(text: str) -> str:
    """Case, accents, kinds of apostrophe and dash, and runs of white space made equal.

    For keys only, never for text that is kept. Idempotent: `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    lowered = text.casefold()
    if _FOLDED.fullmatch(lowered):
        return " ".join(lowered.split())
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_UNDECOMPOSED)
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", composed):
        if letter in _KEPT_WHOLE or letter.isascii():
            letters.append(letter)
        else:
            parts = unicodedata.normalize("NFKD", letter)
            letters.append("".join(part for part in parts if not unicodedata.combining(part)))
    return " ".join("".join(letters).translate(_UNDECOMPOSED).split())
