"""An INVENTED network of transfers: regions, hubs, seasons, several ways of travel, and errors.

Nothing in it is a real place, facility or person. Some facilities are hidden: their stays lose
their name (or keep a label without coordinates). The truth is kept beside what is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from habeas.model import DateInterval
from habeas.places.chains import FacilityPoint, Leg, Stay
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]
START = date(2022, 3, 1)
DAYS = 900


@dataclass(frozen=True, slots=True)
class NetworkProfile:
    """How the invented network and its witnesses behave; shares are of stays or of journeys.

    A facility sends to about `partners` usual facilities (None: to all, by gravity alone) and in a
    share `leak` of cases to any other.
    """

    persons: int = 2_000
    facilities: int = 150
    hidden: int = 10
    regions: int = 12
    width_km: float = 2_000.0
    height_km: float = 1_200.0
    decay_km: float = 100.0
    hub_decay_km: float = 500.0
    preference: float = 1.0
    partners: float | None = 5.0
    leak: float = 0.1
    region_bonus: float = 8.0
    missing_hours: float = 0.3
    hours_spread: float = 0.3
    heavy_tails: bool = False
    wrong_hours: float = 0.08
    mistaken: float = 0.1
    forgotten: float = 0.03
    speeds: tuple[float, ...] = (45.0, 30.0, 65.0)
    mode_told: float = 0.3
    vague_dates: float = 0.4
    labelled: bool = False
    convoy: float = 0.3


@dataclass(frozen=True, slots=True)
class TransferNetwork:
    """What is told, and the truth: places of the hidden ones, where each stay really was."""

    stays: tuple[Stay, ...]
    facilities: tuple[FacilityPoint, ...]
    places: tuple[Numbers, Numbers, Numbers]
    hidden: dict[str, tuple[float, float]]
    where: tuple[str, ...]
    movements: dict[str, int] = field(default_factory=dict)


def simulate(profile: NetworkProfile, seed: int) -> TransferNetwork:
    """One invented network and what its witnesses tell; the same for the same seed."""
    random = np.random.default_rng([seed, 6])
    latitude, longitude, people, region = _ground(profile, random)
    chosen, kind = _facilities(profile, people, random)
    at_latitude, at_longitude = latitude[chosen], longitude[chosen]
    away = distance_km(at_latitude[:, None], at_longitude[:, None], at_latitude, at_longitude)
    moves = _transitions(profile, away, kind, region[chosen], random)
    names = [f"F{number}" for number in range(profile.facilities)]
    starts = np.where(kind == 0, 1.0, 0.05) * people[chosen] ** 0.3
    walks = _walks(profile, moves, starts / starts.sum(), random)
    passed = np.bincount([p for walk in walks for p, *_ in walk], minlength=profile.facilities)
    fit = np.flatnonzero(passed >= np.quantile(passed, 0.3))
    hidden = set(random.choice(fit, size=min(profile.hidden, len(fit)), replace=False).tolist())
    stays: list[Stay] = []
    where: list[str] = []
    for number, walk in enumerate(walks):
        told, truth = _told(profile, f"P{number}", walk, away, hidden, names, random)
        stays += told
        where += truth
    movements = {names[h]: 0 for h in hidden}
    for stay, at in zip(stays, where, strict=True):
        if at in movements and stay.facility in ("", f"X-{at}"):
            movements[at] += 1
    facilities = tuple(
        FacilityPoint(names[k], f"Facility {k}", float(at_latitude[k]), float(at_longitude[k]))
        for k in range(profile.facilities)
        if k not in hidden
    )
    stays = [replace(stay, row=row) for row, stay in enumerate(stays, start=2)]
    truth_points = {names[h]: (float(at_latitude[h]), float(at_longitude[h])) for h in hidden}
    ground = (latitude, longitude, people)
    return TransferNetwork(tuple(stays), facilities, ground, truth_points, tuple(where), movements)


def _ground(
    profile: NetworkProfile, random: np.random.Generator
) -> tuple[Numbers, Numbers, Numbers, NDArray[np.int64]]:
    """Populated places of some regions: towns gather round each region's city."""
    centres = random.uniform(0, 1, (profile.regions, 2))
    count = 2_500
    region = random.integers(0, profile.regions, count)
    near = random.random(count) < 0.5
    spot = np.where(
        near[:, None],
        centres[region] + random.normal(0, 0.06, (count, 2)),
        random.uniform(0, 1, (count, 2)),
    )
    region = np.argmin(((spot[:, None, :] - centres[None]) ** 2).sum(-1), axis=1)
    latitude = 48.0 + spot[:, 1] * profile.height_km / 111.2
    longitude = 34.0 + spot[:, 0] * profile.width_km / (111.2 * np.cos(np.radians(50.0)))
    people = np.exp(random.normal(7.0, 1.6, count))
    return latitude, longitude, people, region


def _facilities(
    profile: NetworkProfile, people: Numbers, random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the facilities are, and their kind: 0 cells, 1 remand prison, 2 colony, 3 hub."""
    weight = people**0.5 / (people**0.5).sum() * 0.7 + 0.3 / len(people)
    chosen = random.choice(len(people), profile.facilities, replace=False, p=weight / weight.sum())
    kind = random.choice(4, profile.facilities, p=[0.45, 0.25, 0.25, 0.05])
    return chosen, kind


def _transitions(
    profile: NetworkProfile,
    away: Numbers,
    kind: NDArray[np.int64],
    region: NDArray[np.int64],
    random: np.random.Generator,
) -> Numbers:
    """The chance of each next facility: near, in the region, by kind, and by habits of its own."""
    size = np.exp(random.normal(0, 0.8, len(kind))) * np.array([0.6, 1.6, 1.2, 2.5])[kind]
    reach = np.where(
        (kind[:, None] == 3) | (kind[None, :] == 3), profile.hub_decay_km, profile.decay_km
    )
    follows = np.array(
        [[0.5, 2.0, 0.3, 1.0], [0.2, 0.8, 1.5, 1.5], [0.1, 0.5, 1.0, 1.0], [0.2, 1.0, 2.0, 1.0]]
    )
    attraction = size[None, :] * np.exp(-away / reach) * follows[kind[:, None], kind[None, :]]
    attraction *= np.where(region[:, None] == region[None, :], profile.region_bonus, 1.0)
    attraction *= np.exp(random.normal(0, profile.preference, away.shape))
    np.fill_diagonal(attraction, 0.0)
    shares: Numbers = attraction / attraction.sum(1, keepdims=True)
    if profile.partners is None:
        return shares
    usual = np.zeros_like(shares)
    for number, row in enumerate(shares):
        count = min(1 + int(random.poisson(profile.partners - 1)), int((row > 0).sum()))
        chosen = random.choice(len(row), count, replace=False, p=row)
        usual[number, chosen] = random.dirichlet(np.full(count, 1.5))
    return np.asarray((1 - profile.leak) * usual + profile.leak * shares)


Walk = list[tuple[int, date, date]]


def _walks(
    profile: NetworkProfile, moves: Numbers, starts: Numbers, random: np.random.Generator
) -> list[Walk]:
    """Where each person was and when; some are moved in convoys and share their way."""
    season = 1 + 0.8 * np.sin(np.arange(len(starts)) * 2.0)
    walks: list[Walk] = []
    while len(walks) < profile.persons:
        day = int(random.integers(0, DAYS))
        weight = starts * (1 + (season - 1) * np.cos(2 * np.pi * day / 365))
        at = int(random.choice(len(starts), p=weight / weight.sum()))
        walk: Walk = []
        for _ in range(int(random.integers(2, 7))):
            stayed = int(random.exponential(25)) + 1
            walk.append((at, START + timedelta(day), START + timedelta(day + stayed)))
            day += stayed
            at = int(random.choice(len(starts), p=moves[at]))
        together = 1 + (int(random.integers(1, 5)) if random.random() < profile.convoy / 3 else 0)
        walks += [walk] * together
    return walks[: profile.persons]


def _hours(
    profile: NetworkProfile, km: float, random: np.random.Generator
) -> tuple[float | None, str]:
    """Hours on the way as told, and by what; None if nobody knew."""
    mode = int(random.choice(len(profile.speeds), p=_mode_shares(len(profile.speeds))))
    error = random.standard_t(3) if profile.heavy_tails else random.normal()
    hours = (km / profile.speeds[mode] + random.exponential(1.0)) * np.exp(
        profile.hours_spread * error
    )
    if random.random() < profile.wrong_hours:
        hours *= np.exp(random.normal(0, 1.2))
    told = random.random() < profile.mode_told
    named = ("road", "train", "air")[min(mode, 2)] if told else ""
    if random.random() < profile.missing_hours:
        return None, named
    return float(np.round(max(hours, 0.3), 1)), named


def _mode_shares(count: int) -> Numbers:
    shares = np.array([0.7, 0.25, 0.05, 0.05])[:count]
    return np.asarray(shares / shares.sum())


def _told(
    profile: NetworkProfile,
    person: str,
    walk: Walk,
    away: Numbers,
    hidden: set[int],
    names: list[str],
    random: np.random.Generator,
) -> tuple[list[Stay], list[str]]:
    """A walk as it is told: hidden places unnamed, some known ones forgotten, some of it wrong."""
    truth = [at for at, *_ in walk]
    told_at = list(truth)
    for step in range(len(walk)):
        if random.random() < profile.mistaken and step not in (0, len(walk) - 1):
            told_at[step] = int(random.integers(0, len(names)))  # the witness mixes places up
    stays: list[Stay] = []
    legs = [_hours(profile, float(away[a, b]), random) for a, b in pairwise(truth)]
    for step, (_, arrived, left) in enumerate(walk):
        at = told_at[step]
        named = "" if random.random() < profile.forgotten else names[at]
        if at in hidden:
            named = f"X-{names[at]}" if profile.labelled else ""
        came = Leg(legs[step - 1][0], None, legs[step - 1][1]) if step else Leg()
        stays.append(
            Stay(person, named, _date(profile, arrived, random), _date(profile, left, random), came)
        )
    return stays, [names[at] for at in truth]


def _date(profile: NetworkProfile, day: date, random: np.random.Generator) -> DateInterval:
    """The day, or only its month, as some remember."""
    if random.random() >= profile.vague_dates:
        return DateInterval.on(day)
    first = day.replace(day=1)
    return DateInterval(first, (first + timedelta(32)).replace(day=1) - timedelta(1))
