"""Whether two claims speak of one time."""

from __future__ import annotations

import math
from dataclasses import dataclass

from habeas.claims.events.settings import EventSettings
from habeas.model import Claim, DateRole

_SHORT = 7
# A year of a town may hold many happenings of one kind.
_VAGUE = -1.5
_OPEN = 3650


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inclusive, as ordinals; an open end lies ten years off."""

    first: int
    last: int
    open: bool = False

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first + 1


def span(claim: Claim) -> Span | None:
    """When it happened; None where the claim dates nothing, or only what was said."""
    if claim.date is None or claim.date.role is not DateRole.EVENT:
        return None
    first, last = claim.date.interval.first, claim.date.interval.last
    if first is None and last is None:
        return None
    start = first.toordinal() if first else (last.toordinal() if last else 0) - _OPEN
    end = last.toordinal() if last else start + _OPEN
    return Span(start, end, first is None or last is None)


def gap(one: Span, other: Span) -> int:
    """Days between the two; 0 where they meet."""
    return max(0, other.first - one.last, one.first - other.last)


def weight(one: Span, other: Span, settings: EventSettings) -> float:
    """Log-odds of two dates: the more, the less likely it is that they meet by chance."""
    apart = gap(one, other)
    if apart == 0:
        chance = one.length + other.length - 1
        return max(_VAGUE, min(settings.most_for_date, math.log(settings.days / chance)))
    short = max(one.length, other.length) <= _SHORT
    # Accounts of a night, or of the day after, are a day off; so may be the ends of a month.
    steps = ((1, -0.5), (3, -2.0), (10, -3.5)) if short else ((3, -1.0), (31, -3.0))
    return next((value for days, value in steps if apart <= days), settings.far_in_time)
