"""Second looks and blind queues: nothing is told before, asked once, and never a judgement."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.pages.review.choice import Choice
from habeas.web.pages.review.desk import claim_desk
from habeas.web.workbench import Workbench
from tests.pipeline.making import ONE_PROCESS
from tests.web.pages.test_review_claim_page import form_of, view_of
from tests.web.pages.test_review_claims import (
    QUEUE,
    answered,
    bench,
    item,
    second_look,
    state_of,
)

__all__ = ["bench"]
TOLD = "Three guards beat a prisoner in the colony of Orrin on 3 May 2023, said Mira Halvek.\n"


def imported(case: Case, bench: Workbench, client: TestClient, folder: Path) -> None:
    """Add a source, and wait until the queue is made anew."""
    (folder / "told.txt").write_text(TOLD)
    case.add(folder / "told.txt", settings=ONE_PROCESS)
    bench.changed()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        client.get("/review.json")
        if not claim_desk(bench).renewing:
            return
        time.sleep(0.05)
    raise AssertionError("the queue was not made anew in time")


def test_a_second_look_is_no_judgement_where_the_queue_was_laid_out_anew_meanwhile(
    client: TestClient, bench: Workbench, sample: Case, tmp_path: Path
) -> None:
    _, again = second_look(client)
    at = {"at": str(again["number"])}
    view = view_of(client, again["claim"], f"?at={at['at']}")
    assert view["hides_answers"]
    imported(sample, bench, client, tmp_path)
    form = form_of(view) | at | {"verdict": "reject"}
    answer = client.post(f"/review/claims/{again['claim']}", data=form)
    assert answer.status_code == 409
    assert state_of(sample, again["claim"]) == "confirmed"
    # The page, loaded anew, tells what was decided, and no longer claims to be of that queue.
    view = view_of(client, again["claim"], f"?at={at['at']}")
    assert view["query"]["at"] is None
    assert len(view["item"]["decided"]) == 1


def test_nor_where_its_queue_was_forgotten(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    at = {"at": str(again["number"])}
    form = form_of(view_of(client, again["claim"], f"?at={at['at']}")) | at
    for code, _ in client.get("/review.json").json()["types"][:9]:
        client.get(f"/review?type={code}")
    client.post(f"/review/claims/{again['claim']}", data=form | {"verdict": "reject"})
    assert state_of(sample, again["claim"]) == "confirmed"


def test_a_blind_queue_has_no_state_for_that_would_tell_what_was_decided(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    answered(client, shown)
    page = client.get("/review?blind=1&state=confirmed").text
    assert "Already judged by" not in page
    assert "Blind: nothing is told" in page
    view = client.get("/review.json?blind=1&state=confirmed").json()
    assert view["query"]["state"] is None
    assert view["item"]["claim"] != shown["claim"]
    assert view["item"]["decided"] == []


def test_a_second_look_is_taken_once_be_it_on_the_page_and_in_the_queue(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    at = {"at": str(again["number"])}
    form = form_of(view_of(client, again["claim"], f"?at={at['at']}")) | at
    assert answered(client, again) == 200
    twice = client.post(f"/review/claims/{again['claim']}", data=form | {"verdict": "confirm"})
    assert twice.status_code == 409
    assert len(list(sample.store.opinions())) == 1
    assert client.get("/review/agreement.json").json()["looks"] == 1


def test_nor_is_it_asked_in_another_queue_afterwards(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    desk = claim_desk(bench)
    other = desk.queue(Choice(type=again["type"]))
    offered = other.ask_now(again["claim"])
    assert offered is not None
    assert offered.again
    assert answered(client, again) == 200
    assert not other.is_due(offered.number)
    # Taken back, it is offered again in both.
    client.post("/review/undo", headers=QUEUE)
    assert other.is_due(offered.number)
    assert desk.queue(Choice()).is_due(again["number"])


def test_a_blind_queue_that_was_made_before_asks_nothing_that_one_judged_since(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    blind = item(client, "/review.json?blind=1")
    shown = item(client)
    assert blind["claim"] == shown["claim"]
    answered(client, shown, "reject")
    assert item(client, "/review.json?blind=1")["claim"] != shown["claim"]
    assert answered(client, blind, "confirm", blind="1") == 409
    assert state_of(sample, shown["claim"]) == "rejected"
    # Taken back, it waits there again.
    client.post("/review/undo", headers=QUEUE)
    assert item(client, "/review.json?blind=1")["claim"] == shown["claim"]


def test_a_queue_that_tells_what_was_decided_asks_nothing_twice(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    for _ in range(40):
        answered(client, item(client))
    queue = claim_desk(bench).queue(Choice(state=None, type=None))
    assert any(slot.again for slot in map(queue.slot, range(1, 60)) if slot)
    view = client.get("/review.json?state=confirmed").json()
    for _ in range(view["remaining"]):
        shown = item(client, "/review.json?state=confirmed&at=1")
        assert answered(client, shown, "confirm", state="confirmed") == 200
    assert client.get("/review.json?state=confirmed&at=1").json()["item"] is None
    looks = [placed for placed in sample.store.opinions() if placed.record.again is not None]
    assert len({placed.record.again for placed in looks}) == len(looks)


def test_how_many_wait_tells_no_second_look(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    before = client.get("/review.json").json()
    assert answered(client, again) == 200
    after = client.get("/review.json").json()
    assert (after["remaining"], after["answered"]) == (
        before["remaining"] - 1,
        before["answered"] + 1,
    )
