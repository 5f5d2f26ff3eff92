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
    from habeas.oversight import duties, importers, leaving, sweep
    from habeas.oversight.action import Action, ActionKind, Confidence
    from habeas.oversight.agreement import coverage, disagreements
    from habeas.oversight.answer import Answer, Condition, Finding, Layer, Missing, Verdict
    from habeas.oversight.asking import Reply, ask, doors, read_victim, when
    from habeas.oversight.derogation import may_derogate
    from habeas.oversight.differences import compare
    from habeas.oversight.door import find_doors, shipped_doors
    from habeas.oversight.importers import read_saved
    from habeas.oversight.jurisdiction import read_control
    from habeas.oversight.leaving.exit import exit_effect
    from habeas.oversight.leaving.timeline import timeline
    from habeas.oversight.leaving.wording import timeline_text
    from habeas.oversight.losses import difference
    from habeas.oversight.opening import open_door, open_doors
    from habeas.oversight.own_rows import read_actions
    from habeas.oversight.places import find_place
    from habeas.oversight.question import Question, Victim
    from habeas.oversight.states import find_state, state_name
    from habeas.oversight.status import is_bound, is_declared
    from habeas.oversight.supposing import find_treaty, with_notice
    from habeas.oversight.tables import shipped_world
    from habeas.oversight.telling import as_json, listing, messages, unknowns, wording
    from habeas.oversight.telling.card import door_card
    from habeas.oversight.telling.change_wording import changes_text
    from habeas.oversight.telling.derogation_wording import derogation_text
    from habeas.oversight.telling.wording import notice
    from habeas.oversight.territory import Place
    from habeas.oversight.truth import Truth
    from habeas.oversight.world import World

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
    "changes_text": "telling.change_wording",
    "compare": "differences",
    "coverage": "agreement",
    "derogation_text": "telling.derogation_wording",
    "difference": "losses",
    "disagreements": "agreement",
    "door_card": "telling.card",
    "doors": "asking",
    "exit_effect": "leaving.exit",
    "find_doors": "door",
    "find_place": "places",
    "find_state": "states",
    "find_treaty": "supposing",
    "is_bound": "status",
    "is_declared": "status",
    "may_derogate": "derogation",
    "notice": "telling.wording",
    "open_door": "opening",
    "open_doors": "opening",
    "read_actions": "own_rows",
    "read_control": "jurisdiction",
    "read_saved": "importers",
    "read_victim": "asking",
    "shipped_doors": "door",
    "shipped_world": "tables",
    "state_name": "states",
    "timeline": "leaving.timeline",
    "timeline_text": "leaving.wording",
    "when": "asking",
    "with_notice": "supposing",
}
_MODULES = {
    "as_json": "telling.as_json",
    "duties": "duties",
    "importers": "importers",
    "leaving": "leaving",
    "listing": "telling.listing",
    "messages": "telling.messages",
    "sweep": "sweep",
    "unknowns": "telling.unknowns",
    "wording": "telling.wording",
}

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
    "as_json",
    "ask",
    "changes_text",
    "compare",
    "coverage",
    "derogation_text",
    "difference",
    "disagreements",
    "door_card",
    "doors",
    "duties",
    "exit_effect",
    "find_doors",
    "find_place",
    "find_state",
    "find_treaty",
    "importers",
    "is_bound",
    "is_declared",
    "leaving",
    "listing",
    "may_derogate",
    "messages",
    "notice",
    "open_door",
    "open_doors",
    "read_actions",
    "read_control",
    "read_saved",
    "read_victim",
    "shipped_doors",
    "shipped_world",
    "state_name",
    "sweep",
    "timeline",
    "timeline_text",
    "unknowns",
    "when",
    "with_notice",
    "wording",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"habeas.oversight.{_MODULES[name]}")
    if name not in _HOMES:
        raise AttributeError(f"module 'habeas.oversight' has no attribute {name!r}")
    return getattr(import_module(f"habeas.oversight.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
