"""Sealing: the ledger as it stands, and proofs of single exhibits, for somebody without the case.

A sealed folder tells how many entries the ledger has, of which kinds, when and by which keys they
were made. It tells what they say only where that is needed: who opened the case and who was let in
to sign in it (their keys are in there), and of each exhibit its own entry, with the file's name and
who collected it. It holds no word of a source, and no judgement.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from habeas.model import CaseDamaged, WrongUsage, canonical_json, printable
from habeas.store.case_opening import OpenCase
from habeas.store.case_store import CaseStore
from habeas.store.checkpoint import NoteRejected
from habeas.store.entries import Head, LeafKind
from habeas.store.ledger_reading import checked_entry, entry_page
from habeas.store.ledger_views import full_sha256
from habeas.store.merkle import Tree
from habeas.store.proofs import every_key
from habeas.store.schema import ledger_checkpoint
from habeas.store.sealed_folder import (
    CHECKPOINT,
    EXHIBITS,
    LEAVES,
    README,
    VERIFIER,
    require_place,
    verifier,
    write_sealed,
)
from habeas.store.signed_note import read_note
from habeas.store.tlog_proof import SUFFIX, CarriedLeaf, TlogProof

_README = Path(__file__).parent / "texts" / "README-sealed.txt"


@dataclass(frozen=True, slots=True)
class SealReport:
    """What was sealed: where it lies, the ledger's head, and the SHA-256 of each exhibit."""

    folder: Path
    head: Head
    exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The ledger at one moment: its rows, its checkpoints, and where each source came in."""

    rows: list[RowMapping]
    notes: dict[int, bytes]
    sources: dict[str, int]


def seal(store: CaseStore, folder: Path, sources: Sequence[str] | None = None) -> SealReport:
    """Seal the ledger as it stands into a folder, with a proof for each of these sources.

    `sources` are SHA-256 or beginnings of them; None stands for all, an empty one for none. The
    folder must be new, empty, or an earlier seal. Raises InputRefused for another, WrongUsage for a
    source that is not in the case, CaseDamaged when the ledger is not what was signed.
    """
    require_place(folder)
    case = store._case
    with case.database.read() as connection:
        ledger = _ledger(connection)
        keys = every_key(connection, case.key)
        wanted = _wanted(connection, ledger, sources)
    tree = Tree(row["leaf"] for row in ledger.rows)
    note = ledger.notes.get(tree.size, b"")
    try:
        signed = read_note(note).checkpoint(keys)
    except NoteRejected as error:
        raise _damaged(case, f"its last checkpoint: {error}") from error
    if (signed.size, signed.root) != (tree.size, tree.root()):
        raise _damaged(case, "the ledger is not what its last checkpoint signed")
    proofs = {sha256: _proof(ledger, tree, sha256, note) for sha256 in wanted}
    files = {
        CHECKPOINT: note,
        LEAVES: b"".join(_lines(ledger)),
        VERIFIER: verifier(),
        README: _readme(case, tree.size, len(proofs)),
        **{f"{EXHIBITS}/{sha256}{SUFFIX}": proof for sha256, proof in proofs.items()},
    }
    write_sealed(folder, files)
    time = checked_entry(ledger.rows[-1]).time
    return SealReport(folder, Head(tree.size, tree.root().hex(), time), tuple(proofs))


def _damaged(case: OpenCase, what: str) -> CaseDamaged:
    return CaseDamaged(what, where=str(case.folder.database), remedy="run habeas verify")


def _ledger(connection: Connection) -> _Ledger:
    rows: list[RowMapping] = []
    while page := entry_page(connection, len(rows)):
        rows.extend(page)
    notes = connection.execute(select(ledger_checkpoint.c.size, ledger_checkpoint.c.note))
    entries = (checked_entry(row) for row in rows)
    sources = {
        entry.payload["sha256"]: entry.position
        for entry in entries
        if entry.kind is LeafKind.SOURCE and entry.payload is not None
    }
    return _Ledger(rows, {row.size: row.note for row in notes}, sources)


def _wanted(
    connection: Connection, ledger: _Ledger, prefixes: Sequence[str] | None
) -> tuple[str, ...]:
    if prefixes is None:
        return tuple(ledger.sources)
    full = [full_sha256(connection, prefix, None) for prefix in prefixes]
    for sha256 in full:
        if sha256 not in ledger.sources:
            raise WrongUsage("no source in this case has this hash", where=sha256)
    return tuple(dict.fromkeys(full))


def _proof(ledger: _Ledger, tree: Tree, sha256: str, note: bytes) -> bytes:
    index = ledger.sources[sha256]
    row = ledger.rows[index]
    carried = CarriedLeaf.of(row["leaf"], row["payload"], row["salt"])
    path = tuple(tree.inclusion_proof(index))
    return TlogProof(index, path, note, carried.encode()).encode()


def _lines(ledger: _Ledger) -> Iterator[bytes]:
    for place, row in enumerate(ledger.rows):
        line = {"leaf": row["leaf"].decode(), "place": place}
        if _states_a_key(row):
            line |= {"payload": row["payload"].decode(), "salt": row["salt"].hex()}
        yield canonical_json(line) + b"\n"
        if (note := ledger.notes.get(place + 1)) is not None:
            yield canonical_json({"note": note.decode(), "size": place + 1}) + b"\n"


def _states_a_key(row: RowMapping) -> bool:
    """Whether whoever checks signatures needs this payload: it says which keys may sign."""
    kind = checked_entry(row).kind
    if kind is LeafKind.ACCESS:
        return bool(json.loads(row["payload"])["public_key"])
    return kind is LeafKind.CASE


def _readme(case: OpenCase, size: int, exhibits: int) -> bytes:
    words = {
        "@CASE@": case.key.name,
        "@SIZE@": f"{size:,}",
        "@EXHIBITS@": f"{exhibits:,}",
        "@INVESTIGATOR@": printable(case.opened_by),
        "@KEY@": base64.b64encode(case.key.raw).decode(),
    }
    text = _README.read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text.encode()
