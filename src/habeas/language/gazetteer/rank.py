"""From matches to probabilities: size, quality of the match, context, and what was said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from habeas.language.gazetteer.around import Area, gain
from habeas.language.gazetteer.match import MAIN, Match
from habeas.model import PlaceCandidate

# Unnamed places and other senses of the word weigh as much as a town of about 300 people.
_WEIGHT_OF_UNKNOWN = 100.0
_SIZE_EXPONENT = 0.8
_SMALLEST, _SMALLEST_VILLAGE = 500, 100
_SAME_COUNTRY, _SAME_REGION = 8.0, 40.0
_COUNTRY_BONUS = 5.0
# "Kharkiv" alone is the city, "Kharkiv region" is not; so too "Washington" and "New York".
_REGION_UNDER_A_TOWNS_NAME = 0.15
_GREAT_TOWN = 500_000
_KIND_CONTRADICTED = 0.02
_A_VILLAGE_OF_THIS_SIZE, _TOO_LARGE_FOR_A_VILLAGE = 30_000, 0.1
# What is said of a place, and how well a place of another kind fits: 1 where it is the same thing.
_WATERS = ("river", "lake", "sea", "bay", "strait", "island", "cape", "peninsula", "mountains")
_FIT: dict[str, dict[str, float]] = {
    "region": {"region": 1.0, "area": 1.0, "former region": 1.0},
    "country": {"country": 1.0, "region": 0.3, "former region": 0.7},
    "city": {"city": 1.0, "facility": 1.0, "village": 0.5, "station": 0.3},
    "village": {"village": 1.0, "city": 1.0, "station": 0.5, "facility": 0.3},
    "station": {"station": 1.0, "city": 0.8, "village": 0.8, "facility": 0.3},
    "district": {"district": 1.0, "city": 0.3, "facility": 0.3, "area": 0.3},
    "facility": {"facility": 1.0, "city": 1.0, "village": 0.7, "station": 0.7},
    **{water: {water: 1.0, "area": 0.5} for water in _WATERS},
}
# A bare name seldom means these.
_SELDOM_BARE = {"district": 0.2, "river": 0.3, "former region": 0.1}


def ranked(
    matches: Sequence[Match],
    *,
    trust: float,
    kind: str | None,
    near: Sequence[str],
    around: Sequence[Sequence[Area]] = (),
) -> tuple[PlaceCandidate, ...]:
    """The matches as candidates, likeliest first; their scores sum to less than `trust`.

    `trust` is the chance that the name means any place of the index at all; `kind` is what the
    words around it say it is; `near` holds the ISO 3166 codes of the context; `around`
    what was named around the place, each name with its readings.
    """
    sizes = [_size(match) * _nearness(match, near) * gain(match, around) for match in matches]
    towns = _towns(matches)
    weights = [
        size * match.quality * _fit_of_kind(match, kind, towns)
        for match, size in zip(matches, sizes, strict=True)
    ]
    total = sum(weights)
    mass = trust * total / (total + _WEIGHT_OF_UNKNOWN)
    candidates = [
        _candidate(match, mass * weight / total)
        for match, weight in zip(matches, weights, strict=True)
    ]
    return tuple(sorted(candidates, key=_likeliest_first))


def inside(matches: Iterable[Match], codes: Iterable[str]) -> list[Match]:
    """The matches that lie in one of these countries or regions."""
    wanted = frozenset(codes)
    return [match for match in matches if match.code in wanted or match.country in wanted]


def _likeliest_first(candidate: PlaceCandidate) -> tuple[float, str, float, float]:
    return (-candidate.score, candidate.name, candidate.latitude, candidate.longitude)


def _towns(matches: Sequence[Match]) -> frozenset[str]:
    """Codes of the regions that share the name with a town, their own or a great one elsewhere."""
    towns = [match for match in matches if match.kind == "city"]
    great = {town.country for town in towns if town.weight >= _GREAT_TOWN}
    own = {town.code for town in towns}
    return frozenset(
        match.code
        for match in matches
        if match.kind == "region"
        and (match.country in great or (match.code in own and match.quality < MAIN))
    )


def _size(match: Match) -> float:
    bonus = _COUNTRY_BONUS if match.kind == "country" else 1.0
    least = _SMALLEST_VILLAGE if match.kind == "village" else _SMALLEST
    people: float = max(match.weight, least)
    return bonus * math.pow(people, _SIZE_EXPONENT)


def _fit_of_kind(match: Match, kind: str | None, towns: frozenset[str]) -> float:
    if kind is None:
        if match.kind == "region" and match.code in towns:
            return _REGION_UNDER_A_TOWNS_NAME
        return _SELDOM_BARE.get(match.kind, 1.0)
    fit = _FIT.get(kind, {}).get(match.kind, _KIND_CONTRADICTED if kind in _FIT else 1.0)
    if kind == "village" and match.weight > _A_VILLAGE_OF_THIS_SIZE:
        fit *= _TOO_LARGE_FOR_A_VILLAGE
    return fit


def _nearness(match: Match, near: Sequence[str]) -> float:
    if any("-" in code and code == match.code for code in near):
        return _SAME_REGION
    if any(code.split("-")[0] == match.country for code in near):
        return _SAME_COUNTRY
    return 1.0


def _candidate(match: Match, score: float) -> PlaceCandidate:
    return PlaceCandidate(
        match.name,
        match.latitude,
        match.longitude,
        match.kind,
        match.country,
        match.code or None,
        round(score, 6),
    )
