"""May a state suspend a protection in an emergency: by which of its treaties, and how far.

One binding treaty that forbids it is enough for no. Where all that bind allow it within limits, the
answer hangs on what must be shown: the emergency, its measure, and the notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from habeas.model import DateInterval, WrongUsage
from habeas.oversight.action import Action, ActionKind, Confidence, lowest
from habeas.oversight.answer import Condition, Missing, Verdict
from habeas.oversight.dates import reached
from habeas.oversight.status import is_bound
from habeas.oversight.tables import read_toml
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import World


class Derogable(StrEnum):
    """Whether a treaty lets a protection be suspended."""

    NEVER = "never"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class Ground:
    """What one treaty says about suspending a protection; `treaty` is "" for a universal norm."""

    treaty: str
    derogable: Derogable
    article: str
    notice: str = ""
    rules: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Protection:
    """A protection and what each treaty says about suspending it."""

    matter: str
    aliases: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Notified:
    """A derogation on record: under which article, from when, until when, and its row."""

    row: str
    article: str
    since: DateInterval | None
    until: DateInterval | None
    holds: Truth
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class OneTreaty:
    """What a ground means for the state: whether it binds, and what was notified under it."""

    ground: Ground
    binds: Truth
    notified: tuple[Notified, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Derogation:
    """Whether the state may suspend the protection on that day, and all that says so."""

    state: str
    matter: str
    on: date
    verdict: Verdict
    treaties: tuple[OneTreaty, ...]
    conditions: tuple[Condition, ...] = ()
    unknown: tuple[Missing, ...] = ()
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    as_of: date | None = None


def may_derogate(
    world: World, state: str, matter: str, on: date, known: date | None = None
) -> Derogation:
    """Whether a state may suspend a protection on a day. WrongUsage: no such matter."""
    protection = find_protection(matter)
    found: list[OneTreaty] = []
    missing: list[Missing] = []
    for ground in protection.grounds:
        if not ground.treaty:
            found.append(OneTreaty(ground, Truth.YES, confidence=ground.confidence))
        elif ground.treaty in world.treaties:
            bound = is_bound(world, state, ground.treaty, on, known)
            notified = _notified(world, state, ground, on, known)
            sure = lowest(ground.confidence, bound.confidence)
            found.append(OneTreaty(ground, bound.truth, notified, bound.rows, sure))
            missing.extend(bound.missing)
    verdict = _verdict(found)
    telling = _telling(found, verdict)
    return Derogation(
        state,
        protection.matter,
        on,
        verdict,
        tuple(found),
        _conditions(state, telling) if verdict is Verdict.CONDITIONAL else (),
        tuple(missing) if verdict is Verdict.UNKNOWN else (),
        tuple(dict.fromkeys(rule for one in telling for rule in one.ground.rules)),
        tuple(dict.fromkeys(row for one in found for row in _rows(one))),
        _confidence(telling, verdict),
        world.as_of,
    )


def find_protection(matter: str) -> Protection:
    """The protection that a name or an alias means; WrongUsage, naming what there is, for none."""
    wanted = _folded(matter)
    for protection in protections():
        if wanted in map(_folded, (protection.matter, *protection.aliases)):
            return protection
    raise WrongUsage(
        f"no protection is called {matter!r}",
        remedy=f"name one of {', '.join(protection.matter for protection in protections())}",
    )


@cache
def protections() -> tuple[Protection, ...]:
    """Every protection of the table."""
    return tuple(protection_of(entry) for entry in read_toml("derogation.toml")["protection"])


def protection_of(entry: Mapping[str, Any]) -> Protection:
    """A protection from its table; ValueError for a word of `derogable` that is none."""
    return Protection(
        entry["matter"],
        tuple(entry.get("aliases", ())),
        tuple(
            Ground(
                ground.get("treaty", ""),
                Derogable(ground["derogable"]),
                ground["article"],
                ground.get("notice", ""),
                tuple(ground.get("rules", ())),
                Confidence(ground["confidence"]),
            )
            for ground in entry["ground"]
        ),
    )


def _notified(
    world: World, state: str, ground: Ground, on: date, known: date | None
) -> tuple[Notified, ...]:
    rows = (
        row
        for row in world.of(state, ground.treaty, known)
        if row.kind is ActionKind.DEROGATION and ground.notice in {"", row.article}
    )
    return tuple(
        Notified(
            row.id,
            row.article,
            row.counted_from or row.effective,
            row.end,
            _holds(row, on),
            row.confidence,
            row.note,
        )
        for row in rows
    )


def _holds(row: Action, on: date) -> Truth:
    begun = row.effective or row.counted_from
    since = reached(begun, on) if begun else Truth.UNKNOWN
    over = reached(row.end, on) if row.end else Truth.NO
    return every((since, ~over))


def _verdict(found: list[OneTreaty]) -> Verdict:
    """No where a binding treaty forbids; unknown where one may bind that does, or none is known."""
    forbidding = {one.binds for one in found if one.ground.derogable is Derogable.NEVER}
    if Truth.YES in forbidding:
        return Verdict.NO
    binding = [one for one in found if one.binds is Truth.YES]
    if Truth.UNKNOWN in forbidding or not binding:
        return Verdict.UNKNOWN
    return Verdict.CONDITIONAL


def _telling(found: list[OneTreaty], verdict: Verdict) -> list[OneTreaty]:
    if verdict is Verdict.NO:
        return [
            one
            for one in found
            if one.ground.derogable is Derogable.NEVER and one.binds is Truth.YES
        ]
    return [one for one in found if one.binds is not Truth.NO]


def _confidence(telling: list[OneTreaty], verdict: Verdict) -> Confidence:
    """One treaty that forbids is enough, so the surest of them counts; else the weakest link."""
    levels = [one.confidence for one in telling]
    if verdict is not Verdict.NO:
        return lowest(*levels)
    return next(level for level in Confidence if level in levels)


def _conditions(state: str, telling: list[OneTreaty]) -> tuple[Condition, ...]:
    conditions = [
        Condition("derogation.emergency", {"state": state}),
        Condition("derogation.strictly_required", {"state": state}),
    ]
    for one in telling:
        if one.ground.notice and not any(n.holds is Truth.YES for n in one.notified):
            values = {"state": state, "treaty": one.ground.treaty, "article": one.ground.notice}
            conditions.append(Condition("derogation.notice_needed", values))
    return tuple(conditions)


def _rows(one: OneTreaty) -> tuple[str, ...]:
    return (*one.rows, *(notified.row for notified in one.notified))


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
