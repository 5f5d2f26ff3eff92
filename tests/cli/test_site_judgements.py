"""What people think of sites, where `habeas locate` and `habeas log` show it; taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.cli.entry import run
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, new_case, write
from tests.pipeline.sightings import PAPER, TABLE


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command prints on standard output."""
    assert run(list(words)) == code
    return capsys.readouterr().out


def located(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What `habeas locate` prints; one row of the table tells of no place, so it ends with 3."""
    return said(capsys, "locate", "case", *words, code=3)


def test_an_opinion_about_a_site_is_listed_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    folder = write(tmp_path / "in", {"sightings.csv": TABLE, "paper.txt": PAPER})
    with new_case(tmp_path / "case") as case:
        case.add(folder, settings=ONE_PROCESS)
        found = case.locate().found
        assert found is not None
        site = found.supported[0].id
        position = case.judge_site(site, "supported", reason="two who never met").position
    told = located(capsys)
    assert f"judgement {position}: {site} supported, Ila Morven" in told
    assert "two who never met (evidence as then)" in told
    [line] = json.loads(located(capsys, "--json"))["judgements"]
    assert (line["judgement"], line["verdict"], line["changed"]) == (position, "supported", False)
    assert "± " in said(capsys, "log", "case")
    taken = said(capsys, "judge", "case", str(position), "undo", "--reason", "a slip")
    assert f"takes {position} back" in taken
    assert "two who never met" not in located(capsys)
