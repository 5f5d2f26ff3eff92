"""The user's own table of facilities: one row each, refused rows with their reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from habeas.language import region_key
from habeas.model import InputRefused
from habeas.places.facilities.columns import (
    active_told,
    number_told,
    official_told,
    point_told,
)
from habeas.places.facilities.facility import Facility, FacilityTable, RefusedFacility
from habeas.places.text_table import TextTable

_MOST_KM, _MOST_PEOPLE = 5_000.0, 1_000_000.0
_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_DEFAULT_PRECISION_KM = 1.0


def read_own(table: TextTable, columns: Mapping[str, int]) -> FacilityTable:
    """The facilities of a table whose columns are known."""
    facilities: list[Facility] = []
    refused = [RefusedFacility(item.row, "", item.reason, item.remedy) for item in table.refused]
    known: set[str] = set()
    without_status = 0
    for line, row in table.rows:
        cell = {field: row[at].strip() for field, at in columns.items()}
        identity = cell.get("id") or f"row {line}"
        try:
            if identity in known:
                raise InputRefused("another row has this id", remedy="give each row its own id")
            facilities.append(_facility(cell, identity, f"{table.name}, line {line}"))
            known.add(identity)
            without_status += not cell.get("official")
        except InputRefused as fault:
            refused.append(RefusedFacility(line, identity, fault.what, fault.remedy or ""))
    notes = list(table.notes)
    if without_status:
        notes.append(f"{without_status} facilities without a status were taken to be unlisted.")
    unread = [name for at, name in enumerate(table.header) if at not in columns.values() and name]
    notes += [f"not read: the column {name!r}" for name in unread]
    return FacilityTable(tuple(facilities), tuple(refused), tuple(notes))


def _facility(cell: Mapping[str, str], identity: str, origin: str) -> Facility:
    name = cell.get("name", "")
    if not name:
        raise InputRefused("it has no name", remedy="give the name it goes by, or a working name")
    latitude, longitude = point_told(cell)
    precision = number_told(cell, "precision_km", _MOST_KM)
    return Facility(
        id=identity,
        name=name,
        latitude=latitude,
        longitude=longitude,
        aliases=tuple(
            alias.strip() for alias in re.split(r"[|;]", cell.get("aliases", "")) if alias.strip()
        ),
        official=official_told(cell.get("official", "")),
        function=cell.get("function", ""),
        region=region_told(cell.get("region", "")),
        precision_km=_DEFAULT_PRECISION_KM if precision is None else precision,
        capacity=number_told(cell, "capacity", _MOST_PEOPLE),
        active=active_told(cell.get("since", ""), cell.get("until", "")),
        source=cell.get("source") or origin,
    )


def region_told(text: str) -> str:
    """The code of a region or country as a cell names it; "" for a name that is not known."""
    if _CODE.fullmatch(text.strip().upper()):
        return text.strip().upper()
    code = region_key(text)
    return code if _CODE.fullmatch(code) else ""
