"""Power cuts under the real process, on a case that is not encrypted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.compiled_shim import needs_shim
from tests.faults.conftest import Recorder
from tests.faults.power_cut_checks import (
    check_cuts,
    check_cuts_are_noticed,
    check_recording_is_complete,
    check_syncs_are_those_of_the_kernel,
)

pytestmark = needs_shim


def test_the_recorder_misses_nothing_that_changes_a_file(record: Recorder) -> None:
    check_recording_is_complete(record("plain"))


def test_12_power_cuts_lose_nothing_that_was_acknowledged(record: Recorder, tmp_path: Path) -> None:
    check_cuts(record("plain"), 12, seed=1, folder=tmp_path)


def test_with_synchronous_off_a_power_cut_is_noticed(record: Recorder, tmp_path: Path) -> None:
    check_cuts_are_noticed(record("plain", "short", "synchronous"), seed=2, folder=tmp_path)


@pytest.mark.ci
@pytest.mark.parametrize("breakage", ["files", "folders"])
def test_without_the_syncs_of_the_store_a_power_cut_is_noticed(
    record: Recorder, breakage: str, tmp_path: Path
) -> None:
    check_cuts_are_noticed(record("plain", "short", breakage), seed=2, folder=tmp_path)


@pytest.mark.ci
def test_the_recorder_sees_the_syncs_that_the_kernel_sees(shim: Path, tmp_path: Path) -> None:
    check_syncs_are_those_of_the_kernel(shim, tmp_path, "plain")


@pytest.mark.ci
def test_250_power_cuts_lose_nothing_that_was_acknowledged(
    record: Recorder, tmp_path: Path
) -> None:
    recorded = record("plain", "long")
    check_recording_is_complete(recorded)
    check_cuts(recorded, 250, seed=3, folder=tmp_path)


@pytest.mark.long
def test_2000_power_cuts_lose_nothing_that_was_acknowledged(
    record: Recorder, tmp_path: Path
) -> None:
    check_cuts(record("plain", "long"), 2000, seed=4, folder=tmp_path)
