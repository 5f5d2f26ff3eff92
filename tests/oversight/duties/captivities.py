"""Invented captivities for the tests of duties."""

from __future__ import annotations

from datetime import date

from habeas.model import DateInterval
from habeas.oversight.duties import CustodyEvent, CustodyFacts, EventKind
from habeas.oversight.territory import Place

KHERSON = Place("Kherson", "UA", "UA-65")
SIMFEROPOL = Place("Simferopol", "UA", "UA-43")
TAGANROG = Place("Taganrog", "RU", "RU-ROS")
TODAY = date(2026, 11, 22)


def event(kind: str, when: str = "", place: Place | None = None) -> CustodyEvent:
    """An event on a day ("2026-10-01"), between two ("2026-10-01/2026-10-05"), or undated."""
    if not when:
        return CustodyEvent(EventKind(kind), None, place, kind)
    first, _, last = when.partition("/")
    days = DateInterval(date.fromisoformat(first), date.fromisoformat(last or first))
    return CustodyEvent(EventKind(kind), days, place, f"{kind} {when}")


def prisoner(*events: CustodyEvent, whole: date | None = None) -> CustodyFacts:
    """A Ukrainian prisoner of war in Russian hands."""
    return CustodyFacts("P1", "POW", "RU", "UA", events, whole)


def civilian(*events: CustodyEvent, whole: date | None = None) -> CustodyFacts:
    """A Ukrainian civilian in Russian hands."""
    return CustodyFacts("P2", "civilian", "RU", "UA", events, whole)
