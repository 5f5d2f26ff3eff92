"""The case store's face: one class through which everything is kept and fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from habeas.model import Claim, Document, Judgement, Source
from habeas.store.derived import KeptClaim
from habeas.store.entries import Deposit, Export, Head, LedgerEntry, Outcome
from habeas.store.imports import Failure, ImportBalance
from habeas.store.keys import KeyCost
from habeas.store.verification import VerifyReport

Clock = Callable[[], datetime]


class CaseStore:
    """An open case folder. Use it as a context manager, or call `close`."""

    path: Path
    case_id: str
    investigator: str
    key_id: str
    can_sign: bool
    read_only: bool

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        passphrase: str,
        investigator: str,
        key_cost: KeyCost | None = None,
        clock: Clock | None = None,
    ) -> Self:
        """Make a case in a folder that does not exist or is empty, and open it for writing.

        Raises InputRefused when something is there already, WrongUsage for an empty passphrase.
        """
        raise NotImplementedError

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        passphrase: str | None = None,
        read_only: bool = False,
        clock: Clock | None = None,
    ) -> Self:
        """Open an existing case.

        With a passphrase the ledger can be written; without one, only what is derived.
        Raises CaseNotFound, CaseLocked (another writer; wrong passphrase), CaseDamaged.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the database and the lock. Closing twice is harmless."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Sources -----------------------------------------------------------------------------

    def put_source(self, deposit: Deposit) -> Outcome:
        """Preserve one source; when this returns it survives a crash of the machine.

        Bytes already known gain the deposit's provenances, unless they differ from a recorded
        one only in `collected_at`; nothing else about a known source changes.
        Raises InputRefused when the bytes do not have the stated hash, CaseLocked without key.
        """
        raise NotImplementedError

    def put_sources(self, deposits: Iterable[Deposit]) -> list[Outcome]:
        """Preserve several sources in one transaction under one checkpoint: all or none."""
        raise NotImplementedError

    def sources(self, *, at: int | None = None) -> Iterator[Source]:
        """Every source, in the order of the ledger."""
        raise NotImplementedError

    def source(self, sha256_prefix: str, *, at: int | None = None) -> Source:
        """The one source whose SHA-256 begins so. Raises WrongUsage when none or several do."""
        raise NotImplementedError

    def has_source(self, sha256: str) -> bool:
        """Whether these bytes are preserved here."""
        raise NotImplementedError

    def blob(self, sha256: str) -> bytes:
        """The preserved bytes, checked against their hash. Raises CaseDamaged, WrongUsage."""
        raise NotImplementedError

    def blob_path(self, sha256: str) -> Path:
        """Where the bytes lie, for readers that need a file; never write to it. Not checked."""
        raise NotImplementedError

    def delete_source(self, sha256: str, *, reason: str) -> None:
        """Erase a source: bytes, payloads (its judgements too, they quote it), derived rows.

        A tombstone with the reason stays in the ledger, which remains verifiable.
        """
        raise NotImplementedError

    # Judgements and exports --------------------------------------------------------------

    def append_judgement(self, judgement: Judgement) -> LedgerEntry:
        """Record a decision for good. Raises InputRefused when its source is not in the case."""
        raise NotImplementedError

    def judgements(self, *, at: int | None = None) -> Iterator[Judgement]:
        """Every judgement, in the order of the ledger: a later one outweighs an earlier one."""
        raise NotImplementedError

    def append_export(self, export: Export) -> LedgerEntry:
        """Record that a file left the case. Raises WrongUsage when its head is not of this case."""
        raise NotImplementedError

    def exports(self, *, at: int | None = None) -> Iterator[Export]:
        """Every export, in the order of the ledger."""
        raise NotImplementedError

    # The ledger --------------------------------------------------------------------------

    def head(self) -> Head:
        """The ledger as it stands."""
        raise NotImplementedError

    def head_at(self, size: int) -> Head:
        """The ledger as it stood after `size` leaves (1 or more). Raises WrongUsage beyond it."""
        raise NotImplementedError

    def find_head(self, name: str) -> Head:
        """The head that a person named: `12`, or `12-` and the first digits of its root."""
        raise NotImplementedError

    def checkpoint(self, size: int) -> str | None:
        """The signed note for a ledger of this size, where one was signed."""
        raise NotImplementedError

    def leaves(self, *, at: int | None = None) -> Iterator[LedgerEntry]:
        """Every entry of the ledger, the first one first."""
        raise NotImplementedError

    def verify(self, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
        """Recompute all of it; `progress` is told the bytes hashed so far, and in total."""
        raise NotImplementedError

    # What is derived ---------------------------------------------------------------------

    def put_document(self, sha256: str, document: Document, *, reader: str) -> None:
        """Keep what this version of a reader made of a source; its earlier claims are dropped."""
        raise NotImplementedError

    def put_problem(self, sha256: str, reason: str, *, reader: str) -> None:
        """Keep why this version of a reader could make nothing of a source."""
        raise NotImplementedError

    def document(self, sha256: str) -> Document | None:
        """The text of a source, if one was read from it."""
        raise NotImplementedError

    def problem(self, sha256: str) -> str | None:
        """Why no text could be read from a source, if that is so."""
        raise NotImplementedError

    def put_claims(self, sha256: str, claims: Sequence[Claim], *, extractor: str) -> None:
        """Replace the claims of one source.

        Raises InputRefused unless every quote, occurrence and evidence span stands in the text.
        """
        raise NotImplementedError

    def claims(
        self,
        *,
        source: str | None = None,
        type: str | None = None,
        stance: str | None = None,
        speaker: str | None = None,
    ) -> Iterator[KeptClaim]:
        """Claims that fit every filter, by the source's place in the ledger, then in the text."""
        raise NotImplementedError

    def claim(self, id_prefix: str) -> KeptClaim:
        """The one claim whose id begins so. Raises WrongUsage when none or several do."""
        raise NotImplementedError

    def pending_documents(self, reader: str) -> list[str]:
        """SHA-256 of the sources that this version of the reader has not seen, in ledger order."""
        raise NotImplementedError

    def pending_claims(self, extractor: str) -> list[str]:
        """SHA-256 of the documents that this version of the extractor has not seen."""
        raise NotImplementedError

    def drop_derived(self) -> None:
        """Throw away everything that can be made again; indexes of the ledger are remade here."""
        raise NotImplementedError

    # Imports -----------------------------------------------------------------------------

    def record_failure(self, failure: Failure) -> None:
        """Keep what was left out and why; the same failure is kept once."""
        raise NotImplementedError

    def failures(self) -> Iterator[Failure]:
        """Everything that imports left out, in order."""
        raise NotImplementedError

    def record_import(self, balance: ImportBalance) -> None:
        """Keep the sum of a finished import."""
        raise NotImplementedError

    def imports(self) -> Iterator[ImportBalance]:
        """The sums of all imports, in order."""
        raise NotImplementedError
