"""Which parts a record gives: stands beside its signature, so that silence is no disagreement."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.people.overlap.facts import Facts

NO_GIVEN, INITIAL, FULL_GIVEN = range(3)
NO_DATE, YEAR_ONLY, FULL_DATE = range(3)
FORMS = 18


@dataclass(frozen=True, slots=True)
class Form:
    """Beside the surname: the given name (none, initial, full), the father's name, the birth date.

    `number` is 0 to FORMS - 1: what the file holds of it.
    """

    given: int
    father: bool
    date: int

    @classmethod
    def of(cls, facts: Facts) -> Form:
        """The form of a record's facts."""
        given = min(len(facts.given), FULL_GIVEN)
        date = YEAR_ONLY if facts.year else NO_DATE
        return cls(given, bool(facts.father), FULL_DATE if facts.day else date)

    @classmethod
    def numbered(cls, number: int) -> Form:
        """The form behind a number; ValueError for one that there is not."""
        if not 0 <= number < FORMS:
            raise ValueError(f"no form has the number {number}")
        given, rest = divmod(number, 6)
        return cls(given, rest >= 3, rest % 3)

    @property
    def number(self) -> int:
        """Where the form stands among all forms."""
        return self.given * 6 + 3 * self.father + self.date
