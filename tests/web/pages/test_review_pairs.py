"""Person pairs side by side: answered as shown, with the evidence, and undone."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import InputRefused, PersonOpinion, Sameness
from habeas.pipeline import Question, question_queue, take_back
from habeas.web.pages.review import pair_desk as desk_module
from habeas.web.pages.review.pair_desk import pair_desk
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
    assert answered(client, shown, "same", reason="same birth date") == 200
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
    assert answered(client, shown, "same") == 200
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


def second_look(client: TestClient) -> tuple[dict[str, Any], dict[str, Any]]:
    """Go through the queue until a pair comes up again; what was first seen, and now."""
    seen: dict[frozenset[str], dict[str, Any]] = {}
    for _ in range(60):
        shown = pair(client)
        records = frozenset(shown["records"])
        if records in seen:
            return seen[records], shown
        seen[records] = shown
        assert answered(client, shown, "different") == 200
    raise AssertionError("no second look among sixty pairs")


def asked(case: Case, bench: Workbench, number: int) -> None:
    """Put so many questions about records of the case into the queue."""
    people = case.people
    ids = people.resolution.records.ids
    pairs = [(one, other) for one in range(len(ids)) for other in range(one)][:number]
    questions = [
        Question((ids[other], ids[one]), (other, one), False, 0.5, 1.0) for one, other in pairs
    ]
    pair_desk(bench).take(people, questions)


def test_a_second_look_at_a_pair_is_blind_and_never_changes_it(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    asked(sample, bench, 60)
    first, again = second_look(client)
    hidden = {"number"}
    assert {key: value for key, value in first.items() if key not in hidden} == {
        key: value for key, value in again.items() if key not in hidden
    }
    judged = list(sample.store.person_judgements())
    assert answered(client, again, "same", reason="seen anew") == 200
    assert list(sample.store.person_judgements()) == judged
    (look,) = sample.store.recorded(PersonOpinion)
    assert look.record.answer is Sameness.SAME
    hidden_answer = next(item for item in judged if item.position == look.record.again)
    named = {anchor.record for anchor in hidden_answer.judgement.anchors()}
    assert named == set(again["records"])
    client.post("/review/pairs/undo", headers=QUEUE)
    assert len(list(sample.store.recorded(PersonOpinion))) == 2
    assert list(sample.store.person_judgements()) == judged
    assert pair(client)["records"] == again["records"]
    assert sample.verify().problems == ()


def test_their_agreement_is_told_with_its_kappa(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    asked(sample, bench, 60)
    _, again = second_look(client)
    answered(client, again, "same")
    bench.settle("people")
    view = client.get("/review/agreement.json").json()
    (line,) = view["pair_looks"]
    assert (line["within"], line["agreement"]["pairs"], line["agreement"]["raw"]) == (True, 1, 0.0)
    assert "the same person" in client.get("/review/agreement").text
    table = client.get("/review/agreement.pairs.csv").text
    assert "Sample Investigator" in table


def test_a_pair_that_was_judged_elsewhere_meanwhile_is_not_judged_over(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = pair(client)
    sample.judge_people("same", shown["records"], reason="decided on another page")
    assert answered(client, shown, "different") == 409
    assert len(list(sample.store.person_judgements())) == 1
    assert pair(client)["records"] != shown["records"]


def test_each_answer_says_how_many_wait(client: TestClient, bench: Workbench) -> None:
    shown = pair(client)
    waiting = client.get("/review/pairs.json").json()["remaining"]
    sent = {"number": str(shown["number"]), "token": shown["token"], "answer": "same"}
    answer = client.post("/review/pairs/judge", data=sent, headers=QUEUE)
    assert f"{waiting - 1} wait, 1 answered" in answer.text


def waiting(client: TestClient) -> int:
    """How many pairs wait."""
    return int(client.get("/review/pairs.json").json()["remaining"])


def test_a_pair_that_was_taken_back_on_the_page_of_a_person_waits_again(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    asked(sample, bench, 60)
    first = pair(client)
    before = waiting(client)
    assert answered(client, first, "same") == 200
    assert answered(client, pair(client), "different") == 200
    (one, other) = (placed.position for placed in sample.store.person_judgements())
    take_back(sample.store, one, reason="a slip")
    assert waiting(client) == before - 1
    assert pair(client)["records"] == first["records"]
    # That is no step any more: what is undone is the other.
    assert client.post("/review/pairs/undo", headers=QUEUE).status_code == 200
    back = list(sample.store.person_judgements())[-1].judgement
    assert back.withdraws == other
    assert waiting(client) == before
    assert client.post("/review/pairs/undo", headers=QUEUE).status_code == 400


def test_what_is_answered_while_questions_are_found_is_not_asked_again(
    client: TestClient, bench: Workbench, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = pair(client)
    found, go_on = threading.Event(), threading.Event()

    def slowly(*given: Any, **named: Any) -> Any:
        questions = question_queue(*given, **named)
        found.set()
        assert go_on.wait(60)
        return questions

    monkeypatch.setattr(desk_module, "question_queue", slowly)
    client.post("/review/pairs/renew")
    assert found.wait(60)
    assert answered(client, shown, "different") == 200
    go_on.set()
    assert pair(client)["records"] != shown["records"]
    current = pair_desk(bench).current
    assert current is not None
    waits = [current.question(slot.item).records for slot in current.queue.following(0, 99)]
    assert tuple(shown["records"]) not in waits
    # It can be undone all the same, and is asked then.
    assert client.post("/review/pairs/undo", headers=QUEUE).status_code == 200


def test_the_blind_queue_is_found_anew_by_itself(client: TestClient, bench: Workbench) -> None:
    pair(client)
    client.get("/review/pairs?blind=1")
    blind, open_ = pair_desk(bench, blind=True), pair_desk(bench)
    assert blind.start().ended.wait(60)
    before, kept = blind.current, open_.current
    page = client.get("/review/pairs?blind=1").text
    form = page.split('action="/review/pairs/renew"')[1].split("</form>")[0]
    assert 'name="blind" value="1"' in form
    answer = client.post("/review/pairs/renew", data={"blind": "1"})
    work = bench.works.find(answer.headers["location"].rsplit("/", 1)[1])
    assert work.ended.wait(60)
    assert blind.current is not before
    assert open_.current is kept
    progress = client.get(f"/progress/{work.id}.json").json()
    assert progress["go_to"] == "/review/pairs?blind=1"


def test_where_no_questions_can_be_found_one_can_try_again(
    client: TestClient, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise InputRefused("2 sources wait to be read", remedy="read them first")

    with monkeypatch.context() as patch:
        patch.setattr(desk_module, "question_queue", refused)
        pair_desk(bench).start().ended.wait(60)
    page = client.get("/review/pairs").text
    assert "2 sources wait to be read" in page
    assert 'action="/review/pairs/renew"' in page
    client.post("/review/pairs/renew")
    assert pair(client)["records"]


def test_a_judgement_that_an_earlier_one_stands_behind_is_hidden_by_that_one(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    records = pair(client)["records"]
    first = sample.judge_people(
        "different", records[:1], others=records[1:], reason="two towns"
    ).placed
    second = sample.judge_people("same", records, reason="one birth year").placed
    pair_desk(bench).start().ended.wait(60)
    current = pair_desk(bench).current
    assert current is not None
    judged = str(len(current.questions) - 1)
    assert set(current.question(judged).records) == set(records)
    assert current.place(judged) == second.position
    take_back(sample.store, second.position, reason="a slip")
    pair_desk(bench).catch_up()
    assert current.place(judged) == first.position


def test_a_second_look_at_a_judgement_that_is_gone_is_refused(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    asked(sample, bench, 60)
    _, again = second_look(client)
    names = set(again["records"])
    (judged,) = (
        placed
        for placed in sample.store.person_judgements()
        if {anchor.record for anchor in placed.judgement.anchors()} == names
    )
    take_back(sample.store, judged.position, reason="a slip")
    assert answered(client, again, "same") == 409
    assert list(sample.store.recorded(PersonOpinion)) == []
    # It waits for a first look again.
    assert set(pair(client)["records"]) == names
