"""The profile for macOS, as far as it can be looked at elsewhere: that it denies by default.

It has never been run by these tests; `habeas doctor` tries it where it is used, calls it weaker.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from habeas.pipeline.isolation import Level, command, probe, seatbelt


def test_all_is_denied_that_is_not_listed() -> None:
    lines = seatbelt.profile(["/opt/invented prefix"]).splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    allowed = "\n".join(lines[2:])
    assert "network" not in allowed
    assert "mach-" not in allowed
    assert 'file-write-data (literal "/dev/null")' in allowed
    assert allowed.count("write") == 1
    assert '(subpath "/opt/invented prefix")' in allowed


def test_a_path_cannot_end_the_rule_it_stands_in() -> None:
    profile = seatbelt.profile(['/odd") (allow default) ("'])
    assert '(subpath "/odd\\") (allow default) (\\"")' in profile


def test_the_program_comes_after_the_profile() -> None:
    words = command(Level.SEATBELT, ["python", "-m", "worker"], readable=(Path("/opt/readable"),))
    assert words[:2] == [seatbelt.PROGRAM, "-p"]
    assert words[3:] == ["python", "-m", "worker"]


@pytest.mark.skipif(sys.platform != "darwin", reason="sandbox-exec is a part of macOS")
def test_it_holds_where_it_is_used() -> None:
    assert probe(Level.SEATBELT).works, probe(Level.SEATBELT)
