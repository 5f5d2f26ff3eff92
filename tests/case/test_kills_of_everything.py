"""kill -9 at any point of any work on a case: what was acknowledged is there, and it goes on.

Each process does one kind of work over and over; the moment of its end is drawn by lot from the
whole length of one such piece of work, as measured on this machine.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from habeas.claims import EXTRACTOR
from habeas.sources import READER
from habeas.store import CaseStore
from tests.case.child_to_be_killed import OPERATIONS, Note, Place, work
from tests.store.making import CHEAP, PASSPHRASE, STATEMENT, claim, deposit, document, sha256

# Forked from a process that has loaded all of this: most kills would else hit the loading.
LOADED = ["habeas.case", "habeas.reports", "habeas.pipeline", "habeas.store"]
SEALED_FILES = {"README.txt", "checkpoint.txt", "exhibits", "leaves.jsonl", "verify.py"}
LONGEST_START = 120.0
# What a rotation that was killed early leaves for the next writer.
UNFINISHED_ROTATION = {"case.sqlite.next", "case.sqlite.next-journal"}
FIRST_GUESS = {"add": 2.0, "report": 1.5}


def new_place(root: Path, *, encrypted: bool) -> Place:
    """A case with one source that has a claim."""
    place = Place(root)
    place.out.mkdir(parents=True)
    with CaseStore.create(
        place.case,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=encrypted,
        key_cost=CHEAP,
    ) as store:
        source = STATEMENT.encode()
        store.put_source(deposit(source))
        store.put_document(sha256(source), document(), reader=READER)
        store.put_claims(sha256(source), [claim()], extractor=EXTRACTOR)
    return place


def duration(place: Place, operation: str) -> float:
    """How long such work takes, by what was noted so far; a first guess where nothing was."""
    begun = {note["number"]: note["at"] for note in place.notes() if note.get("begun") == operation}
    took = [
        note["at"] - begun[note["number"]]
        for note in place.notes()
        if note.get("done") == operation
    ]
    return statistics.median(took) if took else FIRST_GUESS.get(operation, 0.2)


def kill_once(place: Place, operation: str, chance: random.Random) -> str:
    """Start such work and kill it; at what it was when it ended, or `between` two pieces."""
    before = len(place.notes())
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    process = context.Process(target=work, args=(str(place.root), operation))
    process.start()
    latest = time.monotonic() + LONGEST_START
    while len(place.notes()) == before:
        assert process.is_alive(), f"it ended before it began to {operation}"
        assert time.monotonic() < latest, f"it did not begin to {operation}"
        time.sleep(0.005)
    process.join(chance.random() * 1.2 * duration(place, operation))
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"{operation} failed on its own"
    process.close()
    last = [note for note in place.notes() if "begun" in note or "done" in note][-1]
    return str(last.get("begun", "between"))


def check(place: Place) -> None:
    """It opens for a reader and for a writer, nothing is torn, nothing acknowledged is lost."""
    notes = place.notes()
    with CaseStore.open(place.case, passphrase=PASSPHRASE, read_only=True) as store:
        assert store.verify().problems == ()
    with CaseStore.open(place.case, passphrase=PASSPHRASE) as store:
        report = store.verify()
        assert report.problems == ()
        assert not any("unfinished" in notice or ".next" in notice for notice in report.notices)
        lost = list(lost_of(store, place, notes))
        assert lost == []
    assert strangers(place) == set()


def strangers(place: Place) -> set[str]:
    """What lies in the case's folder and does not belong there, once a writer has tidied up."""
    left = {file.name for file in place.case.iterdir()}
    known = {"README.txt", "blobs", "case.sqlite", "keys", "writer.lock"}
    return left - known - {"case.sqlite-wal", "case.sqlite-shm"}


def lost_of(store: CaseStore, place: Place, notes: list[Note]) -> Iterator[Note]:
    """What was acknowledged and is not there."""
    sources = list(store.sources())
    names = {find.untrusted_name.rsplit("/", 1)[-1] for each in sources for find in each.provenance}
    reasons = {judgement.reason for judgement in store.judgements()}
    exports = {export.sha256 for export in store.exports()}
    hashes = {source.sha256 for source in sources}
    there: dict[str, Callable[[Note], bool]] = {
        "kept": lambda note: note["kept"] in names,
        "reason": lambda note: note["reason"] in reasons,
        "report": lambda note: note["sha256"] in exports,
        "deleted": lambda note: note["deleted"] not in hashes,
        "sealed": lambda note: is_whole_seal(place.out / note["sealed"]),
        "root": lambda note: store.head_at(note["size"]).root == note["root"],
    }
    for note in notes:
        if not all(is_there(note) for what, is_there in there.items() if what in note):
            yield note
    for file in place.out.glob("*.html"):
        # What left is in the ledger first: also one that nobody came to acknowledge is whole.
        if sha256(file.read_bytes()) not in exports:
            yield {"torn or not recorded": file.name}
    for source in sources:
        if sha256(store.blob(source.sha256)) != source.sha256:
            yield {"torn": source.sha256}


def is_whole_seal(folder: Path) -> bool:
    """Whether a seal that was acknowledged (or one made over it since) lies there, whole."""
    return folder.is_dir() and {file.name for file in folder.iterdir()} == SEALED_FILES


def kill_often(place: Place, kills: dict[str, int], seed: int) -> Counter[str]:
    """So many kills of each kind of work, in an order drawn by lot; what they hit."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    order = [*Counter(kills).elements()]
    chance.shuffle(order)
    # Imports last: no dossier is written while sources that a killed one left are still unread.
    order.sort(key=lambda operation: operation == "add")
    hit: Counter[str] = Counter()
    for operation in order:
        hit[kill_once(place, operation, chance)] += 1
        check(place)
    return hit


SOME_ENCRYPTED = {"add": 1, "judge": 1, "seal": 1, "report": 1, "rotate": 3, "delete": 1}
SOME_PLAIN = {"add": 1, "judge": 1, "delete": 1}
# 100 together.
ENCRYPTED = {"add": 10, "judge": 12, "seal": 6, "report": 6, "rotate": 20, "delete": 8}
PLAIN = {"add": 10, "judge": 12, "seal": 4, "report": 4, "delete": 8}


def test_8_kills_of_all_work_on_an_encrypted_case_lose_nothing(tmp_path: Path) -> None:
    kill_often(new_place(tmp_path, encrypted=True), SOME_ENCRYPTED, seed=1)


def test_3_kills_of_all_work_on_a_plain_case_lose_nothing(tmp_path: Path) -> None:
    kill_often(new_place(tmp_path, encrypted=False), SOME_PLAIN, seed=2)


def test_an_acknowledgement_before_the_deed_is_seen(tmp_path: Path) -> None:
    """To show that kills come at moments at which they would do harm."""
    place = new_place(tmp_path, encrypted=False)
    with pytest.raises(AssertionError, match="too early"):
        kill_often(place, {"judge too early": 10}, seed=3)


def tear_a_blob(place: Place) -> None:
    blob = next(file for file in (place.case / "blobs").rglob("*") if file.is_file())
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1])


def lose_a_judgement(place: Place) -> None:
    place.note(reason="never written")


def change_a_dossier(place: Place) -> None:
    (place.out / "1.html").write_bytes(b"<html>")


def leave_half_a_seal(place: Place) -> None:
    (place.out / "seal-1").mkdir()
    place.note(sealed="seal-1", size=1)


def leave_half_a_rotation(place: Place) -> None:
    (place.case / "case.sqlite.other").write_bytes(b"a copy of the database")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (tear_a_blob, "its preserved bytes"),
        (lose_a_judgement, "never written"),
        (change_a_dossier, "torn or not recorded"),
        (leave_half_a_seal, "seal-1"),
        (leave_half_a_rotation, "case.sqlite.other"),
    ],
)
def test_each_harm_that_a_kill_could_do_is_seen(
    harm: Callable[[Place], None], told: str, tmp_path: Path
) -> None:
    place = new_place(tmp_path, encrypted=True)
    check(place)
    harm(place)
    with pytest.raises(AssertionError, match=told):
        check(place)


def test_the_next_writer_removes_the_copy_of_a_rotation_that_was_killed(tmp_path: Path) -> None:
    """It holds, under the old key, all that may be deleted from now on."""
    place = new_place(tmp_path, encrypted=True)
    for name in UNFINISHED_ROTATION:
        shutil.copy(place.case / "case.sqlite", place.case / name)
    CaseStore.open(place.case, passphrase=PASSPHRASE).close()
    assert not UNFINISHED_ROTATION & {file.name for file in place.case.iterdir()}


def hundred_kills(root: Path, seed: int) -> Counter[str]:
    hit = kill_often(new_place(root / "encrypted", encrypted=True), ENCRYPTED, seed)
    return hit + kill_often(new_place(root / "plain", encrypted=False), PLAIN, seed + 1)


def check_hits(hit: Counter[str], kills: int) -> None:
    """Most kills came while the work went on, in each kind of it."""
    assert hit.total() == kills
    assert hit["between"] < kills / 2, hit
    assert {*OPERATIONS} <= hit.keys(), hit


@pytest.mark.ci
def test_100_kills_of_all_work_lose_nothing(tmp_path: Path) -> None:
    check_hits(hundred_kills(tmp_path, seed=3), 100)


@pytest.mark.long
def test_2000_kills_of_all_work_lose_nothing(tmp_path: Path) -> None:
    hit: Counter[str] = Counter()
    for number in range(20):
        hit += hundred_kills(tmp_path / str(number), seed=100 + 2 * number)
        shutil.rmtree(tmp_path / str(number))
    check_hits(hit, 2000)
