"""What happened to each person: every dated statement of the lists and the claims, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from habeas.people.history.contradiction import Contradiction, contradictions
from habeas.people.history.silence import Silence, silence
from habeas.people.history.statement import (
    ENDS,
    Rung,
    Statement,
    StatementKind,
    in_order,
)
from habeas.people.history.status import DatedStatus, StatusAt, status_at, statuses
from habeas.people.history.stay import Stay, stays
from habeas.people.history.whereabouts import Step, ladder
from habeas.people.records import UNKNOWN_DAY, EventKind, Records
from habeas.people.resolution import Resolution

# Days past a calendar's end, which a faulty list can hold, count as not known.
_EARLIEST = date.min.toordinal() - date(1970, 1, 1).toordinal()
_LATEST = date.max.toordinal() - date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class CustodyHistory:
    """One person's statements in order of date. `as_of` is the day that "now" means.

    All below is worked out from the statements when it is first asked for. The ladder and the days
    without contact are those of the latest captivity.
    """

    person_id: str
    statements: tuple[Statement, ...]
    as_of: date

    @cached_property
    def statuses(self) -> tuple[DatedStatus, ...]:
        """Dated statuses, reports of one happening together."""
        return statuses(self.statements)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Where the person is known to have been held."""
        return stays(self.statements)

    @cached_property
    def conflicts(self) -> tuple[Contradiction, ...]:
        """Statements that cannot both hold."""
        return contradictions(self.statements)

    @cached_property
    def ladder(self) -> tuple[Step, ...]:
        """The rungs of whereabouts that were reached by `as_of`."""
        return ladder([item for item in self._captivity(self.as_of) if item.earliest <= self.as_of])

    def status_at(self, day: date) -> StatusAt:
        """The status at the end of a day."""
        return status_at(self.statuses, day)

    def days_without_contact(self, as_of: date | None = None) -> Silence | None:
        """Days since the last known contact, or since capture; None where no custody is stated."""
        day = as_of or self.as_of
        return silence(self._captivity(day), day)

    def _captivity(self, day: date) -> list[Statement]:
        """The statements of the captivity that had begun last by a day; undated ones with it."""
        parts = [
            item
            for item in self.statuses
            if (item.first or date.min) <= day
            and item.statements[0].kind in (StatementKind.CAPTURED, *ENDS)
        ]
        begun = date.min
        for earlier, later in pairwise(parts):
            if earlier.statements[0].kind in ENDS and later.first:
                captured = later.statements[0].kind is StatementKind.CAPTURED
                begun = later.first if captured else begun
        return [item for item in self.statements if not item.dated or item.latest >= begun]


def histories(
    records: Records,
    resolution: Resolution,
    statements: Iterable[Statement] = (),
    *,
    as_of: date | None = None,
    list_means: Mapping[str, Rung] | None = None,
) -> tuple[CustodyHistory, ...]:
    """The history of every person, in the resolution's order of persons.

    `statements` are further ones, from claims: `who` is the id of a record or of a person; those
    about nobody here are left out (`unplaced` names them). `list_means` says what a row on a list
    means by who keeps the list: the detaining power's own acknowledges the capture. `as_of` is the
    day that "now" means; without it, the latest day that any statement names: never the clock, so
    that the same input gives the same histories.
    """
    told: list[list[Statement]] = [[] for _ in resolution.person_ids]
    _add_events(records, resolution, told, list_means or {})
    at = _persons_by_id(resolution)
    for statement in statements:
        number = at.get(statement.who)
        if number is not None:
            told[number].append(statement)
    day = as_of or max(
        (end for items in told for item in items if (end := item.last or item.first)),
        default=date.min,
    )
    return tuple(
        CustodyHistory(person, tuple(sorted(items, key=in_order)), day)
        for person, items in zip(resolution.person_ids, told, strict=True)
    )


def unplaced(resolution: Resolution, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements that are about no record and no person of this resolution."""
    at = _persons_by_id(resolution)
    return tuple(item for item in statements if item.who not in at)


def _persons_by_id(resolution: Resolution) -> dict[str, int]:
    rows = zip(resolution.records.ids, resolution.person.tolist(), strict=True)
    return {**dict(rows), **{name: at for at, name in enumerate(resolution.person_ids)}}


def _add_events(
    records: Records,
    resolution: Resolution,
    told: Sequence[list[Statement]],
    list_means: Mapping[str, Rung],
) -> None:
    events = records.events
    kinds = {
        int(kind): StatementKind(kind.name.lower())
        for kind in EventKind
        if kind is not EventKind.OTHER
    }
    days = np.stack([events.first, events.last])
    known = (days != UNKNOWN_DAY) & (days >= _EARLIEST) & (days <= _LATEST)
    calendar = np.where(known, days, 0).astype("datetime64[D]").tolist()
    places, lists, person = records.place.texts(), records.list.texts(), resolution.person.tolist()
    for record, code, first, last, first_known, last_known in zip(
        events.record.tolist(), events.kind.tolist(), *calendar, *known.tolist(), strict=True
    ):
        kind = kinds.get(code)
        if kind is not None:
            told[person[record]].append(
                Statement(
                    kind,
                    first if first_known else None,
                    last if last_known else None,
                    places[record],
                    lists[record],
                    "",
                    records.ids[record],
                    means=list_means.get(lists[record]),
                )
            )
