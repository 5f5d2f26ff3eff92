"""What is said of one site: when it was used, for what, and how many were held there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from habeas.places.sighting import Sighting
from habeas.places.sites.found import DateRange, Interval

_LEAST_MEMBERSHIP = 0.5
# Tellers differ by about half in how many they say were held, and share some of their errors.
_SPREAD_OF_HEADCOUNTS = 0.5
_SHARED_ERROR = 0.25


def functions_of(
    sightings: Sequence[Sighting], membership: Mapping[int, float]
) -> tuple[tuple[str, float], ...]:
    """Functions told of a site with their shares, the likeliest first; each cluster counts once."""
    told: dict[tuple[str, str], float] = {}
    for number, probability in membership.items():
        sighting = sightings[number]
        if sighting.function:
            key = (sighting.cluster or sighting.id, sighting.function)
            told[key] = max(told.get(key, 0.0), probability)
    mass: dict[str, float] = {}
    for (_, function), probability in told.items():
        mass[function] = mass.get(function, 0.0) + probability
    total = sum(mass.values())
    shares = ((function, value / total) for function, value in mass.items() if total > 0)
    return tuple(sorted(shares, key=lambda pair: (-pair[1], pair[0])))


def active_of(
    sightings: Sequence[Sighting], draws: Sequence[Sequence[int]], rng: np.random.Generator
) -> tuple[DateRange | None, DateRange | None]:
    """When a site's use began and ended; `draws` hold the members in each draw, one a cluster.

    Sightings at even chances over the time of use leave a gap before the first of them, of the
    order of their span over their number: the interval allows for it.
    """
    begins, ends = [], []
    for members in draws:
        firsts = [day.toordinal() for m in members if (day := sightings[m].when.first) is not None]
        lasts = [day.toordinal() for m in members if (day := sightings[m].when.last) is not None]
        if len(firsts) < 2 or len(lasts) < 2:
            continue
        span = max(1.0, max(lasts) - min(firsts))
        power = -1.0 / (len(firsts) - 1)
        gap_before, gap_after = span * (rng.random(2) ** power - 1.0)
        begins.append(min(firsts) - gap_before)
        ends.append(max(lasts) + gap_after)
    if len(begins) < max(2, len(draws) // 2):
        return None, None
    return _date_range(begins), _date_range(ends)


def _date_range(days: Sequence[float]) -> DateRange:
    low, middle, high = np.quantile(np.array(days), (0.05, 0.5, 0.95))
    return DateRange(_day(low), _day(middle), _day(high))


def _day(ordinal: float) -> date:
    return date.fromordinal(1) + timedelta(days=int(min(max(ordinal, 1.0), 3_000_000.0)) - 1)


def occupants_of(sightings: Sequence[Sighting], membership: Mapping[int, float]) -> Interval | None:
    """People held at once, from the headcounts told by members; None where nobody says."""
    by_cluster: dict[str, list[float]] = {}
    for number, probability in membership.items():
        people = sightings[number].people
        if people is not None and people > 0 and probability >= _LEAST_MEMBERSHIP:
            cluster = sightings[number].cluster or sightings[number].id
            by_cluster.setdefault(cluster, []).append(math.log(people))
    if not by_cluster:
        return None
    logs: NDArray[np.float64] = np.array([float(np.mean(told)) for told in by_cluster.values()])
    spread = _SPREAD_OF_HEADCOUNTS
    if len(logs) > 2:
        spread = max(spread, float(logs.std(ddof=1)))
    half = 1.96 * math.hypot(spread / math.sqrt(len(logs)), _SHARED_ERROR)
    middle = float(np.median(logs))
    return Interval(math.exp(middle - half), math.exp(middle), math.exp(middle + half))
