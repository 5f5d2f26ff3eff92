"""Under which keys a word is found by a search, in each of three ways.

    exact        the word as printed, whatever its case
    folded       accents, apostrophes, ё and е, ї and і are one; case endings are taken off
    all scripts  the skeleton of `slavic.py`, under which romanisations of one name meet

A word has a key in its text and, for some, further ones: "солдатів" is a form of солдат, though it
may also be a name like Орлів. A word that is asked for has alternatives: the vowels that come and
go in a stem (кравець, кравця; Київ, Києва) are met there, so that the keys of a text stay short.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from habeas.language.scripts import Script, fold, script_of
from habeas.language.slavic import slavic_readings, word_readings
from habeas.language.table import rows

LONGEST_KEY = 64

# Marks that belong to the letter before them, and soft hyphens, which are not seen in print.
_MARKS = "\u0300-\u036f\u0483-\u0487\u00ad"
_APOSTROPHES = "'’ʼ‘`´′ʹ"
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*|[{_APOSTROPHES}][^\W_]+)*")
# Words whose keys need no folding but of a few letters: nearly all.
_PLAIN = re.compile("[а-яёіїєґў]+|[a-z]+")
_NOT_IN_KEYS = re.compile(r"[\W_]+")
_ONE_LETTER = str.maketrans("ёєїґў", "ееігу")
_LEAST_ENGLISH = 4
_LEAST_STEM, _MOST_OF_AN_ENDING = 3, 3
_LAST_VOWELS = re.compile("(?<=..)[aeiou]+$")
# Орлов, Київ, Києва: one stem with three vowels. Plural genitives look the same.
_OV_STEM = re.compile("(?<=.)[оеіoei][вv]$")
_OV_FORM = re.compile("(?<=..)(?:ів|ов|ев|ові|еві)$")
_OV_DATIVE = re.compile("(?<=...)(?:ові|еві)$")
# Кравець, кравця; в'язень, в'язня: the vowel before the last consonant comes and goes.
_FLEETING = re.compile("(?<=[^аеиоуыіюяaeiou])[оеіoe](?=[цклнskln]$)")
_WITHOUT_FLEETING = re.compile("(?<=..)(?<=[^аеиоуыіюяaeiou])(?=[цклнskln]$)")
_LEAST_FLEETING = 4


class SearchWay(StrEnum):
    """How alike a word and what is asked for must be."""

    EXACT = "exact"
    FOLDED = "folded"
    ALL_SCRIPTS = "all-scripts"


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of a text: half-open span [start, end) in code points, and its letters."""

    start: int
    end: int
    text: str


def printed_words(text: str) -> Iterator[PrintedWord]:
    """The words of a text in order: letters, digits, apostrophes inside; hyphens part words."""
    for match in _WORD.finditer(text):
        yield PrintedWord(match.start(), match.end(), match.group())


def word_texts(text: str) -> list[str]:
    """The letters of each word, where it does not matter where they stand."""
    return _WORD.findall(text)


@lru_cache(maxsize=1 << 18)
def keys_of(word: str, way: SearchWay) -> tuple[str, ...]:
    """Every key of one printed word in one way, the chief one first.

    Deterministic; none is empty or longer than 64 code points.
    """
    exact = _exact(word)
    if way is SearchWay.EXACT:
        return (exact,)
    plain = _folded(exact)
    without = _OV_FORM.sub("", plain) if _is_cyrillic(plain) else plain
    if way is SearchWay.FOLDED:
        return (_stem(plain),) if without == plain else (_stem(plain), without)
    also = (_skeleton_of_stem(without),) if without != plain else ()
    return tuple(dict.fromkeys((*_skeletons(exact, plain), *also)))


def wanted_keys(word: str, way: SearchWay) -> tuple[str, ...]:
    """The keys any of which a printed word must have to be found by this word."""
    exact = _exact(word)
    if way is SearchWay.EXACT:
        return (exact,)
    plain = _folded(exact)
    if way is SearchWay.FOLDED and not _is_cyrillic(plain):
        return (_stem(plain),)
    # Who asks for "Шевченкові" has written a dative; "солдатів" might as well be a name.
    dative = _OV_DATIVE.sub("", plain)
    if way is SearchWay.FOLDED:
        return _with_other_vowels((_stem(plain), *((dative,) if dative != plain else ())))
    also = (_skeleton_of_stem(dative),) if dative != plain else ()
    return _with_other_vowels((*_skeletons(exact, plain), *also))


def wanted_beginnings(word: str, way: SearchWay) -> tuple[str, ...]:
    """With what a key may begin to be found by a word that was broken off here.

    Where the break lies in an ending, `wanted_keys` and `wanted_stems` find what these do not.
    """
    exact = _exact(word)
    if way is SearchWay.EXACT:
        return (exact,)
    plain = _folded(exact)
    if way is SearchWay.FOLDED:
        return (plain,)
    return _readings(plain if _is_cyrillic(plain) else exact) or (plain,)


def wanted_stems(word: str, way: SearchWay) -> tuple[str, ...]:
    """Keys of the words that a word may be a form of which was broken off in its ending."""
    plain = _folded(_exact(word))
    if way is SearchWay.EXACT or not _is_cyrillic(plain):
        return ()
    sizes = range(1, min(_MOST_OF_AN_ENDING, len(plain) - _LEAST_STEM) + 1)
    stems = [plain[:-size] for size in sizes if plain[-size:] in _begun_endings()]
    if way is SearchWay.FOLDED:
        return _with_other_vowels(tuple(stems))
    return _with_other_vowels(tuple(_skeleton_of_stem(stem) for stem in stems))


def _exact(word: str) -> str:
    lowered = word.casefold()
    if _PLAIN.fullmatch(lowered) is not None:
        return lowered[:LONGEST_KEY]
    return unicodedata.normalize("NFC", word).casefold().replace("\u00ad", "")[:LONGEST_KEY]


def _folded(exact: str) -> str:
    if _PLAIN.fullmatch(exact) is not None:
        return exact.translate(_ONE_LETTER)
    folded = _NOT_IN_KEYS.sub("", fold(exact)).translate(_ONE_LETTER)
    return folded[:LONGEST_KEY] or exact


@cache
def _begun_endings() -> frozenset[str]:
    endings = [row["ending"] for row in rows("search_endings.tsv")]
    return frozenset(ending[:size] for ending in endings for size in range(1, len(ending)))


@cache
def _ending() -> re.Pattern[str]:
    """The longest ending of the table that leaves as many letters as its row says."""
    by_least = defaultdict[str, list[str]](list)
    for row in rows("search_endings.tsv"):
        by_least[row["least"]].append(row["ending"])
    allowed = (f"(?<=.{{{least}}})(?:{'|'.join(endings)})" for least, endings in by_least.items())
    return re.compile(f"(?:{'|'.join(allowed)})$")


def _is_cyrillic(plain: str) -> bool:
    return script_of(plain) is Script.CYRILLIC


def _stem(plain: str) -> str:
    """A folded word without its case ending, or without the -s of English."""
    if plain.isascii():
        return _english_stem(plain)
    if not _is_cyrillic(plain):
        return plain
    match = _ending().search(plain)
    return plain[: match.start()] if match else plain


def _english_stem(plain: str) -> str:
    if len(plain) < _LEAST_ENGLISH or not plain.endswith("s") or plain.endswith(("ss", "us", "is")):
        return plain
    return plain[:-3] + "y" if plain.endswith("ies") else plain[:-1]


def _skeletons(exact: str, plain: str) -> tuple[str, ...]:
    """The skeletons of a word without its ending; of a Latin one, one for each of its readings."""
    if _is_cyrillic(plain):
        return (_skeleton_of_stem(_stem(plain)),)
    found = _readings(exact)
    return tuple(dict.fromkeys(_LAST_VOWELS.sub("", key) for key in found)) or (plain,)


def _skeleton_of_stem(stem: str) -> str:
    found = _readings(stem)
    return _LAST_VOWELS.sub("", found[0]) if found else stem


def _readings(word: str) -> tuple[str, ...]:
    """Every skeleton of one word in small letters, the likeliest first."""
    plain = _PLAIN.fullmatch(word) is not None
    keys = [key for key, _ in word_readings(word)] if plain else slavic_readings(word)
    return tuple(dict.fromkeys(key[:LONGEST_KEY] for key in keys if key))


def _with_other_vowels(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys, and those of other forms of the same stem."""
    return tuple(dict.fromkeys(form for key in keys for form in (key, *_other_forms(key))))


def _other_forms(key: str) -> Iterator[str]:
    if _OV_STEM.search(key) is not None:
        vowels = "оеі" if key.endswith("в") else "oei"
        yield from (key[:-2] + vowel + key[-1] for vowel in vowels)
    if len(key) < _LEAST_FLEETING:
        return
    if _FLEETING.search(key) is not None:
        yield key[:-2] + key[-1]
    elif _WITHOUT_FLEETING.search(key) is not None:
        vowels = "оеі" if not key.isascii() else "oei"
        yield from (key[:-1] + vowel + key[-1] for vowel in vowels)
