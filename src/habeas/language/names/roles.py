"""Which word of each row is the surname, the given name, the patronymic: for many rows at once.

A list that splits its names mostly splits them rightly, so the columns are believed where the given
name is a known one and the patronymic looks like one. Other rows, and names that are not split, are
weighed word by word as `parse` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.beside import is_title
from habeas.language.names.forms import NO_FORM, Codes
from habeas.language.names.lexicon import given_names
from habeas.language.names.near_names import near_given_names
from habeas.language.names.parse import parse, parse_columns
from habeas.language.names.person_name import PersonName, is_initial
from habeas.language.names.spelling import cleaned, title_case

# Cheap: whether a word ends as patronymics do, in any case, script or romanisation.
_PATRONYMIC_LIKE = re.compile(
    r"(?:[оеёэ]вич|[йь]ович|[аэ]віч|[еа]віч|лл?[іи]ч|[іоеїё]вн|ичн|[ае]ўн|кит[иі]ч|[мк][иі]ч)"
    r"(?:[аиіуеы]|ою|ой|ем|ом|еві|ові)?$"
    r"|(?:[oe]vy?i?[cč]h?|[oe]witsch|[oe]wy?tsch|[oe]wi?y?cz|[oe]vi?y?tch|[ioey]vn|[ioe]wn|i[cč]h?n)a?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?=\w.)[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# What a name has in print around a call sign.
_APART = re.compile('[«("“]')
# Letters of one alphabet alone: nothing to undo.
_CLEAN = re.compile("[а-яёіїєґўА-ЯЁІЇЄҐЎ]{2,}|[A-Za-z]{2,}")


class Words:
    """Different words, numbered in the order in which they come; '' is no word."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": NO_FORM}

    def number(self, word: str) -> int:
        """The number of a word, -1 for none."""
        return self._numbers.setdefault(word, len(self._numbers) - 1)

    @property
    def words(self) -> list[str]:
        """The words, each at its number."""
        return list(self._numbers)[1:]


@dataclass(frozen=True, eq=False)
class Roles:
    """The words of `n` rows by their parts: numbers (n,) of `words`, -1 for none.

    `call_sign` (n,) are numbers of `call_signs`.
    """

    words: list[str]
    surname: Codes
    given: Codes
    patronymic: Codes
    other_surname: Codes
    call_sign: Codes
    call_signs: tuple[str, ...]


@lru_cache(maxsize=1 << 18)
def _plain_word(cell: str) -> str | None:
    """The word of a cell that holds nothing else; None where it must be parsed."""
    if not cell:
        return ""
    if _CLEAN.fullmatch(cell):
        return None if is_title(cell) else title_case(cell)
    if not _PLAIN.fullmatch(cell):
        trimmed = cell.strip()
        if not is_initial(trimmed):
            word = cleaned(trimmed)
            return title_case(word) if _PLAIN.fullmatch(word) and not is_title(word) else None
        return cleaned(trimmed)
    word = title_case(cleaned(cell))
    return None if is_title(word) else word


@lru_cache(maxsize=1 << 18)
def _is_given(word: str) -> bool:
    return not word or is_initial(word) or bool(given_names(word))


@lru_cache(maxsize=1 << 18)
def _is_patronymic(word: str) -> bool:
    return not word or is_initial(word) or _PATRONYMIC_LIKE.search(word) is not None


def _looks_like_father(word: str) -> bool:
    return bool(word) and not is_initial(word) and _is_patronymic(word) and not _is_given(word)


def _may_be_given(word: str) -> bool:
    return _is_given(word) or bool(near_given_names(word))


def _whole_row(name: str) -> tuple[str, str, str] | None:
    """The parts of a name of two or three plain words of which each can be only one part."""
    words = [_plain_word(word) for word in name.split(" ")]
    if not 2 <= len(words) <= 3 or None in words:
        return None
    plain = [word for word in words if word]
    given = [_is_given(word) and not is_initial(word) for word in plain]
    if len(plain) == 2 and given[0] != given[1] and not any(map(is_initial, plain)):
        first, second = plain if given[1] else reversed(plain)
        return (first, second, "") if not _is_patronymic(first) else None
    if len(plain) == 3:
        fathers = [_is_patronymic(word) and not is_initial(word) for word in plain]
        if fathers == [False, False, True] and given[1] and not given[0]:
            return plain[0], plain[1], plain[2]
        if fathers == [False, True, False] and given[0] and not given[2]:
            return plain[2], plain[0], plain[1]
    return None


class _Column:
    """The different cells of a column, each read once."""

    def __init__(self, cells: Sequence[str], words: Words) -> None:
        known: dict[str, int] = {}
        self.codes = np.array(
            [known.setdefault(cell, len(known)) for cell in cells], dtype=np.int32
        ).reshape(-1)
        self.cells = list(known)
        plain = [_plain_word(cell) for cell in self.cells]
        self.plain = np.array([word is not None for word in plain], dtype=np.bool_)
        self.words = [word or "" for word in plain]
        self.numbers = np.array([words.number(word) for word in self.words], dtype=np.int32)
        self.blank = np.array([not cell.strip() for cell in self.cells], dtype=np.bool_)

    def told(self, about: Callable[[str], bool]) -> NDArray[np.bool_]:
        """What is told about the word of each row's cell, (rows,)."""
        return np.array([about(word) for word in self.words], dtype=np.bool_)[self.codes]

    def told_of(self, about: Callable[[str], bool], rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """The same for some rows only, (rows,); words of no such row are not looked at."""
        codes, inverse = np.unique(self.codes[rows], return_inverse=True)
        return np.array([about(self.words[code]) for code in codes.tolist()], dtype=np.bool_)[
            inverse
        ]


_PLAIN_ORDERS = ((0, 1, 2), (1, 0, 2), (0, 2, 1))


def _plain_orders(surname: _Column, given: _Column, patronymic: _Column) -> NDArray[np.int8]:
    """For each row the place in _PLAIN_ORDERS of the columns' true order, -1 to be weighed.

    A row is plain where each word looks like what its column is called, or where exactly two of
    them plainly stand in each other's place.
    """
    orders = np.full(len(surname.codes), -1, dtype=np.int8)
    plain = (surname.numbers >= 0)[surname.codes] & ~surname.told(is_initial)
    for column in (surname, given, patronymic):
        plain &= column.plain[column.codes]
    known, father = given.told(_is_given), given.told(_looks_like_father)
    right = plain & ~father & patronymic.told(_is_patronymic)
    orders[right & known] = 0
    # A given name that nobody knows is one misspelt, unless the surname is a given name.
    unknown = np.flatnonzero(right & ~known)
    not_given = ~surname.told_of(_may_be_given, unknown)
    orders[unknown[not_given]] = 0
    unknown = unknown[~not_given]
    swapped = surname.told_of(_is_given, unknown) & ~given.told_of(_may_be_given, unknown)
    orders[unknown[swapped]] = 1
    # No patronymic in its column: a given name that changed places with one, or one misspelt.
    strange = np.flatnonzero(plain & ~right)
    third_given = patronymic.told_of(_is_given, strange)
    orders[strange[father[strange] & third_given & ~surname.told_of(_may_be_given, strange)]] = 2
    orders[strange[~father[strange] & known[strange] & ~third_given]] = 0
    return orders


def roles(
    name: Sequence[str], surname: Sequence[str], given: Sequence[str], patronymic: Sequence[str]
) -> Roles:
    """The parts of n rows; columns that a row leaves empty are read from its whole name.

    ValueError unless the columns have one length.
    """
    if not len(name) == len(surname) == len(given) == len(patronymic):
        raise ValueError("columns of names must have one length")
    words, call_signs = Words(), Words()
    columns = [_Column(cells, words) for cells in (surname, given, patronymic)]
    found = np.full((5, len(name)), NO_FORM, dtype=np.int32)
    blank = np.all([column.blank[column.codes] for column in columns], axis=0)
    orders = np.where(blank, -1, _plain_orders(*columns))
    for order, places in enumerate(_PLAIN_ORDERS):
        chosen = orders == order
        for part, place in enumerate(places):
            found[part, chosen] = columns[place].numbers[columns[place].codes[chosen]]

    def numbered(parsed: PersonName) -> tuple[int, ...]:
        parts = (parsed.surname, parsed.given, parsed.patronymic, parsed.other_surname)
        return (*map(words.number, parts), call_signs.number(title_case(parsed.call_sign)))

    for row in np.flatnonzero((orders < 0) & ~blank).tolist():
        found[:, row] = numbered(parse_columns(surname[row], given[row], patronymic[row]))
    whole_rows: dict[str, tuple[int, ...]] = {}
    for row in np.flatnonzero(blank).tolist():
        whole = name[row]
        numbers = whole_rows.get(whole)
        if numbers is None:
            parts = _whole_row(whole)
            numbers = (
                (*map(words.number, parts), NO_FORM, NO_FORM) if parts else numbered(parse(whole))
            )
            whole_rows[whole] = numbers
        found[:, row] = numbers
    for row, whole in enumerate(name):
        if _APART.search(whole) and found[4, row] < 0:
            found[4, row] = call_signs.number(title_case(parse(whole).call_sign))
    return Roles(
        words.words, found[0], found[1], found[2], found[3], found[4], tuple(call_signs.words)
    )
