"""What a person may set right about a claim, field by field, and in which form."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from habeas.claims import claim_types
from habeas.model import Correction, DateRole, Modality, Stance, WrongUsage

_EMPTY = frozenset({"", "none", "-"})


def corrections_from(fields: Mapping[str, str | None]) -> tuple[Correction, ...]:
    """Check field = value pairs and bring them into one form, sorted by field.

    An empty value (also `none` or `-`) says that the field should be empty.
    Raises WrongUsage for a field that cannot be corrected or a value that does not fit it.
    """
    found = tuple(_correction(field, fields[field]) for field in sorted(fields))
    values = {correction.field: correction.value for correction in found}
    first, last = values.get("date_from"), values.get("date_to")
    if first and last and first > last:
        raise WrongUsage(f"date_from {first} is after date_to {last}", remedy="swap them")
    return found


def _correction(field: str, value: str | None) -> Correction:
    try:
        check = _CHECKS[field]
    except KeyError:
        remedy = f"fields are: {', '.join(_CHECKS)}"
        raise WrongUsage(f"{field!r} is not a field to correct", remedy=remedy) from None
    text = (value or "").strip()
    if text.lower() not in _EMPTY:
        return Correction(field, check(field, text))
    if field in _NEVER_EMPTY:
        raise WrongUsage(f"{field} cannot be empty", remedy="reject the claim instead")
    return Correction(field, None)


def _words(_: str, value: str) -> str:
    return value


def _day(field: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise WrongUsage(f"{field} {value!r} is not a date", remedy="write 2026-11-22") from None


def _number(field: str, value: str) -> str:
    try:
        number = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise WrongUsage(f"{field} {value!r} is not a number", remedy="write 200 or 80%")
    return f"{number:g}"


def _one_of(names: Callable[[], list[str]]) -> Callable[[str, str], str]:
    def check(field: str, value: str) -> str:
        if value not in names():
            raise WrongUsage(
                f"{field} {value!r} is unknown", remedy=f"one of: {', '.join(names())}"
            )
        return value

    return check


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "type": _one_of(lambda: list(claim_types())),
    "stance": _one_of(lambda: [stance.value for stance in Stance]),
    "negated": _one_of(lambda: ["true", "false"]),
    "modality": _one_of(lambda: [modality.value for modality in Modality]),
    "speaker": _words,
    "speaker_role": _words,
    "via": _words,
    "actor": _words,
    "victim": _words,
    "place": _words,
    "date_from": _day,
    "date_to": _day,
    "date_role": _one_of(lambda: [role.value for role in DateRole]),
    "quantity": _number,
    "unit": _words,
}
_NEVER_EMPTY = frozenset({"type", "stance", "negated", "modality", "speaker"})
