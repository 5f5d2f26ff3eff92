"""Hard facts: what forbids that two rows are one human, for pairs, for clusters, and in words."""

from habeas.people.facts.conflict import Conflict, conflicts
from habeas.people.facts.explanation import explain
from habeas.people.facts.facts import (
    Facts,
    barred,
    blank_rows,
    facts_of,
    pair_reasons,
    person_rows,
)
from habeas.people.facts.reason import FactRule, FactRules, FactStanding, Reason

__all__ = [
    "Conflict",
    "FactRule",
    "FactRules",
    "FactStanding",
    "Facts",
    "Reason",
    "barred",
    "blank_rows",
    "conflicts",
    "explain",
    "facts_of",
    "pair_reasons",
    "person_rows",
]
