"""A disk that is full, fails or cannot be written, at chosen operations of the real process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.compiled_shim import FAULTS, HOUSE, needs_shim, under_shim

pytestmark = needs_shim


@dataclass(frozen=True, slots=True)
class Trials:
    """What came of a number of points; `struck` are those at which an operation did fail."""

    struck: list[dict[str, Any]]

    @property
    def failures(self) -> list[dict[str, Any]]:
        """Points with an error that is none of ours, or a case that is not as it was promised."""
        return [each for each in self.struck if each["found"] or not each["clean"]]


def try_faults(
    shim: Path, folder: Path, protection: str, kind: str, points: int, *only: str
) -> Trials:
    """Try each step with each fault at so many operations."""
    folder.mkdir()
    asked = [str(folder), protection, kind, str(points), *only]
    child = subprocess.run(
        [sys.executable, "-m", "tests.faults.child_under_faults", *asked],
        cwd=HOUSE,
        env=under_shim(shim, folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr[-3000:]
    results = [json.loads(line) for line in child.stdout.splitlines() if line.startswith("{")]
    return Trials([each for each in results if each["fired"]])


def check(trials: Trials, at_least: int) -> None:
    """All points were clean; faults struck, and most kinds of them hindered the work."""
    assert trials.failures == []
    assert len(trials.struck) >= at_least
    refused = Counter(each["fault"] for each in trials.struck if each["error"])
    # A disk that is full for a moment can be written around.
    assert len(refused) >= len(FAULTS) - 2
    assert any(each["error"] is None for each in trials.struck)


def test_faults_at_the_writes_of_add_and_judge_are_told_cleanly(shim: Path, tmp_path: Path) -> None:
    trials = try_faults(shim, tmp_path / "watched", "plain", "calls", 1, "add", "judge")
    check(trials, at_least=15)


@pytest.mark.ci
def test_120_faults_in_a_plain_case_lose_nothing(shim: Path, tmp_path: Path) -> None:
    check(try_faults(shim, tmp_path / "watched", "plain", "calls", 2), at_least=120)


@pytest.mark.ci
def test_80_faults_in_an_encrypted_case_lose_nothing(shim: Path, tmp_path: Path) -> None:
    check(try_faults(shim, tmp_path / "watched", "encrypted", "calls", 1), at_least=80)


@pytest.mark.ci
def test_commands_end_in_one_line_when_the_disk_fails(shim: Path, tmp_path: Path) -> None:
    """Report, add, verify and keys rotate, each with each fault."""
    trials = try_faults(shim, tmp_path / "watched", "encrypted", "commands", 1)
    assert trials.failures == []
    assert len(trials.struck) >= 30


@pytest.mark.long
@pytest.mark.parametrize("protection", ["plain", "encrypted"])
def test_faults_at_20_operations_of_each_step_lose_nothing(
    shim: Path, tmp_path: Path, protection: str
) -> None:
    check(try_faults(shim, tmp_path / "watched", protection, "calls", 20), at_least=1000)


@pytest.mark.ci
def test_a_fault_that_is_swallowed_is_noticed(shim: Path, tmp_path: Path) -> None:
    """The check can fail: who acknowledges whatever the disk said is found to have lied."""
    trials = try_faults(shim, tmp_path / "watched", "plain", "calls", 3, "swallowing")
    assert trials.failures
