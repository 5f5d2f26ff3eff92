"""What the doors require: each test is a function from a need and a situation to a finding."""

from collections.abc import Callable

from habeas.oversight.answer import Finding
from habeas.oversight.requirements.binding import bound, declared, not_declared
from habeas.oversight.requirements.by_resolution import always, mandate
from habeas.oversight.requirements.need import Need, need_of
from habeas.oversight.requirements.persons import conflict, victim
from habeas.oversight.requirements.reach import jurisdiction
from habeas.oversight.requirements.shown_by_the_case import case_fact, not_elsewhere
from habeas.oversight.requirements.time import element_elsewhere, facts_within
from habeas.oversight.requirements.within_limit import within
from habeas.oversight.situation import Situation

# The vocabulary in which `data/doors.toml` speaks.
TESTS: dict[str, Callable[[Need, Situation], Finding]] = {
    "always": always,
    "bound": bound,
    "case_fact": case_fact,
    "conflict": conflict,
    "declared": declared,
    "element_elsewhere": element_elsewhere,
    "facts_within": facts_within,
    "jurisdiction": jurisdiction,
    "mandate": mandate,
    "not_declared": not_declared,
    "not_elsewhere": not_elsewhere,
    "victim": victim,
    "within": within,
}

__all__ = ["TESTS", "Need", "need_of"]
