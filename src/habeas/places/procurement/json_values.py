"""Values of a JSON document that nobody vouches for, as the types that are wanted or as nothing."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from habeas.places.procurement.numbers import read_number

_LONGEST_TEXT = 10_000


def as_object(untrusted: Any) -> dict[str, Any]:
    """The object, or an empty one."""
    return untrusted if isinstance(untrusted, dict) else {}


def as_objects(untrusted: Any) -> list[dict[str, Any]]:
    """The objects of an array; a lone object counts as an array of one."""
    if isinstance(untrusted, dict):
        return [untrusted]
    return (
        [one for one in untrusted if isinstance(one, dict)] if isinstance(untrusted, list) else []
    )


def as_text(untrusted: Any) -> str:
    """A text or a number as text, white space evened; anything else is empty."""
    if isinstance(untrusted, bool) or not isinstance(untrusted, (str, int, float)):
        return ""
    if isinstance(untrusted, int) and abs(untrusted) > 10**18:
        return ""
    text = str(untrusted)[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())


def as_number(untrusted: Any) -> float | None:
    """A finite number, also where it was written as text."""
    if isinstance(untrusted, bool):
        return None
    if isinstance(untrusted, (int, float)):
        try:
            number = float(untrusted)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None
    return read_number(untrusted) if isinstance(untrusted, str) else None


def as_day(untrusted: Any) -> date | None:
    """The day of a date or a date and time in ISO 8601, as printed (no change of time zone)."""
    if not isinstance(untrusted, str):
        return None
    try:
        return date.fromisoformat(untrusted.strip()[:10])
    except ValueError:
        return None
