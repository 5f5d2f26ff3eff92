"""A person outside the case who co-signs its checkpoints: their key, what they saw, their line.

A co-signature says that the ledger only grew. So a witness remembers, beside the key, the largest
checkpoint that they signed of each case, and signs a later one only when the leaves show that it
grew from there. The first one of a case they take as it is.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.model import Cosignature, InputRefused, Plain, WrongUsage
from habeas.store.blobs import open_regular, sync_folder
from habeas.store.case_store import CaseStore
from habeas.store.checkpoint import NoteRejected
from habeas.store.cosigning import Cosigner, cosign, cosignature_problem, find_cosignature
from habeas.store.entries import LedgerEntry
from habeas.store.key_file import KeyCost, public_key_in, seal, unseal
from habeas.store.keys import SigningKey
from habeas.store.ledger import Clock, utc_now
from habeas.store.merkle import root_of
from habeas.store.proofs import every_key
from habeas.store.sealed_folder import LEAVES, checkpoint_in, leaves_beside, replace_file
from habeas.store.signed_note import SignedNote, is_key_name, read_note

_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest checkpoint of one case that a witness signed: size, and root (hex)."""

    size: int
    root: str


def new_witness_key(
    path: Path, name: str, passphrase: str, key_cost: KeyCost | None = None
) -> Cosigner:
    """Make the key of a witness: a new file, sealed under a passphrase.

    Raises WrongUsage for a name with spaces or a plus, or an empty passphrase; InputRefused where a
    file is there already.
    """
    if not is_key_name(name):
        raise WrongUsage(
            "the name of a key has no spaces and no plus in it",
            where=name,
            remedy=f"write {'.'.join(name.replace('+', ' ').split()) or 'a.name'}",
        )
    key = SigningKey.generate(name)
    content = seal(key, passphrase, key_cost or KeyCost())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise InputRefused(f"it cannot be made: {error.strerror}", where=str(path)) from error
    return Cosigner(name, key.verifying.raw)


def cosigner_of(path: Path) -> Cosigner:
    """Whose key a file holds; that needs no passphrase. Raises InputRefused, CaseDamaged."""
    key = public_key_in(_content(path), where=str(path))
    return Cosigner(key.name, key.raw)


def cosign_checkpoint(
    checkpoint_path: Path, key_path: Path, passphrase: str, clock: Clock = utc_now
) -> SignedNote:
    """Add the witness's line to a checkpoint file (or that of a sealed folder), in its place.

    Where sealed leaves lie beside it they are hashed first. Raises InputRefused when they are not
    what was signed, or when the ledger did not only grow since what this witness signed before;
    CaseLocked for a wrong passphrase.
    """
    checkpoint_path = checkpoint_in(checkpoint_path)
    note = _content(checkpoint_path)
    try:
        signed = read_note(note)
        stated = _stated(signed)
    except (NoteRejected, ValueError) as error:
        raise InputRefused(f"no checkpoint: {error}", where=str(checkpoint_path)) from error
    leaves = leaves_beside(checkpoint_path)
    memory_path = key_path.with_name(f"{key_path.name}.seen.json")
    memory = _memory(memory_path)
    if problem := witness_problem(stated, memory.get(signed.origin), leaves):
        raise InputRefused(problem, where=str(checkpoint_path), remedy="do not sign it; ask why")
    key = unseal(_content(key_path), passphrase, where=str(key_path)).signing
    try:
        cosigned = cosign(note, key, clock())
    except NoteRejected as error:
        raise InputRefused(str(error), where=str(checkpoint_path)) from error
    # Remembered first: a line that went out and was forgotten could be followed by a fork.
    _remember(memory_path, {**memory, signed.origin: stated})
    replace_file(checkpoint_path, cosigned)
    return read_note(cosigned)


def witness_problem(
    stated: Seen, before: Seen | None, leaves: Sequence[bytes] | None
) -> str | None:
    """Why a witness who signed `before` may not sign this, if so; `leaves` where at hand."""
    if leaves is not None and (len(leaves), root_of(leaves).hex()) != (stated.size, stated.root):
        return "the leaves beside it are not those that it was signed for"
    if before is None or before == stated:
        return None
    if stated.size < before.size:
        return f"you have signed a later one already, of {before.size} entries"
    if stated.size == before.size:
        return f"you have signed another ledger of {before.size} entries"
    if leaves is None:
        return f"without {LEAVES} beside it nobody can tell whether it grew from what you signed"
    if root_of(leaves[: before.size]).hex() != before.root:
        return f"it did not grow from the {before.size} entries that you signed"
    return None


def take_cosignature(store: CaseStore, note: bytes, cosigner: Cosigner) -> LedgerEntry:
    """Keep a co-signer's line for good; it is checked first, and at each verification again.

    Raises InputRefused when the note is not of this case as it was at that size, when the line is
    not by this co-signer, or when the ledger holds it already; CaseLocked without key.
    """
    case = store._case
    with case.database.read() as connection:
        keys = every_key(connection, case.key)
    try:
        signed = read_note(note)
        checkpoint = signed.checkpoint(keys)
        line, _ = find_cosignature(signed, cosigner)
    except NoteRejected as error:
        raise InputRefused(str(error)) from error
    root = checkpoint.root.hex()
    if checkpoint.size > store.head().size or store.head_at(checkpoint.size).root != root:
        raise InputRefused(
            "it is a checkpoint of a ledger that this case does not have",
            remedy="compare both with habeas verify --since",
        )
    if any(placed.record.line == line.encode() for placed in store.recorded(Cosignature)):
        raise InputRefused("the ledger holds this co-signature already")
    public_key = base64.b64encode(cosigner.raw).decode()
    taken = Cosignature(
        checkpoint.size,
        root,
        cosigner.name,
        public_key,
        line.encode(),
        store.investigator,
        case.ledger.now(),
    )
    if problem := cosignature_problem(taken, checkpoint.text()):
        raise InputRefused(problem)
    return store.append(taken)


def _stated(note: SignedNote) -> Seen:
    _, size, root, *_ = note.text.split("\n")
    return Seen(int(size), base64.b64decode(root, validate=True).hex())


def _memory(path: Path) -> dict[str, Seen]:
    if not path.exists():
        return {}
    try:
        plain: Plain = json.loads(_content(path))
        return {
            origin: Seen(int(seen["size"]), str(seen["root"])) for origin, seen in plain.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputRefused(
            "what this witness signed before cannot be read",
            where=str(path),
            remedy="restore it from a copy: without it nobody can tell whether a case only grew",
        ) from error


def _remember(path: Path, memory: Mapping[str, Seen]) -> None:
    plain = {origin: {"root": seen.root, "size": seen.size} for origin, seen in memory.items()}
    replace_file(path, json.dumps(plain, indent=2, sort_keys=True).encode() + b"\n")


def _content(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            return file.read(_LIMIT)
    except OSError as error:
        raise InputRefused(f"it cannot be read: {error.strerror}", where=str(path)) from error
