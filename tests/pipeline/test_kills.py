"""kill -9 and Ctrl-C at any point of an import: nothing acknowledged is lost, and it goes on."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.pipeline import add
from habeas.store import CaseStore
from tests.house import HOUSE
from tests.pipeline.making import (
    ONE_PROCESS,
    PASSPHRASE,
    REPORT,
    account,
    contents,
    new_store,
    write,
    zipped,
)

# The longest that an undisturbed import of these files should take to be worth killing.
LONGEST = 120.0


@dataclass(frozen=True)
class Undisturbed:
    """What an import looks like when nobody stops it: its files, its result, its duration."""

    folder: Path
    empty_case: Path
    result: list[object]
    seconds: float


def files(*, english: bool) -> dict[str, bytes | str]:
    inside = {f"{number}.txt": account(100 + number).encode() for number in range(4)}
    found: dict[str, bytes | str] = {f"{n:02}.txt": account(n) for n in range(8)}
    found |= {"03-files.zip": zipped(inside), "05-sound.bin": b"\x00\x01\x02" * 99}
    return found | ({"06-report.txt": REPORT, "zz-report.txt": REPORT + REPORT} if english else {})


def undisturbed(top: Path, *, english: bool) -> Undisturbed:
    folder = write(top / "in", files(english=english))
    new_store(top / "empty").close()
    shutil.copytree(top / "empty", top / "whole")
    started = time.monotonic()
    importer = started_importer(top / "whole", folder)
    assert importer.wait(timeout=LONGEST) == 0
    seconds = time.monotonic() - started
    with CaseStore.open(top / "whole", passphrase=PASSPHRASE) as store:
        return Undisturbed(folder, top / "empty", contents(store), seconds)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Without English: no language model to load, so an import takes a second."""
    return undisturbed(tmp_path_factory.mktemp("quick"), english=False)


@pytest.fixture(scope="module")
def thorough(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("thorough"), english=True)


def started_importer(case: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.importer", case, folder],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def stopped_after(seconds: float, how: signal.Signals, case: Path, folder: Path) -> list[str]:
    """Run the importer and send it a signal; the names that it acknowledged before it ended."""
    importer = started_importer(case, folder)
    timer = threading.Timer(seconds, importer.send_signal, [how])
    timer.start()
    output, _ = importer.communicate()
    timer.cancel()
    # A line that was cut off in its middle acknowledges nothing.
    return [line for line in output.splitlines(keepends=True) if line.endswith("\n")]


def check(case: Path, told: list[str], whole: Undisturbed) -> None:
    acknowledged = {line.rstrip("\n") for line in told} - {"opened", "finished"}
    with CaseStore.open(case, passphrase=PASSPHRASE) as store:
        report = store.verify()
        assert report.ok, report.problems
        kept = {find.untrusted_name for source in store.sources() for find in source.provenance}
        assert acknowledged <= kept
        for source in store.sources():
            store.blob(source.sha256)
        add(store, [whole.folder], settings=ONE_PROCESS)
        assert contents(store) == whole.result
        assert store.verify().ok


@pytest.mark.parametrize(
    "point", [0, 1, 2, *(pytest.param(point, marks=pytest.mark.ci) for point in range(3, 8))]
)
def test_a_killed_import_loses_nothing_and_goes_on(
    point: int, quick: Undisturbed, tmp_path: Path
) -> None:
    shutil.copytree(quick.empty_case, tmp_path / "case")
    moment = quick.seconds * (0.35 + 0.65 * random.Random(point).random())  # noqa: S311 - no secret
    told = stopped_after(moment, signal.SIGKILL, tmp_path / "case", quick.folder)
    check(tmp_path / "case", told, quick)


@pytest.mark.parametrize(
    "point",
    # Kills of every operation, importing too, are in tests/case/test_kills_of_everything.py.
    [
        pytest.param(number, marks=pytest.mark.long if number % 3 else pytest.mark.ci)
        for number in range(100)
    ],
)
def test_an_import_killed_at_any_of_a_hundred_points(
    point: int, quick: Undisturbed, thorough: Undisturbed, tmp_path: Path
) -> None:
    # Every fourth with texts whose claims are being found when the end comes.
    whole = thorough if point % 4 == 0 else quick
    shutil.copytree(whole.empty_case, tmp_path / "case")
    moment = whole.seconds * (0.2 + 0.8 * point / 100)
    told = stopped_after(moment, signal.SIGKILL, tmp_path / "case", whole.folder)
    check(tmp_path / "case", told, whole)


@pytest.mark.parametrize(
    "point", [0, *(pytest.param(point, marks=pytest.mark.ci) for point in (1, 2))]
)
def test_a_stopped_import_loses_nothing_and_goes_on(
    point: int, quick: Undisturbed, tmp_path: Path
) -> None:
    shutil.copytree(quick.empty_case, tmp_path / "case")
    moment = quick.seconds * (0.4 + 0.25 * point)
    told = stopped_after(moment, signal.SIGINT, tmp_path / "case", quick.folder)
    check(tmp_path / "case", told, quick)
