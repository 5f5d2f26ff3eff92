"""What the seats of a reading meet: places for their names, extents for what they lie in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.places.addresses.ground import Ground, Meeting
from habeas.places.addresses.reading import Seat, ToldName
from habeas.places.addresses.stations import settlements_of
from habeas.places.addresses.territory import Territory

_OUTSIDE_SCALE_KM = 10.0
_SURE, _LARGE_TOWN, _TOWN_REACH_KM = 0.8, 50_000.0, 25.0
_BEYOND_THE_BORDER_KM = 60.0
_PARTS_OF_TOWNS = frozenset({None, "site", "water"})
_WIDE, _NARROW = frozenset({"region", "country"}), frozenset({"district", "city"})


@dataclass(frozen=True, slots=True)
class MetSeat:
    """A seat with what it lies in, and what each of its names meets.

    With each meeting stands whether it was met only by a part or another form of the name.
    """

    seat: Seat
    territories: tuple[Territory, ...]
    by_name: tuple[tuple[tuple[Meeting, bool], ...], ...]

    def everything(self, but: int = -1) -> list[Meeting]:
        """All that its names meet, but for the name of this number."""
        return [one for at, met in enumerate(self.by_name) if at != but for one, _ in met]


def met_seat(
    seat: Seat, ground: Ground, near: tuple[str, ...] = (), *, today: bool = False
) -> MetSeat:
    """Look up a seat; `near` holds the codes of the context, where it says nothing itself."""
    territories = territories_of(seat.within, ground, today=today)
    codes = tuple(dict.fromkeys(code for one in territories for code in one.codes)) or near
    by_name = tuple(_meetings(told, codes, ground) for told in seat.names)
    regions = [one for one in territories if one.level == "region" and one.codes]
    if not regions or any(_lies_in(one, regions, ground) for met in by_name for one, _ in met):
        return MetSeat(seat, territories, by_name)
    # Nothing of these names lies where they are told to lie: they may be misspelt.
    present = tuple(dict.fromkeys(code for one in regions for code in one.present))
    misspelt = tuple(
        (*met, *((one, True) for one in ground.spelt_like(told.name, present)))
        for told, met in zip(seat.names, by_name, strict=True)
    )
    return MetSeat(seat, territories, misspelt)


def _lies_in(one: Meeting, regions: Sequence[Territory], ground: Ground) -> bool:
    return any(
        ground.outside_km(region, one.latitude, one.longitude, one.code) <= _BEYOND_THE_BORDER_KM
        for region in regions
    )


def _meetings(
    told: ToldName, near: tuple[str, ...], ground: Ground
) -> tuple[tuple[Meeting, bool], ...]:
    """What a name meets: with its small words, else whole; else, or for stations too, otherwise."""
    whole: tuple[Meeting, ...] = ()
    for name in dict.fromkeys(one for one in (told.longer, told.name) if one):
        whole = whole or ground.meetings(name, near, told.kind)
    others = [] if whole else _parts(told.name)
    others += settlements_of(told.name) if told.kind == "station" else []
    found = dict.fromkeys(whole, False)
    for name in others:
        found |= {one: True for one in ground.meetings(name, near, told.kind) if one not in found}
    return tuple(found.items())


def _parts(name: str) -> list[str]:
    words = name.split()
    parts = [words[:size] for size in range(len(words) - 1, 0, -1)]
    return [" ".join(part) for part in (*parts, *(words[at:] for at in range(1, len(words))))]


def territories_of(
    told: Sequence[ToldName], ground: Ground, *, today: bool = False
) -> tuple[Territory, ...]:
    """The extents of what a seat lies in, each looked up in the light of the wider ones.

    `today` leaves out what belonged to a region once.
    """
    order = {"country": 0, "region": 1, "district": 2}
    found: list[Territory] = []
    for one in sorted(told, key=lambda name: order.get(name.kind or "", 3)):
        outer = tuple(known for known in found if known.level in {"region", "country"})
        territory = ground.territory(one, outer)
        if territory is not None:
            found.append(replace(territory, codes=territory.present) if today else territory)
    return tuple(one for one in dict.fromkeys(found) if not _contradicted(one, found))


def _contradicted(one: Territory, others: Sequence[Territory]) -> bool:
    """A country told before another place, when a region told here lies in another country."""
    if one.level != "country":
        return False
    regions = [other for other in others if other.level == "region" and other.codes]
    inside = [
        any(code[:2] in {whole[:2] for whole in one.codes} for code in region.codes)
        for region in regions
    ]
    return bool(inside) and not any(inside)


def in_towns(met: Sequence[MetSeat], ground: Ground) -> list[MetSeat]:
    """The seats of a reading; bare ones beside a large town of their group lie in it or near it.

    "Москва, Серебряный бор": a part of Moscow, not a village of that name far away.
    """
    towns = [_town(one, ground) for one in met]
    found: list[MetSeat] = []
    for at, one in enumerate(met):
        around = tuple(
            town
            for other, town in enumerate(towns)
            if town is not None and other != at and met[other].seat.item == one.seat.item
        )
        part = towns[at] is None and one.seat.names[0].kind in _PARTS_OF_TOWNS
        found.append(replace(one, territories=(*one.territories, *around)) if part else one)
    return found


def _town(met: MetSeat, ground: Ground) -> Territory | None:
    best = max(met.everything(), key=lambda one: one.score, default=None)
    if best is None or best.kind != "city" or best.score < _SURE:
        return None
    if ground.people(best.latitude, best.longitude, best.code) < _LARGE_TOWN:
        return None
    return Territory(best.name, "city", best.latitude, best.longitude, (), _TOWN_REACH_KM, False)


def outside_of(
    one: Meeting, territories: tuple[Territory, ...], ground: Ground
) -> tuple[float, float]:
    """How far a place lies outside of the regions and of the districts: the present ones, if told.

    Each is the logarithm of 1 + km outside / 10, of the narrowest present region and district.
    """
    lost = {"region": 0.0, "district": 0.0}
    for level, kinds in (("region", _WIDE), ("district", _NARROW)):
        told = [territory for territory in territories if territory.level in kinds]
        for territory in [some for some in told if some.now] or told:
            away = ground.outside_km(territory, one.latitude, one.longitude, one.code)
            lost[level] = max(lost[level], math.log1p(away / _OUTSIDE_SCALE_KM))
    return lost["region"], lost["district"]
