"""A process that does one thing with a case over and over, until it is killed.

It notes in a file what it begins and what was acknowledged to it; a note is one write, so it
survives the kill whole or is not there.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.case import Case
from habeas.sources import READER
from habeas.store import CaseStore, seal
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, account, write, zipped
from tests.store.making import deposit, sha256

Note = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where such a process works: the case, what it adds, what leaves, and its notes."""

    root: Path

    @property
    def case(self) -> Path:
        return self.root / "case"

    @property
    def inputs(self) -> Path:
        return self.root / "in"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def notes_file(self) -> Path:
        return self.root / "notes"

    def note(self, **what: object) -> None:
        """Remember what happened, and when."""
        line = json.dumps({"at": time.monotonic(), **what}).encode() + b"\n"
        descriptor = os.open(self.notes_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, line)
        os.close(descriptor)

    def notes(self) -> list[Note]:
        """All that was noted, in order."""
        if not self.notes_file.exists():
            return []
        return [json.loads(line) for line in self.notes_file.read_text().splitlines()]


def _add(case: Case, place: Place, number: int) -> Iterator[Note]:
    inside = {f"{number}-{each}.txt": account(1000 * number + each).encode() for each in (7, 8)}
    files: dict[str, bytes | str] = {f"{number}-{n}.txt": account(10 * number + n) for n in (1, 2)}
    files |= {f"{number}.zip": zipped(inside), f"{number}.bin": bytes([0, number % 256]) * 9000}
    folder = write(place.inputs / str(number), files)
    case.add(
        folder,
        settings=ONE_PROCESS,
        progress=lambda step: place.note(kept=step.untrusted_name.rsplit("/", 1)[-1]),
    )
    yield {}


def _judge(case: Case, place: Place, number: int) -> Iterator[Note]:
    (claim,) = case.claims.to_dicts()
    reason = f"reason {number} of {os.getpid()}"
    case.judge(claim["id"], "confirm", reason=reason)
    yield {"reason": reason}


def _seal(case: Case, place: Place, number: int) -> Iterator[Note]:
    folder = place.out / f"seal-{number % 4}"
    report = seal(case.store, folder)
    yield {"sealed": folder.name, "size": report.head.size}


def _report(case: Case, place: Place, number: int) -> Iterator[Note]:
    # A deletion may have been killed before it came to delete what it had put.
    for waiting in case.store.pending_documents(READER):
        case.store.put_problem(waiting, "nobody came to read it", reader=READER)
    written = case.report(place.out / f"{number % 4}.html")
    yield {"report": written.path.name, "sha256": written.sha256}


def _rotate(case: Case, place: Place, number: int) -> Iterator[Note]:
    case.store.rotate_key(blobs=number % 3 == 0)
    yield {}


def _delete(case: Case, place: Place, number: int) -> Iterator[Note]:
    content = f"{number} of {os.getpid()}: withdrawn".encode() * 500
    case.store.put_source(deposit(content, f"withdrawn {number}.txt"))
    case.store.delete_source(sha256(content), reason="the witness asked")
    yield {"deleted": sha256(content)}


def _judge_too_early(case: Case, place: Place, number: int) -> Iterator[Note]:
    """What must not be: it is acknowledged, and only then done."""
    place.note(reason=f"too early {number}")
    time.sleep(0.1)
    (claim,) = case.claims.to_dicts()
    case.judge(claim["id"], "confirm", reason=f"too early {number}")
    yield {}


OPERATIONS: dict[str, Callable[[Case, Place, int], Iterator[Note]]] = {
    "add": _add,
    "judge": _judge,
    "seal": _seal,
    "report": _report,
    "rotate": _rotate,
    "delete": _delete,
}
MISTAKES = {"judge too early": _judge_too_early}


def work(root: str, operation: str) -> None:
    """Open the case and do it without end."""
    place = Place(Path(root))
    number = 1 + sum("begun" in note for note in place.notes())
    with Case(CaseStore.open(place.case, passphrase=PASSPHRASE)) as case:
        while True:
            place.note(begun=operation, number=number)
            for told in (OPERATIONS | MISTAKES)[operation](case, place, number):
                place.note(**told)
            head = case.head
            place.note(done=operation, number=number, size=head.size, root=head.root)
            number += 1
