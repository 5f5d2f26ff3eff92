"""Person pairs side by side: answered as shown, with the evidence, and undone."""

from __future__ import annotations

import time
from typing import Any

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import Sameness
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_claims import QUEUE, bench

__all__ = ["bench"]


def pair(client: TestClient) -> dict[str, Any]:
    """The pair at hand, once the questions are found."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        view: dict[str, Any] = client.get("/review/pairs.json").json()
        if view["work"] is None:
            found = view["item"]
            assert isinstance(found, dict), view
            return found
        time.sleep(0.1)
    raise AssertionError("the questions were not found in time")


def answered(client: TestClient, shown: dict[str, Any], answer: str, **more: str) -> int:
    sent = {"number": str(shown["number"]), "token": shown["token"], "answer": answer}
    return client.post("/review/pairs/judge", data=sent | more, headers=QUEUE).status_code


def test_a_pair_is_shown_with_what_differs_and_why_the_machine_thinks_so(
    client: TestClient, bench: Workbench
) -> None:
    shown = pair(client)
    assert len(shown["records"]) == 2
    assert {field["alike"] for field in shown["fields"]} <= {"same", "different", "missing"}
    assert shown["bits"][0]["feature"] == "lists"
    assert abs(sum(bit["weight"] for bit in shown["bits"]) - shown["total"]) < 0.01
    page = client.get("/review/pairs").text
    assert 'data-key="s"' in page
    assert "<rect" in page


def test_an_answer_goes_into_the_ledger_and_can_be_taken_back(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = pair(client)
    assert answered(client, shown, "same", reason="same birth date") == 204
    (placed,) = sample.store.person_judgements()
    assert placed.judgement.answer is Sameness.SAME
    assert {anchor.record for anchor in placed.judgement.records} == set(shown["records"])
    assert placed.judgement.reason == "same birth date"
    assert pair(client)["records"] != shown["records"]
    back = client.post("/review/pairs/undo", headers=QUEUE)
    assert shown["token"] in back.text
    assert pair(client)["records"] == shown["records"]
    assert [item.judgement.withdraws for item in sample.store.person_judgements()] == [
        None,
        placed.position,
    ]
    assert sample.verify().problems == ()


def test_different_parts_the_first_record_from_the_other(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = pair(client)
    answered(client, shown, "different")
    (placed,) = sample.store.person_judgements()
    sides = [anchor.record for anchor in (*placed.judgement.records, *placed.judgement.others)]
    assert sides == shown["records"]
    assert placed.judgement.answer is Sameness.DIFFERENT
    sample.resolve()
    partition = sample.people.partition
    assert partition[sides[0]] != partition[sides[1]]


def test_an_answer_to_another_pair_is_refused(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = pair(client)
    assert answered(client, shown | {"token": "0" * 32}, "same") == 409
    assert answered(client, shown | {"number": 99_999}, "same") == 409
    assert list(sample.store.person_judgements()) == []


def test_a_pair_is_answered_once_be_it_in_two_windows(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = pair(client)
    assert answered(client, shown, "same") == 204
    assert answered(client, shown, "different") == 409
    assert [item.judgement.answer for item in sample.store.person_judgements()] == [Sameness.SAME]


def test_without_javascript_the_form_leads_to_the_next_pair(
    client: TestClient, bench: Workbench
) -> None:
    shown = pair(client)
    sent = {"number": "1", "token": shown["token"], "answer": "unsure"}
    answer = client.post("/review/pairs/judge", data=sent)
    assert answer.headers["location"] == "/review/pairs?at=2"
    page = client.get("/review/pairs/next", params={"after": 1, "count": 2}).text
    assert 'data-queue-item="2"' in page
