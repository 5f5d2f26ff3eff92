"""A writer killed at any moment: what it had acknowledged is there, and the case goes on.

Here sources are put, and cases made; `tests/case/test_kills_of_everything.py` has all other work.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from habeas.store import CaseStore
from tests.store.child_that_keeps_putting import content
from tests.store.making import PASSPHRASE, sha256

HOUSE = Path(__file__).resolve().parents[2]
ENDLESS = 10**9


def start_child(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.child_that_keeps_putting", path, str(first), str(last)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(
    child: subprocess.Popen[str], acknowledged: int, pause: float, how: signal.Signals
) -> list[str]:
    """Let it acknowledge so many sources, wait a moment, end it: all that it acknowledged."""
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(acknowledged + 1)]
    time.sleep(pause)
    child.send_signal(how)
    rest, _ = child.communicate(timeout=60)
    whole_lines = "".join(lines) + rest[: rest.rfind("\n") + 1]
    return whole_lines.split()[1:]


def check_after_kill(path: Path, acknowledged: list[str]) -> None:
    """Every acknowledged source is whole, nothing is torn, and the next writer tidies up."""
    with CaseStore.open(path, passphrase=PASSPHRASE, read_only=True) as store:
        assert store.verify().problems == ()
    with CaseStore.open(path, passphrase=PASSPHRASE) as store:
        report = store.verify()
        assert report.problems == ()
        assert not any("unfinished" in notice for notice in report.notices)
        for name in acknowledged:
            assert sha256(store.blob(name)) == name


def kill_often(store: CaseStore, times: int, seed: int) -> None:
    """Kill one writer after another on the same case, then let a last one finish."""
    store.close()
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    acknowledged: list[str] = []
    for _ in range(times):
        child = start_child(store.path, len(acknowledged), ENDLESS)
        acknowledged += kill_after(
            child, chance.randrange(8), chance.random() * 0.03, signal.SIGKILL
        )
        assert child.returncode == -signal.SIGKILL
        check_after_kill(store.path, acknowledged)
    last = len(acknowledged) + 3
    child = start_child(store.path, 0, last)
    child.communicate(timeout=300)
    assert child.returncode == 0
    with CaseStore.open(store.path, read_only=True) as reader:
        kept = {source.sha256 for source in reader.sources()}
        assert {sha256(content(number)) for number in range(last)} <= kept
        assert reader.verify().ok


def test_10_kills_lose_nothing_that_was_acknowledged(store: CaseStore) -> None:
    kill_often(store, 10, seed=1)


def test_ctrl_c_loses_nothing_that_was_acknowledged(store: CaseStore) -> None:
    store.close()
    child = start_child(store.path, 0, ENDLESS)
    acknowledged = kill_after(child, 5, 0.01, signal.SIGINT)
    assert child.returncode != 0
    assert len(acknowledged) >= 5
    check_after_kill(store.path, acknowledged)


def test_a_kill_while_a_case_is_made_leaves_no_half_case(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - a repeatable choice, not a secret
    making = (
        "import sys; from habeas.store import CaseStore; from tests.store.making import *; "
        "print('go', flush=True); CaseStore.create(sys.argv[1], passphrase=PASSPHRASE, "
        "investigator='Ila Morven', key_cost=CHEAP).close()"
    )
    for number in range(4):
        path = tmp_path / str(number)
        child = subprocess.Popen(
            [sys.executable, "-c", making, path], cwd=HOUSE, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 0.4)
        child.kill()
        child.communicate(timeout=60)
        if (path / "case.sqlite").exists():
            check_after_kill(path, [])
