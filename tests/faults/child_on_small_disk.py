"""A process with a small disk of its own: it fills it, finds more room, and finds it read-only.

    unshare -m python -m tests.faults.child_on_small_disk FOLDER plain|encrypted

Prints one JSON object. Whatever is mounted goes with the process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from habeas.model import CaseError, HabeasError
from habeas.store import CaseStore
from tests.faults.child_that_works import scan
from tests.faults.making_cases import create, reopen
from tests.store.making import PASSPHRASE, deposit, sha256

SMALL, LARGER = "size=3m", "size=12m"
EACH = 120_000


def mount(*words: str) -> None:
    """Run mount; it is there wherever unshare is."""
    subprocess.run(["mount", *words], check=True)


def fill(store: CaseStore) -> tuple[list[str], str]:
    """Put sources until the disk takes no more: what it acknowledged, and what it said."""
    acknowledged: list[str] = []
    for number in range(200):
        data = scan(number, EACH)
        try:
            store.put_source(deposit(data, f"{number}.bin"))
        except CaseError as error:
            return acknowledged, str(error)
        acknowledged.append(sha256(data))
    raise AssertionError("the disk was never full")


def held(store: CaseStore, acknowledged: list[str]) -> list[str]:
    """What is wrong with the case, or missing."""
    problems = [f"{each.where}: {each.what}" for each in store.verify().problems]
    return problems + [name for name in acknowledged if sha256(store.blob(name)) != name]


def refusal(path: Path) -> str:
    """What somebody is told who opens the case to write."""
    try:
        with reopen(path):
            return "it was opened"
    except HabeasError as error:
        return f"{type(error).__name__}: {error}"


def judged_by_command(path: Path) -> list[object]:
    """Exit code and words of a command that writes."""
    from habeas.cli.entry import run

    os.environ["HABEAS_PASSPHRASE"] = PASSPHRASE
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = run(["judge", str(path), "c0ffee", "confirm", "--reason", "seen"])
    return [code, said.getvalue()]


def main(folder: Path, protection: str) -> None:
    """Go through it all."""
    disk = str(folder)
    mount("-t", "tmpfs", "-o", SMALL, "tmpfs", disk)
    path = folder / "case"
    with create(path, encrypted=protection == "encrypted") as store:
        acknowledged, full = fill(store)
    found: dict[str, object] = {"acknowledged": len(acknowledged), "full": full}
    with reopen(path, read_only=True) as store:
        found["while full"] = held(store, acknowledged)
    mount("-o", f"remount,{LARGER}", disk)
    with reopen(path) as store:
        found["with room"] = held(store, acknowledged)
        data = scan(1000, EACH)
        store.put_source(deposit(data, "later.bin"))
        acknowledged.append(sha256(data))
    mount("-o", "remount,ro", disk)
    found["writing refused"] = refusal(path)
    found["command"] = judged_by_command(path)
    with reopen(path, read_only=True) as store:
        found["read-only"] = held(store, acknowledged)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
