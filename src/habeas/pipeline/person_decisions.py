"""What holds of all that people decided about records, where two decisions cannot both hold.

The rules, said aloud because each decision stays in the ledger for ever:

1. A judgement that a later one takes back does not hold; taking back can be taken back as well.
2. A record is found again by its row and what stands in it; else by the same words elsewhere in
   the same source, the nearest row first; a person named in a text by the passage. A record that
   is not found again is left out of its judgement; a judgement of which nothing is left to decide
   is unanchored: listed, never lost.
3. The later judgement wins. Of an earlier SAME what is left are those records that a later
   judgement puts on the same side of every difference; of an earlier DIFFERENT, the pairs that no
   later judgement makes one human.
4. UNSURE moves nothing and outweighs nothing.

So "A is B", "B is C", then "A is not C" leaves B with C: the oldest of the three gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from habeas.model import RecordAnchor, Sameness
from habeas.pipeline.knots import Knots
from habeas.pipeline.record_finding import RecordFinder
from habeas.store import PlacedEventJudgement, PlacedJudgement

if TYPE_CHECKING:
    from habeas.people import Decision


class Force(StrEnum):
    """Whether a judgement holds, and why not."""

    IN_FORCE = "in force"
    IN_PART = "outweighed in part"
    OUTWEIGHED = "outweighed"
    TAKEN_BACK = "taken back"
    TAKES_BACK = "takes back"
    UNANCHORED = "unanchored"


@dataclass(frozen=True)
class Standing:
    """A judgement with its force, and the ids that its records have now."""

    placed: PlacedJudgement
    force: Force
    records: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settled:
    """The decisions that hold, free of contradiction, and each judgement in ledger order."""

    decisions: tuple[Decision, ...]
    standings: tuple[Standing, ...]

    def of(self, force: Force) -> tuple[Standing, ...]:
        """The judgements with this force."""
        return tuple(item for item in self.standings if item.force is force)


def settle(judgements: Iterable[PlacedJudgement], anchors: Sequence[RecordAnchor]) -> Settled:
    """Which judgements hold for the records with these anchors (their present ones)."""
    ordered = sorted(judgements, key=lambda placed: placed.position)
    taken_back = taken_back_in(ordered)
    find = RecordFinder(anchors)
    knots = _Held()
    standings: list[Standing] = []
    decisions: list[Decision] = []
    for placed in reversed(ordered):
        judgement = placed.judgement
        records, others = find.all(judgement.records), find.all(judgement.others)
        held: list[Decision] = []
        if placed.position in taken_back:
            force = Force.TAKEN_BACK
        elif judgement.answer is None:
            force = Force.TAKES_BACK
        else:
            held, force = knots.hold(judgement.answer, records, others)
        decisions += reversed(held)
        standings.append(Standing(placed, force, records, others))
    return Settled(tuple(reversed(decisions)), tuple(reversed(standings)))


def taken_back_in(ordered: Sequence[PlacedJudgement | PlacedEventJudgement]) -> set[int]:
    """The positions that do not hold; the latest is asked first, so each is settled in time."""
    found: set[int] = set()
    for placed in reversed(ordered):
        if placed.judgement.withdraws is not None and placed.position not in found:
            found.add(placed.judgement.withdraws)
    return found


class _Held(Knots):
    """Records that must be one human, and such as must not; later judgements are tied first."""

    def hold(
        self, answer: Sameness, records: Sequence[str], others: Sequence[str]
    ) -> tuple[list[Decision], Force]:
        """Tie what can still be tied, and say how much of the judgement that is."""
        from habeas.people import Decision

        everyone = tuple(dict.fromkeys([*records, *others]))
        if answer is Sameness.UNSURE:
            whole = Decision(answer, tuple(records), tuple(others))
            return ([whole], Force.IN_FORCE) if everyone else ([], Force.UNANCHORED)
        if answer is Sameness.SAME:
            if len(everyone) < 2:
                return [], Force.UNANCHORED
            sides = list(self.tie(everyone))
            held = [Decision(answer, side, ()) for side in sides if len(side) > 1]
            return held, force_of(held, whole=len(sides) == 1)
        others = [name for name in others if name not in records]
        pairs = list(product(records, others))
        if not pairs:
            return [], Force.UNANCHORED
        kept = [(a, b) for a, b in pairs if self.part(a, b)]
        if len(kept) == len(pairs):
            return [Decision(answer, tuple(records), tuple(others))], Force.IN_FORCE
        return [Decision(answer, (a,), (b,)) for a, b in kept], force_of(kept, whole=False)


def force_of(held: Sequence[object], *, whole: bool) -> Force:
    """How far a judgement holds of which this much could be tied."""
    if not held:
        return Force.OUTWEIGHED
    return Force.IN_FORCE if whole else Force.IN_PART
