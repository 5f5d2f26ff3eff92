"""From matches to probabilities: size, quality of the match, context, and what was said of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from habeas.language.gazetteer.match import MAIN, Match
from habeas.model import PlaceCandidate

# Unnamed places and other senses of the word weigh as much as a town of about 300 people.
_WEIGHT_OF_UNKNOWN = 100.0
_SIZE_EXPONENT = 0.8
_SMALLEST = 500
_SAME_COUNTRY, _SAME_REGION = 8.0, 40.0
_COUNTRY_BONUS = 5.0
# "Kharkiv" alone is the city, "Kharkiv region" is not; so too "Washington" and "New York".
_REGION_UNDER_A_TOWNS_NAME = 0.15
_GREAT_TOWN = 500_000
_KIND_CONTRADICTED = 0.02


def ranked(
    matches: Sequence[Match], *, trust: float, kind: str | None, near: Sequence[str]
) -> tuple[PlaceCandidate, ...]:
    """The matches as candidates, likeliest first; their scores sum to less than `trust`.

    `trust` is the chance that the name means any place of the index at all; `kind` is what the
    words around it say it is; `near` holds the ISO 3166 codes of the context.
    """
    sizes = [_size(match) * _nearness(match, near) for match in matches]
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


def within(matches: Iterable[Match], codes: Iterable[str]) -> list[Match]:
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
    people: float = max(match.weight, _SMALLEST)
    return bonus * math.pow(people, _SIZE_EXPONENT)


def _fit_of_kind(match: Match, kind: str | None, towns: frozenset[str]) -> float:
    if kind == "region" and match.kind not in {"region", "area"}:
        return _KIND_CONTRADICTED
    if kind in {"city", "district", "facility"} and match.kind not in {"city", "facility"}:
        return _KIND_CONTRADICTED
    if kind is None and match.kind == "region" and match.code in towns:
        return _REGION_UNDER_A_TOWNS_NAME
    return 1.0


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
