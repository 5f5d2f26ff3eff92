"""Duties towards people in custody: what is owed, by when, and whether it was kept."""

from habeas.oversight.duties.assessing import assess
from habeas.oversight.duties.duty import Duty, Form, Rung, duty_of, shipped_duties, shipped_rungs
from habeas.oversight.duties.facts import ENDS, CustodyEvent, CustodyFacts, EventKind
from habeas.oversight.duties.finding import Days, DutyFinding
from habeas.oversight.duties.silence import Incommunicado, RungSilence, days_incommunicado
from habeas.oversight.duties.wording import (
    days_text,
    duty_dict,
    duty_lines,
    duty_state,
    settling_text,
    silence_dict,
    silence_lines,
    silence_text,
)

__all__ = [
    "ENDS",
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
    "days_text",
    "duty_dict",
    "duty_lines",
    "duty_of",
    "duty_state",
    "settling_text",
    "shipped_duties",
    "shipped_rungs",
    "silence_dict",
    "silence_lines",
    "silence_text",
]
