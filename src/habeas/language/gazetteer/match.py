"""Which entries of the index a folded name meets, and how well."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from habeas.language.gazetteer.build import MAIN_NAME, bones_of
from habeas.language.scripts import script_of
from habeas.language.slavic import slavic_key, slavic_readings

# How well a name can be met, from a place's own name down to a spelling that is merely close.
MAIN, VARIANT, SKELETON, OTHER, CLOSE = 1.0, 0.6, 0.4, 0.12, 0.1
_SHORTEST_CLOSE = 5
_LEAST_LIKENESS = 0.4
_MOST_ROWS = 400

_PLACE = "p.id, p.name, p.latitude, p.longitude, p.kind, p.country, p.code, p.weight"


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
    quality: float


def by_spelling(index: sqlite3.Connection, core: str) -> list[Match]:
    """Places that bear exactly this name, as their own or as another one."""
    found = index.execute(
        f"SELECT {_PLACE}, s.quality FROM spelling s JOIN place p ON p.id = s.place"  # noqa: S608 - a constant
        " WHERE s.folded = ? ORDER BY p.weight DESC, p.id LIMIT ?",
        (core, _MOST_ROWS),
    )
    return [
        _match(place, MAIN if quality == MAIN_NAME else _quality_of_other(core, place[1]))
        for *place, quality in found
    ]


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
    index: sqlite3.Connection, core: str, keys: tuple[str, ...], quality: float
) -> list[Match]:
    best: dict[int, Match] = {}
    for key in keys:
        found = index.execute(
            f"SELECT {_PLACE}, k.folded FROM skeleton k JOIN place p ON p.id = k.place"  # noqa: S608 - a constant
            " WHERE k.key = ? ORDER BY p.weight DESC, p.id LIMIT ?",
            (key, _MOST_ROWS),
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
    identity, name, latitude, longitude, kind, country, code, weight = place
    return Match(identity, name, latitude, longitude, kind, country, code, weight, quality)


def _quality_of_other(core: str, main_name: str) -> float:
    """A variant of the main name (Kiev, Харків) means the place; an older name less often so."""
    return OTHER + (VARIANT - OTHER) * _ratio(slavic_key(core), slavic_key(main_name)) ** 2


def _likeness(first: str, second: str) -> float:
    """0 to 1; spellings in different scripts cannot be compared, and count as rather alike."""
    return 0.8 if script_of(first) != script_of(second) else _ratio(first, second)


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
