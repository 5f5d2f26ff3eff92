"""Who was on an early list and is on no later one: who is missing now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from habeas.model import WrongUsage
from habeas.people.records import UNKNOWN_DAY, EventKind
from habeas.people.resolution import Resolution

_ENDS = (EventKind.RELEASED, EventKind.EXCHANGED, EventKind.DIED)


@dataclass(frozen=True, slots=True)
class OnNoLaterList:
    """A person whose last list is `last_list`, of `last_date`; `later_lists` do not name them.

    `perhaps` is the row of a later list that is most likely theirs after all (its id, "" for
    none), with `probability`: an absence may be a row that nobody recognised.
    """

    person_id: str
    last_list: str
    last_date: date
    later_lists: tuple[str, ...]
    perhaps: str
    probability: float


def on_no_later_list(
    resolution: Resolution, lists: Mapping[str, date], *, early: Collection[str] = ()
) -> tuple[OnNoLaterList, ...]:
    """Persons on an early list and on none that is dated after it, longest missing first.

    `lists` gives each list's date; lists without one count neither as early nor as later. `early`
    names the lists to start from (all that have a later one, when not given). A person whose own
    rows tell of a release, an exchange or a death is not missing, unless captured again since.
    Raises WrongUsage for a list that the records do not have, or an early one without a date.
    """
    records = resolution.records
    _check(records.list.values, lists, early)
    days = np.array(
        [*(_day(lists.get(name)) for name in records.list.values), UNKNOWN_DAY], dtype=np.int64
    )[records.list.codes]
    order = np.lexsort((records.rank, days, resolution.person))
    # The last row of each person in that order stands in its latest list.
    closing = np.append(np.diff(resolution.person[order]) != 0, True)[: len(order)]
    latest = order[closing]
    starts = set(early) or {name for name in lists if lists[name] < max(lists.values())}
    gone = ~_ended(resolution)
    missing = [
        row
        for row in latest.tolist()
        if records.list[row] in starts and gone[resolution.person[row]]
    ]
    likely = _likely_rows(resolution, days)
    found = []
    for row in missing:
        name = records.list[row]
        number = int(resolution.person[row])
        after = sorted((at, other) for other, at in lists.items() if at > lists[name])
        if after:
            perhaps, probability = likely.get(number, (-1, 0.0))
            found.append(
                OnNoLaterList(
                    resolution.person_ids[number],
                    name,
                    lists[name],
                    tuple(other for _, other in after),
                    records.ids[perhaps] if perhaps >= 0 else "",
                    probability,
                )
            )
    return tuple(sorted(found, key=lambda item: (item.last_date, item.person_id)))


def _check(known: Collection[str], lists: Mapping[str, date], early: Collection[str]) -> None:
    for name in (*lists, *early):
        if name not in known:
            raise WrongUsage(
                f"the records have no list named {name!r}",
                remedy=f"use the names that they have: {', '.join(sorted(known))}",
            )
    for name in early:
        if name not in lists:
            raise WrongUsage(f"the list {name!r} has no date", remedy="give a date for it")


def _day(dated: date | None) -> int:
    return UNKNOWN_DAY if dated is None else (dated - date(1970, 1, 1)).days


def _ended(resolution: Resolution) -> NDArray[np.bool_]:
    """By person, (persons,): whether a release, exchange or death follows the last capture."""
    events = resolution.records.events
    person = resolution.person[events.record]
    last = np.full((2, len(resolution)), UNKNOWN_DAY, dtype=np.int64)
    ends = np.isin(events.kind, _ENDS)
    captures = events.kind == EventKind.CAPTURED
    # An end without a date is an end all the same, as long as no dated capture follows.
    told = np.zeros(len(resolution), dtype=np.bool_)
    told[person[ends]] = True
    np.maximum.at(last[0], person[ends], events.last[ends])
    np.maximum.at(last[1], person[captures], events.first[captures])
    return np.asarray(told & ((last[0] == UNKNOWN_DAY) | (last[0] >= last[1])))


def _likely_rows(resolution: Resolution, days: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
    """By person, the row of another person on a later list that is likeliest to be theirs."""
    pairs = resolution.pairs
    latest = np.full(len(resolution), UNKNOWN_DAY, dtype=np.int64)
    np.maximum.at(latest, resolution.person, days)
    probability = pairs.probability
    likely: dict[int, tuple[int, float]] = {}
    for mine, theirs in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        person = resolution.person[mine]
        kept = np.flatnonzero(
            (person != resolution.person[theirs])
            & (days[theirs] > latest[person])
            & (probability > 0)
        )
        for at in kept[np.argsort(probability[kept], kind="stable")].tolist():
            number = int(person[at])
            if float(probability[at]) > likely.get(number, (-1, 0.0))[1]:
                likely[number] = (int(theirs[at]), float(probability[at]))
    return likely
