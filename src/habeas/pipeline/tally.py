"""Counting what an import does, so that nothing goes missing between in and out.

Every input (a file, or a file inside an archive) ends in exactly one of five categories:

- *created*: its bytes were new to the case, and are preserved now;
- *updated*: its bytes were known, and are now also recorded under this name or place;
- *unchanged*: its bytes were known under this very name and place;
- *skipped*: left out on purpose (a symbolic link, a device, the case's own folder);
- *failed*: it should have gone in and could not (not there, no permission, a limit of safety).

A file that is preserved but from which no text can be read is created, and *not read* besides:
both what failed and what was not read is listed, with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from habeas.model import printable
from habeas.pipeline.walk import LeftOut
from habeas.store import ImportBalance, Outcome


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know about one input: its name, as shown, and what about it."""

    untrusted_name: str
    reason: str

    def __str__(self) -> str:
        return f"{printable(self.untrusted_name)}: {printable(self.reason)}"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an import did. `completed` counts sources of earlier imports that were read only now."""

    balance: ImportBalance
    failed: tuple[Remark, ...] = ()
    not_read: tuple[Remark, ...] = ()
    skipped: tuple[Remark, ...] = ()
    documents: int = 0
    claims: int = 0
    completed: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything went in and could be read."""
        return not (self.failed or self.not_read)


@dataclass(frozen=True, slots=True)
class Step:
    """Where an import stands: inputs dealt with, of how many known so far, and the latest name."""

    inputs: int
    expected: int
    documents: int
    untrusted_name: str
    remark: Remark | None = None


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Tally:
    """The running account of one import."""

    progress: Progress = silent
    expected: int = 0
    taken: int = 0
    documents: int = 0
    claims: int = 0
    completed: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failed: list[Remark] = field(default_factory=list)
    not_read: list[Remark] = field(default_factory=list)
    skipped: list[Remark] = field(default_factory=list)

    def take(self) -> None:
        """Count one input on its way in; it must come out again in one of the categories."""
        self.taken += 1
        self.expected = max(self.expected, self.taken)

    def preserved(self, name: str, outcome: Outcome) -> None:
        """Count one input that is in the case."""
        self.counts[outcome.value] += 1
        self._tell(name)

    def left_out(self, what: LeftOut, *, shown: str) -> None:
        """Count one input that is not in the case, and say why."""
        advice = f" — {what.remedy}" if what.remedy else ""
        remark = Remark(shown, what.reason + advice)
        self.counts["failed" if what.failed else "skipped"] += 1
        (self.failed if what.failed else self.skipped).append(remark)
        self._tell(shown, remark)

    def read(self, name: str, claims: int) -> None:
        """Count one document."""
        self.documents += 1
        self.claims += claims
        self._tell(name)

    def unread(self, name: str, reason: str) -> None:
        """List a preserved source that could not be read, or not read to the end."""
        remark = Remark(name, reason)
        self.not_read.append(remark)
        self._tell(name, remark)

    def report(
        self, *, started: datetime, finished: datetime, author: str, ledger_size: int
    ) -> AddReport:
        """The closed account. Raises ValueError when it does not balance."""
        balance = ImportBalance(
            started=started,
            finished=finished,
            author=author,
            total=self.taken,
            created=self.counts["created"],
            updated=self.counts["updated"],
            unchanged=self.counts["unchanged"],
            skipped=self.counts["skipped"],
            failed=self.counts["failed"],
            ledger_size=ledger_size,
        )
        return AddReport(
            balance,
            tuple(self.failed),
            tuple(self.not_read),
            tuple(self.skipped),
            self.documents,
            self.claims,
            self.completed,
        )

    def _tell(self, name: str, remark: Remark | None = None) -> None:
        done = self.counts.total()
        self.progress(Step(done, self.expected, self.documents, name, remark))
