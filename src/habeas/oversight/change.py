"""One thing lost, gained or put in doubt between two days, in law or in fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.answer import Missing, Verdict


class ChangeKind(StrEnum):
    """Lost and gained compare the two days; changed is the rest: doubt, or other grounds."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"


class Nature(StrEnum):
    """Whether the law turned, or what happens in fact."""

    LAW = "law"
    FACT = "fact"


class About(StrEnum):
    """What a change is about."""

    DOOR = "door"
    OBLIGATION = "obligation"
    SIGNATURE = "signature"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Turn:
    """From `day` on it is so; `dated` is the day of effect that the rows name, where they do."""

    day: date
    verdict: Verdict
    rows: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two days. `name` is a door, a treaty, or a kind of event of a `body`.

    For facts the verdict says whether the body can work: yes before a refusal, no after it. `when`
    is the interval in which it turned, a single day unless a row says no more. With
    `other_grounds` the verdict is the same and rests on other rows.
    """

    about: About
    name: str
    nature: Nature
    kind: ChangeKind
    before: Verdict
    after: Verdict
    when: DateInterval
    turns: tuple[Turn, ...] = ()
    body: str = ""
    other_grounds: bool = False
    rows: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    unknown: tuple[Missing, ...] = ()
    confidence: Confidence = Confidence.HIGH
