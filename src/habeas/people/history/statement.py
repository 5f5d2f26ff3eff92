"""One dated statement about one person in custody: who says what, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from habeas.model import DateInterval
from habeas.people.fact_table import rows


class StatementKind(StrEnum):
    """What a statement says of the person; `data/custody_statements.tsv` says what it means."""

    CAPTURED = "captured"
    SEEN = "seen"
    TRANSFERRED = "transferred"
    SENTENCED = "sentenced"
    RELEASED = "released"
    EXCHANGED = "exchanged"
    DIED = "died"
    ACKNOWLEDGED = "acknowledged"
    LOCATED = "located"
    FAMILY = "family"
    COUNSEL = "counsel"
    HUMANITARIAN = "humanitarian"
    DENIED = "denied"


class CustodyStatus(StrEnum):
    """Where a person stands with the detaining power at a date."""

    CAPTURED = "captured"
    SEEN = "seen"
    TRANSFERRED = "transferred"
    SENTENCED = "sentenced"
    RELEASED = "released"
    EXCHANGED = "exchanged"
    DIED = "died"
    UNKNOWN = "unknown"


class Rung(StrEnum):
    """A step of the whereabouts ladder, lowest first; a denial stands beside it."""

    ACKNOWLEDGED = "acknowledged"
    LOCATED = "located"
    FAMILY = "family"
    COUNSEL = "counsel"
    HUMANITARIAN = "humanitarian"
    DENIED = "denied"


CONTACTS = (Rung.FAMILY, Rung.COUNSEL, Rung.HUMANITARIAN)
FREED = (StatementKind.RELEASED, StatementKind.EXCHANGED)
ENDS = (*FREED, StatementKind.DIED)


@dataclass(frozen=True, slots=True)
class Statement:
    """From `first` to `last`, both inclusive, None where nobody knows that end.

    `who` is the id of a record, or of a person, that it is about. `source` names the list or
    document, `says` are its words, `speaker` who said them; each may be empty. `means` is a rung
    of the ladder that it reaches because of who keeps the source: a row on the detaining power's
    own list acknowledges the capture.
    """

    kind: StatementKind
    first: date | None
    last: date | None
    place: str
    source: str
    says: str
    who: str
    speaker: str = ""
    means: Rung | None = None

    @property
    def earliest(self) -> date:
        """The first possible day; the calendar's first where nobody knows."""
        return self.first or date.min

    @property
    def latest(self) -> date:
        """The last possible day; the calendar's last where nobody knows."""
        return self.last or date.max

    @property
    def dated(self) -> bool:
        """Whether either end is known."""
        return self.first is not None or self.last is not None

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The steps of the whereabouts ladder that it reaches."""
        own = meaning(self.kind).rungs
        return own if self.means is None or self.means in own else (*own, self.means)

    @property
    def interval(self) -> DateInterval:
        """The interval as the model has it."""
        return DateInterval(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind of statement means: see the header of the table."""

    status: CustodyStatus | None
    rungs: tuple[Rung, ...]
    held: bool
    words: str


@cache
def meaning(kind: StatementKind) -> Meaning:
    """The row of `data/custody_statements.tsv` for a kind."""
    row = next(row for row in rows("custody_statements.tsv") if row["kind"] == kind)
    return Meaning(
        CustodyStatus(row["status"]) if row["status"] else None,
        tuple(Rung(name) for name in row["rungs"].split("|") if name),
        bool(row["held"]),
        row["words"],
    )


def in_order(statement: Statement) -> tuple[date, date, str, str, str, str]:
    """Sort key: by date, what nobody dates last, and then by what is said and where."""
    start = statement.first or statement.last or date.max
    words = (statement.place, statement.source, statement.says)
    return (start, statement.latest, statement.kind.value, *words)
