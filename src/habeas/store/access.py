"""Who may open a case and sign in it: letting in, shutting out, and the files that follow from it.

The ledger is the record: it says who has access. The files under `keys/` follow it, and a writer
that finds them behind (after a kill) brings them up to date.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from habeas.model import AccessAction, AccessChange, CaseLocked, WrongUsage
from habeas.store import key_file
from habeas.store.blobs import sync_folder
from habeas.store.case_folder import CaseFolder, write_new
from habeas.store.case_key import CaseKey, new_identity, recipient_of
from habeas.store.case_opening import OpenCase
from habeas.store.disk_errors import disk_errors
from habeas.store.entries import LeafKind
from habeas.store.key_file import KeyCost
from habeas.store.key_ring import verifying_key
from habeas.store.keys import SigningKey
from habeas.store.ledger_views import add_to_index
from habeas.store.records import recorded

_STANZA = b"\n-> X25519 "


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with access: their signing key's id (hex; None: reads only), their age recipient."""

    name: str
    key_id: str | None
    recipient: str | None
    public_key: str | None

    def is_named(self, words: str) -> bool:
        """Whether these words name the holder: by name, key id, or the start of the recipient."""
        starts = len(words) >= len("age1") + 4 and (self.recipient or "").startswith(words)
        return words in (self.name, self.key_id) or starts


def holders(connection: Connection, case: OpenCase) -> list[Holder]:
    """Everybody who has access now, in the order in which they were let in."""
    changes = [placed.record for placed in recorded(connection, AccessChange)]
    public_key = base64.b64encode(case.key.raw).decode()
    first = Holder(case.opened_by, case.key.id.hex(), None, public_key)
    return in_force(first, changes, case.key.name)


def in_force(first: Holder, changes: Iterable[AccessChange], name: str) -> list[Holder]:
    """Whom these changes leave with access; `name` is that of the case's keys."""
    found: dict[tuple[str | None, str | None], Holder] = {(first.public_key, None): first}
    for change in changes:
        key = change.public_key
        if change.action is AccessAction.ADMIT:
            # The case's first key is named by the first leaf, and again with its recipient.
            found.pop((key, None), None)
            key_id = verifying_key(name, key).id.hex() if key else None
            holder = Holder(change.name, key_id, change.recipient, key)
            found[key, change.recipient] = holder
        elif change.action is AccessAction.REMOVE:
            found.pop((key, change.recipient), None)
    return list(found.values())


def recipients(connection: Connection, case: OpenCase) -> list[str]:
    """The age recipients to which the case key is to be wrapped."""
    return [item.recipient for item in holders(connection, case) if item.recipient]


def admit_investigator(case: OpenCase, name: str, passphrase: str, cost: KeyCost) -> Holder:
    """Let somebody in who can open the case and sign in it, with a passphrase of their own.

    Raises WrongUsage for a name that is taken or empty, or an empty passphrase.
    """
    _require_new(case, name)
    key = SigningKey.generate(case.key.name)
    age = new_identity() if case.case_key is not None else None
    sealed = key_file.seal(key, passphrase, cost, age)
    public_key = base64.b64encode(key.verifying.raw).decode()
    change = _change(case, AccessAction.ADMIT, name, public_key, age[1] if age else None)
    public_path, sealed_path = case.folder.key_files_of(key.verifying)
    # Files first: without their leaf they open nothing, and are strangers.
    with disk_errors(public_path.parent):
        write_new(public_path, key.verifying.pem())
        write_new(sealed_path, sealed)
        sync_folder(public_path.parent)
    _record(case, change)
    wrap_for_all(case)
    return Holder(name, key.verifying.id.hex(), change.recipient, public_key)


def admit_reader(case: OpenCase, name: str, recipient: str) -> Holder:
    """Let somebody in who can open an encrypted case with an age identity, and not sign.

    Raises WrongUsage where the case is not encrypted, InputRefused for no age recipient.
    """
    if case.case_key is None:
        raise WrongUsage("this case is not encrypted: whoever has the folder can read it")
    _require_new(case, name)
    recipient = str(recipient_of(recipient))
    _record(case, _change(case, AccessAction.ADMIT, name, None, recipient))
    wrap_for_all(case)
    return Holder(name, None, recipient, None)


def record_removal(case: OpenCase, words: str) -> Holder:
    """Record that somebody has no access any more; a new case key must follow.

    Raises WrongUsage where nobody, or more than one, is named so, and for oneself.
    """
    with case.database.read() as connection:
        found = [item for item in holders(connection, case) if item.is_named(words)]
    if len(found) != 1:
        what = "nobody" if not found else "more than one holder"
        raise WrongUsage(
            f"{what} with access is named so", where=words, remedy="habeas keys list shows them"
        )
    (holder,) = found
    if holder.key_id == case.ledger.key_id:
        raise WrongUsage("nobody can remove themselves", remedy="let another investigator do it")
    if holder.key_id == case.key.id.hex():
        raise WrongUsage(
            "whoever opened the case cannot be removed: its first entry rests on their key",
            remedy="rotate the key, and keep the passphrase from them",
        )
    _record(
        case,
        _change(case, AccessAction.REMOVE, holder.name, holder.public_key, holder.recipient),
    )
    remove_key_files(case)
    return holder


def change_passphrase(case: OpenCase, old: str, new: str, cost: KeyCost) -> None:
    """Seal one's own keys anew under another passphrase. Raises CaseLocked, WrongUsage."""
    path, content = _own_key_file(case)
    opened = key_file.unseal(content, old, where=str(path))
    recipient = key_file.recipient_in(content, where=str(path))
    age = (opened.identity, recipient) if opened.identity and recipient else None
    replace_file(path, key_file.seal(opened.signing, new, cost, age))


def is_own_passphrase(case: OpenCase, words: str) -> bool:
    """Whether these words open the key with which the case is open now; slow on purpose.

    Another investigator's passphrase does not. Raises CaseLocked where no such key is open.
    """
    path, content = _own_key_file(case)
    try:
        key_file.unseal(content, words, where=str(path))
    except CaseLocked:
        return False
    return True


def _own_key_file(case: OpenCase) -> tuple[Path, bytes]:
    signer = case.ledger.require_signer()
    path = (
        case.folder.sealed_key
        if signer.verifying == case.key
        else case.folder.key_files_of(signer.verifying)[1]
    )
    return path, case.folder.read_key_file(path)


def wrap_for_all(case: OpenCase) -> None:
    """Wrap the case key to all who have access, and to nobody else."""
    if case.case_key is None:
        return
    with case.database.read() as connection:
        wanted = recipients(connection, case)
    replace_file(case.folder.case_key, case.case_key.wrapped(wanted))


def catch_up(case: OpenCase) -> None:
    """Bring the files to where the ledger is, after a writer was killed in between."""
    remove_unfinished(case.folder.case_key.parent)
    remove_key_files(case)
    if case.case_key is None:
        return
    with case.database.read() as connection:
        wanted = recipients(connection, case)
    if wrapped_for(case.folder) != len(wanted):
        wrap_for_all(case)


def rotation_is_due(connection: Connection) -> bool:
    """Whether somebody was removed since the case key was last replaced."""
    due = False
    for placed in recorded(connection, AccessChange):
        if placed.record.action is AccessAction.ROTATE:
            due = False
        elif placed.record.action is AccessAction.REMOVE and placed.record.recipient is not None:
            due = True
    return due


def wrapped_for(folder: CaseFolder) -> int:
    """To how many recipients the case key is wrapped, as its file shows to everybody."""
    return folder.read_key_file(folder.case_key).count(_STANZA)


def remove_key_files(case: OpenCase) -> None:
    """Remove the sealed keys of whoever was shut out."""
    with case.database.read() as connection:
        changes = [placed.record for placed in recorded(connection, AccessChange)]
        kept = {item.public_key for item in holders(connection, case)}
    gone = {item.public_key for item in changes if item.public_key} - kept
    with disk_errors(case.folder.public_key.parent):
        for public_key in gone:
            for path in case.folder.key_files_of(verifying_key(case.key.name, public_key)):
                path.unlink(missing_ok=True)
        sync_folder(case.folder.public_key.parent)


def replace_file(path: Path, content: bytes) -> None:
    """Put other bytes in the place of a file: it has the old or the new ones, at any moment."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.unfinished")
    with disk_errors(path):
        try:
            write_new(unfinished, content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed writer began to write in place of a file."""
    with disk_errors(folder):
        for path in folder.glob("*.unfinished"):
            path.unlink()


def _require_new(case: OpenCase, name: str) -> None:
    if not name.strip():
        raise WrongUsage("whoever is let in needs a name", remedy="say who it is")
    with case.database.read() as connection:
        taken = any(item.name == name for item in holders(connection, case))
    if taken:
        raise WrongUsage("somebody with access has this name already", where=name)


def _change(
    case: OpenCase, action: AccessAction, name: str, public_key: str | None, recipient: str | None
) -> AccessChange:
    return AccessChange(action, name, public_key, recipient, case.investigator, case.ledger.now())


def _record(case: OpenCase, change: AccessChange) -> None:
    with case.ledger.batch() as batch:
        entry = batch.append(LeafKind.ACCESS, change, case.ledger.now())
        add_to_index(batch.connection, entry)


def new_key_for(case: OpenCase) -> tuple[CaseKey, bytes]:
    """A new case key, and the same wrapped to all who have access."""
    key = CaseKey.generate()
    with case.database.read() as connection:
        return key, key.wrapped(recipients(connection, case))
