"""The queue of claims: answered by keys or forms, only as shown, and everything can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import Opinion
from habeas.web.workbench import Workbench

QUEUE = {"habeas-queue": "1", "accept": "text/html"}


@pytest.fixture
def bench(client: TestClient) -> Workbench:
    """The workbench behind the client, with the claims at hand."""
    found: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    found.settle("claims")
    found.patience = 20.0
    return found


def item(client: TestClient, address: str = "/review.json") -> dict[str, Any]:
    """The item that a page of the queue shows."""
    found = client.get(address).json()["item"]
    assert isinstance(found, dict)
    return found


def answered(
    client: TestClient, shown: dict[str, Any], verdict: str = "confirm", **more: str
) -> int:
    """Answer an item as the queue's module does; the status."""
    sent = {key: str(shown[key]) for key in ("number", "claim", "token")}
    return client.post(
        "/review/judge", data=sent | {"verdict": verdict} | more, headers=QUEUE
    ).status_code


def state_of(sample: Case, claim: str) -> str:
    return next(found.state for found in sample.claims if found.claim.id == claim)


def test_the_most_consequential_and_least_certain_claim_comes_first(
    client: TestClient, bench: Workbench
) -> None:
    first = item(client)
    assert first["type"] in {"killing", "torture", "death_in_custody", "sexual_violence"}
    assert first["words"]
    assert first["fields"]
    assert first["chain"]
    assert first["decided"] == []


def test_a_key_records_what_was_seen_and_the_next_item_follows(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first = item(client)
    assert answered(client, first, reason="the file says so") == 200
    (judgement,) = sample.store.judgements()
    assert judgement.claim_id == first["claim"]
    assert judgement.reason == "the file says so"
    assert list(judgement.seen) == [field["name"] for field in first["fields"]]
    assert item(client)["claim"] != first["claim"]
    assert state_of(sample, first["claim"]) == "confirmed"


def test_the_queue_serves_what_follows_as_html(client: TestClient, bench: Workbench) -> None:
    page = client.get("/review/next", params={"after": 1, "count": 3}).text
    assert re.findall(r'data-queue-item="(\d+)"', page) == ["2", "3", "4"]
    assert "<html" not in page


def test_without_javascript_the_form_leads_to_the_next_item(
    client: TestClient, bench: Workbench
) -> None:
    page = client.get("/review").text
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = client.post("/review/judge", data=sent | {"verdict": "reject", "reason": "a copy"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/review?at=2"
    assert 'data-queue-item="2"' in client.get("/review?at=2").text


def test_an_answer_to_something_else_is_refused_and_the_item_shown_anew(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    before = sample.head.size
    sent = {"number": "1", "claim": shown["claim"], "token": "0" * 32, "verdict": "confirm"}
    answer = client.post("/review/judge", data=sent, headers=QUEUE)
    assert answer.status_code == 409
    assert shown["token"] in answer.text
    plain = client.post("/review/judge", data=sent)
    assert plain.headers["location"] == "/review?at=1&anew=1"
    assert sample.head.size == before


def test_what_was_judged_meanwhile_is_not_judged_over(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    sample.judge(shown["claim"], "reject", reason="decided on another page")
    assert answered(client, shown) == 409
    assert state_of(sample, shown["claim"]) == "rejected"
    assert item(client)["claim"] != shown["claim"]


def test_an_item_is_answered_once_be_it_in_two_windows(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    assert answered(client, shown, "unsure") == 200
    assert answered(client, shown, "unsure") == 409
    assert len(list(sample.store.opinions())) == 1


def test_the_last_reason_is_offered_again_and_no_browser_keeps_it(
    client: TestClient, bench: Workbench
) -> None:
    sent = {key: str(item(client)[key]) for key in ("number", "claim", "token")}
    more = {"verdict": "confirm", "reason": "the file of the prison says so"}
    answer = client.post("/review/judge", data=sent | more)
    assert "set-cookie" not in answer.headers
    assert client.get("/review.json").json()["reason"] == more["reason"]


def test_undo_brings_the_item_back_and_the_claim_is_what_it_was(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first, second = item(client), item(client, "/review.json?at=2")
    answered(client, first)
    answered(client, second, "reject")
    back = client.post("/review/undo", headers=QUEUE)
    assert f'value="{second["claim"]}"' in back.text
    assert state_of(sample, second["claim"]) == "not reviewed"
    assert state_of(sample, first["claim"]) == "confirmed"
    client.post("/review/undo", headers=QUEUE)
    assert state_of(sample, first["claim"]) == "not reviewed"
    assert answered(client, item(client)) == 200
    assert client.post("/review/undo").status_code == 303
    assert client.post("/review/undo").status_code == 400
    assert sample.verify().problems == ()


def test_unsure_changes_nothing_and_comes_back_at_the_end(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first = item(client)
    assert answered(client, first, "unsure", reason="the date is odd") == 200
    assert state_of(sample, first["claim"]) == "not reviewed"
    (opinion,) = sample.store.opinions()
    assert (opinion.record.verdict, opinion.record.reason) == (None, "the date is odd")
    assert item(client)["claim"] != first["claim"]
    remaining = client.get("/review.json").json()["remaining"]
    assert remaining == len(sample.claims)


def second_look(client: TestClient) -> tuple[dict[str, Any], dict[str, Any]]:
    """Go through the queue until an item comes up again; what was first seen, and now."""
    seen: dict[str, dict[str, Any]] = {}
    for _ in range(80):
        shown = item(client)
        if shown["claim"] in seen:
            return seen[shown["claim"]], shown
        seen[shown["claim"]] = shown
        assert answered(client, shown) == 200
    raise AssertionError("no second look among eighty items")


def test_a_second_look_is_blind_and_never_changes_the_claim(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first, again = second_look(client)
    hidden = {"number", "token"}
    assert {key: value for key, value in first.items() if key not in hidden} == {
        key: value for key, value in again.items() if key not in hidden
    }
    assert answered(client, again, "reject", reason="seen anew") == 200
    assert state_of(sample, again["claim"]) == "confirmed"
    (opinion,) = sample.store.recorded(Opinion)
    judged = {item.position: item.record for item in sample.store.placed_judgements()}
    assert opinion.record.again is not None
    assert judged[opinion.record.again].claim_id == again["claim"]
    assert opinion.record.verdict is not None
    assert opinion.record.verdict.value == "reject"


def test_what_was_decided_is_told_where_one_asks_for_it(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    answered(client, shown, reason="the file says so")
    found = item(client, "/review.json?state=confirmed")
    assert found["claim"] == shown["claim"]
    assert [said["reason"] for said in found["decided"]] == ["the file says so"]
    assert answered(client, found, "reject", state="confirmed") == 200
    assert state_of(sample, shown["claim"]) == "rejected"


def test_a_blind_queue_holds_what_this_reviewer_has_not_judged(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first = item(client)
    answered(client, first)
    assert client.get("/review.json?blind=1").json()["remaining"] == len(sample.claims) - 1


def test_a_choice_narrows_the_queue(client: TestClient, bench: Workbench) -> None:
    found = client.get("/review.json?type=detention").json()
    assert found["item"]["type"] == "detention"
    assert found["remaining"] < client.get("/review.json").json()["remaining"]
    nobody = client.get("/review.json", params={"speaker": "nobody of this name"}).json()
    assert nobody["item"] is None


def test_accounts_of_violence_are_covered_where_one_wants_it(
    client: TestClient, bench: Workbench
) -> None:
    shown = item(client)
    assert shown["graphic"]
    assert not shown["covered"]
    chosen = client.get("/review/graphic?graphic=cover&back=/review")
    assert "graphic=cover" in chosen.headers["set-cookie"]
    client.cookies.set("graphic", "cover")
    client.headers["cookie"] += "; graphic=cover"
    covered = item(client)
    assert covered["covered"]
    assert covered["words"] == covered["before"] == covered["token"] == ""
    page = client.get("/review").text
    assert shown["words"] not in page
    assert 'name="verdict"' not in page
    assert item(client, "/review.json?at=1&reveal=1")["words"] == shown["words"]


def test_the_choice_to_cover_leads_to_no_other_site(client: TestClient) -> None:
    gone = client.get("/review/graphic?graphic=cover&back=//elsewhere.example")
    assert gone.headers["location"] == "/settings"


@pytest.mark.parametrize("sent", [{}, {"number": "1"}, {"verdict": "perhaps"}])
def test_what_is_no_answer_is_refused(client: TestClient, sent: dict[str, str]) -> None:
    assert client.post("/review/judge", data=sent, headers=QUEUE).status_code == 400


def test_each_answer_says_how_many_wait(client: TestClient, bench: Workbench) -> None:
    shown = item(client)
    waiting = client.get("/review.json").json()["remaining"]
    sent = {key: str(shown[key]) for key in ("number", "claim", "token")} | {"verdict": "confirm"}
    answer = client.post("/review/judge", data=sent, headers=QUEUE)
    assert f"{waiting - 1} wait, 1 answered" in answer.text
    back = client.post("/review/undo", headers=QUEUE)
    assert f"{waiting} wait, 0 answered" in back.text
