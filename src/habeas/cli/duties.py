"""`habeas oversight duties`: which duties towards people in custody were breached, and by when."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.model import WrongUsage, printable

if TYPE_CHECKING:
    from habeas.oversight import World, duties
    from habeas.pipeline import PersonOversight

# How the command names its one person, who needs no other name.
_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Custody:
    """One captivity as it was typed: dates as ISO text, possibly partial; places by name or code.

    `events` are further ones, each `KIND=DATE` or `KIND=DATE@PLACE` ("review=2025-06-30").
    `whole`: what is told is all there was, so that a card that is not told did not come.
    """

    captured: str | None = None
    arrived: Sequence[str] = ()
    status: str = ""
    state: str = ""
    nationality: str = ""
    events: Sequence[str] = ()
    whole: bool = False


def show_duties(
    case_folder: Path | None,
    told: Custody,
    key_file: Path | None = None,
    *,
    on: str | None = None,
    language: str = "en",
    as_json: bool = False,
) -> None:
    """Print what is owed to each person of a case, or to the one whose captivity was typed.

    `on` is the day asked about: without it, the day of the case's head, or of the tables. Beside a
    case, status, state and nationality are supposed of those of whom the case does not say. Raises
    WrongUsage where neither a case nor a captivity is given, or both are.
    """
    from habeas.oversight import asking, shipped_world

    happened = bool(told.captured or told.arrived or told.events or told.whole)
    if (case_folder is not None) == happened:
        raise WrongUsage(
            "duties are those of a case or of one captivity",
            remedy="name a case, or give --captured, --arrived, --status and --state",
        )
    day = asking.day(on, "on") if on else None
    world = shipped_world()
    if case_folder is not None:
        found, day = _of_case(world, case_folder, key_file, facts_of(told), day)
    else:
        day = day or world.as_of
        found = (_of_one(world, facts_of(told), day),)
    if as_json:
        print(json_line(_as_dict(found, day, world)))
        return
    for line in _lines(found, day, world, language):
        print(printable(line) if line else "")
    print(counted(len(found), "person"), file=sys.stderr)


def facts_of(told: Custody) -> duties.CustodyFacts:
    """The captivity that was typed. Raises WrongUsage or InputRefused for senseless words."""
    from habeas.oversight import asking, duties, states

    victim = asking.read_victim(f"{told.status},{told.nationality}")
    events = [
        *(_event("captured", told.captured, "captured") for _ in [0] if told.captured),
        *(_event("arrived", day, "arrived") for day in told.arrived),
        *map(_typed, told.events),
    ]
    return duties.CustodyFacts(
        person=_PERSON,
        status=victim.status,
        holder=states.find_state(told.state) if told.state else "",
        nationality=victim.nationality,
        events=tuple(events),
        whole_until=date.max if told.whole else None,
    )


def _typed(words: str) -> duties.CustodyEvent:
    from habeas.oversight import duties

    kind, equals, rest = (part.strip() for part in words.partition("="))
    kinds = [item.value for item in duties.EventKind]
    if not equals or kind not in kinds:
        raise WrongUsage(
            f"--event {words!r} is no event",
            remedy=f"write KIND=DATE or KIND=DATE@PLACE, with KIND one of {', '.join(kinds)}",
        )
    when, _, place = (part.strip() for part in rest.partition("@"))
    return _event(kind, when, "event", place)


def _event(kind: str, when: str, option: str, place: str = "") -> duties.CustodyEvent:
    from habeas.oversight import asking, duties, places

    return duties.CustodyEvent(
        duties.EventKind(kind),
        asking.when(when, option) if when else None,
        places.find_place(place) if place else None,
    )


def _of_one(world: World, facts: duties.CustodyFacts, day: date) -> PersonOversight:
    from habeas.pipeline import assessed

    return assessed(world, facts, day)


def _of_case(
    world: World,
    case_folder: Path,
    key_file: Path | None,
    supposed: duties.CustodyFacts,
    day: date | None,
) -> tuple[tuple[PersonOversight, ...], date]:
    from habeas.cli.opening import to_read

    with to_read(case_folder, key_file) as case:
        found = case.oversight(on=day)
    if not (supposed.status or supposed.holder or supposed.nationality):
        return found.persons, found.on
    told = (
        replace(
            person.facts,
            status=person.facts.status or supposed.status,
            holder=person.facts.holder or supposed.holder,
            nationality=person.facts.nationality or supposed.nationality,
        )
        for person in found.persons
    )
    return tuple(_of_one(world, facts, found.on) for facts in told), found.on


def _lines(
    found: Sequence[PersonOversight], day: date, world: World, language: str
) -> Iterable[str]:
    from habeas.oversight import duties, wording

    for person in found:
        if person.facts.person != _PERSON:
            yield f"{person.facts.person}, {day}"
        for item in person.duties:
            yield from duties.duty_lines(item, language)
        yield from duties.silence_lines(person.silence, language)
        yield ""
    yield wording.notice(world, language)


def _as_dict(found: Sequence[PersonOversight], day: date, world: World) -> dict[str, object]:
    from habeas.oversight import duties, wording

    return {
        "on": day.isoformat(),
        "duties": [duties.duty_dict(item) for person in found for item in person.duties],
        "incommunicado": [duties.silence_dict(person.silence) for person in found],
        "data_as_of": world.as_of.isoformat(),
        "notice": wording.notice(world),
    }
