"""A facility: a place of detention that somebody has put on a list, a map, or a denial."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model import DateInterval
from habeas.places.sighting import ANY_TIME


class Official(StrEnum):
    """What the authorities say of it: on their own lists, on none of them, or denied."""

    LISTED = "listed"
    UNLISTED = "unlisted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of detention in decimal degrees (WGS 84), right to within `precision_km`.

    `region` is the ISO 3166-2 code of its first-level region, else the ISO 3166-1 code of its
    country, "" if unknown. `capacity` is people. `active` bounds when it was in use; an end that is
    None is not known. `source` says where it was taken from.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    aliases: tuple[str, ...] = ()
    official: Official = Official.UNLISTED
    function: str = ""
    region: str = ""
    precision_km: float = 1.0
    capacity: float | None = None
    active: DateInterval = ANY_TIME
    source: str = ""


@dataclass(frozen=True, slots=True)
class RefusedFacility:
    """A row or object that was not read: its line (0 in a map), its id, why, and what to do."""

    line: int
    id: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line} ({self.id}): {self.reason} — {self.remedy}"


@dataclass(frozen=True, slots=True)
class FacilityTable:
    """What was read; each row is in `facilities` or in `refused`."""

    facilities: tuple[Facility, ...]
    refused: tuple[RefusedFacility, ...] = ()
    notes: tuple[str, ...] = ()
