"""The case store's face: one class through which everything is kept and fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from habeas.model import (
    CaseDamaged,
    Claim,
    Document,
    Source,
    WrongUsage,
)
from habeas.store import (
    access,
    derived,
    imports,
    ledger_views,
    resolutions,
    rotation,
    writing,
)
from habeas.store.access import Holder
from habeas.store.case_folder import ORIGIN_PREFIX
from habeas.store.case_opening import Credentials, OpenCase, make_case, open_case
from habeas.store.derived import KeptClaim
from habeas.store.entries import (
    Deposit,
    Outcome,
)
from habeas.store.erasure import finish_erasures, remove_unclaimed
from habeas.store.imports import Failure, ImportBalance
from habeas.store.key_file import KeyCost
from habeas.store.ledger import Clock, utc_now
from habeas.store.ledger_face import LedgerFace
from habeas.store.resolutions import KeptResolution
from habeas.store.search_face import SearchFace


class CaseStore(LedgerFace, SearchFace):
    """An open case folder. Use it as a context manager, or call `close`."""

    def __init__(self, case: OpenCase) -> None:
        self._case = case
        self._closed = False
        # Bytes on the disk and their leaf are two steps; no other thread may erase in between.
        self._writing = threading.RLock()
        self.path = case.folder.root
        self.case_id = case.key.name.removeprefix(ORIGIN_PREFIX)
        self.investigator = case.investigator
        self.key_id = case.ledger.key_id
        self.can_sign = case.ledger.can_sign
        self.encrypted = case.case_key is not None
        self.read_only = case.lock is None

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        passphrase: str,
        investigator: str,
        encrypted: bool = True,
        key_cost: KeyCost | None = None,
        clock: Clock | None = None,
    ) -> Self:
        """Make a case in a folder that does not exist or is empty, and open it for writing.

        It is encrypted unless that is refused; the passphrase then opens all of it.

        Raises InputRefused when something is there already, WrongUsage for an empty passphrase.
        """
        make_case(
            Path(path),
            passphrase=passphrase,
            investigator=investigator,
            key_cost=key_cost or KeyCost(),
            clock=clock or utc_now,
            encrypted=encrypted,
        )
        return cls.open(path, passphrase=passphrase, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        passphrase: str | None = None,
        identities: Sequence[str] = (),
        read_only: bool = False,
        clock: Clock | None = None,
    ) -> Self:
        """Open an existing case.

        With an investigator's passphrase the ledger can be written; without one, only what is
        derived. An encrypted case opens with such a passphrase, or with one of the age identities
        (`AGE-SECRET-KEY-1…`) of somebody who was admitted; another needs nothing to be read.
        Raises CaseNotFound, CaseLocked (another writer; wrong passphrase), CaseDamaged.
        """
        case = open_case(
            Path(path),
            credentials=Credentials(passphrase, tuple(identities)),
            read_only=read_only,
            clock=clock or utc_now,
        )
        store = cls(case)
        store._tidy_up()
        return store

    def close(self) -> None:
        """Let go of the database and the lock. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._case.database.close()
        if self._case.lock is not None:
            self._case.lock.release()

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
        return self.put_sources([deposit])[0]

    def put_sources(self, deposits: Iterable[Deposit]) -> list[Outcome]:
        """Preserve several sources in one transaction under one checkpoint: all or none."""
        with self._writing:
            return writing.put_sources(self._case, deposits)

    def sources(self, *, at: int | None = None) -> Iterator[Source]:
        """Every source, in the order of the ledger."""
        with self._case.database.read() as connection:
            found = ledger_views.sources(connection, at)
        yield from found

    def source(self, sha256_prefix: str, *, at: int | None = None) -> Source:
        """The one source whose SHA-256 begins so. Raises WrongUsage when none or several do."""
        with self._case.database.read() as connection:
            sha256 = ledger_views.full_sha256(connection, sha256_prefix, at)
            source = ledger_views.known_source(connection, sha256, at)
        if source is None:
            raise CaseDamaged("the index names a source that the ledger lacks", where=sha256)
        return source

    def has_source(self, sha256: str) -> bool:
        """Whether these bytes are preserved here."""
        with self._case.database.read() as connection:
            return ledger_views.known_source(connection, sha256) is not None

    def blob(self, sha256: str) -> bytes:
        """The preserved bytes, checked against their hash. Raises CaseDamaged, WrongUsage."""
        self._require_source(sha256)
        return self._case.blobs.read(sha256)

    def blob_path(self, sha256: str) -> Path:
        """Where the bytes lie, for readers that need a file; never write to it. Not checked."""
        self._require_source(sha256)
        return self._case.blobs.path_of(sha256)

    def delete_source(self, sha256: str, *, reason: str) -> None:
        """Erase a source: bytes, payloads (its judgements too, they quote it), derived rows.

        A tombstone with the reason stays in the ledger, which remains verifiable.
        """
        with self._writing:
            writing.delete_source(self._case, sha256, reason)

    # Access ------------------------------------------------------------------------------

    def holders(self) -> list[Holder]:
        """Everybody who has access now, in the order in which they were let in."""
        with self._case.database.read() as connection:
            return access.holders(connection, self._case)

    def admit_investigator(
        self, name: str, *, passphrase: str, key_cost: KeyCost | None = None
    ) -> Holder:
        """Let somebody open the case and sign in it, with a passphrase of their own."""
        with self._writing:
            return access.admit_investigator(self._case, name, passphrase, key_cost or KeyCost())

    def admit_reader(self, name: str, recipient: str) -> Holder:
        """Let somebody open an encrypted case with an age identity; they cannot sign."""
        with self._writing:
            return access.admit_reader(self._case, name, recipient)

    def remove_access(self, name: str) -> Holder:
        """Shut somebody out, by name, key id or recipient; an encrypted case gets a new key."""
        with self._writing:
            removed = access.record_removal(self._case, name)
            self._rotate_if_due()
            return removed

    def rotate_key(self, *, blobs: bool = False) -> None:
        """Encrypt the database under a new case key; with `blobs`, every preserved source too."""
        with self._writing:
            self._case = rotation.rotate(self._case)
            if blobs:
                rotation.reseal(self._case)

    def change_passphrase(self, old: str, new: str, *, key_cost: KeyCost | None = None) -> None:
        """Seal one's own keys under another passphrase. Raises CaseLocked for a wrong old one."""
        with self._writing:
            access.change_passphrase(self._case, old, new, key_cost or KeyCost())

    def is_own_passphrase(self, words: str) -> bool:
        """Whether these words are the passphrase of whoever opened the case; slow on purpose.

        Raises CaseLocked where the case was opened without one.
        """
        return access.is_own_passphrase(self._case, words)

    def _rotate_if_due(self) -> None:
        with self._case.database.read() as connection:
            due = self._case.case_key is not None and access.rotation_is_due(connection)
        if due:
            self._case = rotation.rotate(self._case)

    # What is derived ---------------------------------------------------------------------

    def put_document(self, sha256: str, document: Document, *, reader: str) -> None:
        """Keep what this version of a reader made of a source; its earlier claims are dropped."""
        self._require_source(sha256)
        with self._case.database.write() as connection:
            derived.put_document(connection, sha256, document, reader)

    def put_problem(self, sha256: str, reason: str, *, reader: str) -> None:
        """Keep why this version of a reader could make nothing of a source."""
        self._require_source(sha256)
        with self._case.database.write() as connection:
            derived.put_problem(connection, sha256, reason, reader)

    def document(self, sha256: str) -> Document | None:
        """The text of a source, if one was read from it."""
        with self._case.database.read() as connection:
            return derived.document_of(connection, sha256)

    def problem(self, sha256: str) -> str | None:
        """Why no text could be read from a source, if that is so."""
        with self._case.database.read() as connection:
            return derived.problem_of(connection, sha256)

    def problems(self) -> dict[str, str]:
        """Why no text could be read, by the SHA-256 of each such source, in ledger order."""
        with self._case.database.read() as connection:
            return derived.problems(connection)

    def claim_counts(self) -> dict[str, int]:
        """How many claims were found in each source that was searched for them, by SHA-256."""
        with self._case.database.read() as connection:
            return derived.claim_counts(connection)

    def put_claims(self, sha256: str, claims: Sequence[Claim], *, extractor: str) -> None:
        """Replace the claims of one source.

        Raises InputRefused unless every quote, occurrence and evidence span stands in the text.
        """
        with self._case.database.write() as connection:
            derived.put_claims(connection, sha256, claims, extractor)

    def claims(
        self,
        *,
        source: str | None = None,
        type: str | None = None,
        stance: str | None = None,
        speaker: str | None = None,
    ) -> Iterator[KeptClaim]:
        """Claims that fit every filter, by the source's place in the ledger, then in the text."""
        given = {"source": source, "type": type, "stance": stance, "speaker": speaker}
        filters = {name: value for name, value in given.items() if value is not None}
        with self._case.database.read() as connection:
            with_claims = derived.sources_with_claims(connection, filters)
        for sha256 in with_claims:
            with self._case.database.read() as connection:
                found = list(derived.claims_of(connection, sha256, filters))
            yield from found

    def claim(self, id_prefix: str) -> KeptClaim:
        """The one claim whose id begins so. Raises WrongUsage when none or several do."""
        with self._case.database.read() as connection:
            return derived.claim_named(connection, id_prefix)

    def pending_documents(self, reader: str) -> list[str]:
        """SHA-256 of the sources that this version of the reader has not seen, in ledger order."""
        with self._case.database.read() as connection:
            return derived.pending_documents(connection, reader)

    def pending_claims(self, extractor: str) -> list[str]:
        """SHA-256 of the documents that this version of the extractor has not seen."""
        with self._case.database.read() as connection:
            return derived.pending_claims(connection, extractor)

    def put_resolution(self, kept: KeptResolution) -> None:
        """Replace what is kept of who is one person."""
        with self._case.database.write() as connection:
            resolutions.put(connection, kept)

    def resolution(self) -> KeptResolution | None:
        """Who is one person, where that was resolved."""
        with self._case.database.read() as connection:
            return resolutions.get(connection)

    def resolved_from(self) -> tuple[str, str] | None:
        """Which resolver made the resolution, and the digest of its inputs, if there is one."""
        with self._case.database.read() as connection:
            return resolutions.made_from(connection)

    def drop_derived(self) -> None:
        """Throw away everything that can be made again; indexes of the ledger are remade here."""
        with self._case.database.write() as connection:
            derived.drop_everything(connection)
            ledger_views.remake_index(connection)

    # Imports -----------------------------------------------------------------------------

    def record_failure(self, failure: Failure) -> None:
        """Keep what was left out and why; the same failure is kept once."""
        with self._case.database.write() as connection:
            imports.record_failure(connection, failure)

    def failures(self) -> Iterator[Failure]:
        """Everything that imports left out, in order."""
        with self._case.database.read() as connection:
            found = list(imports.failures(connection))
        yield from found

    def record_import(self, balance: ImportBalance) -> None:
        """Keep the sum of a finished import."""
        with self._case.database.write() as connection:
            imports.record_import(connection, balance)

    def imports(self) -> Iterator[ImportBalance]:
        """The sums of all imports, in order."""
        with self._case.database.read() as connection:
            found = list(imports.balances(connection))
        yield from found

    # ---------------------------------------------------------------------------------------

    def _require_source(self, sha256: str) -> None:
        if not self.has_source(sha256):
            raise WrongUsage("no source in this case has this hash", where=sha256)

    def _tidy_up(self) -> None:
        """Finish what an earlier writer was killed in the middle of."""
        if self._case.lock is None:
            return
        try:
            if self._case.lock.left_untidy:
                self._case.blobs.remove_partial_files()
                remove_unclaimed(self._case)
            finish_erasures(self._case)
            if self.can_sign:
                access.catch_up(self._case)
                self._rotate_if_due()
        except BaseException:
            self.close()
            raise
