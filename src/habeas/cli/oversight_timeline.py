"""`habeas oversight timeline|diff` and `ask --derogate`: words in, a course or changes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.cli.asking_oversight import Words, world_of
from habeas.cli.json_line import json_line
from habeas.model import InputRefused, WrongUsage, printable, to_plain

if TYPE_CHECKING:
    from datetime import date

    from habeas.model import DateInterval
    from habeas.oversight import World


def show_timeline(
    state: str,
    treaty: str,
    *,
    known: str | None,
    received: str | None,
    facts: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Print the course of leaving or joining a treaty.

    Raises InputRefused for a state or date that is none, WrongUsage for a treaty that is none.
    """
    from habeas import oversight

    world = _world(facts)
    course = oversight.timeline(
        world,
        oversight.find_state(state),
        treaty,
        known=_day(known, "--known"),
        received=_interval(received, "--received"),
    )
    if as_json:
        print(json_line({**to_plain(course), "notice": _notice(world, language)}))
        return
    _show(oversight.leaving.timeline_text(course, world, language))


def show_difference(
    state: str,
    *,
    before: str,
    after: str,
    place: str,
    victim: str,
    facts: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Print what was lost and gained between two days.

    Raises InputRefused for a state, place or date that is none, WrongUsage for days in the wrong
    order.
    """
    from habeas import oversight

    world = _world(facts)
    code = oversight.find_state(state)
    first, last = _needed(before, "--from"), _needed(after, "--to")
    where = place or None
    changes = oversight.difference(
        world, code, before=first, after=last, place=where, victim=victim
    )
    kept = oversight.leaving.kept_doors(
        world, code, before=first, after=last, place=where, victim=victim
    )
    if as_json:
        about = {"state": code, "from": str(first), "to": str(last)}
        told = {"changes": to_plain(changes), "kept": list(kept)}
        print(json_line({**about, **told, "notice": _notice(world, language)}))
        return
    _show(oversight.leaving.changes_text(changes, world, code, first, last, language, kept))


def show_derogation(
    states: Sequence[str],
    matter: str,
    steps: Sequence[str] | None,
    known: str | None,
    *,
    language: str,
    as_json: bool,
) -> None:
    """Print whether each state may suspend a protection on each day (without one: as of the data).

    Raises WrongUsage for a protection that is none.
    """
    from habeas import oversight

    world = _world(None)
    days = [_needed(step, "--step") for step in steps or ()] or [world.as_of]
    for state in states:
        for day in days:
            found = oversight.may_derogate(
                world, oversight.find_state(state), matter, day, _day(known, "--known")
            )
            if as_json:
                print(json_line({**to_plain(found), "notice": _notice(world, language)}))
            else:
                _show(oversight.leaving.derogation_text(found, world, language))


def _show(text: str) -> None:
    """Line by line: a break within a line is no break of ours."""
    for line in text.splitlines():
        print(printable(line))


def _world(facts: Path | None) -> World:
    nothing = Words([], "", None, None, None, "", "", "", "", None, None)
    return world_of(nothing, facts, None)


def _notice(world: World, language: str) -> str:
    from habeas.oversight import wording

    return wording.notice(world, language)


def _interval(words: str | None, option: str) -> DateInterval | None:
    from habeas.oversight import when

    return when(words, option) if words else None


def _day(words: str | None, option: str) -> date | None:
    """One day; a month or a year is refused, for the answer may turn within it."""
    found = _interval(words, option)
    if found is None:
        return None
    if found.first is None or found.first != found.last:
        raise WrongUsage(f"{option} {words} is not one day", remedy="write YYYY-MM-DD")
    return found.first


def _needed(words: str, option: str) -> date:
    day = _day(words, option)
    if day is None:
        raise InputRefused("a day is missing", where=option, remedy="write YYYY-MM-DD")
    return day
