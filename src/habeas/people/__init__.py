"""People: one human behind many lists, two alphabets and no address.

Records in, persons out, with how sure that is. Floor 3 of the house: pure functions, usable alone.
"""

from habeas.people.decision import Decision, Sameness
from habeas.people.pairs import ScoredPairs
from habeas.people.records import EventKind, Events, Records
from habeas.people.resolution import Resolution
from habeas.people.resolve import resolve
from habeas.people.settings import ResolveSettings
from habeas.people.text_column import TextColumn

__all__ = [
    "Decision",
    "EventKind",
    "Events",
    "Records",
    "Resolution",
    "ResolveSettings",
    "Sameness",
    "ScoredPairs",
    "TextColumn",
    "resolve",
]
