"""Scored pairs into persons: linkage under constraints, without chaining."""

from habeas.people.clustering.decided import Decided
from habeas.people.clustering.linkage import (
    Answer,
    Linkage,
    Linked,
    belonging,
    between_persons,
    linked,
)
from habeas.people.clustering.portions import Portion

__all__ = [
    "Answer",
    "Decided",
    "Linkage",
    "Linked",
    "Portion",
    "belonging",
    "between_persons",
    "linked",
]
