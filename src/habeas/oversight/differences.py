"""What a saved depositary file says otherwise than the tables of a world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, EXITS, Action, Confidence
from habeas.oversight.importers.imported import Imported
from habeas.oversight.world import World


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with the rows on both sides (None where a side has none).

    Kinds: "missing_here" (only the file has the act), "missing_there" (only the world has it),
    "other_date" (`days` from the world's date to the file's, at the least where either is
    uncertain), "settles_unverified" (the world's row is unverified or undated, the file's is not).
    """

    kind: str
    state: str
    treaty: str
    here: Action | None = None
    there: Action | None = None
    days: int | None = None


def compare(world: World, imported: Imported) -> tuple[Difference, ...]:
    """All differences between a world and a saved file, by treaty, state and date.

    Rows are compared of the treaties and the kinds of act that the file holds; what the file
    cannot tell is not missing there. Of several acts of one kind those nearest in time are paired.
    """
    kinds = {(row.treaty, _sort(row)) for row in imported.actions}
    there = _grouped(imported.actions)
    here = _grouped(
        row for rows in world.actions.values() for row in rows if (row.treaty, _sort(row)) in kinds
    )
    found: list[Difference] = []
    for key in here.keys() | there.keys():
        found.extend(_compared(here.get(key, []), there.get(key, [])))
    return tuple(sorted(found, key=_order))


def _compared(here: list[Action], there: list[Action]) -> Iterable[Difference]:
    left, right = list(here), list(there)
    pairs = sorted(
        ((abs(_between(a, b) or 0), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
    )
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    for _, i, j in pairs:
        if i not in taken_here and j not in taken_there:
            taken_here.add(i)
            taken_there.add(j)
            yield from _paired(left[i], right[j])
    for i, row in enumerate(left):
        if i not in taken_here:
            yield Difference("missing_there", row.state, row.treaty, here=row)
    for j, row in enumerate(right):
        if j not in taken_there:
            yield Difference("missing_here", row.state, row.treaty, there=row)


def _paired(here: Action, there: Action) -> Iterable[Difference]:
    days = _between(here, there)
    unsettled = here.confidence is Confidence.UNVERIFIED or _when(here) is None
    if unsettled and there.confidence is not Confidence.UNVERIFIED and _when(there):
        yield Difference("settles_unverified", here.state, here.treaty, here, there, days)
    elif days:
        yield Difference("other_date", here.state, here.treaty, here, there, days)


def _between(here: Action, there: Action) -> int | None:
    """Days from the world's date to the file's, of dates of the same sort; None without such."""
    for ours, theirs in (
        (here.counted_from, there.counted_from),
        (here.effective, there.effective),
    ):
        if ours is not None and theirs is not None:
            return _gap(ours, theirs)
    return None


def _gap(ours: DateInterval, theirs: DateInterval) -> int:
    """The least number of days between two dates, negative where theirs is earlier."""
    if ours.last and theirs.first and ours.last < theirs.first:
        return (theirs.first - ours.last).days
    if theirs.last and ours.first and theirs.last < ours.first:
        return (theirs.last - ours.first).days
    return 0


def _grouped(rows: Iterable[Action]) -> dict[tuple[str, str, str, str], list[Action]]:
    found: dict[tuple[str, str, str, str], list[Action]] = {}
    for row in rows:
        found.setdefault((row.state, row.treaty, _sort(row), row.article), []).append(row)
    return found


def _sort(row: Action) -> str:
    """Acts that depositaries call by several names, as one sort."""
    if row.kind in CONSENTS:
        return "consent"
    return "exit" if row.kind in EXITS else row.kind.value


def _when(row: Action) -> DateInterval | None:
    return row.counted_from or row.effective


def _order(found: Difference) -> tuple[str, str, date, str, str]:
    row = found.there or found.here
    when = _when(row) if row else None
    day = (when.first or when.last or date.min) if when else date.min
    return (found.treaty, found.state, day, found.kind, row.id if row else "")
