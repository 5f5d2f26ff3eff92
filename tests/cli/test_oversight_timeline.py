"""`habeas oversight timeline|diff` and `ask --derogate`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli.oversight import app
from habeas.model import InputRefused, WrongUsage

BACKWARDS = ("diff", "--state", "RU", "--from", "2025-01-01", "--to", "2024-01-01")


def run(*words: str) -> str:
    """What a command prints that must succeed."""
    done = CliRunner().invoke(app, list(words), standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.stdout


def test_the_story_is_printed_line_by_line() -> None:
    lines = run("timeline", "Russia", "ECPT").splitlines()
    assert any("State Duma: vote: adopted unanimously" in line for line in lines)
    assert any("Earliest possible end: 1 October 2026" in line for line in lines)
    assert lines[-1].startswith("Not legal advice")


def test_a_supposed_receipt() -> None:
    assert "SUPPOSED" in run("timeline", "RUS", "GC1-4", "--received", "2026-12-01")


def test_a_row_of_ones_own_settles_what_was_unknown(tmp_path: Path) -> None:
    rows = tmp_path / "own.csv"
    rows.write_text(
        "state,treaty,kind,received\nRU,ECPT,denunciation_notified,2025-10-07\n", encoding="utf-8"
    )
    told = json.loads(run("timeline", "RU", "ECPT", "--rows", str(rows), "--json"))
    assert told["earliest_end"] == "2026-11-01"
    assert told["last_day"] == {"first": "2026-10-31", "last": "2026-10-31"}
    assert told["supposed"] is None


def test_the_steps_as_json() -> None:
    told = json.loads(run("timeline", "BY", "OP1", "--json"))
    ended = [step for step in told["steps"] if step["stage"] == "effective"]
    assert [step["when"]["first"] for step in ended] == ["2023-02-08"]
    assert [step["standing"] for step in ended] == ["done"]
    assert "Not legal advice" in told["notice"]


def test_the_difference_of_two_days() -> None:
    words = ("diff", "--state", "RU", "--from", "2021-01-01", "--to", "2026-11-22")
    changes = json.loads(run(*words, "--victim", "POW,UA", "--json"))["changes"]
    lost = {(change["name"], change["nature"]) for change in changes if change["kind"] == "lost"}
    assert {("ECtHR", "law"), ("CPT", "fact")} <= lost
    assert "Lost" in run(*words).splitlines()


def test_whether_a_protection_may_be_suspended() -> None:
    words = ("ask", "--state", "UA", "--step", "2026-01-01", "--derogate", "torture")
    assert json.loads(run(*words, "--json"))["verdict"] == "no"
    assert "NO: a binding norm forbids it" in run(*words, "--language", "en")
    assert "НІ:" in run(*words, "--language", "uk")


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (("timeline", "Ruritania", "ECPT"), InputRefused, "no state"),
        (("timeline", "RU", "Kellogg"), WrongUsage, "no treaty"),
        (("timeline", "RU", "ECPT", "--known", "2025-09"), WrongUsage, "is not one day"),
        (BACKWARDS, WrongUsage, "is not after"),
        (("ask", "--state", "UA", "--derogate", "comfort"), WrongUsage, "no protection"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    words: tuple[str, ...], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        run(*words)
