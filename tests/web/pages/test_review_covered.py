"""What tells of violence stays covered wherever Review shows it, and covering leads back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import Verdict
from habeas.pipeline import judge_seen, opine
from habeas.web.pages.review.graphic import GRAPHIC_TYPES
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_claims import bench

__all__ = ["bench"]


def cover(client: TestClient) -> None:
    client.headers["cookie"] += "; graphic=cover"


def test_where_second_looks_differ_the_words_are_covered_too(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    store = sample.store
    claims = {item.claim.id: item.claim for item in sample.claims}
    graphic = next(claim for claim in claims.values() if claim.type in GRAPHIC_TYPES)
    plain = next(claim for claim in claims.values() if claim.type not in GRAPHIC_TYPES)
    for claim in (graphic, plain):
        kept = store.claim(claim.id)
        right = {"victim": "an invented person"}
        first = judge_seen(store, kept, Verdict.CORRECT, reason="read", corrections=right)
        opine(store, kept, Verdict.CONFIRM, reason="read", seen=["victim"], again=first.position)
    open_view = client.get("/review/agreement.json").json()["disagreements"]
    assert {told["words"] for told in open_view} == {
        graphic.passage.quote,
        plain.passage.quote,
    }
    cover(client)
    told = {
        each["claim"]: each for each in client.get("/review/agreement.json").json()["disagreements"]
    }
    assert told[plain.id]["words"] == plain.passage.quote
    assert told[graphic.id]["covered"]
    assert told[graphic.id]["words"] == ""
    assert all(each["coded"] for each in told[graphic.id]["differences"])
    page = client.get("/review/agreement").text
    assert "It is covered." in page
    for words in (page, client.get("/review/agreement.disagreements.csv").text):
        assert graphic.passage.quote[:40] not in words


def test_what_is_covered_tells_nothing_of_what_was_said_of_it(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    graphic = next(item.claim for item in sample.claims if item.claim.type in GRAPHIC_TYPES)
    sample.judge(graphic.id, "confirm", reason="the words of the account")
    address = f"/review.json?state=confirmed&type={graphic.type}"
    assert client.get(address).json()["item"]["decided"]
    cover(client)
    for path in (address, f"/review/claims/{graphic.id}.json"):
        answer = client.get(path)
        assert answer.json()["item"]["covered"]
        assert "the words of the account" not in answer.text


def test_whoever_covers_them_comes_back_to_the_same_item(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    graphic = next(item.claim for item in sample.claims if item.claim.type in GRAPHIC_TYPES)
    here = f"/review?type={graphic.type}&at=1"
    page = client.get(here).text.replace("&amp;", "&")
    (link,) = (part.split('"')[0] for part in page.split('href="')[1:] if "graphic=cover" in part)
    assert parse_qs(urlsplit(link).query)["back"] == [here]
    assert client.get(link).headers["location"] == here
