"""When a state is bound, and when a declaration of it holds: rows folded into periods.

    consent ──rule of entry──▶ start ────────────── end ◀──rule of exit── notice received

The rules of the fold:
- A consent binds from the day the treaty's rule of entry gives; a notice ends it on the day of the
  rule of exit. A row that names the effective day itself overrules the arithmetic.
- Exits come before entries of the same day: who leaves and comes back at once was never out.
- A notice that was taken back in time, or that the treaty does not allow, ends nothing; nor does
  one that an armed conflict blocks, while the conflict lasts.
- An unverified row, or one without a date, may also never have happened: its interval has no end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, EXITS, Action, ActionKind, Confidence
from habeas.oversight.dates import moved, reached
from habeas.oversight.treaty import Moment, Treaty
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import ArmedConflict, World

_DECLARING = frozenset({ActionKind.DECLARATION, ActionKind.RESERVATION, ActionKind.DEROGATION})
_WITHDRAWING = frozenset(
    {ActionKind.WITHDRAWAL_OF_DECLARATION, ActionKind.WITHDRAWAL_OF_RESERVATION}
)
_EVER = DateInterval(None, None)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, but not including, `end` (None: not in sight); both may be uncertain.

    `opened` and `closed` are the rows behind the ends; `blocked` names the conflict that keeps a
    notice from taking effect.
    """

    start: DateInterval
    end: DateInterval | None = None
    opened: Action | None = None
    closed: Action | None = None
    blocked: str = ""

    def holds(self, day: date) -> Truth:
        """Whether the period contains the day."""
        ended = reached(self.end, day) if self.end else Truth.NO
        return every((reached(self.start, day), ~ended))

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the rows behind it."""
        return tuple(action.id for action in (self.opened, self.closed) if action)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A moment at which a state comes in or goes out."""

    when: DateInterval
    enters: bool
    row: Action
    blocked: str = ""

    @property
    def order(self) -> tuple[date, date, bool]:
        return (self.when.first or date.min, self.when.last or date.max, self.enters)


def bound_periods(
    world: World, state: str, treaty: str, known: date | None = None
) -> tuple[Period, ...]:
    """The periods for which a treaty binds a state, as known on a day (None: all that is known)."""
    key = ("bound", state, treaty, known)
    if key not in world.memory:
        world.memory[key] = tuple(_fold(_turns(world, state, world.treaties[treaty], known)))
    found: tuple[Period, ...] = world.memory[key]
    return found


def declared_periods(
    world: World, state: str, treaty: str, article: str, effect: str, known: date | None = None
) -> tuple[Period, ...]:
    """The periods for which a declaration (or reservation) of that effect holds.

    One whose start no row names is taken to have been made on joining.
    """
    key = ("declared", state, treaty, article, effect, known)
    if key not in world.memory:
        rows = [
            row
            for row in world.of(state, treaty, known)
            if row.article == article and row.effect == effect
        ]
        joined = bound_periods(world, state, treaty, known)
        world.memory[key] = tuple(_declared(rows, joined))
    found: tuple[Period, ...] = world.memory[key]
    return found


def effect_of(
    world: World, treaty: Treaty, row: Action, bound_since: date | None = None
) -> tuple[DateInterval | None, str]:
    """When a notice takes effect, and the conflict that blocks it; None: it has no effect."""
    if row.effective is not None:
        return _doubted(row, row.effective), ""
    if row.kind is ActionKind.CESSATION:
        return _doubted(row, row.counted_from or _EVER), ""
    if not treaty.exit.possible:
        return None, ""
    effect = treaty.leaves(row.counted_from or _EVER, bound_since)
    conflict = _blocking(world, treaty, row, effect)
    if conflict is None:
        return _doubted(row, effect), ""
    if conflict.until is None:
        return None, conflict.id
    later = max(filter(None, (effect.first, conflict.until.first)), default=None)
    return DateInterval(later, None), conflict.id


def entry_of(treaty: Treaty, row: Action) -> DateInterval:
    """When a consent binds."""
    return _doubted(row, row.effective or treaty.enters(row.counted_from or _EVER))


def _turns(world: World, state: str, treaty: Treaty, known: date | None) -> list[_Turn]:
    rows = world.of(state, treaty.id, known)
    turns = [_Turn(entry_of(treaty, row), True, row) for row in rows if row.kind in CONSENTS]
    since = min((turn.when.first for turn in turns if turn.when.first), default=None)
    for row in rows:
        if row.kind in EXITS:
            when, blocked = effect_of(world, treaty, row, since)
            back = _taken_back(row, when, rows)
            if when is not None and back is not Truth.YES:
                if back is Truth.UNKNOWN:
                    when = DateInterval(when.first, None)
                turns.append(_Turn(when, False, row, blocked))
        elif row.kind is ActionKind.SUSPENSION:
            turns.extend(_suspended(row))
    turns.extend(_carried(world, state, treaty, known))
    return sorted(turns, key=lambda turn: turn.order)


def _carried(world: World, state: str, treaty: Treaty, known: date | None) -> Iterable[_Turn]:
    """The ends that come with the end of a membership."""
    if treaty.exit.follows not in world.treaties:
        return
    for period in bound_periods(world, state, treaty.exit.follows, known):
        if period.end is not None and period.closed is not None:
            yield _Turn(moved(period.end, treaty.exit.follows_after.after), False, period.closed)


def _suspended(row: Action) -> Iterable[_Turn]:
    yield _Turn(row.effective or row.counted_from or _EVER, False, row)
    if row.end is not None:
        yield _Turn(moved(row.end, _next_day), True, row)


def _fold(turns: Iterable[_Turn]) -> Iterable[Period]:
    """The periods between comings in and goings out.

    An exit whose order among several entries is not known may end any of the periods.
    """
    turns = list(turns)
    entries = [turn for turn in turns if turn.enters]
    tangled = [turn for turn in turns if not turn.enters and _tangled(turn, entries)]
    firm = [turn for turn in turns if turn not in tangled]
    if len(entries) == 1:  # Nobody goes out before coming in.
        place = firm.index(entries[0]) + 1
        firm, tangled = firm[:place] + tangled + firm[place:], []
    for period in _between(firm):
        for out in tangled:
            period = _perhaps_ended(period, out)
        yield period


def _between(turns: Iterable[_Turn]) -> Iterable[Period]:
    inside: _Turn | None = None
    for turn in turns:
        if turn.enters:
            inside = inside or turn
        elif inside is not None:
            yield Period(inside.when, turn.when, inside.row, turn.row, turn.blocked)
            inside = None
    if inside is not None:
        yield Period(inside.when, None, inside.row)


def _tangled(out: _Turn, entries: Iterable[_Turn]) -> bool:
    """Whether it is not known which came first, the exit or one of the entries."""
    return any(
        (out.when.first or date.min) < (entry.when.last or date.max)
        and (entry.when.first or date.min) < (out.when.last or date.max)
        for entry in entries
    )


def _perhaps_ended(period: Period, out: _Turn) -> Period:
    first = max(period.start.first or date.min, out.when.first or date.min)
    over = period.end.first if period.end else None
    if (over is not None and over <= first) or (out.when.last or date.max) <= (
        period.start.first or date.min
    ):
        return period
    end = DateInterval(
        None if first == date.min else first, period.end.last if period.end else None
    )
    return Period(period.start, end, period.opened, out.row, out.blocked)


def _taken_back(notice: Action, effect: DateInterval | None, rows: Iterable[Action]) -> Truth:
    """Whether a revocation follows the notice before it takes effect, with no later notice between.

    One that is unverified, or that may have come too late, leaves it unknown.
    """
    given = notice.counted_from.first if notice.counted_from else None
    if given is None or effect is None:
        return Truth.NO
    later = [
        (when.first, row)
        for row in rows
        if row.kind in {ActionKind.DENUNCIATION_NOTIFIED, ActionKind.DENUNCIATION_REVOKED}
        and row is not notice
        and (when := row.counted_from) is not None
        and when.first is not None
        and when.first >= given
    ]
    # Of one day, a new notice goes before a revocation: it is the new one that is taken back.
    _, row = min(later, key=lambda pair: (pair[0], pair[1].kind), default=(given, notice))
    if row.kind is not ActionKind.DENUNCIATION_REVOKED or row.counted_from is None:
        return Truth.NO
    if effect.last is not None and row.counted_from.first and row.counted_from.first >= effect.last:
        return Truth.NO
    last = row.counted_from.last
    in_time = last is not None and effect.first is not None and last < effect.first
    settled = in_time and row.confidence is not Confidence.UNVERIFIED
    return Truth.YES if settled else Truth.UNKNOWN


def _blocking(
    world: World, treaty: Treaty, row: Action, effect: DateInterval
) -> ArmedConflict | None:
    """The conflict of the leaving state that the treaty's text makes a notice wait for."""
    if not treaty.exit.blocked_by:
        return None
    looked_at = row.counted_from if treaty.exit.blocked_at is Moment.NOTICE else effect
    day = looked_at.first if looked_at else None
    for conflict in world.conflicts:
        takes_part = any(row.state in side for side in conflict.sides)
        if conflict.kind != treaty.exit.blocked_by or not takes_part or day is None:
            continue
        over = reached(conflict.until, day) if conflict.until else Truth.NO
        if reached(conflict.since, day) is Truth.YES and over is not Truth.YES:
            return conflict
    return None


def _declared(rows: Iterable[Action], joined: tuple[Period, ...]) -> Iterable[Period]:
    rows = list(rows)
    withdrawn = [row for row in rows if row.kind in _WITHDRAWING]
    for row in rows:
        if row.kind not in _DECLARING:
            continue
        start = row.effective or row.counted_from or (joined[0].start if joined else _EVER)
        end, closed = moved(row.end, _next_day) if row.end else None, None
        for other in withdrawn:
            when = _doubted(other, other.effective or other.counted_from or _EVER)
            if (when.last or date.max) >= (start.first or date.min) and (
                end is None or (when.first or date.min) < (end.first or date.max)
            ):
                end, closed = when, other
        yield Period(_doubted(row, start), end, row, closed)


def _doubted(row: Action, when: DateInterval) -> DateInterval:
    """An unverified row may never have happened: nothing settles it from the far side."""
    return DateInterval(when.first, None) if row.confidence is Confidence.UNVERIFIED else when


def _next_day(day: date) -> date:
    return day + timedelta(days=1)
