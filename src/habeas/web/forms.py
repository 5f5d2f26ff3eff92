"""What a browser sent, as a frozen dataclass: each field is checked, unknown ones are refused.

Fields may be str, int, float, bool, date, an Enum, one of these or None, or a tuple of these (a
name that is sent several times). An empty value of a field that may be None is None.
"""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from habeas.model import WrongUsage

T = typing.TypeVar("T")
_LONGEST = 20_000
# No page, place or count has more digits; what is reckoned from one still fits a database.
_MOST_DIGITS = 12
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Nothing:
    """For a page that takes no parameters, and a button that sends none."""


def parse(kind: type[T], sent: Iterable[tuple[str, str]]) -> T:
    """The dataclass that these names and values make. Raises WrongUsage, naming the field."""
    given: dict[str, list[str]] = {}
    for name, value in sent:
        given.setdefault(name, []).append(value)
    described: Any = kind
    hints = hints_of(described)
    unknown = sorted(given.keys() - hints.keys())
    if unknown:
        raise WrongUsage("there is no such field", where=unknown[0][:80])
    found: dict[str, Any] = {}
    for field in fields(described):
        if field.name in given:
            found[field.name] = _value(field.name, hints[field.name], given[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise WrongUsage("this field is missing", where=field.name)
    return kind(**found)


@lru_cache(maxsize=128)
def hints_of(kind: Any) -> Mapping[str, Any]:
    """The type of each field of a dataclass."""
    return typing.get_type_hints(kind)


def _value(name: str, kind: Any, values: list[str]) -> Any:
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        return tuple(_one(name, item, value) for value in values if value)
    if len(values) > 1:
        raise WrongUsage("this field was sent more than once", where=name)
    return _one(name, kind, values[0])


def _one(name: str, kind: Any, value: str) -> Any:
    if len(value) > _LONGEST:
        raise WrongUsage(f"longer than {_LONGEST:,} characters", where=name)
    if "\x00" in value:
        raise WrongUsage("a character that no text holds", where=name)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        inner = [option for option in typing.get_args(kind) if option is not type(None)]
        return None if value == "" else _one(name, inner[0], value)
    try:
        return _read(kind, value)
    except ValueError:
        raise WrongUsage(f"{value[:40]!r} does not fit", where=name, remedy=_wanted(kind)) from None


def _read(kind: Any, value: str) -> Any:
    if kind is bool:
        if value.lower() not in _TRUE | _FALSE:
            raise ValueError(value)
        return value.lower() in _TRUE
    if kind is date:
        return date.fromisoformat(value)
    if kind is int and len(value) > _MOST_DIGITS:
        raise ValueError(value)
    found = kind(value)
    if isinstance(found, float) and not math.isfinite(found):
        raise ValueError(value)
    return found


def _wanted(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "one of: " + ", ".join(str(item.value) for item in kind)
    return {int: "a whole number", float: "a number", date: "a day as 2026-11-22"}.get(kind, "")
