"""The procedures on record: what offices did, in which order, when (`data/procedures.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.spans import read_when
from habeas.oversight.tables import read_toml


class Direction(StrEnum):
    """Which way a procedure leads."""

    LEAVING = "leaving"
    JOINING = "joining"


class Stage(StrEnum):
    """Where in a procedure a step stands; only some stages have an effect between states."""

    DOMESTIC = "domestic"
    EVENT = "event"
    SIGNATURE = "signature"
    REFUSAL = "refusal"
    INSTRUMENT = "instrument"
    RECEIVED = "received"
    NOTICE = "notice"
    REVOKED = "revoked"
    EFFECTIVE = "effective"
    SURVIVAL = "survival"
    JOINED = "joined"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class OfficialAct:
    """What an office did. `when` is None where the day is not known or the act not on record."""

    stage: Stage
    office: str
    act: str
    when: DateInterval | None = None
    source: str = ""
    confidence: Confidence = Confidence.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Procedure:
    """How some states went about a treaty; `id` is "" for the general stages.

    With `article` it is a declaration under that article that was made or withdrawn.
    """

    id: str
    states: tuple[str, ...]
    treaty: str
    direction: Direction
    acts: tuple[OfficialAct, ...]
    article: str = ""
    remarks: tuple[str, ...] = ()


@cache
def procedures() -> tuple[Procedure, ...]:
    """Every procedure on record."""
    return tuple(procedure_of(entry) for entry in read_toml("procedures.toml")["procedure"])


@cache
def general_procedure(direction: Direction) -> Procedure:
    """The stages that most states go through; none of its acts has a day."""
    for entry in read_toml("procedures.toml")["general"]:
        if entry["direction"] == direction:
            return procedure_of(entry)
    raise LookupError(f"no general procedure for {direction.value}")


def procedure_of(entry: Mapping[str, Any]) -> Procedure:
    """A procedure from its table; ValueError for a stage, direction or date that is none."""
    return Procedure(
        id=entry.get("id", ""),
        states=tuple(entry.get("states", ())),
        treaty=entry.get("treaty", ""),
        direction=Direction(entry["direction"]),
        acts=tuple(_act(step) for step in entry["step"]),
        article=entry.get("article", ""),
        remarks=tuple(entry.get("remarks", ())),
    )


def _act(entry: Mapping[str, str]) -> OfficialAct:
    return OfficialAct(
        stage=Stage(entry["stage"]),
        office=entry["office"],
        act=entry["act"],
        when=read_when(entry.get("when", "")),
        source=entry.get("source", ""),
        confidence=Confidence(entry.get("confidence", "unverified")),
    )
