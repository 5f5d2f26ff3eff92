"""Who bears a name as its own: beside such a town, another one's unlike name counts for little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.language.gazetteer.match import Match, likeness_of_names

_OWN_LIKENESS = 0.85
_UNLIKE = 0.6
# A name that is recorded for a place of quite another name, while a town has it as its own.
_LESSENED = 0.06
# A small namesake says nothing about a far greater place: Pekin, Illinois, and Beijing.
_TIMES_GREATER = 12
_TOWNS = frozenset({"city", "region", "country"})


def own_bearers_first(core: str, matches: Sequence[Match], former: frozenset[int]) -> list[Match]:
    """The matches, those lessened whose own name is unlike `core` where a town's own name is like.

    `former` holds the places of which the name is surely a former one: these stay as they are.
    """
    likeness = {match.place: likeness_of_names(core, match.name) for match in matches}
    greatest = max(
        (m.weight for m in matches if m.kind in _TOWNS and likeness[m.place] >= _OWN_LIKENESS),
        default=0,
    )
    return [
        replace(match, quality=_LESSENED * match.quality)
        if likeness[match.place] < _UNLIKE
        and match.place not in former
        and match.weight <= _TIMES_GREATER * greatest
        else match
        for match in matches
    ]
