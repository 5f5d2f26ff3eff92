"""Oversight in the workbench: the same answers as the room's, in the reader's language."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient

from habeas.web.pages.oversight import calendar
from habeas.web.workbench import Workbench


def test_the_course_of_leaving_is_told_in_three_languages(looking: TestClient) -> None:
    lines = {}
    for language in ("en", "uk", "ru"):
        answer = looking.get(
            "/oversight/leaving.json?state=RU&treaty=ECHR", headers={"accept-language": language}
        )
        lines[language] = answer.json()["lines"]
    assert len(lines["en"]) > 4
    assert lines["en"] != lines["uk"] != lines["ru"]


def test_what_was_lost_between_two_days(looking: TestClient) -> None:
    address = "/oversight/losses.json?state=RU&before=2022-01-01&after=2024-01-01"
    found = looking.get(address).json()
    assert any("ECHR" in line or "Court" in line for line in found["lines"])
    wrong = "/oversight/losses.json?state=RU&before=2024-01-01&after=2022-01-01"
    assert looking.get(wrong).status_code == 400


def test_a_state_that_is_none_is_refused(looking: TestClient) -> None:
    assert looking.get("/oversight/leaving?state=Atlantis").status_code == 409


def test_duties_towards_people_in_custody(looking: TestClient) -> None:
    found = looking.get("/oversight.json").json()
    assert found["persons"] > 0
    assert found["duties_in_all"] >= len(found["duties"])
    assert {line["breached"] for line in found["duties"]} <= {"yes", "no", "unknown"}


def test_people_to_whom_something_is_owed_are_named_once_they_are_resolved(
    looking: TestClient,
) -> None:
    found = looking.get("/oversight.json").json()
    people = {line["id"]: line["name"] for line in looking.get("/people.json").json()["people"]}
    assert {line["person"]: line["name"] for line in found["silent"]}.items() <= people.items()
    page = unescape(looking.get("/oversight").text)
    assert [line for line in found["silent"] if line["name"] not in page] == []


def test_deadlines_are_a_calendar_that_names_nobody(
    client: TestClient, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = client.get("/oversight/deadlines.ics").text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_an_open_door_with_a_last_day_is_an_event() -> None:
    lines = list(calendar._event(date(2031, 5, 4), "some-door", "Last day: a, b; c", "X"))
    assert "DTSTART;VALUE=DATE:20310504" in lines
    assert "DTEND;VALUE=DATE:20310505" in lines
    assert "SUMMARY:Last day: a\\, b\\; c" in lines


def test_a_long_line_is_folded_between_characters() -> None:
    folded = list(calendar._folded("SUMMARY:" + "Їжак" * 40))
    assert all(len(part.encode()) <= 75 for part in folded)
    assert "".join(part[1:] if number else part for number, part in enumerate(folded)) == (
        "SUMMARY:" + "Їжак" * 40
    )
