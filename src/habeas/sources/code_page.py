"""Telling 8-bit code pages apart by how much each reading looks like words.

Every non-ASCII character of a reading is scored by what stands there and beside it: the log of
the letter's frequency in Russian or Ukrainian text, or its place in one Latin alphabet; less for
a capital inside a word, a symbol inside a word, or two scripts in one word. The reading with the
highest mean wins. Where no reading convinces, charset-normalizer is asked.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice

from habeas.sources.tables import rows

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SCORED_CHARACTERS = 1500
_SCORED_BYTES = 16 * 1024
_UNCONVINCING = -4.6
_UNKNOWN_LETTER = -8.0
_CONTROL = -12.0
_SYMBOL = -5.5
_PUNCTUATION = -4.0
_CAPITAL_INSIDE_WORD = -6.0
_CAPITAL = -0.7
_CAPITAL_AFTER_CAPITAL = -0.2
_MIXED_SCRIPTS = -5.0
_FITTING_ACCENT = -2.6
_FOREIGN_ACCENT = -5.0
_ACCENT_RUN = -5.0
_COMMON_MARKS = frozenset("«»“”„‘’–—…№§©®°·• ‹›\xad")
_UKRAINIAN_ONLY = frozenset("іїєґІЇЄҐ")


def best_code_page(sample: bytes) -> str:
    """The code page in which these bytes read best. Never raises."""
    first_high = next((index for index, byte in enumerate(sample) if byte >= 0x80), None)
    if first_high is None:
        return "utf-8"
    begin = max(0, first_high - 1)
    scored_bytes = sample[begin : begin + _SCORED_BYTES]
    scored = [(_score(scored_bytes, row), row["encoding"]) for row in rows("code_pages.csv")]
    score, encoding = max(scored, key=lambda pair: pair[0])
    if score < _UNCONVINCING:
        return _outside_opinion(sample) or encoding
    return _koi8_flavour(sample) if encoding.startswith("koi8") else encoding


def _score(sample: bytes, row: dict[str, str]) -> float:
    text = sample.decode(row["encoding"], errors="replace")
    places = [match.start() for match in islice(_NOT_ASCII.finditer(text), _SCORED_CHARACTERS)]
    if row["script"] == "cyrillic":
        total = max(_cyrillic_total(text, places, language) for language in ("ru", "uk"))
    else:
        total = _latin_total(text, places)
    return total / len(places) - float(row["bias"])


def _cyrillic_total(text: str, places: list[int], language: str) -> float:
    logs = _letter_logs(language)
    return sum(_cyrillic_score(text, index, logs) for index in places)


def _cyrillic_score(text: str, index: int, logs: dict[str, float]) -> float:
    character = text[index]
    before = text[index - 1] if index else " "
    if not character.isalpha():
        return _mark_score(character, before, text[index + 1 : index + 2])
    score = logs.get(character.lower(), _UNKNOWN_LETTER)
    if character.isupper():
        score += _capital_score(before)
    if before.isascii() and before.isalpha():
        score += _MIXED_SCRIPTS
    return score


def _capital_score(before: str) -> float:
    if before.islower():
        return _CAPITAL_INSIDE_WORD
    return _CAPITAL_AFTER_CAPITAL if before.isupper() else _CAPITAL


def _mark_score(character: str, before: str, after: str) -> float:
    category = unicodedata.category(character)
    if category in ("Cc", "Co", "Cn") or character == "�":
        return _CONTROL
    if character in _COMMON_MARKS:
        return _PUNCTUATION
    inside = before.isalpha() and after.isalpha()
    return _SYMBOL + (_MIXED_SCRIPTS if inside else 0.0)


def _latin_total(text: str, places: list[int]) -> float:
    total = 0.0
    inside: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for index in places:
        character, before, after = text[index], text[index - 1 : index], text[index + 1 : index + 2]
        if not character.isalpha():
            total += _mark_score(character, before or " ", after)
            continue
        (inside if after.isalpha() else last)[character.lower()] += 1
        if character.isupper() and before.islower():
            total += _CAPITAL_INSIDE_WORD
        if before.isalpha() and not before.isascii():
            total += _ACCENT_RUN
    return total + max(
        _accent_total(last, letters) + _accent_total(inside, frozenset() if only_last else letters)
        for letters, only_last in _alphabets()
    )


def _accent_total(counted: Counter[str], alphabet: frozenset[str]) -> float:
    return sum(
        times * (_FITTING_ACCENT if letter in alphabet else _FOREIGN_ACCENT)
        for letter, times in counted.items()
    )


@cache
def _alphabets() -> tuple[tuple[frozenset[str], bool], ...]:
    return tuple(
        (frozenset(row["letters"]), row["place"] == "last") for row in rows("accented_letters.csv")
    )


@cache
def _letter_logs(language: str) -> dict[str, float]:
    return {
        row["letter"]: math.log(int(row[language]) / 10_000)
        for row in rows("letter_frequencies.csv")
        if int(row[language])
    }


def _koi8_flavour(sample: bytes) -> str:
    """KOI8-U differs from KOI8-R only in the Ukrainian letters; where none stands, say KOI8-R."""
    return "koi8-u" if _UKRAINIAN_ONLY & set(sample.decode("koi8-u")) else "koi8-r"


def _outside_opinion(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding.replace("_", "-") if best is not None else None
