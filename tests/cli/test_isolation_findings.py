"""What doctor says of isolation: each level as it was tried, what is used, and the remedy."""

from __future__ import annotations

import sys

import pytest

from habeas.cli import doctor, isolation_findings
from habeas.pipeline import isolation
from habeas.pipeline.isolation import Level, Probe

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these levels are Linux's")


def tried(monkeypatch: pytest.MonkeyPatch, **works: bool) -> None:
    """Let the trials of the levels end like this."""
    results = {Level[name]: Probe(Level[name], holds, "so") for name, holds in works.items()}
    best = next((level for level in Level if level in results and results[level].works), Level.NONE)
    monkeypatch.setattr(isolation, "probe", results.__getitem__, raising=False)
    monkeypatch.setattr(isolation, "best_level", lambda: best, raising=False)


def lines(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What doctor prints, by the name of the part."""
    printed = capsys.readouterr().out.splitlines()
    return {line.split(":")[0].split()[-1]: line for line in printed}


@LINUX
def test_each_level_has_a_line_and_what_is_used_another(capsys: pytest.CaptureFixture[str]) -> None:
    doctor.examine()
    printed = lines(capsys)
    for name, level in (("Bubblewrap", Level.BUBBLEWRAP), ("Landlock", Level.LANDLOCK)):
        found = isolation.probe(level)
        assert printed[name].startswith("ok" if found.works else "optional")
        assert found.detail in printed[name]
    assert "shut" in printed["Isolation"]


@LINUX
def test_landlock_alone_is_said_to_be_weaker_with_the_line_that_installs_better(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried(monkeypatch, BUBBLEWRAP=False, LANDLOCK=True)
    assert doctor.examine() == 0
    printed = lines(capsys)
    assert printed["Bubblewrap"].startswith("optional")
    assert "apt install bubblewrap" in printed["Bubblewrap"]
    assert "weaker" in printed["Isolation"]
    assert "apt install bubblewrap" in printed["Isolation"]


@LINUX
def test_no_wall_at_all_is_a_missing_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried(monkeypatch, BUBBLEWRAP=False, LANDLOCK=False)
    assert doctor.examine() == doctor.MISSING
    line = lines(capsys)["Isolation"]
    assert line.startswith("MISSING")
    assert "--unsafe-parse" in line
    assert "apt install bubblewrap" in line


def test_on_macos_the_weaker_wall_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    tried(monkeypatch, SEATBELT=True)
    level, used = isolation_findings.walls()
    assert level.part == "sandbox-exec"
    assert used.works
    assert "weaker" in used.detail
