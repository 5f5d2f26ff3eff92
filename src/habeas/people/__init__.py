"""People: one human behind many lists, two alphabets and no address.

Records in, persons out, with how sure that is. Floor 3 of the house: pure functions, usable alone:

    import habeas

    read = habeas.people.read_records(["families.csv", "observers.csv"])
    resolution = habeas.people.resolve(read.records)        # who is one person
    habeas.people.waterfall(resolution, resolution.person_ids[0])               # why
    habeas.people.ask_next(resolution)                      # what to ask a reviewer
    draws = habeas.people.sample_partitions(resolution, draws=100, seed=1)
    habeas.people.persons_interval(resolution, draws, seed=1)           # how many people
    habeas.people.names.compare("Олександр Гнатюк", "Aleksandr Hnatyuk").explanation

Beside the face: `names` (of the language room), `overlap` (two lists, no names shown), `reading`,
`writing`, `history`, `partitions`. Each name is fetched at its first use: lexicons and kernels are
loaded by those who need them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.language import names
    from habeas.people import history, overlap, partitions, reading, writing
    from habeas.people.decision import Decision, Sameness
    from habeas.people.evidence.findings import Finding, findings
    from habeas.people.explaining import Waterfall, waterfall
    from habeas.people.history import Statement, StatementKind, histories, on_no_later_list
    from habeas.people.pairs import ScoredPairs
    from habeas.people.partitions import persons_interval, sample_partitions
    from habeas.people.queue import Question, ask_next
    from habeas.people.reading import read_records
    from habeas.people.records import EventKind, Events, Records
    from habeas.people.resolution import Resolution
    from habeas.people.resolving import resolve
    from habeas.people.settings import ResolveSettings
    from habeas.people.text_column import TextColumn

# What found the persons of a case: a new version of the engine asks for resolving anew.
RESOLVER = "people@1"

__all__ = [
    "RESOLVER",
    "Decision",
    "EventKind",
    "Events",
    "Finding",
    "Question",
    "Records",
    "Resolution",
    "ResolveSettings",
    "Sameness",
    "ScoredPairs",
    "Statement",
    "StatementKind",
    "TextColumn",
    "Waterfall",
    "ask_next",
    "findings",
    "histories",
    "history",
    "names",
    "on_no_later_list",
    "overlap",
    "partitions",
    "persons_interval",
    "read_records",
    "reading",
    "resolve",
    "sample_partitions",
    "waterfall",
    "writing",
]

_HOMES = {
    "Decision": "decision",
    "EventKind": "records",
    "Events": "records",
    "Finding": "evidence.findings",
    "Question": "queue",
    "Records": "records",
    "Resolution": "resolution",
    "ResolveSettings": "settings",
    "Sameness": "decision",
    "ScoredPairs": "pairs",
    "Statement": "history",
    "StatementKind": "history",
    "TextColumn": "text_column",
    "Waterfall": "explaining",
    "ask_next": "queue",
    "findings": "evidence.findings",
    "histories": "history",
    "on_no_later_list": "history",
    "persons_interval": "partitions",
    "read_records": "reading",
    "resolve": "resolving",
    "sample_partitions": "partitions",
    "waterfall": "explaining",
}
_MODULES = frozenset({"history", "overlap", "partitions", "reading", "writing"})


def __getattr__(name: str) -> object:
    if name == "names":
        return import_module("habeas.language.names")
    if name in _MODULES:
        return import_module(f"habeas.people.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'habeas.people' has no attribute {name!r}")
    return getattr(import_module(f"habeas.people.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
