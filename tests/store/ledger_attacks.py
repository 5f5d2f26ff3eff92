"""Ways to change a ledger behind its back: by hand in the database, or in what was sealed from it.

Each attack takes a ledger as it stands and gives it altered, with the first entry that is not what
it was. Nobody named here exists.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite3  # the library of the store: both may have a case open at once

from habeas.model import canonical_json
from habeas.store import CaseStore
from habeas.store.checkpoint import Checkpoint
from habeas.store.entries import LeafKind
from habeas.store.keys import SigningKey
from habeas.store.leaf import Leaf, commitment_to
from habeas.store.merkle import root_of
from tests.store.making import (
    CHEAP,
    PASSPHRASE,
    STATEMENT,
    deposit,
    fill,
    fill_people,
    judgement,
    sha256,
)

SECOND = "another invented phrase"


@dataclass(frozen=True)
class Row:
    """One entry as it lies in the database; no salt and no payload where it was erased."""

    leaf: bytes
    salt: bytes | None
    payload: bytes | None


@dataclass(frozen=True)
class Held:
    """A whole ledger: its entries at their places, and its checkpoints by the size they are of."""

    rows: Mapping[int, Row]
    notes: Mapping[int, bytes]

    @property
    def size(self) -> int:
        return max(self.rows) + 1


@dataclass(frozen=True)
class Attacked:
    """A ledger after an attack; `first` is the first entry (or else `note`: checkpoint) altered."""

    name: str
    held: Held
    first: int
    note: int | None = None


Attack = Callable[[Held, random.Random, SigningKey], Attacked | None]


def many_hands(path: Path) -> SigningKey:
    """Make a case of all kinds of entry, by two investigators; the first one's key."""
    with CaseStore.create(
        path, passphrase=PASSPHRASE, investigator="Ila Morven", encrypted=False, key_cost=CHEAP
    ) as store:
        fill(store)
        fill_people(store)
        store.admit_investigator("Bo Tarn", passphrase=SECOND, key_cost=CHEAP)
    with CaseStore.open(path, passphrase=SECOND) as store:
        store.put_sources([deposit(b"one"), deposit(b"two"), deposit(b"three")])
        store.append_judgement(judgement(sha256(STATEMENT.encode()), "heard it again"))
    with CaseStore.open(path, passphrase=PASSPHRASE) as store:
        store.put_source(deposit(b"four"))
        store.put_sources([deposit(b"five"), deposit(b"six")])
        return store._case.ledger.require_signer()


# Reading and writing ----------------------------------------------------------------------------


def read_case(path: Path) -> Held:
    connection = sqlite3.connect(path / "case.sqlite")
    rows = connection.execute(
        "SELECT position, leaf.content, salt, payload.content FROM ledger_leaf AS leaf"
        " LEFT JOIN ledger_payload AS payload USING (position) ORDER BY position"
    ).fetchall()
    notes = dict(connection.execute("SELECT size, note FROM ledger_checkpoint").fetchall())
    connection.close()
    return Held({place: Row(*rest) for place, *rest in rows}, notes)


def write_case(path: Path, held: Held) -> None:
    """Put a ledger into the database of a case, past everything that would prevent it."""
    connection = sqlite3.connect(path / "case.sqlite")
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        for table in ("ledger_leaf", "ledger_payload", "ledger_checkpoint"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - three names just above
        leaves = [(place, row.leaf) for place, row in held.rows.items()]
        connection.executemany("INSERT INTO ledger_leaf VALUES (?, ?)", leaves)
        beside = [
            (place, row.salt, row.payload)
            for place, row in held.rows.items()
            if row.payload is not None
        ]
        connection.executemany("INSERT INTO ledger_payload VALUES (?, ?, ?)", beside)
        notes = held.notes.items()
        connection.executemany("INSERT INTO ledger_checkpoint VALUES (?, ?)", notes)
    connection.close()


def read_sealed(folder: Path) -> Held:
    rows: dict[int, Row] = {}
    notes: dict[int, bytes] = {}
    for line in (folder / "leaves.jsonl").read_bytes().splitlines():
        item = json.loads(line)
        if "note" in item:
            notes[item["size"]] = item["note"].encode()
        else:
            salt, payload = item.get("salt"), item.get("payload")
            rows[item["place"]] = Row(
                item["leaf"].encode(),
                None if salt is None else bytes.fromhex(salt),
                None if payload is None else payload.encode(),
            )
    return Held(rows, notes)


def write_sealed(folder: Path, held: Held) -> None:
    lines = []
    for place, row in sorted(held.rows.items()):
        item: dict[str, object] = {"leaf": row.leaf.decode(errors="replace"), "place": place}
        if row.payload is not None and row.salt is not None:
            item |= {"payload": row.payload.decode(errors="replace"), "salt": row.salt.hex()}
        lines.append(canonical_json(item))
    for size, note in sorted(held.notes.items()):
        lines.append(canonical_json({"note": note.decode(errors="replace"), "size": size}))
    (folder / "leaves.jsonl").write_bytes(b"\n".join(lines) + b"\n")


# The attacks -------------------------------------------------------------------------------------


def alter_leaf(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """Another field, written as a leaf is written, or one bit anywhere."""
    place = chance.choice(sorted(held.rows))
    row = held.rows[place]
    plain = json.loads(row.leaf)
    how = chance.choice(["author", "commitment", "kind", "time", "index", "bit"])
    if how == "bit":
        return _with_row(held, f"flip a bit of leaf {place}", place, _flipped_leaf(row, chance))
    if how == "kind":
        others = [kind.value for kind in LeafKind if kind.value != plain["kind"]]
        plain["kind"] = chance.choice(others)
    elif how == "time":
        plain["time"] = f"20{chance.randrange(10, 99)}-01-01T00:00:00Z"
    elif how == "index":
        plain["index"] += chance.choice([-1, 1, 7])
    else:
        plain[how] = chance.randbytes(len(plain[how]) // 2).hex()
    altered = replace(row, leaf=canonical_json(plain))
    return _with_row(held, f"alter the {how} of leaf {place}", place, altered)


def alter_payload(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """Another word in a payload, another salt, or both and a leaf that commits to them."""
    place = chance.choice([place for place, row in held.rows.items() if row.payload])
    row = held.rows[place]
    salt, payload = row.salt or b"", row.payload or b""
    how = chance.choice(["bit", "salt", "word", "word and leaf", "erased"])
    if how == "salt":
        return _with_row(held, f"alter the salt of {place}", place, replace(row, salt=bytes(32)))
    if how == "erased":
        gone = replace(row, salt=None, payload=None)
        return _with_row(held, f"erase the payload of {place}", place, gone)
    altered = _flipped(payload, chance) if how == "bit" else _reworded(payload, chance)
    leaf = row.leaf
    if how == "word and leaf":
        said = Leaf.decode(leaf)
        leaf = replace(said, commitment=commitment_to(salt, altered)).encode()
    return _with_row(held, f"alter the {how} of payload {place}", place, Row(leaf, salt, altered))


def drop(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """Take one entry out, and perhaps close the gap, and perhaps make the later ones fit it."""
    place = chance.choice(sorted(held.rows)[:-1])
    kept = [row for at, row in sorted(held.rows.items()) if at != place]
    how = chance.choice(["gap", "closed", "renumbered"])
    if how == "gap":
        rows = {at: row for at, row in held.rows.items() if at != place}
    else:
        rows = _placed(kept, renumber=how == "renumbered")
    return Attacked(f"drop entry {place}, {how}", Held(rows, held.notes), place)


def swap(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """Two entries change places, with or without saying so themselves."""
    one, two = sorted(chance.sample(sorted(held.rows), 2))
    rows = dict(held.rows)
    rows[one], rows[two] = rows[two], rows[one]
    renumber = chance.random() < 0.5
    placed = _placed([rows[at] for at in sorted(rows)], renumber=renumber)
    return Attacked(f"swap {one} and {two}, {renumber=}", Held(placed, held.notes), one)


def insert(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """A new entry, which looks like one of ours, and the later ones move up."""
    place = chance.randrange(1, held.size + 1)
    like = held.rows[chance.choice([at for at, row in held.rows.items() if row.payload and at])]
    payload, salt = _reworded(like.payload or b"", chance), chance.randbytes(32)
    said = replace(Leaf.decode(like.leaf), index=place, commitment=commitment_to(salt, payload))
    before = Leaf.decode(held.rows[place - 1].leaf)
    forged = Row(replace(said, time=before.time).encode(), salt, payload)
    rows = [held.rows[at] for at in sorted(held.rows)]
    renumber = chance.random() < 0.7
    placed = _placed([*rows[:place], forged, *rows[place:]], renumber=renumber)
    return Attacked(f"insert an entry at {place}, {renumber=}", Held(placed, held.notes), place)


def truncate(held: Held, chance: random.Random, _: SigningKey) -> Attacked | None:
    """Cut the end off; the checkpoints over it stay, or go too, between two signed states."""
    size = chance.randrange(1, held.size)
    rows = {at: row for at, row in held.rows.items() if at < size}
    keep_notes = chance.random() < 0.5
    notes = {at: note for at, note in held.notes.items() if keep_notes or at <= size}
    if not keep_notes and size in held.notes:
        return None  # That is an older signed state; it has a test of its own.
    name = f"truncate to {size}, {keep_notes=}"
    first = size if keep_notes else max([at for at in notes if at <= size], default=0)
    return Attacked(name, Held(rows, notes), first)


def fork_with_another_key(held: Held, chance: random.Random, _: SigningKey) -> Attacked:
    """Write everything anew from one entry on, signed by a key that was never admitted."""
    first = chance.randrange(1, held.size)
    name = Leaf.decode(held.rows[0].leaf)
    stranger = SigningKey.from_secret(_origin(held), chance.randbytes(32))
    assert name.author != stranger.verifying.id.hex()
    forked = rewritten(held, first, stranger, chance)
    return Attacked(f"fork from {first} with another key", forked, first)


def alter_checkpoint(held: Held, chance: random.Random, key: SigningKey) -> Attacked:
    """A bit of a note, a note in another's place, one more signature, or a stranger's."""
    size = chance.choice(sorted(held.notes))
    note = held.notes[size]
    how = chance.choice(["bit", "other", "doubled", "stranger"])
    if how == "bit":
        note = _flipped(note, chance)
    elif how == "other":
        note = held.notes[chance.choice([at for at in held.notes if at != size])]
    elif how == "doubled":
        note += note.split(b"\n\n")[1]
    else:
        stranger = SigningKey.from_secret(key.verifying.name, chance.randbytes(32))
        rows = [held.rows[at].leaf for at in range(size)]
        note = Checkpoint(key.verifying.name, size, root_of(rows)).signed(stranger)
    altered = Held(held.rows, {**held.notes, size: note})
    return Attacked(f"alter checkpoint {size}: {how}", altered, size, note=size)


def drop_last_checkpoint(held: Held, _: random.Random, __: SigningKey) -> Attacked:
    """The entries since the last but one are left without a signature."""
    last = max(held.notes)
    notes = {size: note for size, note in held.notes.items() if size != last}
    return Attacked("drop the last checkpoint", Held(held.rows, notes), max(notes))


ATTACKS: tuple[Attack, ...] = (
    alter_leaf,
    alter_payload,
    drop,
    swap,
    insert,
    truncate,
    fork_with_another_key,
    alter_checkpoint,
    drop_last_checkpoint,
)


# What no ledger can show by itself ---------------------------------------------------------------


def rewritten(held: Held, first: int, key: SigningKey, chance: random.Random) -> Held:
    """The ledger with everything from `first` on written anew, and signed by this key."""
    rows = {at: row for at, row in held.rows.items() if at < first}
    for place in range(first, held.size):
        row = held.rows[place]
        said = replace(Leaf.decode(row.leaf), author=key.verifying.id.hex())
        if row.payload is not None:
            payload = _reworded(row.payload, chance) if place == first else row.payload
            salt = chance.randbytes(32)
            said = replace(said, commitment=commitment_to(salt, payload))
            row = Row(said.encode(), salt, payload)
        rows[place] = replace(row, leaf=said.encode())
    notes = {size: note for size, note in held.notes.items() if size <= first}
    for size in [size for size in held.notes if size > first]:
        root = root_of(rows[at].leaf for at in range(size))
        notes[size] = Checkpoint(key.verifying.name, size, root).signed(key)
    return Held(rows, notes)


def cut_back(held: Held, size: int) -> Held:
    """The ledger as it was when the checkpoint of this size was the last."""
    rows = {at: row for at, row in held.rows.items() if at < size}
    return Held(rows, {at: note for at, note in held.notes.items() if at <= size})


def _with_row(held: Held, name: str, place: int, row: Row) -> Attacked:
    return Attacked(name, Held({**held.rows, place: row}, held.notes), place)


def _placed(rows: list[Row], *, renumber: bool) -> dict[int, Row]:
    if renumber:
        rows = [
            replace(row, leaf=replace(Leaf.decode(row.leaf), index=at).encode())
            for at, row in enumerate(rows)
        ]
    return dict(enumerate(rows))


def _flipped(content: bytes, chance: random.Random) -> bytes:
    altered = bytearray(content)
    bit = chance.randrange(len(altered) * 8)
    altered[bit // 8] ^= 1 << bit % 8
    return bytes(altered)


def _flipped_leaf(row: Row, chance: random.Random) -> Row:
    return replace(row, leaf=_flipped(row.leaf, chance))


def _reworded(payload: bytes, chance: random.Random) -> bytes:
    """The payload with another author, name or reason: any text in it that is no name of a kind."""
    plain = json.loads(payload)
    words = [name for name in ("reason", "media_type", "investigator", "name") if name in plain]
    if not words:
        return canonical_json({**plain, "untrusted_name": f"forged {chance.random()}"})
    return canonical_json({**plain, words[0]: f"forged {chance.random()}"})


def _origin(held: Held) -> str:
    return next(iter(held.notes.values())).decode().split("\n")[0]
