"""Several releases of one contracting process as one: the merge of OCDS 1.1, as far as it matters.

Objects are merged field by field, arrays of objects with ids by id, other arrays are replaced, null
takes a field away. Source: Open Contracting Data Standard 1.1, "Merging".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def merged(releases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The process after the releases, given from the earliest to the latest."""
    result: dict[str, Any] = {}
    for release in releases:
        result = _object(result, release)
    return result


def _object(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    result = dict(old)
    for key, value in new.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict):
            before = result.get(key)
            result[key] = _object(before if isinstance(before, dict) else {}, value)
        elif isinstance(value, list):
            before = result.get(key)
            result[key] = _array(before if isinstance(before, list) else [], value)
        else:
            result[key] = value
    return result


def _array(old: list[Any], new: list[Any]) -> list[Any]:
    places = {_id(one): place for place, one in enumerate(old)}
    ids = [_id(one) for one in new]
    # Without ids, or with an id twice, elements cannot be told apart: the later array stands.
    if None in places or None in ids or len(set(ids)) < len(ids) or len(places) < len(old):
        return new
    result = list(old)
    for one, own in zip(new, ids, strict=True):
        if own in places:
            result[places[own]] = _object(old[places[own]], one)
        else:
            result.append(_object({}, one))
    return result


def _id(one: Any) -> str | None:
    own = one.get("id") if isinstance(one, dict) else None
    return str(own) if isinstance(own, (str, int)) and not isinstance(own, bool) else None
