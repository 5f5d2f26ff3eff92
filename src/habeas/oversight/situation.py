"""A question with its roles and dates settled for one door: what a requirement looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.question import Question
from habeas.oversight.world import World


@dataclass(frozen=True, slots=True)
class Situation:
    """`step` is the day of the visit, complaint or request; `addressee` the state it is about."""

    world: World
    question: Question
    step: date
    addressee: str

    @property
    def known(self) -> date | None:
        """The day of knowledge, or None for all that the world knows."""
        return self.question.known

    @property
    def act(self) -> DateInterval | None:
        """When it happened."""
        return self.question.act

    def day(self, moment: str) -> date:
        """The day that `at` names: of the act (its first known day), or of the step."""
        if moment == "act" and self.act is not None:
            return self.act.first or self.act.last or self.step
        return self.step

    def state(self, role: str) -> str:
        """The state that plays a role, or "" when the question does not tell.

        The respondent is whoever this door is addressed to.
        """
        return self.addressee if role == "respondent" else roles(self.question)[role]


def roles(question: Question) -> dict[str, str]:
    """Which state plays which role; "" where the question does not tell."""
    return {
        "respondent": question.state,
        "territory": question.place.country if question.place else question.state,
        "victim": question.victim.nationality,
        "suspect": question.suspect or question.state,
        "complainant": question.complainant or question.victim.nationality,
        "element": str(question.facts.get("element_in", "")),
    }
