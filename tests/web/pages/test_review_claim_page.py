"""One claim: set right field by field, errors at the field, and every judgement taken back."""

from __future__ import annotations

import re
from typing import Any

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_claims import answered, bench, item, second_look, state_of

__all__ = ["bench"]
PLAIN = {"accept": "application/json"}


def view_of(client: TestClient, claim: str, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/review/claims/{claim}.json{query}").json()
    return found


def form_of(view: dict[str, Any]) -> dict[str, str]:
    """The form as a browser would send it, nothing changed."""
    fields = {f"set_{field['name']}": field["value"] for field in view["inputs"]}
    return {"token": view["item"]["token"], "verdict": "correct", "reason": "per the file"} | fields


def test_every_field_that_can_be_corrected_is_there_with_where_it_came_from(
    client: TestClient, bench: Workbench
) -> None:
    view = view_of(client, item(client)["claim"])
    inputs = {field["name"]: field for field in view["inputs"]}
    assert list(inputs) == [
        "type", "stance", "negated", "modality", "speaker", "speaker_role", "via", "actor",
        "victim", "place", "date_from", "date_to", "date_role", "quantity", "unit",
    ]  # fmt: skip
    assert inputs["type"]["entry"] == "choice"
    assert any(field["words"] for field in inputs.values())


def test_only_what_was_changed_is_corrected(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    claim = item(client)["claim"]
    form = form_of(view_of(client, claim)) | {"set_place": "Lower Orrin", "set_quantity": ""}
    answer = client.post(f"/review/claims/{claim}", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/review/claims/{claim}"
    (judgement,) = sample.store.judgements()
    assert {fixed.field: fixed.value for fixed in judgement.corrections} == {
        "place": "Lower Orrin",
        "quantity": None,
    }
    assert state_of(sample, claim) == "corrected"
    shown = {field["name"]: field["value"] for field in view_of(client, claim)["inputs"]}
    assert shown["place"] == "Lower Orrin"


def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_recorded(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    claim = item(client)["claim"]
    wrong = {"set_date_from": "in spring", "set_speaker": "", "set_victim": "Taras Velmin"}
    answer = client.post(f"/review/claims/{claim}", data=form_of(view_of(client, claim)) | wrong)
    page = client.get(answer.headers["location"]).text
    assert "is not a date" in page
    assert "speaker cannot be empty" in page
    assert 'value="Taras Velmin"' in page
    assert list(sample.store.judgements()) == []


def test_days_in_the_wrong_order_are_refused(client: TestClient, bench: Workbench) -> None:
    claim = item(client)["claim"]
    wrong = {"set_date_from": "2024-02-09", "set_date_to": "2024-02-01"}
    form = form_of(view_of(client, claim)) | wrong
    told = client.post(f"/review/claims/{claim}", data=form, headers=PLAIN).json()
    assert "is after" in told["data"]["problems"]["date_to"]


def test_a_correction_that_changes_nothing_is_none(client: TestClient, bench: Workbench) -> None:
    claim = item(client)["claim"]
    form = form_of(view_of(client, claim))
    told = client.post(f"/review/claims/{claim}", data=form, headers=PLAIN).json()
    assert "Nothing was changed" in told["data"]["problems"][""]


def test_a_claim_that_changed_since_it_was_shown_is_refused(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    claim = item(client)["claim"]
    form = form_of(view_of(client, claim)) | {"verdict": "confirm"}
    sample.judge(claim, "reject", reason="decided elsewhere")
    answer = client.post(f"/review/claims/{claim}", data=form, headers=PLAIN)
    assert answer.status_code == 409
    assert state_of(sample, claim) == "rejected"


def test_every_judgement_can_be_taken_back(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    claim = item(client)["claim"]
    for verdict in ("confirm", "reject"):
        form = form_of(view_of(client, claim)) | {"verdict": verdict}
        client.post(f"/review/claims/{claim}", data=form)
    told = view_of(client, claim)["item"]["decided"]
    assert [said["verdict"] for said in told] == ["confirm", "reject"]
    undo = f"/review/claims/{claim}/undo"
    client.post(undo, data={"position": str(told[1]["position"])})
    assert state_of(sample, claim) == "confirmed"
    client.post(undo, data={"position": str(told[0]["position"])})
    assert state_of(sample, claim) == "not reviewed"
    twice = client.post(undo, data={"position": str(told[0]["position"])}, headers=PLAIN)
    assert twice.status_code == 400


def test_the_queue_goes_on_after_a_correction_and_can_undo_it(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    shown = item(client)
    view = view_of(client, shown["claim"], f"?at={shown['number']}")
    form = form_of(view) | {"at": str(shown["number"]), "set_victim": "Taras Velmin"}
    answer = client.post(f"/review/claims/{shown['claim']}", data=form)
    assert answer.headers["location"] == "/review?at=2"
    client.post("/review/undo")
    assert item(client)["claim"] == shown["claim"]
    assert state_of(sample, shown["claim"]) == "not reviewed"


def test_a_second_look_from_the_queue_shows_no_answer_on_the_page_either(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    view = view_of(client, again["claim"], f"?at={again['number']}")
    assert view["hides_answers"]
    assert view["item"]["decided"] == []
    page = client.get(f"/review/claims/{again['claim']}?at={again['number']}").text
    assert "Take back" not in page
    form = form_of(view) | {"at": str(again["number"]), "set_victim": "Taras Velmin"}
    client.post(f"/review/claims/{again['claim']}", data=form)
    assert state_of(sample, again["claim"]) == "confirmed"
    (opinion,) = sample.store.opinions()
    assert opinion.record.corrections[0].value == "Taras Velmin"


def test_a_page_that_was_met_in_no_queue_hides_nothing(
    client: TestClient, bench: Workbench
) -> None:
    shown = item(client)
    answered(client, shown)
    other = view_of(client, shown["claim"], "?at=2")
    assert not other["hides_answers"]
    assert len(other["item"]["decided"]) == 1


def test_what_does_not_fit_is_said_in_the_reader_s_language_and_belongs_to_its_field(
    client: TestClient, bench: Workbench
) -> None:
    client.headers["cookie"] += "; language=uk"
    claim = item(client)["claim"]
    wrong = {"set_date_from": "soon", "set_speaker": ""}
    answer = client.post(f"/review/claims/{claim}", data=form_of(view_of(client, claim)) | wrong)
    page = client.get(answer.headers["location"]).text
    problems = dict(re.findall(r'<p class="error" id="([^"]+)"[^>]*>(.*?)</p>', page))
    assert set(problems) == {"set-date_from-problem", "set-speaker-problem"}
    for name, words in problems.items():
        assert "не " in words
        assert 'lang="en"' not in words
        assert "; " in words
        assert f'aria-describedby="{name} {name.removesuffix("problem")}hint"' in page
    ordered = {"set_date_from": "2024-02-09", "set_date_to": "2024-02-01"}
    form = form_of(view_of(client, claim)) | ordered
    page = client.get(client.post(f"/review/claims/{claim}", data=form).headers["location"]).text
    assert "поміняйте їх місцями" in page
    assert "2024-02-01" not in page.split('id="set-date_to-problem"')[1].split("</p>")[0]
