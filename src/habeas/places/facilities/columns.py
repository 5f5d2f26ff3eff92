"""Which column of a table of facilities holds what, and what its cells say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import isfinite
from pathlib import Path

from habeas.language import fold, listed, table_rows
from habeas.model import DateInterval, InputRefused
from habeas.places.columns import columns_by_name
from habeas.places.date_cells import date_told
from habeas.places.facilities.facility import Official

_DATA = Path(__file__).parents[1] / "data"
_PAIR = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*[,; ]\s*(-?\d+(?:[.,]\d+)?)")
_POINT = re.compile(
    r"(?:<[^>]*/Q2>\s*)?point\s*\(\s*(-?[\d.]+(?:e-?\d+)?)\s+(-?[\d.]+(?:e-?\d+)?)\s*\)", re.I
)


def facility_columns(
    header: Sequence[str], columns: Mapping[str, str], name: str
) -> dict[str, int]:
    """Which column holds each field; a column serves one field.

    Raises InputRefused if a column of `columns` is not there, or none says where facilities are.
    """
    found = columns_by_name(header, "facility_columns.tsv", columns, name)
    if "coordinates" not in found and not {"latitude", "longitude"} <= set(found):
        raise InputRefused(
            "no columns say where the facilities are",
            where=name,
            remedy="name two columns latitude and longitude (decimal degrees)",
        )
    return found


def point_told(cell: Mapping[str, str]) -> tuple[float, float]:
    """Latitude and longitude of a row: from their columns, "lat, lon", or "Point(lon lat)".

    Raises InputRefused for what is none, and for the point 0, 0, which stands for a missing one.
    """
    told = cell.get("coordinates", "")
    if cell.get("latitude") or cell.get("longitude"):
        latitude = _degrees(cell.get("latitude", ""), "latitude", 90)
        longitude = _degrees(cell.get("longitude", ""), "longitude", 180)
    elif found := _POINT.fullmatch(told):
        latitude, longitude = (
            _degrees(found[2], "latitude", 90),
            _degrees(found[1], "longitude", 180),
        )
    elif found := _PAIR.fullmatch(told):
        latitude, longitude = (
            _degrees(found[1], "latitude", 90),
            _degrees(found[2], "longitude", 180),
        )
    else:
        raise InputRefused(
            f"{told!r} is no point" if told else "it has no coordinates",
            remedy="give latitude and longitude in decimal degrees, and precision_km",
        )
    if latitude == 0 and longitude == 0:
        raise InputRefused(
            "its coordinates are 0, 0", remedy="leave out what is unknown, or give its region"
        )
    return latitude, longitude


def _degrees(text: str, field: str, most: float) -> float:
    try:
        value = float(text.replace("°", "").replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value) or abs(value) > most:
        raise InputRefused(
            f"{field} is {text!r}", remedy=f"write decimal degrees from -{most} to {most}"
        )
    return value


def number_told(cell: Mapping[str, str], field: str, most: float) -> float | None:
    """A number from 0 to `most`, None for an empty cell. Raises InputRefused for anything else."""
    said = cell.get(field, "")
    if not said:
        return None
    try:
        value = float(re.sub(r"[\s\u00a0]", "", said).replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise InputRefused(f"{field} is {said!r}", remedy=f"write a number from 0 to {most:,.0f}")
    return value


def official_told(text: str) -> Official:
    """The status that a cell names; UNLISTED for an empty one. Raises InputRefused else."""
    if not text:
        return Official.UNLISTED
    status = _statuses().get(fold(text))
    if status is None:
        raise InputRefused(f"{text!r} is no status", remedy="write listed, unlisted or denied")
    return status


@cache
def _statuses() -> dict[str, Official]:
    return {
        fold(word): Official(row["status"])
        for row in table_rows(_DATA / "facility_statuses.tsv")
        for word in listed(row["words"])
    }


def active_told(since: str, until: str) -> DateInterval:
    """From the first day that `since` may mean to the last of `until`. Raises InputRefused."""
    try:
        first, last = date_told(since)[0].first, date_told(until)[0].last
    except ValueError as fault:
        raise InputRefused(str(fault), remedy="write days as 2024-05-31, or years") from fault
    if first and last and first > last:
        raise InputRefused("it closes before it opens", remedy="exchange since and until")
    return DateInterval(first, last)
