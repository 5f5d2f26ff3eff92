"""Any plain data with each text in it rewritten: nothing that a dossier shows is passed over."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")
Rewrite = Callable[[str], str]
OwnWays = Mapping[type, Callable[[Any], Any]]


def rewritten(value: T, rewrite: Callable[[str], str], own_ways: OwnWays | None = None) -> T:
    """The same data with every text that is no member of an enumeration rewritten, also in keys.

    What nothing is changed in is the same object. Arrays of numbers, dates and numbers stay.
    `own_ways` say for kinds of value how one of them is rewritten. Raises TypeError for an array
    of objects.
    """
    new: T = _rewritten(value, rewrite, own_ways or {})
    return new


def _rewritten(value: Any, rewrite: Rewrite, ways: OwnWays) -> Any:
    if isinstance(value, (Enum, type)):
        return value
    if (own_way := ways.get(type(value))) is not None:
        return own_way(value)
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        return _items(value, rewrite, ways)
    if isinstance(value, Mapping):
        return _mapping(value, rewrite, ways)
    if is_dataclass(value):
        return _dataclass(value, rewrite, ways)
    if getattr(getattr(value, "dtype", None), "hasobject", False):
        raise TypeError("an array of objects cannot be rewritten")
    return value


def _items(value: Any, rewrite: Rewrite, ways: OwnWays) -> Any:
    new = [_rewritten(item, rewrite, ways) for item in value]
    if isinstance(value, (tuple, list)) and all(
        one is other for one, other in zip(new, value, strict=True)
    ):
        return value
    if hasattr(value, "_fields"):
        return type(value)(*new)
    return type(value)(new)


def _mapping(value: Any, rewrite: Rewrite, ways: OwnWays) -> Any:
    new = {
        _rewritten(key, rewrite, ways): _rewritten(item, rewrite, ways)
        for key, item in value.items()
    }
    same = len(new) == len(value) and all(key in value and new[key] is value[key] for key in new)
    return value if same else new


def _dataclass(value: Any, rewrite: Rewrite, ways: OwnWays) -> Any:
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        new = _rewritten(old, rewrite, ways)
        if new is not old:
            changed[field.name] = new
    if not changed:
        return value
    new_value = copy.copy(value)
    for name, item in changed.items():
        object.__setattr__(new_value, name, item)
    return new_value
