"""A new case key for an encrypted case, at any moment of which the old or the new one opens it.

    1  the database is copied, and the copy encrypted under the new key; the change stands in its
       ledger (`case.sqlite.next`)
    2  the new key, wrapped, is laid beside the old one (`keys/case-key.next.age`)
    3  the copy takes the database's name: from here on the new key is the key of the case
    4  the new wrapped key takes the old one's name

A writer that finds the parts of 1 and 2 removes them; one that finds those of 3 does 4.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from habeas.model import AccessAction, AccessChange, CaseDamaged, CaseError, CaseLocked, WrongUsage
from habeas.store.access import new_key_for, replace_file
from habeas.store.blob_keys import blob_keys, put_blob_key
from habeas.store.blobs import sync_folder
from habeas.store.case_folder import CaseFolder
from habeas.store.case_opening import OpenCase, lookup_in
from habeas.store.database import Database
from habeas.store.disk_errors import disk_errors
from habeas.store.entries import LeafKind
from habeas.store.half_rotation import abandon, logs_of, next_database
from habeas.store.ledger import Ledger
from habeas.store.ledger_views import add_to_index
from habeas.store.sealed_blobs import SealedBlobFolder


def rotate(case: OpenCase) -> OpenCase:
    """Encrypt the database under a new case key, wrapped to all who have access now.

    The case as it is open from then on; the one given is closed. Sealed blobs stay as they are:
    their keys lie in the database. Raises WrongUsage where the case is not encrypted, CaseLocked
    without a signing key, or while another program reads the case.
    """
    signer = case.ledger.require_signer()
    if case.case_key is None:
        raise WrongUsage("this case is not encrypted: there is no key to replace")
    key, wrapped = new_key_for(case)
    if not case.database.empty_log():
        raise CaseLocked(
            "another program is reading this case",
            where=str(case.folder.root),
            remedy="close it and try again",
        )
    copy = next_database(case.folder)
    try:
        # Parts of a copy that a killed writer began: SQLite would take its journal for ours.
        abandon(case.folder)
        sync_folder(case.folder.root)
        _copied(case.folder.database, copy, case.database.key or "", key.database_key)
        rekeyed = Database(copy, read_only=False, key=key.database_key)
        try:
            _note_rotation(Ledger(rekeyed, case.key, signer, case.ledger.now), case)
            rekeyed.use_write_ahead_log()
        finally:
            rekeyed.close()
        _sync(copy)
        replace_file(case.folder.next_case_key, wrapped)
    except OSError as error:
        abandon(case.folder)
        raise CaseError(
            f"the case could not be encrypted anew: {error.strerror}",
            where=str(case.folder.root),
            remedy="free as much space as the database takes; the case is as it was",
        ) from error
    except BaseException:
        abandon(case.folder)
        raise
    case.database.close()
    with disk_errors(case.folder.root):
        _take_place(case.folder)
    database = Database(case.folder.database, read_only=False, key=key.database_key)
    blobs = SealedBlobFolder(case.folder.blobs, key, lookup_in(database))
    ledger = Ledger(database, case.key, signer, case.ledger.clock)
    return replace(case, database=database, ledger=ledger, blobs=blobs, case_key=key)


def reseal(case: OpenCase) -> int:
    """Seal every preserved source anew, under a new key and name; how many there were.

    So whoever copied the database while they had access cannot open files taken later.
    """
    blobs = case.blobs
    if not isinstance(blobs, SealedBlobFolder):
        raise WrongUsage("this case is not encrypted: nothing in it is sealed")
    with case.database.read() as connection:
        kept = list(blob_keys(connection))
    for old in kept:
        content = blobs.read(old.sha256)
        new = blobs.seal(BytesIO(content), old.sha256, len(content), where=old.sha256)
        with case.database.write() as connection:
            put_blob_key(connection, new)
        if new.name != old.name:
            with disk_errors(blobs.root):
                blobs.remove_named(old.name)
    case.database.empty_log()
    return len(kept)


def _copied(database: Path, copy: Path, old: str, new: str) -> None:
    """Copy the database and encrypt the copy under another raw key."""
    shutil.copyfile(database, copy)
    copy.chmod(0o600)
    rekeying = Database(copy, read_only=False, key=old)
    try:
        rekeying.rekey(new)
    finally:
        rekeying.close()


def _note_rotation(ledger: Ledger, case: OpenCase) -> None:
    if ledger.head() != case.ledger.head():
        raise CaseDamaged("the copy's ledger differs", where=str(case.folder.root))
    now = ledger.now()
    change = AccessChange(
        AccessAction.ROTATE, case.investigator, None, None, case.investigator, now
    )
    with ledger.batch() as batch:
        add_to_index(batch.connection, batch.append(LeafKind.ACCESS, change, now))


def _take_place(folder: CaseFolder) -> None:
    for log in logs_of(folder.database):
        log.unlink(missing_ok=True)
    # The old log must not come back, after a power cut, beside the new database.
    sync_folder(folder.root)
    next_database(folder).replace(folder.database)
    sync_folder(folder.root)
    folder.next_case_key.replace(folder.case_key)
    sync_folder(folder.case_key.parent)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
