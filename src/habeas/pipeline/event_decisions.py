"""What holds of all that people decided about events, where two decisions cannot both hold.

The rules are those of decisions about people (see person_decisions.py): what is taken back does not
hold; the later decision wins, and of the earlier one what is left holds in part. A claim is found
again by its words in its source, the nearest such words first, never by its id: decisions survive
every rebuild and every later extractor. CONFIRM and JOIN tie all claims that they name; REJECT
parts every two; PART parts each of the first from each of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from habeas.claims import events
from habeas.model import Claim, ClaimAnchor, EventVerdict
from habeas.pipeline.knots import Knots
from habeas.pipeline.person_decisions import Force, force_of, taken_back_in
from habeas.store import PlacedEventJudgement


@dataclass(frozen=True)
class EventStanding:
    """A judgement with its force, and the ids that its claims have now."""

    placed: PlacedEventJudgement
    force: Force
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class SettledEvents:
    """The decisions that hold, free of contradiction, and each judgement in ledger order."""

    decided: events.Decided
    standings: tuple[EventStanding, ...]
    knots: Knots

    def tied(self, claims: Sequence[str]) -> bool | None:
        """Whether people tied all these claims together; None where they tied only some."""
        found = {self.knots.knot(name) for name in claims}
        if len(found) == 1 and len(claims) > 1:
            return True
        return False if len(found) == len(claims) else None


def settle_events(
    judgements: Iterable[PlacedEventJudgement], claims: Iterable[tuple[str, Claim]]
) -> SettledEvents:
    """Which judgements hold for these claims (as they are now), each with its source's SHA-256."""
    ordered = sorted(judgements, key=lambda placed: placed.position)
    gone = taken_back_in(ordered)
    find = _Finder(claims)
    knots = Knots()
    joined: list[tuple[str, ...]] = []
    parted: set[frozenset[str]] = set()
    standings: list[EventStanding] = []
    for placed in reversed(ordered):
        judgement = placed.judgement
        named, others = find.all(judgement.claims), find.all(judgement.others)
        if placed.position in gone:
            force = Force.TAKEN_BACK
        elif judgement.verdict is None:
            force = Force.TAKES_BACK
        elif judgement.verdict in (EventVerdict.CONFIRM, EventVerdict.JOIN):
            force = _join(knots, (*named, *others), joined)
        else:
            pairs: Iterable[tuple[str, str]] = product(named, others)
            if judgement.verdict is EventVerdict.REJECT:
                pairs = combinations(named, 2)
            force = _part(knots, pairs, parted)
        standings.append(EventStanding(placed, force, named, others))
    decided = events.Decided(tuple(joined), frozenset(parted))
    return SettledEvents(decided, tuple(reversed(standings)), knots)


def _join(knots: Knots, claims: Sequence[str], joined: list[tuple[str, ...]]) -> Force:
    everyone = tuple(dict.fromkeys(claims))
    if len(everyone) < 2:
        return Force.UNANCHORED
    sides = list(knots.tie(everyone))
    held = [side for side in sides if len(side) > 1]
    joined += held
    return force_of(held, whole=len(sides) == 1)


def _part(knots: Knots, pairs: Iterable[tuple[str, str]], parted: set[frozenset[str]]) -> Force:
    wanted = [(one, other) for one, other in pairs if one != other]
    if not wanted:
        return Force.UNANCHORED
    held = [frozenset(pair) for pair in wanted if knots.part(*pair)]
    parted.update(held)
    return force_of(held, whole=len(held) == len(wanted))


class _Finder:
    """The present ids of claims that were judged under earlier ones."""

    def __init__(self, claims: Iterable[tuple[str, Claim]]) -> None:
        self._by_quote: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for source, claim in claims:
            for passage in (claim.passage, *claim.occurrences):
                found = self._by_quote.setdefault((source, passage.quote), [])
                found.append((passage.start, claim.id))

    def all(self, anchors: Iterable[ClaimAnchor]) -> tuple[str, ...]:
        """The ids of those that are found again, each once."""
        found = (self._one(anchor) for anchor in anchors)
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def _one(self, judged: ClaimAnchor) -> str | None:
        named = self._by_quote.get((judged.source, judged.passage.quote), [])

        def distance(one: tuple[int, str]) -> tuple[int, bool, str]:
            return abs(judged.passage.start - one[0]), one[1] != judged.claim, one[1]

        return min(named, key=distance)[1] if named else None
