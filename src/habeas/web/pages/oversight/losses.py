"""What a state's doors, obligations and practice lost or gained between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas import oversight
from habeas.oversight import wording
from habeas.web.pages.oversight.leaving import states_of_case
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class LossesQuery:
    """Which state, from which day to which, for which place and victim ("UA-14", "POW,UA")."""

    state: str = ""
    before: date | None = None
    after: date | None = None
    place: str = ""
    victim: str = ""


@dataclass(frozen=True, slots=True)
class LossesView:
    """The changes in lines; `kept` are the doors that stayed open."""

    states: tuple[tuple[str, str], ...]
    state: str
    before: date | None
    after: date | None
    place: str
    victim: str
    lines: tuple[str, ...]
    kept: tuple[str, ...]


def losses(visit: Visit, query: LossesQuery) -> LossesView:
    """What changed; nothing is asked before both days are given."""
    states = states_of_case(visit)
    asked = (query.before, query.after, query.place, query.victim)
    state = oversight.find_state(query.state) if query.state else (states[0][0] if states else "")
    if not state or query.before is None or query.after is None:
        return LossesView(states, state, *asked, (), ())
    world, language = oversight.shipped_world(), visit.speech.language
    changes = oversight.difference(
        world,
        state,
        before=query.before,
        after=query.after,
        place=query.place or None,
        victim=query.victim,
    )
    kept = oversight.leaving.kept_doors(
        world,
        state,
        before=query.before,
        after=query.after,
        place=query.place or None,
        victim=query.victim,
    )
    told = oversight.changes_text(changes, world, state, query.before, query.after, language)
    names = tuple(wording.door_name(door, language) for door in kept)
    return LossesView(states, state, *asked, tuple(told.splitlines()), names)
