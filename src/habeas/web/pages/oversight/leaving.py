"""The steps by which a state leaves or joins a treaty, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas import oversight
from habeas.oversight import states as state_names
from habeas.web.visit import Visit

_USUAL_TREATY = "ECPT"


@dataclass(frozen=True, slots=True)
class CourseQuery:
    """Which state (ISO 3166 code or name), which treaty, as known on which day."""

    state: str = ""
    treaty: str = _USUAL_TREATY
    known: date | None = None


@dataclass(frozen=True, slots=True)
class CourseView:
    """The course in lines, the first its title. `states` are those that the case asks about."""

    states: tuple[tuple[str, str], ...]
    treaties: tuple[str, ...]
    state: str
    treaty: str
    known: date | None
    lines: tuple[str, ...]
    earliest_end: date | None


def course(visit: Visit, query: CourseQuery) -> CourseView:
    """The course of this state and treaty; without a state, that of the case's first one."""
    world = oversight.shipped_world()
    language = visit.speech.language
    states = states_of_case(visit)
    treaties = tuple(world.treaties)
    state = oversight.find_state(query.state) if query.state else (states[0][0] if states else "")
    if not state:
        return CourseView(states, treaties, "", query.treaty, query.known, (), None)
    found = oversight.timeline(world, state, query.treaty, known=query.known)
    return CourseView(
        states,
        treaties,
        state,
        query.treaty,
        query.known,
        tuple(oversight.timeline_text(found, world, language).splitlines()),
        found.earliest_end,
    )


def states_of_case(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Code and name of each state that answers for something told in the case."""
    codes = dict.fromkeys(group.state for group in visit.bench.oversight.groups)
    return tuple((code, state_names.state_name(code, visit.speech.language)) for code in codes)
