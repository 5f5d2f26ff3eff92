"""What goes in: where persons were, one after another, and the facilities that are known."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import DateInterval
from habeas.places.sighting import ANY_TIME


@dataclass(frozen=True, slots=True)
class FacilityPoint:
    """A known facility in decimal degrees (WGS 84). `aliases` are other names it goes by."""

    id: str
    name: str
    latitude: float
    longitude: float
    aliases: tuple[str, ...] = ()
    capacity: float | None = None
    function: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """What was told of one journey: hours on the way, km, and by what; None or "" if not told."""

    hours: float | None = None
    km: float | None = None
    mode: str = ""


NO_LEG = Leg()


@dataclass(frozen=True, slots=True)
class Stay:
    """A person at one place; the stays of a person stand in the order in which they happened.

    `facility` is an id or a name of a known facility, any other label ("X7") for a place that has
    a name but no known coordinates, or "" for a place nobody could name. `came` and `went` are the
    journeys before and after. `arrived_hour` and `left_hour` are hours of the day (0–24) where a
    clock time is known. `cluster` names what the stay is not independent of (witness, story); if
    empty, the person. `count` is how many were moved where the row of a table sums up several.
    `row` is the line of the table, for messages. `direct` is False where it is known that the
    person did not come here straight from the stay before.
    """

    person: str
    facility: str = ""
    arrived: DateInterval = ANY_TIME
    left: DateInterval = ANY_TIME
    came: Leg = NO_LEG
    went: Leg = NO_LEG
    arrived_hour: float | None = None
    left_hour: float | None = None
    cluster: str = ""
    count: float = 1.0
    row: int = 0
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Movement:
    """A person moved from one place to another; fields as in `Stay`, places named or not."""

    person: str
    origin: str
    target: str
    departed: DateInterval = ANY_TIME
    arrived: DateInterval = ANY_TIME
    leg: Leg = NO_LEG
    departed_hour: float | None = None
    arrived_hour: float | None = None
    cluster: str = ""
    count: float = 1.0
    row: int = 0
