"""Whether a case only grew since a checkpoint that somebody kept, or was sent.

A case that was rewritten by somebody who has its key, or cut back to an earlier state, verifies by
itself: everything in it is signed. Only a checkpoint kept elsewhere can tell, and this compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from habeas.model import AccessAction, AccessChange, InputRefused
from habeas.store.blobs import open_regular
from habeas.store.case_opening import OpenCase
from habeas.store.case_store import CaseStore
from habeas.store.checkpoint import Checkpoint, NoteRejected
from habeas.store.key_ring import verifying_key
from habeas.store.keys import VerifyingKey
from habeas.store.merkle import Tree, proves_consistency, root_of
from habeas.store.records import recorded
from habeas.store.schema import ledger_checkpoint, ledger_leaf
from habeas.store.sealed_folder import checkpoint_in, leaves_beside
from habeas.store.signed_note import read_note

_NOTE_LIMIT = 1024 * 1024


class GrowthOutcome(StrEnum):
    """How the case stands to the checkpoint."""

    SAME = "same"
    GREW = "grew"
    FORKED = "forked"
    CUT_OFF = "cut off"
    OTHER_CASE = "other case"
    NOT_SIGNED = "not signed"
    NO_NOTE = "no note"


@dataclass(frozen=True, slots=True)
class Growth:
    """How a case stands to a checkpoint of `since` entries; now it has `size`.

    `what` says it in words; `proof` is the consistency proof (RFC 6962, 2.1.2) where it only grew.
    """

    outcome: GrowthOutcome
    what: str
    since: int | None
    size: int
    proof: tuple[bytes, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything that the checkpoint covers is still there, unchanged."""
        return self.outcome in (GrowthOutcome.SAME, GrowthOutcome.GREW)


class EveryKey:
    """All keys that ever spoke for a case: an older checkpoint may be by one since removed."""

    def __init__(self, first: VerifyingKey) -> None:
        self.name = first.name
        self._keys = {first.id: first}

    def find(self, key_id: bytes) -> VerifyingKey | None:
        """The key with this id (4 bytes)."""
        return self._keys.get(key_id)

    def add(self, key: VerifyingKey) -> None:
        """Take in one key more."""
        self._keys[key.id] = key


def every_key(connection: Connection, first: VerifyingKey) -> EveryKey:
    """All keys that ever spoke for the case that the first one opened."""
    keys = EveryKey(first)
    for placed in recorded(connection, AccessChange):
        change = placed.record
        if change.public_key is not None and change.action is AccessAction.ADMIT:
            keys.add(verifying_key(first.name, change.public_key))
    return keys


def leaves_of(connection: Connection) -> list[bytes]:
    """The bytes of every leaf, in order."""
    query = select(ledger_leaf.c.content).order_by(ledger_leaf.c.position)
    return list(connection.execute(query).scalars())


def grown_since(store: CaseStore, note: bytes, kept: Sequence[bytes] = ()) -> Growth:
    """Compare the ledger with a signed note, with or without co-signatures under it.

    `kept` are the leaves that were sealed with the note, where they are at hand: they tell which
    entry differs. The leaves are hashed anew; whether the rest of the case is in order, `habeas
    verify` says.
    """
    case = store._case
    with case.database.read() as connection:
        leaves = leaves_of(connection)
        keys = every_key(connection, case.key)
    try:
        signed = read_note(note)
    except NoteRejected as error:
        return Growth(GrowthOutcome.NO_NOTE, str(error), None, len(leaves))
    if signed.origin != keys.name:
        what = f"it is a checkpoint of another case: {signed.origin}"
        return Growth(GrowthOutcome.OTHER_CASE, what, None, len(leaves))
    try:
        old = signed.checkpoint(keys)
    except NoteRejected as error:
        return Growth(GrowthOutcome.NOT_SIGNED, str(error), None, len(leaves))
    found = _compared(old, Tree(leaves))
    if found.outcome is not GrowthOutcome.FORKED:
        return found
    more = _first_difference(old, leaves, kept) + _signed_twice(case, old)
    return replace(found, what=found.what + more)


def grown_since_file(store: CaseStore, place: Path) -> Growth:
    """The same for a checkpoint in a file, or in a sealed folder, with its leaves where they are.

    Raises InputRefused when it cannot be read.
    """
    path = checkpoint_in(place)
    try:
        with open_regular(path) as file:
            note = file.read(_NOTE_LIMIT)
    except OSError as error:
        raise InputRefused(f"it cannot be read: {error.strerror}", where=str(path)) from error
    return grown_since(store, note, leaves_beside(path) or ())


def _compared(old: Checkpoint, tree: Tree) -> Growth:
    if old.size > tree.size:
        what = f"entries {tree.size} to {old.size - 1} were there when it was signed, and are gone"
        return Growth(GrowthOutcome.CUT_OFF, what, old.size, tree.size)
    proof = tuple(tree.consistency_proof(old.size)) if old.size else ()
    if old.size and not proves_consistency(old.size, tree.size, old.root, tree.root(), proof):
        what = f"something in entries 0 to {old.size - 1} is not what it was when it was signed"
        return Growth(GrowthOutcome.FORKED, what, old.size, tree.size)
    if old.size == tree.size:
        return Growth(GrowthOutcome.SAME, "the ledger is the same", old.size, tree.size)
    count = tree.size - old.size
    what = f"the ledger grew by {count} {'entry' if count == 1 else 'entries'}, and only grew"
    return Growth(GrowthOutcome.GREW, what, old.size, tree.size, proof)


def _first_difference(old: Checkpoint, leaves: Sequence[bytes], kept: Sequence[bytes]) -> str:
    if root_of(kept[: old.size]) != old.root:
        return ""
    pairs = zip(leaves, kept, strict=False)
    first = next(place for place, (now, then) in enumerate(pairs) if now != then)
    return f"; the first that differs is entry {first}"


def _signed_twice(case: OpenCase, old: Checkpoint) -> str:
    """Whether the case's keys signed two ledgers of one size: then it was no outsider."""
    query = select(ledger_checkpoint.c.note).where(ledger_checkpoint.c.size == old.size)
    with case.database.read() as connection:
        note: bytes | None = connection.execute(query).scalar_one_or_none()
        keys = every_key(connection, case.key)
    try:
        ours = read_note(note or b"").checkpoint(keys)
    except NoteRejected:
        return ""
    if (ours.size, ours.root) == (old.size, old.root):
        return ""
    return f"; keys of this case have signed two ledgers of {old.size} entries"
