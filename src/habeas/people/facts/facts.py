"""What each record states that a human can do or be only once: ready for pairs and for clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.facts.birth_interval import birth_intervals
from habeas.people.facts.layout import (
    ALWAYS,
    BORN_EARLY,
    BORN_LATE,
    CAPTIVITIES,
    EARLY_COLUMNS,
    MOST_CAPTIVITIES,
    NEVER,
    WIDTH,
)
from habeas.people.facts.reason import FactRules, FactStanding, Reason
from habeas.people.records import UNKNOWN_DAY, Records

Rows = NDArray[np.int32]
Reasons = NDArray[np.int8]

# Reasons that a third row can settle: a pair of records may not be barred for them.
SETTLED_BY_OTHERS = (Reason.CAPTURED_AGAIN,)


@dataclass(frozen=True, eq=False)
class Facts:
    """`rows` (n, WIDTH) are the extremes of each record as `layout` orders them.

    A clustering starts from a copy of `rows`; before it makes one of two clusters it asks
    `row_kernel.conflict(a, b, facts.days, facts.hard)`, and writes the new row with
    `row_kernel.merged(a, b, facts.days, out)`.
    """

    rows: Rows
    rules: FactRules

    @property
    def days(self) -> NDArray[np.int32]:
        """How far apart dates must lie, by reason, (11,)."""
        return self.rules.days

    @property
    def hard(self) -> NDArray[np.bool_]:
        """Which reasons may not hold inside a person, (11,)."""
        return self.rules.mask(FactStanding.HARD)

    @property
    def hard_for_pairs(self) -> NDArray[np.bool_]:
        """Which reasons bar a pair of records, whatever other rows say, (11,)."""
        mask = self.hard
        mask[list(SETTLED_BY_OTHERS)] = False
        return mask

    @property
    def soft_for_pairs(self) -> NDArray[np.bool_]:
        """Which reasons weigh against a pair, (11,)."""
        return self.rules.mask(FactStanding.SOFT) | (self.hard & ~self.hard_for_pairs)


def blank_rows(count: int) -> Rows:
    """Rows that say nothing, (count, WIDTH): merging one changes nothing."""
    rows = np.full((count, WIDTH), NEVER, dtype=np.int32)
    rows[:, list(EARLY_COLUMNS)] = ALWAYS
    rows[:, CAPTIVITIES : CAPTIVITIES + 2 * MOST_CAPTIVITIES : 2] = ALWAYS
    return rows


def facts_of(records: Records, rules: FactRules | None = None) -> Facts:
    """The facts that the records state; an event without a date, or of kind OTHER, states none."""
    from habeas.people.facts.pair_kernel import add_events

    rules = rules or FactRules.read()
    rows = blank_rows(len(records))
    born_first, born_last = birth_intervals(records)
    rows[:, BORN_LATE] = born_first  # NEVER is UNKNOWN_DAY
    rows[:, BORN_EARLY] = np.where(born_last == UNKNOWN_DAY, ALWAYS, born_last)
    events = records.events
    add_events(
        events.record, events.kind, events.first, events.last, rules.days, blank_rows(1)[0], rows
    )
    return Facts(rows, rules)


def pair_reasons(
    left: NDArray[np.int32], right: NDArray[np.int32], facts: Facts
) -> tuple[Reasons, Reasons]:
    """For pairs of records (m,): why each is barred and why it is doubted, nought for no reason.

    A reason that a third row could settle (captured again, no release known between) doubts a
    pair and bars it only within a person: see `Facts`.
    """
    from habeas.people.facts.pair_kernel import reasons

    barred_for, doubted_for = reasons(
        left, right, facts.rows, facts.days, facts.hard_for_pairs, facts.soft_for_pairs
    )
    return barred_for, doubted_for


def barred(left: NDArray[np.int32], right: NDArray[np.int32], facts: Facts) -> Reasons:
    """Why each pair of records (m,) may not be one human, nought where nothing forbids it."""
    return pair_reasons(left, right, facts)[0]


def person_rows(person: NDArray[np.int32], facts: Facts) -> tuple[Rows, Reasons]:
    """The merged row of every person, and the first hard reason met inside each, nought for none.

    `person` (n,) numbers persons from 0. A reason may be met too early where a row has no room
    for all releases or captivities; `conflicts` names the two rows that disagree, if any do.
    """
    from habeas.people.facts.pair_kernel import folded

    out = blank_rows(int(person.max(initial=-1)) + 1)
    return out, folded(person.astype(np.int32), facts.rows, facts.days, facts.hard, out)
