"""Why two rows cannot be, or are hardly, one human; how strict each fact is stands in data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from habeas.people.fact_table import rows

TABLE = "hard_facts.tsv"


class Reason(IntEnum):
    """A fact that speaks against one human, in the order of `data/hard_facts.tsv`.

    CAPTURED_WHILE_HELD: captured well inside a stay that one list states from capture to release.
    CAPTURED_AGAIN: captured twice, far apart, and no release between is known. A third row may
    supply the release, so this one is judged over a whole person and never over a pair alone.
    """

    NONE = 0
    TWO_DEATHS = 1
    RELEASED_AFTER_DEATH = 2
    CAPTURED_AFTER_DEATH = 3
    CAPTURED_WHILE_HELD = 4
    CAPTURED_AGAIN = 5
    SEEN_AFTER_DEATH = 6
    TRANSFERRED_AFTER_DEATH = 7
    SENTENCED_AFTER_DEATH = 8
    BORN_AFTER_EVENT = 9
    BORN_FAR_APART = 10


class FactStanding(StrEnum):
    """How a fact counts: it forbids, it weighs, or nobody looks at it."""

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class FactRule:
    """One fact: `days` apart before it holds, `weight` in natural log-odds where it is soft."""

    reason: Reason
    standing: FactStanding
    days: int
    weight: float


@dataclass(frozen=True, slots=True)
class FactRules:
    """The rules of every reason, in the order of Reason (NONE has no rule)."""

    rules: tuple[FactRule, ...]

    def __post_init__(self) -> None:
        if [rule.reason for rule in self.rules] != [reason for reason in Reason if reason]:
            raise ValueError("one rule for each reason, in their order")

    @classmethod
    @lru_cache(maxsize=1)
    def read(cls) -> Self:
        """The rules of `data/hard_facts.tsv`."""
        return cls(
            tuple(
                FactRule(
                    Reason[row["reason"].upper()],
                    FactStanding(row["standing"]),
                    int(row["days"]),
                    float(row["weight"]),
                )
                for row in rows(TABLE)
            )
        )

    def with_rule(
        self, reason: Reason, *, standing: FactStanding | None = None, days: int | None = None
    ) -> Self:
        """The same rules but for one reason's standing or days."""
        return type(self)(
            tuple(
                rule
                if rule.reason != reason
                else FactRule(
                    reason,
                    rule.standing if standing is None else standing,
                    rule.days if days is None else days,
                    rule.weight,
                )
                for rule in self.rules
            )
        )

    def rule(self, reason: Reason) -> FactRule:
        """The rule of one reason."""
        return self.rules[reason - 1]

    @property
    def days(self) -> NDArray[np.int32]:
        """Days apart by reason, (11,)."""
        return np.array([0, *(rule.days for rule in self.rules)], dtype=np.int32)

    def mask(self, *standings: FactStanding) -> NDArray[np.bool_]:
        """Whether a reason has one of these standings, (11,)."""
        return np.array([False, *(rule.standing in standings for rule in self.rules)])

    @property
    def weights(self) -> NDArray[np.float32]:
        """Natural log-odds by reason, (11,): nought where the fact is not soft."""
        soft = (rule.weight if rule.standing is FactStanding.SOFT else 0.0 for rule in self.rules)
        return np.array([0.0, *soft], dtype=np.float32)
