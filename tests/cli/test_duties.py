"""`habeas oversight duties`: one captivity typed, or those of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from habeas.cli.duties import Custody, show_duties
from habeas.model import WrongUsage
from tests.pipeline.making import ONE_PROCESS, new_case, write

PRISONER = Custody("2026-10-01", ["2026-10-03"], "POW", "RU", "UA")


def told(capsys: pytest.CaptureFixture[str], custody: Custody, **options: Any) -> dict[str, Any]:
    """The JSON that the command prints."""
    show_duties(None, custody, as_json=True, **options)
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def duty(printed: dict[str, Any], name: str) -> dict[str, Any]:
    """One duty of the answer."""
    (found,) = [item for item in printed["duties"] if item["duty"] == name]
    return dict(found)


def test_the_last_day_for_the_capture_card_is_a_week_after_arrival(
    capsys: pytest.CaptureFixture[str],
) -> None:
    card = duty(told(capsys, PRISONER), "capture_card")
    assert (card["latest"], card["articles"]) == ("2026-10-10", ["GC III 70"])


def test_states_and_statuses_are_read_as_people_write_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loose = Custody("2026-10-01", ["2026-10-03"], "prisoner of war", "Russian Federation", "UKR")
    assert told(capsys, loose) == told(capsys, PRISONER)


def test_further_events_are_typed_with_their_kind_day_and_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    custody = Custody(
        status="civilian",
        state="RU",
        nationality="UA",
        events=["captured=2022-04-15@UA-43", "seen=2022-09@RU-Taganrog", "denied=2023-01-01"],
    )
    printed = told(capsys, custody, on="2026-01-01")
    assert duty(printed, "no_transfer_out")["breached"] == "yes"
    assert duty(printed, "bureau_civilian")["reason"] == "broken_by.denied"
    assert printed["on"] == "2026-01-01"


def test_with_all_that_happened_told_a_missing_card_is_a_breach(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = Custody("2026-10-01", ["2026-10-03"], "POW", "RU", "UA", whole=True)
    card = duty(told(capsys, whole, on="2026-11-22"), "capture_card")
    assert (card["breached"], card["days_late"]) == ("yes", {"least": 43, "most": 43})


def test_the_text_ends_with_the_notice(capsys: pytest.CaptureFixture[str]) -> None:
    show_duties(None, PRISONER)
    printed = capsys.readouterr().out.strip().splitlines()
    assert printed[0].endswith("[GC III 70]: unknown")
    assert printed[-1].startswith("Not legal advice")


@pytest.mark.parametrize("words", ["birthday=2022-01-01", "captured", "=2022-01-01"])
def test_an_event_of_no_kind_is_refused_with_the_kinds_there_are(words: str) -> None:
    with pytest.raises(WrongUsage, match="is no event"):
        show_duties(None, Custody(events=[words]))


def test_beside_a_case_what_it_does_not_say_can_be_supposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = "name,event,date\nTaras Velmin,captured,2022-03-01\nPetro Sandul,captured,2022-03-02\n"
    write(tmp_path, {"list.csv": listed})
    with new_case(tmp_path / "case") as case:
        case.add(tmp_path / "list.csv", settings=ONE_PROCESS)
        case.resolve()
    show_duties(tmp_path / "case", Custody(), on="2022-04-01", as_json=True)
    told_nothing = json.loads(capsys.readouterr().out)
    assert len(told_nothing["incommunicado"]) == 2
    assert {item["owed"] for item in told_nothing["duties"]} == {"unknown"}
    supposed = Custody(status="POW", state="RU")
    show_duties(tmp_path / "case", supposed, on="2022-04-01", as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert {item["duty"] for item in printed["duties"] if item["owed"] == "yes"} == {
        "capture_card",
        "letters_prisoner",
        "bureau_prisoner",
    }


def test_neither_a_case_nor_a_captivity_and_both_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        show_duties(None, Custody())
    with pytest.raises(WrongUsage):
        show_duties(tmp_path, PRISONER)
