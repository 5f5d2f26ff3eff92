"""The queue by links and forms alone: what is sent twice, and the way back."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_claims import bench, item

__all__ = ["bench"]


def notices(page: str) -> list[str]:
    """What a page says before anything else, without what only a script shows."""
    said = re.findall(r'<p class="notice[^"]*"([^>]*)>([^<]*)', page)
    return [words for attributes, words in said if "hidden" not in attributes]


def sent_from(page: str, verdict: str) -> dict[str, str]:
    """The form of the item that a page shows."""
    form = page.split('action="/review/judge"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)">', form)) | {"verdict": verdict}


def test_a_form_that_is_sent_twice_is_told_to_stand(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    form = sent_from(client.get("/review").text, "confirm")
    for _ in range(2):
        answer = client.post("/review/judge", data=form)
    assert len(list(sample.store.judgements())) == 1
    page = client.get(answer.headers["location"]).text
    told = [words for words in notices(page) if "violence" not in words]
    assert told == ["This was answered already; what was said stands."]


def test_what_has_changed_is_told_once(client: TestClient, bench: Workbench) -> None:
    form = sent_from(client.get("/review").text, "confirm") | {"token": "0" * 32}
    page = client.get(client.post("/review/judge", data=form).headers["location"]).text
    told = [words for words in notices(page) if "violence" not in words]
    assert told == ["The item below has changed since it was shown. Nothing was recorded."]


def test_a_refusal_as_data_says_what_to_do_in_the_reader_s_language(
    client: TestClient, bench: Workbench
) -> None:
    client.headers["cookie"] += "; language=uk"
    form = sent_from(client.get("/review").text, "confirm")
    client.post("/review/judge", data=form)
    for refused in (form, sent_from(client.get("/review").text, "reject") | {"token": "0" * 32}):
        answer = client.post("/review/judge", data=refused, headers={"accept": "application/json"})
        error = answer.json()["error"]
        assert answer.status_code == 409
        assert error["remedy"]
        assert re.search("[а-яі]{4}", error["told"])


def test_back_leads_to_the_last_one_that_still_waits(client: TestClient, bench: Workbench) -> None:
    first = item(client)
    page = client.get("/review?at=2").text
    client.post("/review/judge", data=sent_from(page, "confirm"))
    third = client.get("/review?at=3").text
    (back,) = re.findall(r'data-queue-move="previous"[^>]*href="([^"]*)"', third)
    page = client.get(back.replace("&amp;", "&")).text
    assert f'data-queue-item="{first["number"]}"' in page
    (none_before,) = re.findall(r'data-queue-move="previous"[^>]*href="([^"]*)"', page)
    page = client.get(none_before.replace("&amp;", "&")).text
    assert f'data-queue-item="{first["number"]}"' in page
