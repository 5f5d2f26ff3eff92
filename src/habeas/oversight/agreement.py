"""Where the data disagrees with itself, with the treaties' rules, and with what others published.

Nothing here decides which of two sources is right: each disagreement names the rows, so that a
person can look them up with the depositary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, EXITS, Action, ActionKind, Confidence
from habeas.oversight.dates import moved
from habeas.oversight.periods import bound_periods
from habeas.oversight.published import OtherDate, Published, other_dates, parents, published_totals
from habeas.oversight.treaty import Treaty
from habeas.oversight.truth import Truth, some
from habeas.oversight.world import World

# Acts that a state does once, unless it leaves in between.
_DONE_ONCE = CONSENTS | {ActionKind.SIGNATURE}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement: its `kind`, the ids of the rows, the two dates, and the days between them.

    Kinds: "effective_against_rule", "dated_twice", "dated_otherwise" (by another source),
    "signed_after_joining", "joined_before_adoption", "left_before_joining",
    "declared_before_joining", "joined_before_parent", "joined_without_parent". `days` counts from
    `expected` to `found`, at the least where either is uncertain; None without a second date.
    """

    kind: str
    state: str
    treaty: str
    rows: tuple[str, ...]
    found: DateInterval | None = None
    expected: DateInterval | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the table of actions holds of a treaty, beside what others count.

    `states` have a row of consent; of them `bound` were bound on the day `as_of`, and of `unsure`
    that is not known. `day_precise` is the share (0 to 1) of consents dated to the day.
    `confidence` counts all rows of the treaty by how far they can be relied on.
    """

    treaty: str
    as_of: date
    states: int
    bound: int
    unsure: int
    day_precise: float
    confidence: dict[Confidence, int]
    published: int | None = None
    note: str = ""


def disagreements(
    world: World, others: Iterable[OtherDate] | None = None
) -> tuple[Disagreement, ...]:
    """All disagreements of a world, by treaty and state.

    `others` are dates that other sources give for rows (by default those the room comes with).
    """
    said = other_dates() if others is None else tuple(others)
    found: list[Disagreement] = []
    for (_, treaty), rows in world.actions.items():
        for check in _CHECKS:
            found.extend(check(world, world.treaties[treaty], rows))
    found.extend(_dated_otherwise(world, said))
    return tuple(sorted(found, key=lambda one: (one.treaty, one.state, one.kind, one.rows)))


def coverage(world: World) -> tuple[Coverage, ...]:
    """A row for each treaty and published total, in the order of the treaties."""
    totals = published_totals()
    rows: list[Coverage] = []
    for treaty in world.treaties:
        counted: list[Published | None] = [total for total in totals if total.treaty == treaty]
        rows.extend(_covered(world, treaty, total) for total in counted or [None])
    return tuple(rows)


def _covered(world: World, treaty: str, total: Published | None) -> Coverage:
    as_of = min(total.as_of or world.as_of, world.as_of) if total else world.as_of
    rows = [row for key, found in world.actions.items() if key[1] == treaty for row in found]
    consents = [row for row in rows if row.kind in CONSENTS]
    states = sorted({row.state for row in consents})
    held = [
        some(period.holds(as_of) for period in bound_periods(world, state, treaty))
        for state in states
    ]
    exact = sum(_is_day(row.counted_from) for row in consents)
    return Coverage(
        treaty,
        as_of,
        len(states),
        held.count(Truth.YES),
        held.count(Truth.UNKNOWN),
        exact / len(consents) if consents else 0.0,
        {level: sum(row.confidence is level for row in rows) for level in Confidence},
        total.total if total else None,
        total.note if total else "",
    )


def _effective_against_rule(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    for row in rows:
        if row.effective is None or not _is_day(row.effective):
            continue
        rule = _by_rule(world, treaty, rows, row)
        if rule is not None and not _may_agree(row.effective, rule):
            yield _between("effective_against_rule", (row,), row.effective, rule)


def _by_rule(
    world: World, treaty: Treaty, rows: tuple[Action, ...], row: Action
) -> DateInterval | None:
    """When a row takes effect by the treaty's own rule; None where no rule says."""
    when = row.counted_from
    if row.kind is ActionKind.CESSATION and treaty.exit.follows in world.treaties:
        membership = bound_periods(world, row.state, treaty.exit.follows)
        ends = [period.end for period in membership if period.end is not None]
        return moved(ends[-1], treaty.exit.follows_after.after) if ends else None
    if when is not None and row.kind in CONSENTS:
        return treaty.enters(when)
    if when is not None and row.kind is ActionKind.DENUNCIATION_NOTIFIED and treaty.exit.possible:
        return treaty.leaves(when, _first_joined(rows))
    return None


def _dated_twice(world: World, treaty: Treaty, rows: tuple[Action, ...]) -> Iterator[Disagreement]:
    exits = [row for row in rows if row.kind in EXITS]
    earlier: dict[object, Action] = {}
    for row in sorted(rows, key=_begins):
        if row.kind not in _DONE_ONCE:
            continue
        sort = row.kind if row.kind is ActionKind.SIGNATURE else CONSENTS
        before = earlier.get(sort)
        earlier[sort] = row
        if before is None or before.counted_from is None or row.counted_from is None:
            continue
        if any(_begins(before) <= _begins(left) <= _begins(row) for left in exits):
            continue
        yield _between("dated_twice", (before, row), row.counted_from, before.counted_from)


def _signed_after_joining(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    first = _first_consent(rows)
    for row in rows:
        if row.kind is ActionKind.SIGNATURE and first is not None and _precedes(first, row):
            yield _between("signed_after_joining", (row, first), row.made, first.counted_from)


def _joined_before_adoption(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    if treaty.adopted is None:
        return
    adopted = DateInterval.on(treaty.adopted)
    for row in rows:
        when = row.counted_from
        acts = row.kind in _DONE_ONCE
        if acts and when is not None and when.last is not None and when.last < treaty.adopted:
            yield _between("joined_before_adoption", (row,), when, adopted)


def _left_before_joining(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    first = _first_consent(rows)
    for row in rows:
        if row.kind not in EXITS:
            continue
        if first is None:
            yield _alone("left_before_joining", row)
        elif _precedes(row, first):
            yield _between(
                "left_before_joining", (row, first), row.counted_from, first.counted_from
            )


def _declared_before_joining(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    # Some articles are open to all states: without any consent, or with a period of its own, a
    # declaration is no slip.
    first = _first_consent(rows)
    for row in rows:
        if row.kind is not ActionKind.DECLARATION or row.effective is not None:
            continue
        if first is not None and _precedes(row, first):
            yield _between(
                "declared_before_joining", (row, first), row.counted_from, first.counted_from
            )


def _parent_missing(
    world: World, treaty: Treaty, rows: tuple[Action, ...]
) -> Iterator[Disagreement]:
    own = _first_consent(rows)
    for parent in parents().get(treaty.id, ()):
        if own is None or parent not in world.treaties:
            continue
        other = _first_consent(world.of(own.state, parent))
        if other is None:
            yield _alone("joined_without_parent", own)
        elif _precedes(own, other):
            yield _between(
                "joined_before_parent", (own, other), own.counted_from, other.counted_from
            )


_Check = Callable[[World, Treaty, tuple[Action, ...]], Iterator[Disagreement]]
_CHECKS: tuple[_Check, ...] = (
    _effective_against_rule,
    _dated_twice,
    _signed_after_joining,
    _joined_before_adoption,
    _left_before_joining,
    _declared_before_joining,
    _parent_missing,
)


def _dated_otherwise(world: World, said: Iterable[OtherDate]) -> Iterator[Disagreement]:
    rows = {row.id: row for found in world.actions.values() for row in found}
    for other in said:
        row = rows.get(other.row)
        when = row.counted_from if row else None
        if row is not None and when is not None and not _may_agree(when, other.when):
            yield _between("dated_otherwise", (row,), when, other.when)


def _first_consent(rows: Iterable[Action]) -> Action | None:
    dated = [row for row in rows if row.kind in CONSENTS and row.counted_from is not None]
    return min(dated, key=_begins, default=None)


def _first_joined(rows: Iterable[Action]) -> date | None:
    first = _first_consent(rows)
    return first.counted_from.first if first and first.counted_from else None


def _begins(row: Action) -> date:
    when = row.counted_from
    return (when.first if when else None) or date.min


def _precedes(row: Action, other: Action) -> bool:
    """Whether the one surely came before the other."""
    mine, theirs = row.counted_from, other.counted_from
    if mine is None or theirs is None or mine.last is None or theirs.first is None:
        return False
    return mine.last < theirs.first


def _is_day(when: DateInterval | None) -> bool:
    return when is not None and when.first is not None and when.first == when.last


def _may_agree(one: DateInterval, other: DateInterval) -> bool:
    """Whether two uncertain dates may be the same day."""
    return _gap(one, other) == 0


def _gap(found: DateInterval, expected: DateInterval) -> int:
    """Days from `expected` to `found`, at the least; negative when found is the earlier."""
    if expected.last is not None and found.first is not None and found.first > expected.last:
        return (found.first - expected.last).days
    if found.last is not None and expected.first is not None and found.last < expected.first:
        return -(expected.first - found.last).days
    return 0


def _between(
    kind: str,
    rows: tuple[Action, ...],
    found: DateInterval | None,
    expected: DateInterval | None,
) -> Disagreement:
    days = _gap(found, expected) if found and expected else None
    ids = tuple(row.id for row in rows)
    return Disagreement(kind, rows[0].state, rows[0].treaty, ids, found, expected, days)


def _alone(kind: str, row: Action) -> Disagreement:
    return Disagreement(kind, row.state, row.treaty, (row.id,), row.counted_from)
