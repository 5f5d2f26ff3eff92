"""Events in the workbench: who stands behind each, what contradicts it, and how it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from habeas.case import Case, new_case
from habeas.web import build_app
from habeas.web.security import new_gate
from tests.pipeline.making import CHEAP
from tests.web.conftest import PASSPHRASE, PORT, log_in

PATIENCE = 60.0
JSON = {"accept": "application/json"}


@pytest.fixture
def patient(sample: Case) -> Iterator[TestClient]:
    """A browser on a case of its own, to judge in."""
    yield from browsing(sample)


def browsing(case: Case) -> Iterator[TestClient]:
    """A browser with a session; pages wait until all that they show is there."""
    gate = new_gate(PORT, "127.0.0.1")
    app = build_app(case, gate)
    app.state.bench.patience = PATIENCE
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as browser:
        log_in(browser, gate)
        yield browser


def events(browser: TestClient, **query: str) -> dict[str, Any]:
    """The list of events as data."""
    answer = browser.get("/events.json", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def page(browser: TestClient, path: str) -> dict[str, Any]:
    """A page as data."""
    answer = browser.get(f"{path}.json")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def of_claims(browser: TestClient, least: int) -> dict[str, Any]:
    """The page of the first event that at least so many claims tell of."""
    line = next(one for one in events(browser)["events"] if one["claims"] >= least)
    return page(browser, f"/events/{line['id']}")


def sent(browser: TestClient, path: str, **form: Any) -> dict[str, Any]:
    """What a button did, as data."""
    answer = browser.post(path, data=form, headers=JSON)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_events_are_listed_by_the_sources_behind_them(looking: TestClient) -> None:
    found = events(looking)
    assert found["all"] == found["fitting"] == len(found["events"]) > 0
    assert found["disputed"] == sum(one["disputed"] for one in found["events"])
    least = [one["low"] for one in found["events"]]
    assert least == sorted(least, reverse=True)
    assert {one["state"] for one in found["events"]} == {"proposed"}
    assert found["drawn"] == sum(one["when"] is not None for one in found["events"])
    assert found["figure"]["svg"].startswith("<svg")


def test_events_are_filtered(looking: TestClient) -> None:
    whole = events(looking)
    for kind in whole["types"]:
        some = events(looking, type=kind)
        assert {one["type"] for one in some["events"]} == {kind}
    disputed = events(looking, disputed="1")
    assert disputed["fitting"] == whole["disputed"] > 0
    assert events(looking, state="confirmed")["events"] == []
    place = next(one["place"] for one in whole["events"] if one["place"])
    assert {one["place"] for one in events(looking, q=place[:5].upper())["events"]} >= {place}
    days = [one["when"] for one in events(looking, sort="date")["events"]]
    assert days.index(None) == sum(day is not None for day in days)


def test_a_denial_stands_beside_what_it_denies(looking: TestClient) -> None:
    line = next(one for one in events(looking, disputed="1")["events"] if one["denials"])
    found = page(looking, f"/events/{line['id']}")
    difference = next(item for item in found["differences"] if item["kind"] == "denial")
    assert difference["left"]["id"] in [one["id"] for one in found["claims"]]
    assert difference["right"]["id"] in [one["id"] for one in found["denials"]]
    # The words name the source, not its hash.
    assert difference["right"]["source_name"] in difference["words"]
    whole = looking.get(f"/events/{line['id']}").text
    assert 'class="compare"' in whole
    assert "Somebody denies it" in whole


def test_an_event_names_its_originals_and_why_it_is_one(looking: TestClient) -> None:
    found = of_claims(looking, 2)
    originals = found["originals"]
    assert found["event"]["high"] >= len([one for one in originals if one["own"]])
    claims = {one["id"] for one in found["claims"]}
    assert {name for one in originals for name in one["claims"]} <= claims
    assert len(found["links"]) >= len(claims) - 1
    link = found["links"][0]
    assert sum(one["weight"] for one in link["features"]) == pytest.approx(link["score"], abs=0.1)
    sheet = looking.get(f"/events/{found['event']['id']}.claims.csv").text
    assert sheet.count(",tells,") == len(claims)


def test_an_event_is_confirmed_and_it_is_undone(patient: TestClient) -> None:
    found = of_claims(patient, 2)
    own = f"/events/{found['event']['id']}"
    done = sent(
        patient, f"{own}/judge", verdict="confirm", reason="both are right", seen=found["seen"]
    )
    after = page(patient, done["go_to"])
    assert after["event"]["state"] == "confirmed"
    judgement = after["judgements"][0]
    assert (judgement["verdict"], judgement["force"]) == ("confirm", "in force")
    undone = sent(
        patient, f"/events/judgements/{judgement['position']}/undo", reason="too early to say"
    )
    again = page(patient, undone["go_to"])
    assert again["event"]["state"] == "proposed"
    assert [item["force"] for item in again["judgements"]] == ["takes back", "taken back"]


def test_two_events_are_joined_and_a_claim_parted_off(patient: TestClient) -> None:
    whole = events(patient)["events"]
    one = page(patient, f"/events/{whole[0]['id']}")
    other = next(item for item in one["others"] if item["id"] != whole[0]["id"])
    done = sent(
        patient,
        f"/events/{one['event']['id']}/join",
        other=other["id"],
        reason="one morning, told twice",
        seen=one["seen"],
    )
    joined = page(patient, done["go_to"])
    assert len(joined["claims"]) == one["event"]["claims"] + other["claims"]
    assert any(link["by_person"] for link in joined["links"])
    assert events(patient)["all"] == len(whole) - 1
    gone = joined["claims"][0]["id"]
    parted = sent(
        patient,
        f"/events/{joined['event']['id']}/part",
        claims=gone,
        reason="this was another morning",
        seen=joined["seen"],
    )
    left = page(patient, parted["go_to"])
    assert gone not in [claim["id"] for claim in left["claims"]]
    assert left["judgements"][0]["verdict"] == "part"
    assert "It outweighs judgement" in parted["said"]


def test_what_does_not_fit_is_refused(patient: TestClient) -> None:
    found = of_claims(patient, 2)
    own = f"/events/{found['event']['id']}"
    refused = (
        ("judge", {"verdict": "confirm", "reason": "so", "seen": "0" * 16}, "has changed"),
        ("judge", {"verdict": "perhaps", "reason": "so", "seen": found["seen"]}, "does not fit"),
        ("judge", {"verdict": "confirm", "reason": " ", "seen": found["seen"]}, "needs a reason"),
        ("part", {"reason": "so", "seen": found["seen"]}, "no claim was chosen"),
        ("part", {"claims": "nothing", "reason": "so", "seen": found["seen"]}, "not one of"),
        ("join", {"reason": "so", "seen": found["seen"]}, "no event was chosen"),
        ("join", {"other": "e-none", "reason": "so", "seen": found["seen"]}, "no event of this"),
    )
    for path, form, what in refused:
        answer = patient.post(f"{own}/{path}", data=form, headers=JSON)
        assert answer.status_code in {400, 409}, (path, form)
        assert what in answer.json()["error"]["what"], (path, form)
    answer = patient.post("/events/judgements/0/undo", data={"reason": "so"}, headers=JSON)
    assert answer.status_code == 400
    assert events(patient)["events"][0]["state"] == "proposed"


def test_an_id_of_no_event_is_refused_in_words(looking: TestClient) -> None:
    answer = looking.get("/events/e-nothing")
    assert answer.status_code == 400
    assert "no event of this case has this id" in answer.text


def test_an_empty_case_says_when_events_appear(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    with new_case(
        folder, investigator="Sample Investigator", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as case:
        for browser in browsing(case):
            assert events(browser)["events"] == []
            assert "No claim tells of something that happened" in browser.get("/events").text
            assert browser.get("/events.events.csv").status_code == 200
