"""Which known facility a fragment of a paper names: candidates with their scores, never one answer.

"СИЗО-2 Таганрог", "SIZO No. 2, Taganrog" and "сизо № 2 г. Таганрога" ask for one thing. Kind and
number are compared exactly, places by their region, by their name in the facility's names, and,
with a gazetteer, by how near the facility lies. What a facility does not say counts something
against it; what contradicts the fragment counts much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from habeas.language import Gazetteer, fold, listed, region_key, slavic_key, table_rows
from habeas.places.distance import distance_km
from habeas.places.facilities.facility import Facility
from habeas.places.procurement.institution_name import number_key, plain_name, region_in_name

_DATA = Path(__file__).parents[1] / "data"
_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
# How well facts of the fragment and of the facility agree, as factors of the score.
_AGREES, _SILENT, _OTHER_KIND, _CONTRADICTS = 1.0, 0.25, 0.1, 0.03
_NEAR_KM = 20.0
_LEAST_SCORE = 0.05
# The weight of a facility that is not in the table.
_NONE_OF_THEM = 0.15
_LEAST_LIKENESS = 0.55
_MOST_GAZETTEER_READINGS = 4


@dataclass(frozen=True, slots=True)
class FacilityCandidate:
    """A facility that may be meant. `score` (0–1) says how well it fits by itself.

    `probability` is its share among all candidates, where some facility of no table may be meant
    too; the probabilities of all candidates sum to less than 1. `reasons` are in words.
    """

    facility: Facility
    score: float
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a fragment says: kind and number (`сизо 2`), the region, what may be a place."""

    number: str
    region: str
    words: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    name: str


def find_facility(
    facilities: Sequence[Facility],
    fragment: str,
    *,
    place: str = "",
    gazetteer: Gazetteer | None = None,
    limit: int = 8,
) -> tuple[FacilityCandidate, ...]:
    """The facilities that a fragment may mean, the likeliest first; () for none.

    `fragment` is what is printed: a kind, a number, a place, or a name ("СИЗО-2 Таганрог",
    "IK-10 Mordovia", "Olenivka"). `place` adds where it must lie, as printed elsewhere. With a
    gazetteer, a facility whose names do not say its town is met by its coordinates.
    """
    asked = _asked(fragment, place, gazetteer)
    if not asked.number and not asked.name:
        return ()
    weighed = [_weighed(facility, asked) for facility in facilities]
    fitting = [one for one in weighed if one.score >= _LEAST_SCORE]
    fitting.sort(key=lambda one: (-one.score, one.facility.id))
    total = sum(one.score for one in fitting) + _NONE_OF_THEM
    return tuple(replace(one, probability=one.score / total) for one in fitting[:limit])


def _asked(fragment: str, place: str, gazetteer: Gazetteer | None) -> _Asked:
    number = number_key(fragment)
    words = _place_words(f"{fragment} {place}")
    region = region_in_name(fragment) or region_in_name(place) or _region_of(words)
    keys = tuple(key for word in words if len(key := slavic_key(word)) > 2)
    points = _points(words, gazetteer) if gazetteer is not None else ()
    return _Asked(number, region, keys, points, slavic_key(plain_name(fragment)))


def _weighed(facility: Facility, asked: _Asked) -> FacilityCandidate:
    names = (facility.name, *facility.aliases)
    named, how = _by_number(names, asked) if asked.number else _by_name(names, asked)
    if named < _LEAST_SCORE:
        return FacilityCandidate(facility, 0.0, 0.0, ())
    where, place = _by_place(facility, names, asked)
    if not asked.number and named == 1.0:
        # Its own name is the place that was told.
        where, place = max(where, _AGREES), place or "its name"
    return FacilityCandidate(facility, named * where, 0.0, tuple(r for r in (how, place) if r))


def _by_number(names: Sequence[str], asked: _Asked) -> tuple[float, str]:
    keys = {key for name in names if (key := number_key(name))}
    if asked.number in keys:
        return _AGREES, "kind and number"
    if not keys:
        # A place alone may still point at it.
        told = asked.words or asked.region
        return (_SILENT, "no number of its own") if told else (0.0, "")
    figure = asked.number.partition(" ")[2]
    if any(key.partition(" ")[2] == figure for key in keys):
        return _OTHER_KIND, "the number, of another kind"
    return 0.0, ""


def _by_name(names: Sequence[str], asked: _Asked) -> tuple[float, str]:
    best = 0.0
    for name in names:
        key = slavic_key(plain_name(name))
        parts = [slavic_key(word) for word in _place_words(name)]
        if key == asked.name or (asked.words and all(_meets(w, parts) for w in asked.words)):
            return _AGREES, "its name"
        best = max(best, SequenceMatcher(None, key, asked.name).ratio())
    return (best * best, "a name like it") if best >= _LEAST_LIKENESS else (0.0, "")


def _by_place(facility: Facility, names: Sequence[str], asked: _Asked) -> tuple[float, str]:
    if not asked.words and not asked.region:
        return _AGREES, ""
    if any(
        distance_km(*point, facility.latitude, facility.longitude)
        <= _NEAR_KM + facility.precision_km
        for point in asked.points
    ):
        return _AGREES, "lies near the place"
    own = [slavic_key(word) for name in names for word in _place_words(name)]
    if any(_meets(word, own) for word in asked.words):
        return _AGREES, "names the place"
    region = facility.region or next(filter(None, map(region_in_name, names)), "")
    if asked.region and region:
        if asked.region == region:
            return _AGREES, "in the region"
        if "-" in region or asked.region.partition("-")[0] != region:
            return _CONTRADICTS, "in another region"
    if asked.points:
        return _CONTRADICTS, "lies elsewhere"
    return _SILENT, "does not say where it lies"


def _meets(word: str, others: Sequence[str]) -> bool:
    """Whether a word is among others but for the ending of its case."""
    return any(
        word == other
        or (
            min(len(word), len(other)) >= 5
            and abs(len(word) - len(other)) <= 2
            and word[: min(len(word), len(other)) - 1] == other[: min(len(word), len(other)) - 1]
        )
        for other in others
    )


def _region_of(words: Sequence[str]) -> str:
    for one in (*words, " ".join(words)):
        code = region_key(one)
        if _CODE.fullmatch(code):
            return code
    return ""


def _points(words: Sequence[str], gazetteer: Gazetteer) -> tuple[tuple[float, float], ...]:
    """Towns that the words may mean. Regions are no points: they are compared by their code."""
    found = []
    for name in dict.fromkeys((" ".join(words), *words)):
        for one in gazetteer.find(name, limit=_MOST_GAZETTEER_READINGS) if name else ():
            if one.kind in ("city", "village", "station"):
                found.append((one.latitude, one.longitude))
    return tuple(found)


def _place_words(text: str) -> tuple[str, ...]:
    """The words of a name that are neither kind, number, nor the office above it."""
    bare = _not_places().sub(" ", fold(text).replace("ё", "е"))
    return tuple(word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", bare) if len(word) > 2)


@cache
def _not_places() -> re.Pattern[str]:
    kinds = [
        fold(form).replace("ё", "е")
        for row in table_rows(_DATA / "institution_kinds.tsv")
        for form in listed(row["forms"])
    ]
    offices = [
        word for row in table_rows(_DATA / "facility_offices.tsv") for word in listed(row["words"])
    ]
    every = sorted({*kinds, *map(fold, offices)}, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)\.?")
