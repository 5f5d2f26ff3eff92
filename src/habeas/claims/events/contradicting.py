"""In what the claims of one event do not go together: number, date, place, actor, or a denial.

Every two different values are named once, by the claims that give them first (by id): an event of
a hundred claims has as many contradictions as it has values, not as it has pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import TypeVar

from habeas.claims.events import counting, named, placing, timing
from habeas.claims.events.event import Contradiction, Difference
from habeas.claims.events.told import Told
from habeas.model import NARRATOR, DateInterval

_MOST_VALUES = 12
Value = TypeVar("Value")


def contradictions(told: Sequence[Told], denials: Sequence[Told]) -> tuple[Contradiction, ...]:
    """Those among the claims that tell of a happening, then those by its denials."""
    return (
        *_numbers(told),
        *_dates(told),
        *_places(told),
        *_actors(told),
        *_denied(told, denials),
    )


def _numbers(told: Sequence[Told]) -> Iterator[Contradiction]:
    def value(item: Told) -> list[tuple[str, float | None, float | None, float]]:
        return [(one.of, one.low, one.high, one.value) for one in item.counts]

    given = {(item.id, one.of, one.value): one for item in told for one in item.counts}
    for (mine, one), (theirs, other) in _different(told, value):
        if one[0] != other[0] or _same_number_elsewhere(mine, theirs, one[0]):
            continue
        a, b = given[mine.id, one[0], one[3]], given[theirs.id, other[0], other[3]]
        if not counting.meet(a, b):
            words = f"{_in_words(a)} against {_in_words(b)}"
            yield Contradiction(Difference.QUANTITY, (mine.id, theirs.id), words)


def _same_number_elsewhere(mine: Told, theirs: Told, of: str) -> bool:
    """Whether the two agree on one number of this kind: the other numbers count other things."""
    ours = [one for one in mine.counts if one.of == of]
    others = [one for one in theirs.counts if one.of == of]
    return any(counting.meet(one, other) for one, other in product(ours, others))


def _in_words(count: counting.Count) -> str:
    item = count.quantity
    value = f"{item.value * 100:g} %" if item.share else f"{item.value:g}"
    modifier = "" if item.modifier in ("exact", "") else item.modifier.replace("_", " ") + " "
    return f"{modifier}{value} {'' if item.share else item.unit}".strip()


def _dates(told: Sequence[Told]) -> Iterator[Contradiction]:
    for (mine, one), (theirs, other) in _different(told, lambda item: _listed(item.span)):
        if timing.gap(one, other):
            words = f"{_when(mine)} against {_when(theirs)}"
            yield Contradiction(Difference.DATE, (mine.id, theirs.id), words)


def _when(item: Told) -> DateInterval | None:
    return item.sourced.claim.date.interval if item.sourced.claim.date else None


def _places(told: Sequence[Told]) -> Iterator[Contradiction]:
    for (mine, one), (theirs, other) in _different(told, lambda item: _listed(item.place)):
        if placing.agreement(one, other) == 0:
            words = f"{one.name} against {other.name}"
            yield Contradiction(Difference.PLACE, (mine.id, theirs.id), words)


def _actors(told: Sequence[Told]) -> Iterator[Contradiction]:
    for (mine, one), (theirs, other) in _different(told, lambda item: list(item.actors)):
        if _other_actor(mine, one, theirs, other):
            words = f"{mine.sourced.claim.actor} against {theirs.sourced.claim.actor}"
            yield Contradiction(Difference.ACTOR, (mine.id, theirs.id), words)


def _other_actor(mine: Told, one: named.Named, theirs: Told, other: named.Named) -> bool:
    """Two states, two people or two bodies; a state and its organ are one side."""
    if mine.actor_state and theirs.actor_state and mine.actor_state != theirs.actor_state:
        return True
    if one.kind is not other.kind:
        return False
    if one.kind is named.Kind.PERSON:
        return named.same_person(one.name, other.name) is False
    return one.name != other.name


def _denied(told: Sequence[Told], denials: Sequence[Told]) -> Iterator[Contradiction]:
    for denial in denials:
        speaker = denial.sourced.claim.attribution.speaker
        if speaker == NARRATOR:
            speaker = denial.sourced.source.outlet or f"source {denial.source[:12]}"
        words = f"{speaker} denies that it happened"
        yield Contradiction(Difference.DENIAL, (told[0].id, denial.id), words)


def _different(
    told: Sequence[Told], values: Callable[[Told], Sequence[Value]]
) -> Iterator[tuple[tuple[Told, Value], tuple[Told, Value]]]:
    """Every two different values, each with the first claim that gives it."""
    first: dict[Value, Told] = {}
    for item in told:
        for value in values(item):
            first.setdefault(value, item)
    given = [(item, value) for value, item in first.items()][:_MOST_VALUES]
    yield from ((one, other) for one, other in combinations(given, 2) if one[0] is not other[0])


def _listed(value: Value | None) -> list[Value]:
    return [] if value is None else [value]
