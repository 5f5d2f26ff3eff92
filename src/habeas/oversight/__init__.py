"""Oversight: which doors are open, for whom, until when.

For a state, a place, a person and a date: which treaty binds, who may visit, hear a complaint,
inquire or prosecute, by when one must act, and what was lost. Floor 3 of the house, usable alone:

    import habeas

    reply = habeas.oversight.ask(state="RU", step="2027-03-15", body="CPT")
    reply.verdict                                   # unknown: the day of receipt decides
    reply.answers[0].unknown[0].threshold           # received by 2026-02-28: no visit
    habeas.oversight.doors(state="RU", act="2023-05-01", place="UA-14", step="2026-11-22")
    habeas.oversight.timeline(habeas.oversight.shipped_world(), "RU", "ECPT")

Actions, rules and doors are data; three dates stand in every question: of the act, of the step,
and of knowledge. Not legal advice: check the depositary.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.oversight.action import Action, ActionKind, Confidence
    from habeas.oversight.answer import Answer, Condition, Finding, Layer, Missing, Verdict
    from habeas.oversight.asking import Reply, ask, doors
    from habeas.oversight.opening import open_door, open_doors
    from habeas.oversight.question import Question, Victim
    from habeas.oversight.status import is_bound, is_declared
    from habeas.oversight.tables import shipped_world
    from habeas.oversight.territory import Place
    from habeas.oversight.truth import Truth
    from habeas.oversight.world import World

__all__ = [
    "Action",
    "ActionKind",
    "Answer",
    "Condition",
    "Confidence",
    "Finding",
    "Layer",
    "Missing",
    "Place",
    "Question",
    "Reply",
    "Truth",
    "Verdict",
    "Victim",
    "World",
    "ask",
    "doors",
    "is_bound",
    "is_declared",
    "open_door",
    "open_doors",
    "shipped_world",
]

_HOMES = {
    "Action": "action",
    "ActionKind": "action",
    "Answer": "answer",
    "Condition": "answer",
    "Confidence": "action",
    "Finding": "answer",
    "Layer": "answer",
    "Missing": "answer",
    "Place": "territory",
    "Question": "question",
    "Reply": "asking",
    "Truth": "truth",
    "Verdict": "answer",
    "Victim": "question",
    "World": "world",
    "ask": "asking",
    "doors": "asking",
    "is_bound": "status",
    "is_declared": "status",
    "open_door": "opening",
    "open_doors": "opening",
    "shipped_world": "tables",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'habeas.oversight' has no attribute {name!r}") from None
    return getattr(import_module(f"habeas.oversight.{home}"), name)


def __dir__() -> list[str]:
    return __all__
