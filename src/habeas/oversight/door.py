"""A door is one way to act: data (`data/doors.toml`) that names its requirements.

A requirement is looked up by name, so that a new treaty or body needs rows and no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from habeas.model import WrongUsage
from habeas.oversight.requirements import TESTS, Need, need_of
from habeas.oversight.tables import read_toml

# "the UN Committee", "CAT article 22", "OP1 to the ICCPR"
_IDLE_WORDS = frozenset({"un", "the", "art", "article", "articles", "of", "on", "for", "to", "or"})


class DoorKind(StrEnum):
    """What one does at a door."""

    VISIT = "visit"
    COMPLAINT = "complaint"
    INTERSTATE = "interstate"
    INQUIRY = "inquiry"
    INFORMATION = "information"
    URGENT = "urgent"
    PROSECUTION = "prosecution"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Door:
    """One way to act. `clock` is the day meant when a question gives no step: "act" or "now".

    `who` may use it, in which `languages`, with which `form`; `settles` says that it counts as
    another international procedure; `enforces` names what its outcome is worth.
    """

    id: str
    body: str
    kind: DoorKind
    needs: tuple[Need, ...]
    addressee: str = "respondent"
    clock: str = "now"
    aliases: tuple[str, ...] = ()
    who: str = ""
    languages: tuple[str, ...] = ()
    form: str = ""
    enforces: str = ""
    matters: tuple[str, ...] = ()


@cache
def shipped_doors() -> tuple[Door, ...]:
    """The doors that the room comes with, in the order of their table."""
    return tuple(door_of(entry) for entry in read_toml("doors.toml")["door"])


@cache
def matters() -> tuple[str, ...]:
    """The wrongs that a question may name."""
    return tuple(read_toml("doors.toml")["matters"])


def door_of(entry: Mapping[str, Any]) -> Door:
    """A door from its table; ValueError for a test that is none."""
    door = Door(
        id=entry["id"],
        body=entry["body"],
        kind=DoorKind(entry["kind"]),
        needs=tuple(need_of(need) for need in entry.get("need", ())),
        addressee=entry.get("addressee", "respondent"),
        clock=entry.get("clock", "now"),
        aliases=tuple(entry.get("aliases", ())),
        who=entry.get("who", ""),
        languages=tuple(entry.get("languages", ())),
        form=entry.get("form", ""),
        enforces=entry.get("enforces", ""),
        matters=tuple(entry.get("matters", ())),
    )
    _check_tests(door.needs)
    return door


def find_doors(name: str, doors: Sequence[Door] | None = None) -> tuple[Door, ...]:
    """The doors that a name means: one door's id or alias, or all doors of a body.

    Raises WrongUsage, naming what there is, for any other name.
    """
    doors = shipped_doors() if doors is None else doors
    wanted = _folded(name)
    exact = tuple(
        door for door in doors if wanted in {_folded(door.id), *map(_folded, door.aliases)}
    )
    found = exact or tuple(door for door in doors if wanted in _names_of_body(door.body))
    if not found:
        bodies = ", ".join(dict.fromkeys(door.body for door in doors))
        raise WrongUsage(
            f"no body or door is called {name!r}",
            remedy=f"name one of {bodies}, or a door such as {doors[0].id}",
        )
    return found


def _check_tests(needs: Iterable[Need]) -> None:
    for need in needs:
        for way in need.any_of:
            _check_tests(way)
        if not need.any_of and need.test not in TESTS:
            raise ValueError(f"no test is called {need.test!r}")


@cache
def _names_of_body(body: str) -> frozenset[str]:
    others = read_toml("doors.toml")["bodies"].get(body, ())
    return frozenset(map(_folded, (body, *others)))


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """Letters and figures alone, without the words that people put before a name or number."""
    words = re.findall(r"[^\W_]+", name.casefold())
    telling = [word for word in words if word not in _IDLE_WORDS]
    return "".join(telling or words)
