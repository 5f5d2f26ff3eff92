"""Descriptions by a relation (between X and Y, a drive from X) as readings of addresses are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from habeas.places.addresses.reading import Reading, Seat, ToldName, read_address
from habeas.places.description import Anchor, Description, Relation
from habeas.places.telling import read_description

# On roads of which nothing is known; `Scatter.told_drive` states how far that may be wrong.
KM_PER_MINUTE = 0.75
_TWO_ENDS = frozenset({Relation.BETWEEN, Relation.ROAD})


def read_any(text: str, *, language: str | None, is_territory: Callable[[str], bool]) -> Reading:
    """Read a description, by its hierarchy and by the relation that it tells, if it tells one.

    A relation is taken from `habeas.places.telling` where the hierarchy cannot express it (two
    ends, a drive) or has no distance of its own.
    """
    reading = read_address(text, language=language, is_territory=is_territory)
    told = read_description(text, language)
    if told is None:
        return reading
    within = _territories(told, reading, is_territory)
    if told.relation in _TWO_ENDS and len(told.anchors) > 1:
        ends = tuple(_seat(anchor, within) for anchor in told.anchors[:2])
        return replace(reading, seats=ends, between=True)
    if told.relation is Relation.DRIVE and told.minutes is not None:
        return replace(reading, seats=(_away(told, within, told.minutes * KM_PER_MINUTE, True),))
    has_distance = any(seat.km is not None for seat in reading.seats)
    if told.relation is Relation.DISTANCE and told.km is not None and not has_distance:
        return replace(reading, seats=(_away(told, within, told.km, False),))
    return reading


def _away(told: Description, within: tuple[ToldName, ...], km: float, driven: bool) -> Seat:
    seat = _seat(told.anchors[0], within)
    return replace(seat, link="from", km=km, degrees=told.direction, driven=driven)


def _seat(anchor: Anchor, within: tuple[ToldName, ...]) -> Seat:
    return Seat((ToldName(anchor.name, anchor.kind),), within, 0)


def _territories(
    told: Description, reading: Reading, is_territory: Callable[[str], bool]
) -> tuple[ToldName, ...]:
    """All that the text names around the place: by the hierarchy, and around the anchors."""
    found = [*reading.within, *(name for seat in reading.seats for name in seat.within)]
    for anchor in told.anchors:
        for name in anchor.within:
            found += read_address(name, is_territory=is_territory).within
    ends = {anchor.name for anchor in told.anchors}
    return tuple(name for name in dict.fromkeys(found) if name.name not in ends)
