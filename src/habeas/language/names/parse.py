"""A person's name as printed in news, courts and lists, taken apart.

The order of the parts is not fixed: courts print the surname first, the press last, some lists mix
both. Every order that fits is weighed: how likely each word is as a surname, a given name or a
patronymic, and how usual the order is in the script.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from habeas.language.names.beside import Apart, is_title, set_apart, words_of_kind
from habeas.language.names.lexicon import part_likelihoods
from habeas.language.names.near_names import near_fathers, near_given_names
from habeas.language.names.person_name import Part, PersonName, is_initial
from habeas.language.names.spelling import cleaned, title_case
from habeas.language.names.told_language import language_of
from habeas.language.scripts import Script, fold, script_of

_STUCK_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2}\.)(?=[^\W\d_])")
_PAIR_OF_INITIALS = re.compile(r"[А-ЯІЇЄҐA-Z]{2}")
_WORD = re.compile(r"[^\W\d_][\w'.-]*", re.UNICODE)
_EDGES = re.compile(r"^[^\w]+|[^\w.]+$")
_PARTS = {"S": Part.SURNAME, "G": Part.GIVEN, "P": Part.PATRONYMIC}
_COLUMN = {"S": 0, "G": 1, "P": 2}
# Logarithms of how usual an order is, Cyrillic and Latin; by the number of words.
_ORDERS: dict[int, dict[str, tuple[float, float]]] = {
    1: {"S": (-0.3, -0.3), "G": (-1.5, -1.5), "P": (-3.5, -4.0)},
    2: {"SG": (-0.8, -1.8), "GS": (-0.8, -0.3), "GP": (-4.0, -4.5), "PG": (-6.0, -6.0)},
    3: {
        "SGP": (-0.4, -2.0),
        "GPS": (-1.2, -0.5),
        "SPG": (-5.0, -5.0),
        "GSP": (-5.0, -5.0),
        "GSS": (-3.5, -2.5),
        "SSG": (-3.5, -3.5),
        "GGS": (-4.0, -2.0),
        "SGG": (-4.0, -3.5),
    },
    4: {
        "SSGP": (-1.0, -2.0),
        "GPSS": (-1.5, -1.0),
        "SGGP": (-3.0, -3.0),
        "GGPS": (-3.0, -2.0),
        "GGSS": (-4.0, -2.0),
        "SSGG": (-4.0, -4.0),
    },
}
_UNLIKELY = -9.0
_INITIAL_AS = (-8.0, -0.5, -0.5)
# A surname in capitals beside words that are not, or before a comma.
_MARKED = 4.0
# A list that splits names into columns swaps two of them now and then.
_SPLIT_ORDERS: dict[str, dict[str, float]] = {
    "SGP": {"SGP": 0.0, "GSP": -4.0, "SPG": -5.0, "GPS": -6.0, "SGG": -5.0, "GGS": -7.0},
    "SG": {"SG": 0.0, "GS": -4.0, "GP": -6.0, "SP": -5.0},
    "SP": {"SP": 0.0, "SG": -3.0, "GS": -6.0, "GP": -6.0},
    "GP": {"GP": 0.0, "SG": -4.0, "GS": -3.0},
    "S": {"S": 0.0, "G": -4.0, "P": -6.0},
    "G": {"G": 0.0, "S": -3.0, "P": -6.0},
    "P": {"P": 0.0, "S": -4.0, "G": -3.0},
}
# A given name with an initial after it, and no surname, is seldom printed.
_LONE_INITIAL = -4.0
# The likelihood of a word as the given name or patronymic that it is one letter away from.
_MISSPELT = 0.15
_MOST_WORDS = 4
_OTHER_SURNAME = "other_surname"


def _joined(words: list[str], marks: list[bool]) -> tuple[list[str], list[bool]]:
    """Particles joined to the word after them, father's words to the one before."""
    particles, fathers = words_of_kind("particle"), words_of_kind("father")
    found: list[str] = []
    found_marks: list[bool] = []
    pending = ""
    for place, (word, mark) in enumerate(zip(words, marks, strict=True)):
        folded = fold(word)
        if folded in fathers and found and not pending:
            found[-1] += f" {word}"
        elif folded in particles and place + 1 < len(words) and (word.islower() or found):
            pending += f"{word} "
        else:
            found.append(pending + word)
            found_marks.append(mark)
            pending = ""
    return found, found_marks


def _without_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of the name, and the ranks and roles among them."""
    titles = [is_title(word) for word in words]
    lower = [word.islower() and not is_initial(word) for word in words]
    particles = words_of_kind("particle", "father")
    if not all(lower):
        titles = [
            title or (low and fold(word) not in particles)
            for title, low, word in zip(titles, lower, words, strict=True)
        ]
    kept = [word for word, title in zip(words, titles, strict=True) if not title]
    if not kept or all(is_initial(word) for word in kept):
        # Then the last title is a surname that is spelt like one: Сержант О. П.
        proper = [place for place, low in enumerate(lower) if titles[place] and not low]
        if proper:
            titles[proper[-1]] = False
            kept = [word for word, title in zip(words, titles, strict=True) if not title]
        elif not kept:
            return words, []
    return kept, [word for word, title in zip(words, titles, strict=True) if title]


def _tokens(text: str) -> list[str]:
    spaced = _STUCK_INITIALS.sub(r"\1 ", text)
    words = []
    for raw in spaced.split():
        word = _EDGES.sub("", raw)
        if len(word) > 4 or not word.endswith("."):
            word = word.rstrip(".")
        if word and _WORD.fullmatch(word) and not any(map(str.isdigit, word)):
            words.append(word)
    return words


@lru_cache(maxsize=1 << 16)
def _likely(word: str, marked: bool) -> tuple[float, float, float]:
    if is_initial(word):
        return _INITIAL_AS
    last = word.rpartition(" ")[2] if " " in word else word
    if " " in word and fold(last) in words_of_kind("father"):
        return (_UNLIKELY, _UNLIKELY, 0.0)
    surname, given, patronymic = part_likelihoods(last)
    if max(given, patronymic) < _MISSPELT:
        # Neither as printed; but perhaps with one letter corrected.
        given = _MISSPELT if near_given_names(last) else given
        patronymic = _MISSPELT if near_fathers(last) else patronymic
    return (
        math.log(surname) + (_MARKED if marked else 0.0),
        math.log(given),
        math.log(patronymic),
    )


def _best_order(
    likely: Sequence[tuple[float, float, float]], usual: Mapping[str, float]
) -> tuple[str, float]:
    """The likeliest order of parts, and how sure it is against the others."""
    weighed = []
    for order, score in usual.items():
        for letter, row in zip(order, likely, strict=True):
            score += row[_COLUMN[letter]]
        weighed.append((score, order))
    best, order = max(weighed)
    total = sum(math.exp(score - best) for score, _ in weighed)
    return order, max(0.5, 1.0 / total)


def _of_order(words: Sequence[str], order: str) -> dict[Part | str, str]:
    """The words by part; a second surname under `other_surname`."""
    parts: dict[Part | str, str] = {}
    for letter, word in zip(order, words, strict=True):
        part = _PARTS[letter]
        if part not in parts:
            parts[part] = word
        elif letter == "S":
            parts[_OTHER_SURNAME] = word
        elif Part.PATRONYMIC not in parts and "P" not in order:
            parts[Part.PATRONYMIC] = word  # a second given name takes the place between
    surname = parts.get(Part.SURNAME, "")
    halves = surname.split("-")
    if len(halves) == 2 and min(map(len, halves)) > 2 and " " not in surname:
        parts[Part.SURNAME], parts[_OTHER_SURNAME] = halves
    return parts


def _without_initial_pairs(
    words: list[str], marks: list[bool]
) -> tuple[list[str], list[bool], list[bool]]:
    """ОП beside words that are not all capitals is О. П.; and which words are in capitals alone."""
    pairs = [_PAIR_OF_INITIALS.fullmatch(word) is not None for word in words]
    small = any(not word.isupper() for word in words)
    spread: list[str] = []
    surer: list[bool] = []
    shouted: list[bool] = []
    for word, mark, pair in zip(words, marks, pairs, strict=True):
        new = [f"{letter}." for letter in word] if pair and small else [word]
        spread += new
        surer += [mark] * len(new)
        shouted += [small and word.isupper() and len(word) > 2 and not is_initial(word)] * len(new)
    return spread, surer, shouted


def _named(apart: Apart, first: list[str], second: list[str], split: str) -> PersonName:
    """The name of these words; those of `first` are surnames if there is a `second`."""
    first, titles = _without_titles(first)
    second, more_titles = _without_titles(second)
    marks = [bool(second)] * len(first) + [False] * len(second)
    words, marks, shouted = _without_initial_pairs(first + second, marks)
    marks = [mark or shout for mark, shout in zip(marks, shouted, strict=True)]
    words, marks = _joined(words, marks)
    words, marks = [title_case(word) for word in words[:_MOST_WORDS]], marks[:_MOST_WORDS]
    named = PersonName(
        text="",
        call_sign=apart.call_sign,
        other_surname=title_case(apart.other_surname),
        stripped=(*titles, *more_titles, *apart.stripped),
        script=script_of(" ".join(words)),
    )
    if not words:
        return named
    likely = [_likely(word, mark) for word, mark in zip(words, marks, strict=True)]
    usual = _SPLIT_ORDERS.get(split if len(split) == len(words) else "")
    if usual is None:
        latin = named.script is Script.LATIN
        usual = {order: weights[latin] for order, weights in _ORDERS[len(words)].items()}
        if len(words) == 2 and is_initial(words[1]) and not is_initial(words[0]):
            usual["GP"] += _LONE_INITIAL
    order, certainty = _best_order(likely, usual)
    parts = _of_order(words, order)
    return replace(
        named,
        surname=parts.get(Part.SURNAME, ""),
        given=parts.get(Part.GIVEN, ""),
        patronymic=parts.get(Part.PATRONYMIC, ""),
        other_surname=parts.get(_OTHER_SURNAME, named.other_surname),
        order=tuple(_PARTS[letter] for letter in order),
        certainty=certainty,
        language=language_of(words),
    )


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> PersonName:
    """The parts of a name as printed; every part is empty for a text without letters.

    Parts keep their spelling and case ending; capitals throughout become a capital first letter,
    look-alike letters of the other script and stress marks are undone.
    """
    apart = set_apart(cleaned(text))
    before, _, after = apart.name.strip(" ,;").partition(",")
    first, second = _tokens(before), _tokens(after.replace(",", " "))
    return replace(_named(apart, first, second, ""), text=text)


@lru_cache(maxsize=1 << 16)
def parse_columns(surname: str, given: str, patronymic: str) -> PersonName:
    """The parts of a name that a list has split, perhaps wrongly; '' where it gives no part."""
    cells = [cell for cell in (surname, given, patronymic) if cell.strip()]
    aparts = [set_apart(cleaned(cell)) for cell in cells]
    apart = Apart(
        "",
        next((each.call_sign for each in aparts if each.call_sign), ""),
        next((each.other_surname for each in aparts if each.other_surname), ""),
    )
    words = [word for each in aparts for word in _tokens(each.name)]
    split = "".join(
        letter
        for letter, cell in zip("SGP", (surname, given, patronymic), strict=True)
        if cell.strip()
    )
    return replace(_named(apart, words, [], split), text=" ".join(cells))
