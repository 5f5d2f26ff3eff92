"""Whether two postal addresses, written otherwise, are one: keys that meet where they are.

`address_key` evens case, punctuation, abbreviations ("ул." and "улица") and post codes out and
keeps the order of the names; a word such as "улица" goes before its name. `AddressBook` also finds
an address that leaves out or adds a district or a region, where only one known address fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from habeas.language import fold, listed, region_key
from habeas.places.procurement.data_tables import rows

_POST_CODE = re.compile(r"(?<![\w-])\d{5,6}(?![\w-])")
_ORDINAL = re.compile(r"(\d+)(?:-(?:й|я|е|ый|ая|ое|ой|ий|го)|й|ый|ая|ое|ой|th|nd|rd)(?!\w)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['-][^\W\d_]+)*|№")
_PARTS = re.compile(r"[,;\n]+")
_REGION_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_LONGEST = 600
_COARSE = frozenset({"region", "district"})


class _Word(NamedTuple):
    key: str
    sort: str


class _Part(NamedTuple):
    """A part of an address: what it is (a sort of the table, `name` or `number`) and its words."""

    sort: str
    words: tuple[str, ...]


def address_key(text: str) -> str:
    """The form in which spellings of one address are equal; empty where it names nothing."""
    return " ".join(word for part in _parts(text) for word in part.words)


def short_key(text: str) -> str:
    """The key without region and district: the town, the street and the house."""
    kept = [part for part in _parts(text) if part.sort not in _COARSE]
    return " ".join(word for part in kept for word in part.words)


class AddressBook:
    """Known addresses by name; finds whose address another one is."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """`known` pairs a name (an institution's id) with its address; empty ones are left out."""
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._short: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for name, address in known:
            if key := address_key(address):
                self._exact[key].add(name)
                self._short[short_key(address)].add((name, address))

    def find(self, address: str) -> tuple[str, ...]:
        """The names whose address this is: one as a rule, several where they share it.

        An address that says less or more than a known one (a district, a region) is found where
        the rest, with at least a street or a house, fits that one alone and no region contradicts.
        """
        key = address_key(address)
        if key in self._exact:
            return tuple(sorted(self._exact[key]))
        if not key or not _is_fine(address):
            return ()
        regions = _coarse(address)
        fitting = {
            (name, known)
            for name, known in self._short.get(short_key(address), ())
            if _agree(regions, _coarse(known))
        }
        if len({address_key(known) for _, known in fitting}) != 1:
            return ()
        return tuple(sorted(name for name, _ in fitting))


def _is_fine(address: str) -> bool:
    """Whether an address names a town and something in it."""
    sorts = [part.sort for part in _parts(address) if part.sort not in _COARSE]
    return len(sorts) > 1 and ("street" in sorts or "number" in sorts)


def _coarse(address: str) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for part in _parts(address):
        if part.sort in _COARSE:
            found[part.sort].add(part.words)
    return found


def _agree(one: dict[str, set[tuple[str, ...]]], other: dict[str, set[tuple[str, ...]]]) -> bool:
    """Whether no region and no district is named by both, each another."""
    return all(
        one[sort] & other[sort] for sort in one.keys() & other.keys() if one[sort] and other[sort]
    )


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[_Part, ...]:
    bare = fold(text[:_LONGEST]).replace("ё", "е").replace("№", " № ")
    bare = _ORDINAL.sub(r"\1 ", _POST_CODE.sub(" ", bare))
    found: list[_Part] = []
    for piece in _PARTS.split(bare):
        found += _parts_of_piece(_words(piece.replace("(", " ").replace(")", " ")))
    return tuple(_with_known_region(part) for part in found if part.words)


def _with_known_region(part: _Part) -> _Part:
    """A region that has a code by it: its name stands in many languages and cases."""
    if part.sort == "region" and len(part.words) > 1:
        code = region_key(" ".join((*part.words[1:], part.words[0])))
        if _REGION_CODE.fullmatch(code):
            return _Part("region", (code,))
    return part


def _words(piece: str) -> list[_Word]:
    """The tokens of what stands between commas, known words as their keys."""
    tokens = _TOKEN.findall(piece)
    words: list[_Word] = []
    place = 0
    while place < len(tokens):
        for size in (3, 2, 1):
            known = _table().get(" ".join(tokens[place : place + size]))
            if known is not None and place + size <= len(tokens):
                words += _meant(known, tokens, place, size)
                place += size
                break
        else:
            token = tokens[place]
            words.append(_Word(token, "number" if token.isdigit() else "name"))
            place += 1
    return words


def _meant(known: dict[str, _Word], tokens: list[str], place: int, size: int) -> list[_Word]:
    """Which of the meanings of a word is meant: a house's before a number, else another."""
    following = tokens[place + size] if place + size < len(tokens) else ""
    before = tokens[place - 1] if place else ""
    if "house" in known and following.isdigit():
        house = known["house"]
        return [] if house.key == "-" else [_Word(house.key, "house")]
    others = [word for sort, word in known.items() if sort != "house"]
    # A lone letter behind a number is part of the house: 41 а, 41 к.
    if not others or (size == 1 and len(tokens[place]) == 1 and before.isdigit()):
        return [_Word(tokens[place], "name")] if size == 1 and tokens[place] != "№" else []
    return [] if others[0].sort == "noise" else others[:1]


def _parts_of_piece(words: list[_Word]) -> list[_Part]:
    """Parts, each begun by a word such as "улица"; a lone one at the end goes before its name."""
    parts: list[_Part] = []
    kinds = [n for n, word in enumerate(words) if word.sort not in {"name", "number", "house"}]
    if len(kinds) == 1 and kinds[0] > 0:
        kind = kinds[0]
        names = [n for n, word in enumerate(words[:kind]) if word.sort == "name"]
        if names:
            words = [words[kind], *words[:kind], *words[kind + 1 :]]
    elif len(kinds) > 1 and kinds[0] > 0 and kinds[-1] == len(words) - 1:
        # "московская область химкинский район": each word stands behind its name.
        return [part for piece in _cut_behind(words, kinds) for part in _parts_of_piece(piece)]
    for word in words:
        if word.sort not in {"name", "number", "house"}:
            parts.append(_Part(word.sort, (word.key,)))
        elif word.sort == "name" and parts and parts[-1].sort not in {"number", "house"}:
            parts[-1] = _Part(parts[-1].sort, (*parts[-1].words, word.key))
        else:
            parts.append(_Part("number" if word.sort != "name" else "name", (word.key,)))
    return parts


def _cut_behind(words: list[_Word], kinds: list[int]) -> list[list[_Word]]:
    starts = [0, *(kind + 1 for kind in kinds)]
    return [words[a:b] for a, b in pairwise(starts)]


@cache
def _table() -> dict[str, dict[str, _Word]]:
    """Forms to their meanings by sort."""
    found: dict[str, dict[str, _Word]] = defaultdict(dict)
    for row in rows("postal_words.tsv"):
        for form in listed(row["forms"]):
            tokens = " ".join(_TOKEN.findall(fold(form).replace("ё", "е")))
            found[tokens].setdefault(row["sort"], _Word(row["key"], row["sort"]))
    return found
