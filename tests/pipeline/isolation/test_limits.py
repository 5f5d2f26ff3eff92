"""What a process gives up by itself, seen where no filter hides it: in /proc, before and after."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")

_STATE = """
import ctypes, json, os, resource, sys
from habeas.pipeline.isolation import limits
from habeas.pipeline.isolation.kernel import machine
library = ctypes.CDLL(None)
def opened(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
def state():
    lines = open("/proc/self/status").read().splitlines()
    status = dict(line.split(":\\t", 1) for line in lines if ":\\t" in line)
    kinds = ("AS", "CORE", "FSIZE", "NOFILE", "MEMLOCK", "NPROC")
    return {
        "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16),
        "ambient": int(status["CapAmb"], 16),
        "no_new_privileges": int(status["NoNewPrivs"]),
        "dumpable": library.prctl(3, 0, 0, 0, 0),
        "open": [number for number in range(64) if opened(number)],
        **{kind: resource.getrlimit(getattr(resource, "RLIMIT_" + kind)) for kind in kinds},
    }
before = state()
kept, dropped = os.pipe()
limits.close_inherited((kept,))
limits.limit_resources(1 << 30, namespace=True)
missing = limits.drop_privileges(machine())
# With no tracer and no core, its own /proc belongs to root: without privileges this may fail.
try:
    after = state()
except PermissionError:
    library.prctl(4, 1, 0, 0, 0)
    after = state() | {"dumpable": 0}
print(json.dumps([before, after, missing, [kept, dropped]]))
"""


@pytest.fixture(scope="module")
def states() -> Any:
    done = subprocess.run(
        [sys.executable, "-c", _STATE], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_everything_can_be_given_up(states: Any) -> None:
    assert states[2] == []


def test_no_capability_is_left(states: Any) -> None:
    _, after, _, _ = states
    assert after["capabilities"] == 0
    assert after["ambient"] == 0
    assert after["no_new_privileges"] == 1


def test_it_was_dumpable_and_is_not(states: Any) -> None:
    before, after, _, _ = states
    assert (before["dumpable"], after["dumpable"]) == (1, 0)


def test_the_limits_hold_for_good(states: Any) -> None:
    before, after, _, _ = states
    assert after["AS"] == [1 << 30, 1 << 30]
    assert after["CORE"] == after["FSIZE"] == after["MEMLOCK"] == [0, 0]
    assert after["NOFILE"] == [256, 256]
    assert after["NPROC"] == [64, 64]
    assert before["FSIZE"] != [0, 0]


def test_what_was_inherited_is_closed_but_what_is_to_be_kept(states: Any) -> None:
    _, after, _, (kept, dropped) = states
    assert after["open"] == [0, 1, 2, kept]
    assert dropped not in after["open"]
