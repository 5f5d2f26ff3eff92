"""Facilities as saved from Wikidata's query service: several rows of one item are one facility."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from habeas.language import fold
from habeas.model import DateInterval, InputRefused
from habeas.places.distance import distance_km
from habeas.places.facilities.columns import active_told, number_told, point_told
from habeas.places.facilities.facility import Facility, FacilityTable, RefusedFacility
from habeas.places.facilities.own_table import region_told
from habeas.places.text_table import TextTable

_ITEM = re.compile(r"(?:.*/)?(Q\d+)")
_MOST_PEOPLE = 1_000_000.0
# Wikidata states no precision with its CSV; a prison's point is mostly right to within a town.
_PRECISION_KM = 1.0


def is_wikidata(header: Sequence[str]) -> bool:
    """Whether a header is one of the query service: `item` and `itemLabel`."""
    names = {fold(name.lstrip("\ufeff?")) for name in header}
    return {"item", "itemlabel"} <= names


def read_wikidata(table: TextTable, columns: Mapping[str, int]) -> FacilityTable:
    """One facility for each item that has a point on Earth; the status is unlisted."""
    rows: dict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    refused = [RefusedFacility(item.row, "", item.reason, item.remedy) for item in table.refused]
    for line, row in table.rows:
        cell = {field: row[at].strip() for field, at in columns.items()}
        item = _ITEM.fullmatch(cell.get("id", ""))
        if item is None:
            reason = f"{cell.get('id', '')!r} is no item"
            refused.append(RefusedFacility(line, "", reason, "select ?item in the query"))
        else:
            rows[item[1]].append((line, cell))
    facilities: list[Facility] = []
    apart = 0
    for item_id, told in rows.items():
        try:
            facility = _facility(item_id, [cell for _, cell in told])
        except InputRefused as fault:
            line = told[0][0]
            refused.append(RefusedFacility(line, item_id, fault.what, fault.remedy or ""))
            continue
        apart += facility.precision_km > _PRECISION_KM
        facilities.append(facility)
    notes = [*table.notes, "Wikidata does not say what is officially listed: all are unlisted."]
    if apart:
        notes.append(f"{apart} items have several points; their precision spans them.")
    return FacilityTable(tuple(facilities), tuple(refused), tuple(notes))


def _facility(item: str, cells: Sequence[Mapping[str, str]]) -> Facility:
    points = [point_told(cell) for cell in cells if cell.get("coordinates")]
    if not points:
        points = [point_told(cells[0])]
    latitude, longitude = Counter(points).most_common(1)[0][0]
    far = np.max(distance_km(latitude, longitude, *np.array(points).T))
    names = _each(cells, "name")
    labels = [name for name in names if name != item]
    aliases = [part.strip() for text in _each(cells, "aliases") for part in text.split(",")]
    made = Facility(
        id=item,
        name=labels[0] if labels else item,
        latitude=latitude,
        longitude=longitude,
        aliases=tuple(dict.fromkeys(alias for alias in (*labels[1:], *aliases) if alias)),
        function=", ".join(_each(cells, "function")),
        region=next((code for text in _each(cells, "region") if (code := region_told(text))), ""),
        precision_km=max(_PRECISION_KM, float(far)),
        source=f"Wikidata {item}",
    )
    return replace(made, **_dated_and_counted(cells))


def _dated_and_counted(cells: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Capacity and dates; of several, the greatest capacity and the widest span."""
    capacities = [number_told(cell, "capacity", _MOST_PEOPLE) for cell in cells]
    spans = [
        active_told(_known(cell.get("since", "")), _known(cell.get("until", ""))) for cell in cells
    ]
    firsts = [span.first for span in spans if span.first]
    lasts = [_end_of_year(span.last) for span in spans if span.last]
    return {
        "capacity": max((one for one in capacities if one is not None), default=None),
        "active": DateInterval(min(firsts, default=None), max(lasts, default=None)),
    }


def _known(text: str) -> str:
    """The date; "" for a value that is known to exist and not stated (a blank node)."""
    return "" if text.startswith(("t", "_:", "http")) else text


def _end_of_year(day: date) -> date:
    """A year is saved as its first of January: then the year's last day is the last possible."""
    return day.replace(month=12, day=31) if (day.month, day.day) == (1, 1) else day


def _each(cells: Sequence[Mapping[str, str]], field: str) -> list[str]:
    return list(dict.fromkeys(value for cell in cells if (value := cell.get(field, ""))))
