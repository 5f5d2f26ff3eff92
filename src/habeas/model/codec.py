"""Nouns to plain JSON values and back, so that every room writes them in the same way."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

Plain = typing.Any
T = typing.TypeVar("T")


def to_plain(value: object) -> Plain:
    """Dataclasses become objects, tuples arrays, dates ISO 8601 text, enums their value.

    Raises TypeError for anything that is not one of the model's kinds of value.
    """
    if value is None or isinstance(value, (bool, int, float)) or type(value) is str:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"no plain form for {type(value).__name__}")


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no white space: equal values give equal bytes."""
    return json.dumps(
        to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def from_plain(kind: type[T], plain: Plain) -> T:
    """The value of this kind that `to_plain` wrote. Raises ValueError when it does not fit."""
    return typing.cast(T, _decode(kind, plain))


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, plain: Plain) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(kind, plain)
    if origin is tuple:
        return _decode_tuple(typing.get_args(kind), plain)
    if is_dataclass(kind) and isinstance(kind, type):
        return _decode_dataclass(kind, plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is datetime:
        return datetime.strptime(plain, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if isinstance(kind, type) and type(plain) is kind:
        return plain
    raise ValueError(f"{plain!r} is not a {kind}")


def _decode_union(kind: Any, plain: Plain) -> Any:
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    if plain is None and len(options) < len(typing.get_args(kind)):
        return None
    for option in options:
        try:
            return _decode(option, plain)
        except (ValueError, TypeError):
            continue
    raise ValueError(f"{plain!r} is not a {kind}")


def _decode_tuple(items: tuple[Any, ...], plain: Plain) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise ValueError(f"{plain!r} is not an array")
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_decode(items[0], item) for item in plain)
    if len(items) != len(plain):
        raise ValueError(f"{plain!r} does not have {len(items)} items")
    return tuple(_decode(kind, item) for kind, item in zip(items, plain, strict=True))


def _decode_dataclass(kind: type, plain: Plain) -> Any:
    if not isinstance(plain, dict):
        raise ValueError(f"{plain!r} is not a {kind.__name__}")
    hints = _hints(kind)
    unknown = plain.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {sorted(unknown)[0]!r}")
    try:
        return kind(**{name: _decode(hints[name], value) for name, value in plain.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error
