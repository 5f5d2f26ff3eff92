"""The case store's face to its ledger: what is recorded for good, and read back as of any head."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from habeas.model import (
    AllowedHost,
    EventJudgement,
    Judgement,
    ModelAnswer,
    Opinion,
    PersonJudgement,
    WrongUsage,
)
from habeas.store import ledger_views, records, writing
from habeas.store.case_opening import OpenCase
from habeas.store.entries import (
    Export,
    Head,
    LeafKind,
    LedgerEntry,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
    Record,
)
from habeas.store.ledger_reading import checked_entry, entry_page
from habeas.store.verification import VerifyReport, verify_case


class LedgerFace:
    """The part of `CaseStore` that appends to the ledger, reads it, and checks it."""

    _case: OpenCase

    # Judgements and exports --------------------------------------------------------------

    def append_judgement(self, judgement: Judgement) -> LedgerEntry:
        """Record a decision for good. Raises InputRefused when its source is not in the case."""
        return writing.append_judgement(self._case, judgement)

    def judgements(self, *, at: int | None = None) -> Iterator[Judgement]:
        """Every judgement that nobody has taken back, in the order of the ledger.

        A later one outweighs an earlier one about the same words.
        """
        with self._case.database.read() as connection:
            found = list(ledger_views.judgements(connection, at))
        yield from found

    def placed_judgements(
        self, *, source: str | None = None, at: int | None = None
    ) -> Iterator[Placed[Judgement]]:
        """The same with their places in the ledger, of all or about one source (its SHA-256)."""
        with self._case.database.read() as connection:
            found = list(ledger_views.placed_judgements(connection, at, source))
        yield from found

    def opinions(
        self, *, source: str | None = None, at: int | None = None
    ) -> Iterator[Placed[Opinion]]:
        """Every opinion about a claim that nobody has taken back, of all or about one source."""
        with self._case.database.read() as connection:
            gone = ledger_views.withdrawn(connection, at, source)
            found = list(records.recorded(connection, Opinion, at, source))
        yield from (placed for placed in found if placed.position not in gone)

    def said_about_a_claim(self, position: int) -> tuple[LeafKind, str] | None:
        """What kind of word about a claim stands at a place, and of which source, if one does."""
        with self._case.database.read() as connection:
            return ledger_views.said_about_a_claim(connection, position)

    def withdrawn(self, *, source: str | None = None, at: int | None = None) -> frozenset[int]:
        """The places of what was said about claims and has been taken back."""
        with self._case.database.read() as connection:
            return ledger_views.withdrawn(connection, at, source)

    def append_person_judgement(self, judgement: PersonJudgement) -> PlacedJudgement:
        """Record a decision about people for good.

        Raises InputRefused when one of its sources is not in the case, WrongUsage when it takes
        back what is no judgement about people.
        """
        return writing.append_person_judgement(self._case, judgement)

    def person_judgements(self, *, at: int | None = None) -> Iterator[PlacedJudgement]:
        """Every judgement about people, in the order of the ledger."""
        with self._case.database.read() as connection:
            found = list(ledger_views.person_judgements(connection, at))
        yield from found

    def append_event_judgement(self, judgement: EventJudgement) -> PlacedEventJudgement:
        """Record for good which claims tell of one happening.

        Raises InputRefused when one of its sources is not in the case, WrongUsage when it takes
        back what is no judgement about an event.
        """
        return writing.append_event_judgement(self._case, judgement)

    def event_judgements(self, *, at: int | None = None) -> Iterator[PlacedEventJudgement]:
        """Every judgement about events, in the order of the ledger."""
        with self._case.database.read() as connection:
            found = list(ledger_views.event_judgements(connection, at))
        yield from found

    def append_model_answer(self, answer: ModelAnswer) -> LedgerEntry:
        """Keep a model's answer for good. Raises InputRefused when its source is not here."""
        return writing.append_model_answer(self._case, answer)

    def model_answers(
        self, *, source: str | None = None, at: int | None = None
    ) -> Iterator[ModelAnswer]:
        """Every answer of a language model, or those about one source (its whole SHA-256)."""
        with self._case.database.read() as connection:
            found = list(ledger_views.model_answers(connection, source, at))
        yield from found

    def allow_host(self, allowed: AllowedHost) -> LedgerEntry:
        """Record for good that texts of this case may be sent to a model on another machine."""
        return writing.append_allowed_host(self._case, allowed)

    def allowed_hosts(self) -> Iterator[AllowedHost]:
        """The machines to which texts of this case may be sent."""
        with self._case.database.read() as connection:
            found = list(ledger_views.allowed_hosts(connection))
        yield from found

    def append(self, record: writing.Recordable) -> LedgerEntry:
        """Keep a label, a change of access, or what a witness vouches for, for good.

        Raises InputRefused when a source that it is about is not in the case.
        """
        return writing.append_record(self._case, record)

    def recorded(self, kind: type[Record], *, at: int | None = None) -> Iterator[Placed[Record]]:
        """Every record of this kind (such as `Label`), in the order of the ledger."""
        with self._case.database.read() as connection:
            found = list(records.recorded(connection, kind, at))
        yield from found

    def append_export(self, export: Export) -> LedgerEntry:
        """Record that a file left the case. Raises WrongUsage when its head is not of this case."""
        return writing.append_export(self._case, export)

    def exports(self, *, at: int | None = None) -> Iterator[Export]:
        """Every export, in the order of the ledger."""
        with self._case.database.read() as connection:
            found = list(ledger_views.exports(connection, at))
        yield from found

    # The ledger --------------------------------------------------------------------------

    def head(self) -> Head:
        """The ledger as it stands."""
        return self._case.ledger.head()

    def head_at(self, size: int) -> Head:
        """The ledger as it stood after `size` leaves (1 or more). Raises WrongUsage beyond it."""
        return self._case.ledger.head(size)

    def find_head(self, name: str) -> Head:
        """The head that a person named: `12`, or `12-` and the first digits of its root."""
        size, _, root = name.partition("-")
        if not (size.isascii() and size.isdigit()):
            raise WrongUsage(
                "this names no head", where=name, remedy="give its size, or size-root as printed"
            )
        head = self._case.ledger.head(int(size))
        if not head.root.startswith(root.lower()):
            raise WrongUsage(
                "the ledger had another root at this size", where=name, remedy=f"it was {head}"
            )
        return head

    def checkpoint(self, size: int) -> str | None:
        """The signed note for a ledger of this size, where one was signed."""
        note = self._case.ledger.note(size)
        return None if note is None else note.decode()

    def leaves(self, *, at: int | None = None, since: int = 0) -> Iterator[LedgerEntry]:
        """Every entry of the ledger from the position `since` on, in order."""
        position = since
        while True:
            with self._case.database.read() as connection:
                page = entry_page(connection, position, at)
            if not page:
                return
            yield from map(checked_entry, page)
            position = page[-1]["position"] + 1

    def about(self, sha256: str) -> Iterator[LedgerEntry]:
        """Every entry about one source (its whole SHA-256), in order: from its first leaf on."""
        with self._case.database.read() as connection:
            found = list(ledger_views.about(connection, sha256))
        yield from found

    def verify(self, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
        """Recompute all of it; `progress` is told the bytes hashed so far, and in total."""
        return verify_case(self._case, progress)
