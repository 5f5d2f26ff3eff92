"""Does a state's law reach a place on a day: as sovereign, or by control."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from habeas.language import listed, table_rows
from habeas.model import DateInterval, InputRefused, printable
from habeas.oversight.action import Confidence, lowest
from habeas.oversight.dates import reached
from habeas.oversight.own_tables import check_word, rows_of, state_in, when_in
from habeas.oversight.spans import read_when
from habeas.oversight.territory import Control, Place
from habeas.oversight.truth import Truth, every, some
from habeas.oversight.world import ANY, ArmedConflict, World

_ALWAYS = DateInterval(None, None)
_COLUMNS = "id region controller since until whole source confidence note".split()
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a state's law reaches a place on a day.

    `why` is the reason's key; `open_part`: the region was held only in part, so that the case has
    yet to show on which side the place lay.
    """

    sovereign: str
    controls: Truth
    jurisdiction: Truth
    why: str
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    open_part: bool = False


def reach(
    world: World,
    state: str,
    place: Place,
    day: date,
    *,
    whole_day_range: DateInterval | None = None,
) -> Reach:
    """Whether `state` has jurisdiction over, and controls, a place on a day.

    What the asker says of the very place (`Place.controller`) decides; else the table of control.
    Of an act that lasted, any day will do. A sovereign who lost control keeps jurisdiction. Of a
    place known only by its country, the state that held part of the country held perhaps this one.
    """
    sovereign = place.country
    if place.controller:
        return _as_told(world, state, place)
    days = _looked_at(day, whole_day_range, world.as_of)
    held = [row for row in world.control if _lies_in(row, place) and _may_hold(row, days)]
    if state == sovereign:
        return _of_sovereign(sovereign, held if place.region else [], days)
    own = [row for row in held if row.controller == state]
    if not own:
        # The table of control is a selection: that it names nobody is no proof.
        return Reach(sovereign, Truth.NO, Truth.NO, "elsewhere", confidence=Confidence.MEDIUM)
    whole = [row for row in own if row.whole and place.region]
    part = [row for row in own if row not in whole]
    # A part that was surely held says more than a whole that was held perhaps.
    of_whole, of_part = (some(_held(row, days) for row in rows) for rows in (whole, part))
    by_part = not whole or (of_part is Truth.YES and of_whole is not Truth.YES)
    telling, truth = (part, of_part) if by_part else (whole, of_whole)
    return Reach(
        sovereign,
        truth,
        truth,
        "controls_part" if by_part else "controls_whole",
        tuple(row.id for row in telling),
        lowest(*(row.confidence for row in telling)),
        open_part=by_part,
    )


def states_over(world: World, place: Place, day: date) -> tuple[str, ...]:
    """The states whose law may reach a place on a day: the sovereign, then who controls it.

    Of two that may both be bound, neither is left out.
    """
    if place.controller and place.controller != ANY:
        return tuple(dict.fromkeys((place.country, place.controller)))
    held = (
        row.controller
        for row in world.control
        if _lies_in(row, place) and row.holds(day) is not Truth.NO
    )
    return tuple(dict.fromkeys((place.country, *held)))


def at_war(
    world: World, one: str, other: str, when: date, kind: str = "international"
) -> tuple[Truth, tuple[str, ...], Confidence]:
    """Whether an armed conflict of that kind goes on between two states (`other` "": with anybody).

    Gives the truth, the rows behind it, and the lowest confidence of those.
    """
    found = [
        (row, every((reached(row.since, when), ~_over(row.until, when))))
        for row in world.conflicts
        if row.kind == kind and _opposed(row, one, other)
    ]
    truth = some(value for _, value in found)
    telling = [row for row, value in found if value is truth]
    confidence = lowest(*(row.confidence for row in telling)) if telling else Confidence.MEDIUM
    return truth, tuple(row.id for row in telling), confidence


@cache
def control_rows() -> tuple[Control, ...]:
    """The table of control that the room comes with."""
    from habeas.oversight.tables import data_path

    return tuple(control_of(row) for row in table_rows(data_path("control.tsv")))


@cache
def armed_conflicts() -> tuple[ArmedConflict, ...]:
    """The armed conflicts that the room comes with."""
    from habeas.oversight.tables import data_path

    return tuple(
        ArmedConflict(
            row["id"],
            row["kind"],
            (listed(row["side_a"]), listed(row["side_b"])),
            read_when(row["since"]) or _ALWAYS,
            read_when(row["until"]),
            row["source"],
            Confidence(row["confidence"]),
        )
        for row in table_rows(data_path("armed_conflicts.tsv"))
    )


def read_control(content: bytes, *, name: str) -> tuple[Control, ...]:
    """A user's own table of control: the columns of `data/control.tsv`, as CSV or TSV.

    Only `region`, `controller` and `since` are needed. Raises InputRefused naming file and row.
    """
    rows = rows_of(content, name, known=_COLUMNS, needed=("region", "controller", "since"))
    return tuple(_own_control(row, name, number) for number, row in rows)


def _own_control(row: Mapping[str, str], name: str, number: int) -> Control:
    where = f"{name}, row {number}"
    region = row["region"].upper()
    if not _REGION.fullmatch(region):
        raise InputRefused(
            f"“{printable(row['region'])}” is no region",
            where=where,
            remedy="give its ISO 3166-2 code, such as UA-14",
        )
    whole = row.get("whole", "").casefold() or "no"
    level = row.get("confidence", "").casefold() or Confidence.MEDIUM.value
    check_word(whole, "answer to whole", ("yes", "no"), where)
    check_word(level, "confidence", tuple(Confidence), where)
    return Control(
        row.get("id") or f"{name}:{number}",
        region,
        state_in(row["controller"], where),
        when_in(row["since"], where) or _ALWAYS,
        when_in(row.get("until", ""), where),
        whole == "yes",
        row.get("source") or name,
        Confidence(level),
        row.get("note", ""),
    )


def control_of(row: Mapping[str, str]) -> Control:
    """One row of a table of control; ValueError for a date or confidence that is none."""
    return Control(
        row["id"],
        row["region"],
        row["controller"],
        read_when(row["since"]) or _ALWAYS,
        read_when(row["until"]),
        row["whole"] == "yes",
        row["source"],
        Confidence(row["confidence"]),
        row["note"],
    )


def _as_told(world: World, state: str, place: Place) -> Reach:
    """The asker says that somebody else controlled the place: who, or only that it was so."""
    if place.controller == ANY:
        named = {row.controller for row in world.control if _lies_in(row, place)}
        may_be = state in named or not named
        sure = Truth.YES if named == {state} else Truth.UNKNOWN
        controls = sure if may_be else Truth.NO
    else:
        controls = Truth.of(state == place.controller)
    if state == place.country:
        return Reach(state, Truth.NO, Truth.YES, "sovereign_displaced")
    why = "elsewhere" if controls is Truth.NO else "said_so"
    return Reach(place.country, controls, controls, why)


def _of_sovereign(sovereign: str, held: list[Control], days: tuple[date, date]) -> Reach:
    """A sovereign lost control of a region only if another held the whole of it all the time."""
    whole = [row for row in held if row.whole]
    lost = some(_held_throughout(row, days) for row in whole)
    telling = whole if lost is Truth.YES else held
    rows = tuple(row.id for row in telling)
    level = lowest(*(row.confidence for row in telling))
    if lost is Truth.YES:
        return Reach(sovereign, Truth.NO, Truth.YES, "sovereign_displaced", rows, level)
    open_part = any(not row.whole for row in held)
    return Reach(sovereign, ~lost, Truth.YES, "sovereign", rows, level, open_part=open_part)


def _lies_in(row: Control, place: Place) -> bool:
    """Whether a row speaks of the place's region, or of some region of its country if unknown."""
    if place.region:
        return row.region == place.region
    return row.region.partition("-")[0] == place.country


def _looked_at(day: date, act: DateInterval | None, today: date) -> tuple[date, date]:
    """The first and the last day to look at; an act without an end goes on to this day."""
    if act is None:
        return day, day
    first = act.first or act.last or day
    return first, act.last or max(first, today)


def _held(row: Control, days: tuple[date, date]) -> Truth:
    """Whether the row holds on some day from the first to the last."""
    return every((reached(row.since, days[1]), ~_over(row.until, days[0])))


def _held_throughout(row: Control, days: tuple[date, date]) -> Truth:
    return every((reached(row.since, days[0]), ~_over(row.until, days[1])))


def _may_hold(row: Control, days: tuple[date, date]) -> bool:
    return _held(row, days) is not Truth.NO


def _over(until: DateInterval | None, day: date) -> Truth:
    return reached(until, day) if until else Truth.NO


def _opposed(row: ArmedConflict, one: str, other: str) -> bool:
    sides: Iterable[tuple[tuple[str, ...], tuple[str, ...]]] = (row.sides, row.sides[::-1])
    return any(one in own and (not other or other in against) for own, against in sides)
