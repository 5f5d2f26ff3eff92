"""A process under the shim that works on copies of a case while its disk fails, point by point.

    python -m tests.faults.child_under_faults FOLDER plain|encrypted calls|commands POINTS [STEP …]

A point is a step of work, a fault, and the number of the operation at which the fault strikes.
Each step is tried with each fault at POINTS places, spread over all its operations. Prints one
JSON object for each trial.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from habeas.model import HabeasError
from tests.faults.child_that_works import Work, scan
from tests.faults.compiled_shim import FAULTS, Fault, Kind, Shim
from tests.faults.making_cases import create, reopen
from tests.faults.promised import Promised, shortcomings
from tests.store.making import PASSPHRASE, STATEMENT, deposit, sha256

NEVER = 1 << 40
STATED = STATEMENT.encode()
WITHDRAWN = b"Odo Marrick, who took it back.\n" * 300
ADDED = b"Thirty were held at the weir, the warden of Lower Orrin said.\n"


class Unclean(Exception):
    """A command that ended as none of ours may."""


@dataclass(slots=True)
class Notes:
    """What was acknowledged; it stands where the shim stands for a process that is recorded."""

    taken: list[dict[str, str]] = field(default_factory=list)

    def note(self, words: bytes) -> None:
        """Keep an acknowledgement."""
        self.taken.append(json.loads(words))

    def promised(self, *more: dict[str, str]) -> Promised:
        """All that these and more notes promise."""
        promised = Promised()
        for note in (*self.taken, *more):
            promised.take(note)
        return promised


Step = Callable[[Path, Notes], None]


def calling(do: Callable[[Work], object]) -> Step:
    """A step that calls the store from opening the case to closing it."""

    def step(place: Path, notes: Notes) -> None:
        with reopen(place / "case") as store:
            do(Work(store, notes))

    return step


def commanding(*arguments: str, **note: str) -> Step:
    """A step that runs a command as `habeas` does; its success acknowledges what the note says."""

    def step(place: Path, notes: Notes) -> None:
        from habeas.cli.entry import run

        words = [argument.format(place=place) for argument in arguments]
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            code = run(words)
        lines = said.getvalue()
        if code not in (0, 1, 3) or "Traceback" in lines or "an error of ours" in lines:
            raise Unclean(f"exit code {code}: {lines}")
        if code != 0:
            raise HabeasError(f"exit code {code}: {lines}")
        if note:
            report = place / "dossier.html"
            found = {"sha256": sha256(report.read_bytes())} if report.exists() else {}
            notes.taken.append({**found, **note})

    return step


CALLS: dict[str, Step] = {
    "open": calling(lambda work: None),
    "add": calling(lambda work: work.put(scan(101, 9_000), "small.bin")),
    "add large": calling(lambda work: work.put(scan(102, 1 << 20), "large.bin")),
    "keep a document": calling(lambda work: work.read(STATED)),
    "judge": calling(lambda work: work.judge(STATED, "while the disk failed")),
    "delete": calling(lambda work: work.delete(WITHDRAWN, "Marrick")),
    "export": calling(lambda work: work.export(2)),
    "look": calling(lambda work: work.look()),
    "let in, shut out, rotate the key": calling(lambda work: work.share()),
}
SEALED_CALLS: dict[str, Step] = {
    "rotate and reseal": calling(lambda work: work.rotate(blobs=True)),
}
COMMANDS: dict[str, Step] = {
    "habeas report": commanding(
        "report", "{place}/case", "-o", "{place}/dossier.html", did="report"
    ),
    "habeas add": commanding(
        "add", "{place}/case", "{place}/added.txt", did="source", sha256=sha256(ADDED)
    ),
    "habeas verify": commanding("verify", "{place}/case"),
}
SEALED_COMMANDS: dict[str, Step] = {
    "habeas keys rotate": commanding("keys", "rotate", "{place}/case"),
}


def put_swallowing(work: Work) -> None:
    """Put a source, and acknowledge it whatever the disk said."""
    with contextlib.suppress(HabeasError):
        work.store.put_source(deposit(scan(101, 9_000), "small.bin"))
    work.acknowledge("source", sha256=sha256(scan(101, 9_000)))


# A step that breaks its promise, to see that the trials notice.
BROKEN: dict[str, Step] = {"swallowing": calling(put_swallowing)}


def base_case(folder: Path, *, encrypted: bool, read: bool) -> Notes:
    """A case with a little of everything, read by today's readers if asked."""
    from habeas.case import Case  # takes a second to load, which the calls do without

    notes = Notes()
    (folder / "added.txt").write_bytes(ADDED)
    with create(folder / "case", encrypted=encrypted) as store:
        work = Work(store, notes)
        work.put(STATED, "statement.txt")
        work.read(STATED)
        work.judge(STATED, "checked against the recording")
        work.put(scan(100, 50_000), "scan.bin")
        work.put(WITHDRAWN, "withdrawn Marrick.txt")
        work.export(1)
        if read:
            Case(store).rebuild()
    return notes


@dataclass(slots=True)
class Trials:
    """Trials of steps on copies of one case, which had promised what its notes say."""

    shim: Shim
    base: Path
    copy: Path
    notes: Notes
    fired: int = 0
    counted: dict[Kind, int] = field(default_factory=dict)

    def attempt(self, step: Step, fault: Fault, nth: int) -> tuple[Notes, BaseException | None]:
        """Do a step on a copy while the fault is armed; the copy is left for a look at it."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.base, self.copy)
        notes = Notes()
        failure: BaseException | None = None
        self.shim.arm(fault, nth)
        try:
            step(self.copy, notes)
        except Exception as error:
            failure = error
        finally:
            self.fired, self.counted = self.shim.disarm()
        return notes, failure

    def trial(self, name: str, step: Step, fault: Fault, nth: int) -> dict[str, object]:
        """One point: what became of the step, and of the case."""
        notes, failure = self.attempt(step, fault, nth)
        return {
            "step": name,
            "fault": fault.name,
            "nth": nth,
            "fired": self.fired,
            "error": None if failure is None else f"{type(failure).__name__}: {failure}",
            "trace": None if _is_clean(failure) else traceback.format_exception(failure),
            "clean": _is_clean(failure),
            "acknowledged": len(notes.taken),
            "found": shortcomings(self.copy, self.notes.promised(*notes.taken)),
        }


def _is_clean(failure: BaseException | None) -> bool:
    return failure is None or isinstance(failure, HabeasError)


def trials(trying: Trials, steps: dict[str, Step], points: int) -> Iterator[dict[str, object]]:
    """Each step with each fault, at so many of its operations, the first and the last included."""
    for name, step in steps.items():
        _, failure = trying.attempt(step, FAULTS[0], NEVER)
        if failure is not None:
            raise failure
        counted = trying.counted
        for fault in FAULTS:
            total = sum(count for kind, count in counted.items() if kind in fault.kinds)
            for nth in spread(total, points):
                yield trying.trial(name, step, fault, nth)


def spread(count: int, points: int) -> list[int]:
    """At most so many of the numbers 1 … count, evenly."""
    if points == 1:
        return [(count + 1) // 2]
    if count <= points:
        return list(range(1, count + 1))
    return sorted({1 + round(at * (count - 1) / (points - 1)) for at in range(points)})


def main(folder: Path, protection: str, kind: str, points: int, only: list[str]) -> None:
    """Make the case, and try all steps, or only these."""
    os.environ["HABEAS_PASSPHRASE"] = PASSPHRASE
    encrypted, commands = protection == "encrypted", kind == "commands"
    base = folder / "base"
    base.mkdir()
    notes = base_case(base, encrypted=encrypted, read=commands)
    steps = COMMANDS if commands else CALLS
    if encrypted:
        steps = steps | (SEALED_COMMANDS if commands else SEALED_CALLS)
    if only:
        steps = {name: {**steps, **BROKEN}[name] for name in only}
    for result in trials(Trials(Shim(), base, folder / "copy", notes), steps, points):
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:])
