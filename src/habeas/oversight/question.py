"""A question to the room: a state, a place, persons, and the three dates of every question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.territory import Place


@dataclass(frozen=True, slots=True)
class Victim:
    """Who suffered: `status` ("POW", "civilian" or ""), `nationality` (ISO 3166-1 alpha-2)."""

    status: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `act` is when it happened (an interval may be one long act), `step` the day of
    the visit, complaint or request, `known` the day of knowledge: later actions are not looked at.

    `matter` names the wrong ("torture", "disappearance", "detention", "deportation", …) or is "".
    `suspect` is the nationality of those suspected; `complainant` the state that would complain.
    `facts` are what the asker knows about the case: see `case_facts.toml` for names and values.
    """

    state: str
    act: DateInterval | None = None
    step: date | None = None
    known: date | None = None
    place: Place | None = None
    victim: Victim = field(default_factory=Victim)
    suspect: str = ""
    complainant: str = ""
    matter: str = ""
    facts: Mapping[str, str | date] = field(default_factory=dict)
