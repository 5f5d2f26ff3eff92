"""A process under the shim that works on a case, and notes in the log what was acknowledged.

    python -m tests.faults.child_that_works FOLDER plain|encrypted short|long [BREAKAGE]

BREAKAGE takes a part of the durability away, so that the tests can be seen to fail:
`synchronous` (SQLite syncs nothing), `files` (no file of the store is synced), `folders` (no
folder is).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from habeas.model import Block, BlockKind, Document
from habeas.store import (
    CaseStore,
    Export,
    blobs,
    case_folder,
    case_opening,
    database,
    sealed_blobs,
)
from tests.faults.compiled_shim import Shim
from tests.faults.making_cases import create, reopen
from tests.store.making import CHEAP, STATEMENT, claim, deposit, document, judgement, sha256

LARGE = 3 << 20


def break_synchronous() -> None:
    """As if SQLite were told not to wait for the disk."""
    pragmas = database._CONNECTION_PRAGMAS
    assert "PRAGMA synchronous = FULL" in pragmas
    changed = ("PRAGMA synchronous = OFF" if "synchronous" in each else each for each in pragmas)
    setattr(database, "_CONNECTION_PRAGMAS", tuple(changed))  # noqa: B010 - mypy knows its length


def break_files() -> None:
    """As if the bytes of sources were given their names without waiting for the disk."""
    for room in (blobs, sealed_blobs):
        room.sync_file = lambda descriptor: None  # type: ignore[attr-defined] # a module's own name


def break_folders() -> None:
    """As if nobody had thought of the names of files."""
    for room in (blobs, sealed_blobs, case_folder, case_opening):
        room.sync_folder = lambda folder: None  # type: ignore[attr-defined] # a module's own name


BREAKAGES: dict[str, Callable[[], None]] = {
    "none": lambda: None,
    "synchronous": break_synchronous,
    "files": break_files,
    "folders": break_folders,
}


class Noting(Protocol):
    """Where acknowledgements go."""

    def note(self, words: bytes) -> None:
        """Keep one, in its order among all that is done."""


@dataclass(slots=True)
class Work:
    """What is done with a case, each step acknowledged."""

    store: CaseStore
    shim: Noting

    def acknowledge(self, did: str, **about: str) -> None:
        """Note that this has been done, and with it all that the ledger says now."""
        head = self.store.head()
        self.shim.note(json.dumps({"did": did, "head": str(head), **about}).encode())

    def announce(self, what: str, **about: str) -> None:
        """Note that this is about to be done, so that its half is no surprise."""
        self.shim.note(json.dumps({"begins": what, **about}).encode())

    def put(self, data: bytes, name: str) -> str:
        """Put a source."""
        self.announce("source", sha256=sha256(data))
        self.store.put_source(deposit(data, name))
        self.acknowledge("source", sha256=sha256(data))
        return sha256(data)

    def read(self, data: bytes) -> None:
        """Keep a document with claims, as a reader would."""
        self.store.put_document(sha256(data), document(), reader="text@1")
        claims = [claim(), claim("c0ffee02", "The warden of Lower Orrin")]
        self.store.put_claims(sha256(data), claims, extractor="english@1")
        self.acknowledge("document", sha256=sha256(data))

    def judge(self, data: bytes, reason: str) -> None:
        """Judge a claim."""
        self.store.append_judgement(judgement(sha256(data), reason))
        self.acknowledge("judgement", reason=reason)

    def delete(self, data: bytes, canary: str) -> None:
        """Delete a source; the canary is a word that was told of it alone."""
        self.announce("deletion", sha256=sha256(data))
        self.store.delete_source(sha256(data), reason="the witness asked")
        self.acknowledge("deletion", sha256=sha256(data), canary=canary)

    def export(self, number: int) -> None:
        """Record an export."""
        head = self.store.head()
        content = sha256(str(number).encode())
        self.store.append_export(
            Export(f"{number}.html", content, "text/html", head.size, head.root)
        )
        self.acknowledge("export", sha256=content)

    def share(self) -> None:
        """Let somebody in, shut them out, and replace the key of an encrypted case."""
        self.store.admit_investigator("Bero Tallis", passphrase="another", key_cost=CHEAP)  # noqa: S106 - it opens nothing but test cases
        self.acknowledge("access")
        self.store.remove_access("Bero Tallis")
        self.acknowledge("access")
        if self.store.encrypted:
            self.rotate()
        self.put(b"put after the keys were changed", "later.txt")

    def rotate(self, *, blobs: bool = False) -> None:
        """Replace the case key, and seal every source anew if asked."""
        self.store.rotate_key(blobs=blobs)
        self.acknowledge("rotation")

    def look(self) -> None:
        """Read all that is there."""
        for source in list(self.store.sources()):
            self.store.blob(source.sha256)
        self.store.verify()

    def short(self) -> None:
        """One of everything."""
        statement = STATEMENT.encode()
        self.put(statement, "statement.txt")
        self.read(statement)
        self.judge(statement, "checked against the recording")
        self.put(scan(1), "scan.pdf")
        withdrawn = b"Edda Malvern, whom nobody must find here again.\n" * 200
        self.put(withdrawn, "withdrawn Malvern.txt")
        self.delete(withdrawn, "Malvern")
        self.store.put_sources([deposit(scan(2, 70_000), "2.bin"), deposit(b"", "empty.txt")])
        self.acknowledge("source", sha256=sha256(scan(2, 70_000)))
        self.export(1)
        self.share()

    def long(self) -> None:
        """Enough that SQLite moves its log into the file by itself, and two threads at once."""
        data = f"{STATEMENT}3".encode()
        self.put(data, "3.txt")
        for number in range(8):
            self.store.put_document(sha256(data), long_document(number), reader="text@1")
            self.acknowledge("document", sha256=sha256(data))
        for number in range(15, 22):
            self.put(scan(number, 30_000), f"number-{number}.bin")
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(self._put_and_judge, range(30, 36)))
        for number in (16, 30, 31):
            data = scan(number, 30_000) if number < 30 else f"{STATEMENT}{number}".encode()
            self.delete(data, f"number-{number}.")
        self.put(scan(16, 30_000), "back.bin")
        if self.store.encrypted:
            self.rotate(blobs=True)

    def _put_and_judge(self, number: int) -> None:
        data = f"{STATEMENT}{number}".encode()
        self.put(data, f"number-{number}.txt")
        self.judge(data, f"reason {number}")


def scan(number: int, size: int = LARGE) -> bytes:
    """Bytes that no reader can make anything of, always the same ones."""
    return random.Random(number).randbytes(size)  # noqa: S311 - repeatable bytes, no secret


def long_document(number: int) -> Document:
    """A text of 400 kB that hardly compresses, as one paragraph."""
    text = scan(number, 200_000).hex()
    return Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), "text/plain")


def main(folder: Path, protection: str, length: str, breakage: str = "none") -> None:
    """Make a case in the folder, work on it, close it, open it again and work on.

    The long work also adds the files of `inputs`, beside the folder, and writes a report.
    """
    BREAKAGES[breakage]()
    shim = Shim()
    path = folder / "case"
    with create(path, encrypted=protection == "encrypted") as store:
        work = Work(store, shim)
        work.acknowledge("case")
        work.short()
    with reopen(path) as store:
        work = Work(store, shim)
        work.judge(STATEMENT.encode(), "seen again")
        if length == "long":
            work.long()
            add_and_report(work, folder)


def add_and_report(work: Work, folder: Path) -> None:
    """Add files as `habeas add` does, and write a report beside the case."""
    from habeas.case import Case  # takes a second to load, which the short work does without

    case = Case(work.store)
    inputs = folder.with_name("inputs")
    case.add(inputs)
    for path in sorted(inputs.iterdir()):
        work.acknowledge("source", sha256=sha256(path.read_bytes()))
    written = case.report(folder / "dossier.html")
    work.acknowledge("report", sha256=written.sha256)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
