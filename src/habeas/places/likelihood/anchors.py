"""From the name of an anchor to the places of the ground that it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from habeas.language import PopulatedPlaces, region_key
from habeas.model import PlaceCandidate
from habeas.places.description import Anchor
from habeas.places.likelihood.ground import Places
from habeas.places.likelihood.settings import LikelihoodSettings

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_LIVED_IN = frozenset({"city", "village", "station"})
_MOST_CANDIDATES = 40
# The gazetteer's scores rise with size by this power; taken out again here, because how often a
# speaker names a large place is a matter of the speaker and not of the name.
_SIZE_IN_SCORE = 0.8
_SMALLEST_IN_SCORE = 500.0
_LEAST_WEIGHT = 1e-3
_LEAST_COUNTRY = 0.05
_SURE = 0.8


class Names(Protocol):
    """What of a gazetteer is needed here: names to places, and all places of a country."""

    def find(
        self, name: str, *, near: Sequence[str] = (), limit: int = 8
    ) -> tuple[PlaceCandidate, ...]:
        """Places that a name may mean, with probabilities that sum to less than 1."""
        ...

    def populated(self, codes: Iterable[str]) -> PopulatedPlaces:
        """All populated places of some countries or regions."""
        ...


@dataclass(frozen=True, slots=True)
class Meant:
    """Places of the ground that an anchor may mean: their numbers, and P(these words | place).

    The weights are relative: the best is 1. Empty where nothing was found.
    """

    place: Integers
    weight: Floats


NOTHING = Meant(np.zeros(0, dtype=np.int64), np.zeros(0))


def countries_of(names: Names, anchors: Iterable[Anchor]) -> tuple[str, ...]:
    """The countries in which these anchors most likely lie: where most do, and where a name alone
    leaves hardly a doubt ("Taganrog" among towns of Ukraine).
    """
    mass: dict[str, float] = {}
    told = list(anchors)
    for anchor in told:
        for candidate in names.find(anchor.name, limit=_MOST_CANDIDATES):
            if candidate.kind in _LIVED_IN:
                mass[candidate.country] = mass.get(candidate.country, 0.0) + candidate.score
        for region in anchor.within:
            code = region_key(region)
            if "-" in code:
                country = code.split("-")[0]
                mass[country] = mass.get(country, 0.0) + 1.0
    total = sum(mass.values())
    usual = sorted(code for code, share in mass.items() if share >= _LEAST_COUNTRY * total)
    sure = {country for anchor in told if (country := _surely_in(names, anchor, usual))}
    return tuple(sorted(sure.union(usual)))


def _surely_in(names: Names, anchor: Anchor, usual: Sequence[str]) -> str:
    """The country of a name that no place of the usual ones bears; "" where there is a doubt."""
    candidates = [
        candidate
        for candidate in names.find(anchor.name, near=tuple(usual), limit=_MOST_CANDIDATES)
        if candidate.kind in _LIVED_IN
    ]
    if not candidates or any(candidate.country in usual for candidate in candidates):
        return ""
    return candidates[0].country if candidates[0].score >= _SURE else ""


class Anchors:
    """Looks up anchors, each name once."""

    def __init__(
        self,
        names: Names,
        places: Places,
        near: Sequence[str],
        settings: LikelihoodSettings,
    ) -> None:
        self._names = names
        self._places = places
        self._near = tuple(near)
        self._settings = settings
        self._known: dict[tuple[str, tuple[str, ...]], Meant] = {}
        self._number = {
            (float(latitude), float(longitude)): number
            for number, (latitude, longitude) in enumerate(
                zip(places.latitude, places.longitude, strict=True)
            )
        }

    def meant(self, anchor: Anchor) -> Meant:
        """What an anchor may mean on this ground."""
        key = (anchor.name, anchor.within)
        if key not in self._known:
            self._known[key] = self._look_up(anchor)
        return self._known[key]

    def _look_up(self, anchor: Anchor) -> Meant:
        best: dict[int, float] = {}
        codes = tuple(code for code in map(region_key, anchor.within) if "-" in code)
        for candidate in self._names.find(
            anchor.name, near=(*self._near, *codes), limit=_MOST_CANDIDATES
        ):
            number = self._number.get((candidate.latitude, candidate.longitude))
            if number is None:
                continue
            size = max(float(self._places.population[number]), _SMALLEST_IN_SCORE)
            weight = candidate.score / size**_SIZE_IN_SCORE
            if codes and candidate.code not in codes:
                weight *= self._settings.region_wrong
            elif codes:
                weight /= 5.0  # the gazetteer favours the named region; told apart once is enough
            best[number] = max(best.get(number, 0.0), weight)
        if not best:
            return NOTHING
        place = np.array(sorted(best), dtype=np.int64)
        weight = np.array([best[number] for number in place.tolist()])
        weight /= weight.max()
        kept = weight >= _LEAST_WEIGHT
        return Meant(place[kept], weight[kept])
