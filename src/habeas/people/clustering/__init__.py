"""Scored pairs into persons: linkage under constraints, without chaining."""

from habeas.people.clustering.decided import Decided
from habeas.people.clustering.linkage import Linked, belonging, between_persons, linked

__all__ = ["Decided", "Linked", "belonging", "between_persons", "linked"]
