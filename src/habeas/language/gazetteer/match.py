"""Which entries of the index a folded name meets, and how well."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from habeas.language.gazetteer.build import FORMER_NAME, KNOWN_NAME, MAIN_NAME, bones_of
from habeas.language.gazetteer.endings import base_forms, towns_of_adjective
from habeas.language.scripts import script_of
from habeas.language.slavic import slavic_key, slavic_readings

# How well a name can be met, from a place's own name down to a spelling that is merely close.
MAIN, VARIANT, SKELETON, FORMER, OTHER, CLOSE = 1.0, 0.6, 0.4, 0.25, 0.12, 0.1
# A case form means a place less surely; a district's adjective tells of a town near its middle.
_DECLINED, _ADJECTIVE, _MISSPELT = 0.7, 0.4, 0.05
_SHORTEST_CLOSE = 5
_LEAST_LIKENESS = 0.4
_MOST_ROWS = 400
_LETTERS = "abdehiklmnoprstuv"  # of skeletons

_PLACE = "p.id, p.name, p.latitude, p.longitude, p.kind, p.country, p.code, p.weight, p.reach_km"


@dataclass(frozen=True, slots=True)
class Match:
    """A place of the index and the quality (0–1) with which the name met it."""

    place: int
    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    code: str
    weight: int
    reach_km: float
    quality: float


def by_spelling(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places that bear exactly this name, as their own or as another one."""
    return _spelled(index, tuple(dict.fromkeys((core, core.replace("ё", "е")))))


def by_case_form(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places of whose name this may be a case form, in Russian or Ukrainian."""
    return [
        replace(match, quality=_DECLINED * match.quality)
        for match in _spelled(index, base_forms(core))
    ]


def by_adjective(index: sqlite3.Connection, core: str) -> list[Match]:
    """Towns that a district is called after by this adjective: `кожвинский`, of Кожва."""
    return [
        replace(match, quality=_ADJECTIVE * match.quality)
        for match in _spelled(index, towns_of_adjective(core))
        if match.kind == "city"
    ]


def _spelled(index: sqlite3.Connection, names: Sequence[str]) -> list[Match]:
    if not names:
        return []
    marks = ", ".join("?" * len(names))
    found = index.execute(
        f"SELECT s.folded, {_PLACE}, s.quality FROM spelling s JOIN place p ON p.id = s.place"  # noqa: S608 - constants and marks
        f" WHERE s.folded IN ({marks}) ORDER BY p.weight DESC, p.id, s.quality LIMIT ?",
        (*names, _MOST_ROWS),
    )
    best: dict[int, Match] = {}
    for folded, *place, quality in found:
        match = _match(place, _quality(folded, place[1], quality))
        if match.place not in best or best[match.place].quality < match.quality:
            best[match.place] = match
    return list(best.values())


def _quality(folded: str, main_name: str, recorded: int) -> float:
    if recorded == MAIN_NAME:
        return MAIN
    if recorded == KNOWN_NAME:
        return VARIANT
    quality = _quality_of_other(folded, main_name)
    return max(FORMER, quality) if recorded == FORMER_NAME else quality


def by_skeleton(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places with a name of which this is another romanisation."""
    return _by_keys(index, core, slavic_readings(core), SKELETON)


def by_closeness(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places whose skeleton has the same consonants and differs in one vowel (two if long)."""
    keys: list[str] = []
    for reading in slavic_readings(core):
        if len(reading) < _SHORTEST_CLOSE:
            continue
        allowed = 1 if len(reading) < 2 * _SHORTEST_CLOSE - 1 else 2
        near = index.execute(
            "SELECT key FROM consonants WHERE bones = ? ORDER BY key", (bones_of(reading),)
        )
        keys += [key for (key,) in near if vowels_apart(reading, key) <= allowed]
    return _by_keys(index, core, tuple(dict.fromkeys(keys)), CLOSE)


def by_misspelling(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places whose skeleton is one letter away: one dropped, added, changed or two exchanged.

    Letters are exchanged in the printed name too: in a skeleton "ts" is one sound, "tks" is three.
    """
    keys = [key for name in _exchanged(core) for key in slavic_readings(name)[:1]]
    for reading in slavic_readings(core)[:2]:
        if len(reading) >= _SHORTEST_CLOSE:
            keys += _one_letter_away(reading)
    found = _by_keys(index, core, tuple(dict.fromkeys(keys)), CLOSE)
    return [replace(match, quality=_MISSPELT / CLOSE * match.quality) for match in found]


def _one_letter_away(key: str) -> list[str]:
    splits = [(key[:place], key[place:]) for place in range(len(key) + 1)]
    dropped = [left + right[1:] for left, right in splits if right]
    exchanged = _exchanged(key)
    changed = [left + letter + right[1:] for left, right in splits if right for letter in _LETTERS]
    added = [left + letter + right for left, right in splits for letter in _LETTERS]
    near = dict.fromkeys((*dropped, *exchanged, *changed, *added))
    near.pop(key, None)
    return list(near)


def _exchanged(name: str) -> list[str]:
    """The name with two neighbouring letters exchanged, in every way."""
    places = range(len(name) - 1)
    return [name[:place] + name[place + 1] + name[place] + name[place + 2 :] for place in places]


def vowels_apart(first: str, second: str) -> int:
    """How many vowels differ between two skeletons that have the same consonants."""
    apart = 0
    for one, other in zip(_vowel_groups(first), _vowel_groups(second), strict=True):
        if one != other:
            apart += max(1, abs(len(one) - len(other)))
    return apart


def _vowel_groups(key: str) -> list[str]:
    groups = [""]
    for letter in key:
        if letter in "aeiou":
            groups[-1] += letter
        else:
            groups.append("")
    return groups


def _by_keys(
    index: sqlite3.Connection, core: str, keys: Sequence[str], quality: float
) -> list[Match]:
    best: dict[int, Match] = {}
    if not keys:
        return []
    marks = ", ".join("?" * len(keys))
    found = index.execute(
        f"SELECT {_PLACE}, k.folded FROM skeleton k JOIN place p ON p.id = k.place"  # noqa: S608 - constants and marks
        f" WHERE k.key IN ({marks}) ORDER BY p.weight DESC, p.id LIMIT ?",
        (*keys, _MOST_ROWS),
    )
    for *place, folded in found:
        likeness = _likeness(core, folded)
        if likeness < _LEAST_LIKENESS:
            continue
        match = _match(place, quality * likeness**2)
        known = best.get(match.place)
        if known is None or known.quality < match.quality:
            best[match.place] = match
    return list(best.values())


def _match(place: list[Any], quality: float) -> Match:
    identity, name, latitude, longitude, kind, country, code, weight, reach_km = place
    return Match(
        identity, name, latitude, longitude, kind, country, code, weight, reach_km, quality
    )


def _quality_of_other(core: str, main_name: str) -> float:
    """A variant of the main name (Kiev, Харків) means the place; an older name less often so."""
    return OTHER + (VARIANT - OTHER) * likeness_of_names(core, main_name) ** 2


def likeness_of_names(first: str, second: str) -> float:
    """0 to 1: how alike two names are in whatever script or romanisation."""
    return _ratio(slavic_key(first), slavic_key(second))


def _likeness(first: str, second: str) -> float:
    """0 to 1; spellings in different scripts cannot be compared, and count as rather alike."""
    return 0.8 if script_of(first) != script_of(second) else _ratio(first, second)


@lru_cache(maxsize=65536)
def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
