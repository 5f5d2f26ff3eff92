"""What is taken back waits again, wherever it was said and wherever it is asked."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.pipeline import source_record
from habeas.pipeline.derivation import Derivation
from habeas.web.pages.review import claim_answer
from habeas.web.pages.review.desk import claim_desk
from habeas.web.pages.sources.cards import card_of
from habeas.web.pages.sources.judging import token_of
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_blind import TOLD, imported
from tests.web.pages.test_review_claims import QUEUE, answered, bench, item, state_of

__all__ = ["bench"]


def taken_back_on_its_page(client: TestClient, bench: Workbench, claim: str) -> None:
    position = claim_desk(bench).place(claim)
    answer = client.post(f"/review/claims/{claim}/undo", data={"position": str(position)})
    assert answer.status_code == 303


def all_that_comes(client: TestClient, address: str = "/review.json") -> set[str]:
    """The claims that a queue asks about from now to its end, each left for later once."""
    found = set()
    while (shown := client.get(address).json()["item"]) is not None:
        found.add(shown["claim"])
        query = dict(re.findall(r"(\w+)=(\w+)", address))
        assert answered(client, shown, "unsure", **query) == 200
    return found


def test_claims_that_were_judged_and_taken_back_on_their_pages_come_again(
    client: TestClient, bench: Workbench
) -> None:
    code = item(client)["type"]
    judged = []
    for _ in range(3):
        shown = item(client, f"/review.json?type={code}")
        assert answered(client, shown, type=code) == 200
        judged.append(shown["claim"])
    for claim in judged:
        taken_back_on_its_page(client, bench, claim)
    assert set(judged) <= all_that_comes(client, f"/review.json?type={code}")


def test_what_is_undone_in_one_queue_waits_in_the_others_too(
    client: TestClient, bench: Workbench
) -> None:
    shown = item(client)
    other = f"/review.json?type={shown['type']}"
    before = client.get(other).json()
    assert before["item"]["claim"] == shown["claim"]
    answered(client, shown)
    between = client.get(other).json()
    # Judged elsewhere: it waits no more, and was not answered here.
    assert (between["remaining"], between["answered"]) == (before["remaining"] - 1, 0)
    client.post("/review/undo", headers=QUEUE)
    after = client.get(other).json()
    assert after["item"]["claim"] == shown["claim"]
    assert after["remaining"] == before["remaining"]


def test_a_judgement_that_was_taken_back_elsewhere_is_no_step_any_more(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    first, second = item(client), item(client, "/review.json?at=2")
    answered(client, first)
    answered(client, second)
    taken_back_on_its_page(client, bench, second["claim"])
    assert client.post("/review/undo", headers=QUEUE).status_code == 200
    assert state_of(sample, first["claim"]) == "not reviewed"
    assert client.post("/review/undo", headers=QUEUE).status_code == 400


def test_undo_takes_back_the_last_answer_of_its_own_queue(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    code = next(
        code for code, _ in client.get("/review.json").json()["types"] if code != shown["type"]
    )
    narrowed = item(client, f"/review.json?type={code}")
    assert answered(client, narrowed, type=code) == 200
    assert answered(client, shown, "reject") == 200
    form = re.search(r'action="/review/undo".*?</form>', client.get(f"/review?type={code}").text)
    assert form is not None
    sent = dict(re.findall(r'name="(\w+)" value="(\w*)"', form[0]))
    back = client.post("/review/undo", data=sent, headers=QUEUE)
    assert f'value="{narrowed["claim"]}"' in back.text
    assert state_of(sample, narrowed["claim"]) == "not reviewed"
    assert state_of(sample, shown["claim"]) == "rejected"


def test_a_doubt_that_is_undone_is_no_doubt_and_the_claim_comes_once(
    client: TestClient, bench: Workbench
) -> None:
    shown = item(client)
    before = client.get("/review.json").json()["remaining"]
    answered(client, shown, "unsure")
    client.post("/review/undo", headers=QUEUE)
    assert client.get("/review.json").json()["remaining"] == before
    assert client.get("/review.json?state=unsure").json()["item"] is None


def test_an_answer_can_be_undone_after_an_import_too(
    client: TestClient, bench: Workbench, sample: Case, tmp_path: Path
) -> None:
    shown = item(client)
    answered(client, shown)
    imported(sample, bench, client, tmp_path)
    back = client.post("/review/undo", headers=QUEUE)
    assert back.status_code == 200
    assert f'value="{shown["claim"]}"' in back.text
    assert state_of(sample, shown["claim"]) == "not reviewed"


def test_claims_that_come_while_somebody_judges_are_in_the_queue_once_the_import_is_done(
    client: TestClient,
    bench: Workbench,
    sample: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = client.get("/review.json").json()["claims"]
    finish = Derivation.finish

    def judged_meanwhile(self: Derivation, *given: object, **named: object) -> object:
        desk = claim_desk(bench)
        client.get("/review.json")
        while desk.renewing:
            pass
        client.get("/review.json")
        return finish(self, *given, **named)

    monkeypatch.setattr(Derivation, "finish", judged_meanwhile)
    imported(sample, bench, client, tmp_path)
    assert len(sample.claims) > before
    assert client.get("/review.json").json()["claims"] == len(sample.claims)
    assert TOLD.split(",")[0] in {
        claim.claim.passage.quote.split(",")[0] for claim in sample.claims
    }


def test_a_card_beside_the_text_and_the_queue_do_not_both_judge_one_claim(
    client: TestClient, bench: Workbench, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = item(client)
    kept = sample.store.claim(shown["claim"])
    record = source_record(sample.store, kept.source)
    number, judged = next(
        (number, each)
        for number, each in enumerate(record.claims, start=1)
        if each.claim.id == kept.claim.id
    )
    card = token_of(card_of(number, judged, record.claim_labels.get(kept.claim.id), ""))
    recording, go_on = threading.Event(), threading.Event()
    recorded = claim_answer._recorded

    def slowly(*given: object) -> int:
        recording.set()
        assert go_on.wait(20)
        return recorded(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(claim_answer, "_recorded", slowly)
    sent = {"claim": shown["claim"], "token": card, "verdict": "reject", "reason": "a copy"}
    statuses: list[int] = []
    queue = threading.Thread(target=lambda: statuses.append(answered(client, shown)))
    queue.start()
    assert recording.wait(20)
    beside = threading.Thread(
        target=lambda: statuses.append(client.post("/sources/judge", data=sent).status_code)
    )
    beside.start()
    beside.join(0.5)
    go_on.set()
    queue.join()
    beside.join()
    assert sorted(statuses) == [200, 409]
    assert [judgement.verdict.value for judgement in sample.store.judgements()] == ["confirm"]


def test_a_form_that_was_sent_twice_says_that_it_was_answered(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    sent = {key: str(shown[key]) for key in ("number", "claim", "token")} | {"verdict": "confirm"}
    assert client.post("/review/judge", data=sent).status_code == 303
    again = client.post("/review/judge", data=sent)
    assert again.headers["location"] == "/review?at=2"
    page = client.get("/review?at=2").text
    assert "This was answered already; what was said stands." in page
    assert "has changed since it was shown" not in page.split("data-queue-failed")[0]
    told = client.post("/review/judge", data=sent, headers={"accept": "application/json"})
    assert told.status_code == 409
    assert told.json()["error"]["remedy"] == "take that back to answer anew"
    assert len(list(sample.store.judgements())) == 1


def test_a_reason_for_a_claim_is_offered_for_no_pair(client: TestClient, bench: Workbench) -> None:
    answered(client, item(client), reason="his sister said so")
    assert client.get("/review.json").json()["reason"] == "his sister said so"
    assert client.get("/review/pairs.json").json()["reason"] == ""
