"""Flattened releases: tables whose headings are paths, as `contracts/0/items/0/quantity`.

Source: the convention of flattentool. Rows of one release (`ocid` and `id`) are its parts: their
arrays are merged by id, and where there are no ids each row adds elements of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from habeas.places.procurement.line import RefusedRow
from habeas.places.procurement.table import Table

_PREFIX = re.compile(r"^(?:releases/\d+/|records/\d+/|compiledRelease/)+")
_ARRAYS = frozenset(
    "contracts items awards parties suppliers roles deliveryAddresses deliveryLocations"
    " transactions".split()
)
_DEEPEST = 12


def is_flattened(table: Table) -> bool:
    """Whether the headings are paths of releases."""
    paths = [_path(name) for name in table.header]
    return any(path[:1] == ["ocid"] for path in paths) and any(
        path[:1] == ["contracts"] and "items" in path for path in paths
    )


def flattened_releases(table: Table) -> Iterator[dict[str, Any] | RefusedRow]:
    """The releases of the table's rows, and rows that have no ocid."""
    paths = [_path(name) for name in table.header]
    releases: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in table.rows:
        part: dict[str, Any] = {}
        for path, cell in zip(paths, row, strict=False):
            if cell and path:
                _set(part, path, cell)
        if not part.get("ocid"):
            where = f"{table.name}, row {number:,}"
            yield RefusedRow(where, "a row without an ocid", "keep the column ocid in each row")
            continue
        key = (str(part["ocid"]), str(part.get("id", "")))
        whole = _listed(part)
        releases[key] = _joined(releases[key], whole) if key in releases else whole
    yield from releases.values()


def _path(heading: str) -> list[str]:
    bare = _PREFIX.sub("", heading.strip().replace(".", "/"))
    parts = [part for part in bare.split("/") if part]
    path: list[str] = []
    for place, part in enumerate(parts[:_DEEPEST]):
        path.append(part)
        # A heading without the number of the element means the first.
        follows = parts[place + 1] if place + 1 < len(parts) else None
        if part in _ARRAYS and follows is not None and not follows.isdigit():
            path.append("0")
    return path


def _set(target: dict[str, Any], path: list[str], cell: str) -> None:
    """Put a cell at its path; arrays are kept as objects with places for keys until all is read."""
    for part in path[:-1]:
        below = target.setdefault(part, {})
        if not isinstance(below, dict):
            return
        target = below
    target.setdefault(path[-1], cell)


def _listed(value: Any) -> Any:
    """The same with arrays for objects whose keys are places."""
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() and len(key) < 7 for key in value):
        return [_listed(value[key]) for key in sorted(value, key=int)]
    return {
        key: below.split(";") if key == "roles" and isinstance(below, str) else _listed(below)
        for key, below in value.items()
    }


def _joined(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        result = dict(old)
        for key, value in new.items():
            result[key] = _joined(result[key], value) if key in result else value
        return result
    if isinstance(old, list) and isinstance(new, list):
        return _joined_arrays(old, new)
    return new


def _joined_arrays(old: list[Any], new: list[Any]) -> list[Any]:
    result = list(old)
    places = {one["id"]: n for n, one in enumerate(old) if isinstance(one, dict) and "id" in one}
    for one in new:
        own = one.get("id") if isinstance(one, dict) else None
        if own in places and own is not None:
            result[places[own]] = _joined(result[places[own]], one)
        elif own is not None or one not in result:
            result.append(one)
    return result
