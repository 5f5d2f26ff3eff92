"""Making a case, and opening one: the key, the lock, the format, the first leaf."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

from habeas.model import CaseDamaged, CaseError, InputRefused, WrongUsage, printable
from habeas.store import formats, key_file
from habeas.store.blobs import BlobFolder, sync_folder
from habeas.store.case_folder import ORIGIN_PREFIX, CaseFolder
from habeas.store.database import Database
from habeas.store.entries import LeafKind
from habeas.store.key_file import KeyCost
from habeas.store.keys import SigningKey, VerifyingKey
from habeas.store.ledger import Clock, Ledger
from habeas.store.ledger_reading import checked_entry, entry_page
from habeas.store.writer_lock import WriterLock


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The parts of an open case; `lock` is None for a reader."""

    folder: CaseFolder
    database: Database
    ledger: Ledger
    blobs: BlobFolder
    key: VerifyingKey
    investigator: str
    lock: WriterLock | None


def make_case(
    path: Path, *, passphrase: str, investigator: str, key_cost: KeyCost, clock: Clock
) -> None:
    """Make a case. The database gets its name last: a folder without it is not yet a case."""
    if not investigator.strip():
        raise WrongUsage("the investigator has no name", remedy="say who opens this case")
    _require_unicode("name of the investigator", investigator)
    _require_unicode("path of the case", str(path))
    folder = CaseFolder(path)
    folder.require_vacant()
    key = SigningKey.generate(f"{ORIGIN_PREFIX}{secrets.token_hex(16)}")
    folder.furnish(key.verifying, key_file.seal(key, passphrase, key_cost), investigator)
    unfinished = folder.database.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    database = Database(unfinished, read_only=False)
    try:
        with database.write() as connection:
            formats.migrate(connection)
        _open_ledger(database, key, investigator, clock)
        database.use_write_ahead_log()
    finally:
        database.close()
    unfinished.rename(folder.database)
    sync_folder(folder.root)


def open_case(path: Path, *, passphrase: str | None, read_only: bool, clock: Clock) -> OpenCase:
    """Open a case. Raises CaseNotFound, CaseLocked, CaseDamaged, CaseError."""
    _require_unicode("path of the case", str(path))
    folder = CaseFolder(path)
    folder.require_case()
    if read_only:
        return _opened(folder, passphrase, None, clock)
    lock = WriterLock(path)
    try:
        case = _opened(folder, passphrase, lock, clock)
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
    folder: CaseFolder, passphrase: str | None, lock: WriterLock | None, clock: Clock
) -> OpenCase:
    _require_todays_format(folder, lock)
    signer = None
    if passphrase is not None and lock is not None:
        content = folder.read_key_file(folder.sealed_key)
        signer = key_file.unseal(content, passphrase, where=str(folder.sealed_key))
    database = Database(folder.database, read_only=lock is None)
    try:
        key, investigator = _first_leaf(folder, database)
        if signer is not None and signer.verifying != key:
            raise CaseDamaged("the key is not the key of this case", where=str(folder.sealed_key))
        ledger = Ledger(database, key, signer, clock)
        if signer is not None:
            ledger.check_last_checkpoint()
    except BaseException:
        database.close()
        raise
    return OpenCase(folder, database, ledger, BlobFolder(folder.blobs), key, investigator, lock)


def _require_todays_format(folder: CaseFolder, lock: WriterLock | None) -> None:
    found = formats.format_of(folder.database)
    if found == formats.CURRENT_FORMAT:
        return
    if lock is None:
        raise CaseError(
            f"this case has the older format {found}",
            where=str(folder.root),
            remedy="open it once for writing, which brings it up to date",
        )
    formats.bring_up_to_date(folder.database)


def _open_ledger(database: Database, key: SigningKey, investigator: str, clock: Clock) -> None:
    """Write the first leaf: which case this is, who opened it, and with which key."""
    ledger = Ledger(database, key.verifying, key, clock)
    with ledger.batch() as batch:
        payload = {
            "case_id": key.verifying.name.removeprefix(ORIGIN_PREFIX),
            "investigator": investigator,
            "public_key": base64.b64encode(key.verifying.raw).decode(),
        }
        batch.append(LeafKind.CASE, payload, ledger.now())


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
