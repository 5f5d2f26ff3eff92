"""Places between two others: a pair of readings, near each other rather than far apart."""

from __future__ import annotations

import math

from habeas.places.addresses.ground import Ground, Meeting
from habeas.places.addresses.seats import MetSeat, outside_of
from habeas.places.addresses.weighing import Option, evidence_of, option_of
from habeas.places.distance import distance_km

_MOST_ENDS = 8
_SMALLEST_SCORE = 1e-6
_NEAR_PAIR_KM = 100.0


def between_options(first: MetSeat, second: MetSeat, ground: Ground) -> list[Option]:
    """The middles between what two names may mean, each with its two ends."""
    return [
        _pair(one, other, first, ground)
        for one in _ends(first)
        for other in _ends(second)
        if (one.latitude, one.longitude) != (other.latitude, other.longitude)
    ]


def _ends(met: MetSeat) -> list[Meeting]:
    settled = [one for one in met.everything() if one.kind not in {"region", "country"}]
    return sorted(settled, key=lambda one: -one.score)[:_MOST_ENDS]


def _pair(one: Meeting, other: Meeting, met: MetSeat, ground: Ground) -> Option:
    """People name two places near each other: what is far apart counts like lying outside."""
    ends = (one.latitude, one.longitude, other.latitude, other.longitude)
    apart = math.log1p(float(distance_km(*ends)) / _NEAR_PAIR_KM)
    outside = [outside_of(end, met.territories, ground) for end in (one, other)]
    evidence = evidence_of(
        score=math.log(max(one.score * other.score, _SMALLEST_SCORE)),
        outside_region=sum(region for region, _ in outside),
        outside_district=sum(district for _, district in outside) + apart,
    )
    # Longitudes across the antimeridian are far apart on paper only.
    turn = (other.longitude - one.longitude + 180.0) % 360.0 - 180.0
    middle = Meeting(
        f"{one.name} – {other.name}",
        (one.latitude + other.latitude) / 2,
        one.longitude + turn / 2,
        "between",
        one.country,
        one.code,
        1.0,
    )
    return option_of(middle, 0, evidence, "between", ends=(*ends[:2], ends[2], ends[1] + turn))
