"""Duties towards people in custody: what is owed, by when, and whether it was kept."""

from habeas.oversight.duties.assessing import assess
from habeas.oversight.duties.duty import Duty, Form, Rung, duty_of, shipped_duties, shipped_rungs
from habeas.oversight.duties.facts import CustodyEvent, CustodyFacts, EventKind
from habeas.oversight.duties.finding import Days, DutyFinding
from habeas.oversight.duties.silence import Incommunicado, RungSilence, days_incommunicado

__all__ = [
    "CustodyEvent",
    "CustodyFacts",
    "Days",
    "Duty",
    "DutyFinding",
    "EventKind",
    "Form",
    "Incommunicado",
    "Rung",
    "RungSilence",
    "assess",
    "days_incommunicado",
    "duty_of",
    "shipped_duties",
    "shipped_rungs",
]
