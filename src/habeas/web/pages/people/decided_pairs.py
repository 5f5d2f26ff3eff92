"""What holds of what people decided about records, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping

from habeas.model import Sameness
from habeas.pipeline import ResolvedPeople


def decided_pairs(people: ResolvedPeople) -> Mapping[frozenset[str], Sameness]:
    """The answer in force for each two records (ids) that somebody was asked about."""
    found: dict[frozenset[str], Sameness] = {}
    for decision in people.settled.decisions:
        everyone = (*decision.records, *decision.others)
        ones, others = (
            (decision.records, decision.others) if decision.others else (everyone, everyone)
        )
        found |= {
            frozenset((one, other)): decision.answer
            for one in ones
            for other in others
            if one != other
        }
    return found
