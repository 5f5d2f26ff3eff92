"""Agreement and sites: told in numbers with what stands behind them."""

from __future__ import annotations

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.workbench import Workbench
from tests.web.pages.test_review_claims import answered, bench, second_look

__all__ = ["bench"]


def test_without_second_looks_the_page_says_so(client: TestClient, bench: Workbench) -> None:
    assert client.get("/review/agreement.json").json()["looks"] == 0
    assert "Nothing was looked at a second time" in client.get("/review/agreement").text


def test_a_second_look_that_differs_is_counted_and_listed(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    _, again = second_look(client)
    answered(client, again, "reject", reason="seen anew")
    view = client.get("/review/agreement.json").json()
    assert (view["looks"], view["differing"]) == (1, 1)
    (line,) = view["lines"]
    assert line["within"]
    assert line["field"] == "verdict"
    assert line["agreement"]["raw"] == 0.0
    (told,) = view["disagreements"]
    assert told["claim"] == again["claim"]
    assert told["differences"][0] == {
        "field": "verdict",
        "coded": True,
        "first": "confirm",
        "second": "reject",
    }
    assert "seen anew" not in client.get("/review/agreement.fields.csv").text
    assert again["claim"] in client.get("/review/agreement.disagreements.csv").text


def test_the_sites_come_with_the_claims_that_they_rest_on(
    client: TestClient, bench: Workbench, sample: Case
) -> None:
    bench.settle("sites")
    (site,) = client.get("/review/sites.json").json()["sites"]
    assert site["supported"]
    claims = {item.claim.id for item in sample.claims}
    assert site["waiting"]
    assert set(site["waiting"]) <= claims
    page = client.get("/review/sites").text
    assert f"/places/site/{site['id']}" in page
    assert f"/review/claims/{site['waiting'][0]}" in page
