"""When it was, by the claim and by what a person set right about its dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from habeas.model import Claim, DateInterval


def corrected_interval(claim: Claim, corrected: Mapping[str, str | None]) -> DateInterval | None:
    """The claim's interval with the corrected ends in it; None where neither end is known.

    Ends that no longer fit together: the corrected one stays, the machine's is given up.
    """
    first = claim.date.interval.first if claim.date else None
    last = claim.date.interval.last if claim.date else None
    if "date_from" in corrected:
        first = _day(corrected["date_from"])
    if "date_to" in corrected:
        last = _day(corrected["date_to"])
    if first and last and first > last:
        first, last = (first, None) if "date_from" in corrected else (None, last)
    return DateInterval(first, last) if first or last else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
