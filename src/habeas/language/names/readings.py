"""The skeletons and sounds under which the spellings of one surname or given name meet."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from habeas.language.names.person_name import is_initial
from habeas.language.scripts import Script, script_of
from habeas.language.slavic import Reading, folded_words, word_readings
from habeas.language.table import rows

# After a sibilant о and е are one: Чорний and Чёрный, Горбачов and Горбачёв.
_AFTER_SIBILANT = re.compile(r"(?<=s)o")
_AFTER_SIBILANT_SOUND = re.compile(r"(?<=[jxqw])o")
# Belarusian writes soft т and д as ць and дзь, and в as ў: Latin -ouski, -auski is -овский.
_BELARUSIAN = ((re.compile("ц(?=[іеёюяь])"), "т"), (re.compile("дз(?=[іеёюяь])"), "д"))
_LATIN_SKI = re.compile(r"(?<=[ao])u(?=sk)")
# Czech and Slovak make a woman's surname of any man's.
_CZECH_WOMAN = re.compile(r"(?<=\w\w\w)ov[aá]$")
# дж at the beginning is one sound, written c, j, dj or dzh; Spanish j is х.
_DZH = ((re.compile("^ds"), "s"), (re.compile("^d[jz]"), "j"))
_SPANISH_J = re.compile("^j(?=[^aeiouáéíóúâêîôûyäöü])")
_SPANISH_ACCENTS = frozenset("áíóú")
_VOWELS = re.compile("[aeiou]+")
_LONGEST_ENDING = 6
# The only language whose spelling is read otherwise.
_BE = "be"


@cache
def _endings() -> dict[str, str]:
    return {row["ending"]: row["becomes"] for row in rows("surname_endings.tsv")}


def _closed(key: str) -> str:
    endings = _endings()
    for size in range(min(_LONGEST_ENDING, len(key) - 2), 0, -1):
        becomes = endings.get(key[-size:])
        if becomes is not None:
            return key[:-size] + becomes
    return key


def _words(text: str, language: str) -> list[str]:
    words = folded_words(text)
    if language == _BE:
        for pattern, replacement in _BELARUSIAN:
            words = [pattern.sub(replacement, word) for word in words]
    if not text[:1].isascii() and script_of(text) is Script.CYRILLIC:
        return words
    return [_SPANISH_J.sub("h", _LATIN_SKI.sub("v", word)) for word in words]


def _spread(words: list[str]) -> list[Reading]:
    """The readings of all words of a part joined; a part of several words has the first of each."""
    if len(words) == 1:
        return list(word_readings(words[0]))
    firsts = [word_readings(word)[0] for word in words]
    joined = [("".join(key for key, _ in firsts), "".join(sound for _, sound in firsts))]
    return joined if words else []


def _met(text: str, after_sibilant: re.Pattern[str], column: int) -> str:
    pattern, becomes = _DZH[column]
    return pattern.sub(becomes, after_sibilant.sub("e", text))


def given_readings(text: str, language: str = "") -> tuple[Reading, ...]:
    """Skeletons and sounds of a given name or patronymic; the likeliest reading first."""
    return _given_readings(text, language if language == _BE else "")


def surname_readings(text: str, language: str = "") -> tuple[Reading, ...]:
    """Skeletons and sounds of a surname, its ending brought to the one that stands for all."""
    return _surname_readings(text, language if language == _BE else "")


@lru_cache(maxsize=1 << 18)
def _given_readings(text: str, language: str) -> tuple[Reading, ...]:
    if is_initial(text):
        text = text.rstrip(".")
    found = {
        _met(key, _AFTER_SIBILANT, 0): _met(sound, _AFTER_SIBILANT_SOUND, 1)
        for key, sound in reversed(_spread(_words(text, language)))
    }
    if "j" in text and _SPANISH_ACCENTS & set(text):
        found = {**dict(given_readings(text.replace("j", "kh"), language)), **found}
    return tuple(reversed(found.items()))


@lru_cache(maxsize=1 << 18)
def _surname_readings(text: str, language: str) -> tuple[Reading, ...]:
    found: dict[str, str] = {}
    for key, sound in given_readings(text, language):
        found.setdefault(_closed(key), _closed(sound))
    if _CZECH_WOMAN.search(text) and "ov" in text and not text.isascii():
        for key, sound in given_readings(_CZECH_WOMAN.sub("", text), language):
            found.setdefault(_closed(key), _closed(sound))
    return tuple(found.items())


@cache
def _tails() -> tuple[str, ...]:
    tails = (row["tail"] for row in rows("surname_tails.tsv"))
    return tuple(sorted(tails, key=len, reverse=True))


@lru_cache(maxsize=1 << 16)
def usual_tail(key: str) -> int:
    """The length of the ending that thousands of surnames share: енко, ський, чук, ов; else 0."""
    return next((len(tail) for tail in _tails() if key.endswith(tail)), 0)


def loose_key(key: str) -> str:
    """The consonants of a skeleton and its first vowel."""
    first = _VOWELS.search(key)
    if first is None:
        return key
    return key[: first.start() + 1] + _VOWELS.sub("", key[first.end() :])
