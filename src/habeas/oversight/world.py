"""All that the room knows, as one value: rules and rows, and the view of them on a past day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from habeas.model import DateInterval
from habeas.oversight.action import Action, Confidence
from habeas.oversight.territory import Control
from habeas.oversight.treaty import Treaty

ANY = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law in our own words: an id, the treaty, the article, what follows."""

    id: str
    treaty: str
    article: str
    says: str
    confidence: Confidence
    source: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """What it means that a state has no row for a treaty (article ""), or for a declaration.

    `absence_means_no`: the list is whole, at least until `until`; otherwise absence is unknown.
    `doubtful`: states of which the list is known to say too little. `withdrawals_until`: what is
    listed may have been withdrawn after that day without a row.
    """

    treaty: str
    article: str
    absence_means_no: bool
    until: date | None = None
    doubtful: tuple[str, ...] = ()
    withdrawals_until: date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArmedConflict:
    """An armed conflict between states (`kind` "international") or within one."""

    id: str
    kind: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    since: DateInterval
    until: DateInterval | None
    source: str = ""
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Mandate:
    """A body that exists by resolution, not by treaty: for which states or situations, and when.

    `states` holds ISO codes or "*". An `until` that is an interval means that a renewal has not
    been shown.
    """

    id: str
    body: str
    states: tuple[str, ...]
    since: DateInterval
    until: DateInterval | None
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    note: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """What happened in fact: access refused, a visit, a statement, judgments not executed."""

    id: str
    body: str
    state: str
    kind: str
    since: DateInterval
    until: DateInterval | None
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    note: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything the answers rest on. `as_of` is the day to which the data was gathered."""

    as_of: date
    treaties: Mapping[str, Treaty]
    actions: Mapping[tuple[str, str], tuple[Action, ...]]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    completeness: Mapping[tuple[str, str], Completeness] = field(default_factory=dict)
    control: tuple[Control, ...] = ()
    conflicts: tuple[ArmedConflict, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    practice: tuple[Practice, ...] = ()
    # What was once worked out from these rows; another world begins with none of it.
    memory: dict[tuple[object, ...], Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def of(self, state: str, treaty: str, known: date | None = None) -> tuple[Action, ...]:
        """The actions of a state on a treaty that were known on that day (None: all)."""
        found = self.actions.get((state, treaty), ())
        if known is None:
            return found
        return tuple(a for a in found if a.known_from is None or a.known_from <= known)

    def with_actions(self, actions: Iterable[Action]) -> World:
        """The same world with a user's own rows added; a row with the id of another replaces it.

        A row that tells when an unverified act was done takes the place of the row in doubt.
        """
        added = {action.id: action for action in actions}
        new = grouped(added.values())
        found = dict(self.actions)
        for key, rows in self.actions.items():
            if key in new or any(row.id in added for row in rows):
                found[key] = tuple(
                    row
                    for row in rows
                    if row.id not in added
                    and not any(_settles(own, row) for own in new.get(key, ()))
                )
        for key, rows in new.items():
            found[key] = found.get(key, ()) + rows
        return replace(self, actions={key: rows for key, rows in found.items() if rows})


def _settles(new: Action, doubted: Action) -> bool:
    """Whether a row dates the act of an unverified one, on a day on which it may have been."""
    if doubted.confidence is not Confidence.UNVERIFIED or new.confidence is Confidence.UNVERIFIED:
        return False
    if _what(new) != _what(doubted):
        return False
    said, may_be = new.counted_from or new.effective, doubted.counted_from or doubted.effective
    if said is None or may_be is None:
        return said is not None
    first, last = may_be.first or date.min, may_be.last or date.max
    return (said.last or date.max) >= first and (said.first or date.min) <= last


def _what(row: Action) -> tuple[str, str, str, str, str]:
    return row.state, row.treaty, row.kind.value, row.article, row.effect


def grouped(actions: Iterable[Action]) -> dict[tuple[str, str], tuple[Action, ...]]:
    """Actions by state and treaty, in the order given."""
    found: dict[tuple[str, str], list[Action]] = {}
    for action in actions:
        found.setdefault((action.state, action.treaty), []).append(action)
    return {key: tuple(rows) for key, rows in found.items()}
