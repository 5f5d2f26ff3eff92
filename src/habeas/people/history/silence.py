"""For how many days a person in custody has had no contact with the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.people.history.statement import CONTACTS, ENDS, Statement, StatementKind, meaning


@dataclass(frozen=True, slots=True)
class Silence:
    """Between `least` and `most` days (None: nobody knows since when), up to `until`.

    `since` is the last known contact, or the capture where none is known; `ended` the release,
    exchange or death that ends the count, None while it goes on.
    """

    least: int
    most: int | None
    since: Statement
    until: date
    ended: Statement | None


def silence(statements: Sequence[Statement], as_of: date) -> Silence | None:
    """Days without contact in the captivity of `as_of`; None where nobody says it has begun.

    Contact is with family, counsel or a humanitarian body: a witness who saw the person brings no
    word out, and a verdict is none. Statements are in order of date and of one captivity.
    """
    known = [item for item in statements if item.dated and item.earliest <= as_of]
    begun = _begun(known)
    if begun is None:
        return None
    since, first, last = begun
    end = next((item for item in known if item.kind in ENDS and item.latest >= last), None)
    over = as_of if end is None else min(end.latest, as_of)
    contacts = [item for item in known if set(item.rungs) & set(CONTACTS) and item.earliest <= over]
    if contacts:
        since = max(contacts, key=lambda item: (item.latest, item.earliest))
        first, last = since.first, since.latest
    # Where nobody knows the day of the end, it may have ended any day of that interval.
    soonest = over if end is None else min(end.earliest, as_of)
    least = max(0, (soonest - min(last, as_of)).days)
    most = None if first is None else max(0, (over - first).days)
    return Silence(least, most, since, over, end)


def _begun(known: Sequence[Statement]) -> tuple[Statement, date | None, date] | None:
    """The statement that custody is counted from, and the first and last day it began on."""
    captures = [item for item in known if item.kind is StatementKind.CAPTURED]
    if captures:
        # Where the reports can all hold, their common days; else all days from one to another.
        late = max(item.earliest for item in captures)
        early = min(item.latest for item in captures)
        first, last = min(late, early), max(late, early)
        return captures[0], None if first == date.min else first, last
    # Without a capture the first sign of custody is when it had begun at the latest.
    signs = [item for item in known if meaning(item.kind).held or item.kind in ENDS]
    sign = min(signs, key=lambda item: item.latest, default=None)
    if sign is None or sign.kind in ENDS:
        return None
    return sign, None, sign.latest
