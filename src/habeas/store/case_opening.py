"""Making a case, and opening one: the key, the lock, the format, the first leaf."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.model import (
    AccessAction,
    AccessChange,
    CaseDamaged,
    CaseError,
    CaseLocked,
    InputRefused,
    WrongUsage,
    printable,
)
from habeas.store import formats, key_file
from habeas.store.blob_keys import BlobKey, blob_key_of
from habeas.store.blobs import BlobFolder, sync_folder
from habeas.store.case_folder import ORIGIN_PREFIX, CaseFolder
from habeas.store.case_key import CaseKey, does_not_open, new_identity
from habeas.store.database import Database
from habeas.store.entries import LeafKind
from habeas.store.half_rotation import finish_rotation, parts_of_rotation
from habeas.store.key_file import KeyCost, OpenedKeys
from habeas.store.keys import SigningKey, VerifyingKey
from habeas.store.ledger import Clock, Ledger
from habeas.store.ledger_reading import checked_entry, entry_page
from habeas.store.ledger_views import add_to_index
from habeas.store.records import keys_in_force, recorded
from habeas.store.sealed_blobs import Lookup, SealedBlobFolder
from habeas.store.writer_lock import WriterLock

PASSPHRASE_VARIABLE = "HABEAS_PASSPHRASE"  # noqa: S105 - the name of it, not the thing


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody opens a case with: a passphrase, age identities, or (a plain one) nothing."""

    passphrase: str | None = None
    identities: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The parts of an open case; `lock` is None for a reader, `case_key` in a plain case.

    `key` and `opened_by` are those of who opened the case first; `investigator` is the name of who
    opened it now, or where no signing key is open, the same.
    """

    folder: CaseFolder
    database: Database
    ledger: Ledger
    blobs: BlobFolder
    key: VerifyingKey
    opened_by: str
    investigator: str
    lock: WriterLock | None
    case_key: CaseKey | None = None


def make_case(
    path: Path,
    *,
    passphrase: str,
    investigator: str,
    key_cost: KeyCost,
    clock: Clock,
    encrypted: bool,
) -> None:
    """Make a case. The database gets its name last: a folder without it is not yet a case."""
    if not investigator.strip():
        raise WrongUsage("the investigator has no name", remedy="say who opens this case")
    _require_unicode("name of the investigator", investigator)
    _require_unicode("path of the case", str(path))
    folder = CaseFolder(path)
    folder.require_vacant()
    key = SigningKey.generate(f"{ORIGIN_PREFIX}{secrets.token_hex(16)}")
    age = new_identity() if encrypted else None
    case_key = CaseKey.generate() if encrypted else None
    folder.furnish(
        key.verifying,
        key_file.seal(key, passphrase, key_cost, age),
        investigator,
        case_key.wrapped([age[1]]) if case_key and age else None,
    )
    unfinished = folder.database.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    database_key = case_key.database_key if case_key else None
    database = Database(unfinished, read_only=False, key=database_key)
    try:
        with database.write() as connection:
            formats.migrate(connection)
        _open_ledger(database, key, investigator, clock, age[1] if age else None)
        database.use_write_ahead_log()
    finally:
        database.close()
    unfinished.rename(folder.database)
    sync_folder(folder.root)


def open_case(path: Path, *, credentials: Credentials, read_only: bool, clock: Clock) -> OpenCase:
    """Open a case. Raises CaseNotFound, CaseLocked, CaseDamaged, CaseError."""
    _require_unicode("path of the case", str(path))
    folder = CaseFolder(path)
    folder.require_case()
    if read_only:
        return _opened(folder, credentials, None, clock)
    lock = WriterLock(path)
    try:
        case = _opened(folder, credentials, lock, clock)
    except BaseException:
        lock.abandon()
        raise
    return case


def _require_unicode(noun: str, untrusted_text: str) -> None:
    """Said before anything is made: what began would otherwise lie in the way of a second try."""
    try:
        untrusted_text.encode()
    except UnicodeEncodeError:
        raise InputRefused(
            f"the {noun} holds bytes that are no text in UTF-8",
            where=printable(untrusted_text),
            remedy="choose one of ordinary characters",
        ) from None


def _opened(
    folder: CaseFolder, credentials: Credentials, lock: WriterLock | None, clock: Clock
) -> OpenCase:
    opened = _opened_keys(folder, credentials, lock)
    case_key, path = opened_case_key(folder, opened, credentials.identities) or (None, None)
    if lock is not None and any(map(Path.exists, parts_of_rotation(folder))):
        finish_rotation(folder, opened_by_next=path == folder.next_case_key)
    database_key = case_key.database_key if case_key else None
    _require_todays_format(folder, lock, database_key)
    database = Database(folder.database, read_only=lock is None, key=database_key)
    signer = opened.signing if opened is not None and lock is not None else None
    try:
        key, opened_by = _first_leaf(folder, database)
        investigator = opened_by
        if signer is not None:
            investigator = _name_of_signer(folder, database, signer, key, opened_by)
        ledger = Ledger(database, key, signer, clock)
        if signer is not None:
            ledger.check_last_checkpoint()
    except BaseException:
        database.close()
        raise
    blobs = BlobFolder(folder.blobs)
    if case_key is not None:
        blobs = SealedBlobFolder(folder.blobs, case_key, lookup_in(database))
    return OpenCase(folder, database, ledger, blobs, key, opened_by, investigator, lock, case_key)


def _opened_keys(
    folder: CaseFolder, credentials: Credentials, lock: WriterLock | None
) -> OpenedKeys | None:
    """The keys that the passphrase opens, of whichever investigator; None where none is needed."""
    if credentials.passphrase is None or (lock is None and not folder.encrypted):
        return None
    refusal: CaseLocked | None = None
    for path in folder.sealed_keys():
        content = folder.read_key_file(path)
        try:
            return key_file.unseal(content, credentials.passphrase, where=str(path))
        except CaseLocked as error:
            refusal = refusal or error
    if folder.encrypted or refusal is None:
        raise does_not_open(str(folder.root))
    raise refusal


def opened_case_key(
    folder: CaseFolder, opened: OpenedKeys | None, identities: Sequence[str]
) -> tuple[CaseKey, Path] | None:
    """The case key and in which file it lay; None for a case that is not encrypted.

    Raises CaseLocked, in the same words whatever was given that does not open it.
    """
    if not folder.encrypted:
        return None
    found = [*identities, *([opened.identity] if opened and opened.identity else ())]
    if not found and opened is None:
        raise CaseLocked(
            "this case is encrypted",
            where=str(folder.root),
            remedy=f"give its passphrase (or set {PASSPHRASE_VARIABLE}), or an age identity",
        )
    refusals: list[CaseError] = []
    # While a case is encrypted anew there are two keys, and the database has one of them.
    for path in filter(Path.exists, (folder.case_key, folder.next_case_key)):
        try:
            key = CaseKey.unwrapped(folder.read_key_file(path), found, where=str(folder.root))
            formats.format_of(folder.database, key.database_key)
        except (CaseLocked, CaseDamaged) as error:
            refusals.append(error)
        else:
            return key, path
    if any(isinstance(refusal, CaseLocked) for refusal in refusals):
        raise does_not_open(str(folder.root))
    raise refusals[0]


def lookup_in(database: Database) -> Lookup:
    """How sealed blobs find their keys in an open database."""

    def lookup(sha256: str) -> BlobKey | None:
        with database.read() as connection:
            return blob_key_of(connection, sha256)

    return lookup


def _name_of_signer(
    folder: CaseFolder,
    database: Database,
    signer: SigningKey,
    first: VerifyingKey,
    opened_by: str,
) -> str:
    """Under which name this key signs. Raises CaseDamaged when it is no key of this case."""
    with database.read() as connection:
        known = keys_in_force(connection, first).find(signer.verifying.id) == signer.verifying
        changes = [placed.record for placed in recorded(connection, AccessChange)]
    if not known:
        raise CaseDamaged("the key is not the key of this case", where=str(folder.sealed_key))
    public_key = base64.b64encode(signer.verifying.raw).decode()
    names = [change.name for change in changes if change.public_key == public_key]
    return names[-1] if names and signer.verifying != first else opened_by


def _require_todays_format(folder: CaseFolder, lock: WriterLock | None, key: str | None) -> None:
    found = formats.format_of(folder.database, key)
    if found == formats.CURRENT_FORMAT:
        return
    if lock is None:
        raise CaseError(
            f"this case has the older format {found}",
            where=str(folder.root),
            remedy="open it once for writing, which brings it up to date",
        )
    formats.bring_up_to_date(folder.database, key=key)


def _open_ledger(
    database: Database, key: SigningKey, investigator: str, clock: Clock, recipient: str | None
) -> None:
    """Write the first leaf: which case this is, who opened it, and with which key.

    In an encrypted case the second says to which age identity its key is wrapped first.
    """
    ledger = Ledger(database, key.verifying, key, clock)
    with ledger.batch() as batch:
        payload = {
            "case_id": key.verifying.name.removeprefix(ORIGIN_PREFIX),
            "investigator": investigator,
            "public_key": base64.b64encode(key.verifying.raw).decode(),
        }
        batch.append(LeafKind.CASE, payload, ledger.now())
        if recipient is not None:
            now, public_key = ledger.now(), payload["public_key"]
            first = AccessChange(
                AccessAction.ADMIT, investigator, public_key, recipient, investigator, now
            )
            add_to_index(batch.connection, batch.append(LeafKind.ACCESS, first, now))


def _first_leaf(folder: CaseFolder, database: Database) -> tuple[VerifyingKey, str]:
    """The case's key and investigator, as its first leaf and its key file both state them."""
    with database.read() as connection:
        rows = entry_page(connection, 0, 1)
    first = checked_entry(rows[0]) if rows else None
    if first is None or first.payload is None or first.kind is not LeafKind.CASE:
        raise CaseDamaged("the ledger's first entry is missing", where=str(folder.database))
    name = f"{ORIGIN_PREFIX}{first.payload['case_id']}"
    pem = folder.read_key_file(folder.public_key)
    key = VerifyingKey.from_pem(name, pem, where=str(folder.public_key))
    if base64.b64encode(key.raw).decode() != first.payload["public_key"]:
        raise CaseDamaged(
            "the public key is not the one that opened this case", where=str(folder.public_key)
        )
    return key, str(first.payload["investigator"])
