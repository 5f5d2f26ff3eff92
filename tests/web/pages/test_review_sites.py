"""Sites: judged as they were shown, never moved by it, told on their page, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from habeas.case import Case, new_case
from habeas.model import SiteJudgement, SiteVerdict, WrongUsage
from habeas.pipeline import take_site_back
from habeas.web import build_app
from habeas.web.pages.review.site_desk import site_desk
from habeas.web.pages.review.site_item import site_item
from habeas.web.security import Gate
from habeas.web.workbench import Workbench
from tests.pipeline.making import CHEAP, ONE_PROCESS, PASSPHRASE
from tests.pipeline.sightings import PAPER, TABLE
from tests.web.conftest import PORT, log_in

QUEUE = {"habeas-queue": "1", "accept": "text/html"}
MORE = """C1,W9,2021-01-05,2021-02-01,near Chernihiv,list 1
C2,W8,2021-01-05,2021-02-01,near Chernihiv,list 2
"""
HEARD = """id,witness,date_from,date_to,text,source
D1,W7,2021-01-09,2021-02-01,near Dykanka,list 3
"""


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Case]:
    """A case whose sightings tell of two sites."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "sightings.csv").write_text(TABLE + MORE, encoding="utf-8")
    (sources / "paper.txt").write_text(PAPER, encoding="utf-8")
    with new_case(
        tmp_path / "case", investigator="Ila Morven", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as made:
        made.add(sources, settings=ONE_PROCESS)
        yield made


@pytest.fixture
def client(sample: Case, gate: Gate) -> Iterator[TestClient]:
    """A browser on its workbench, with the sites found."""
    app = build_app(sample, gate)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as browser:
        log_in(browser, gate)
        bench: Workbench = app.state.bench
        bench.settle("sites", "claims")
        bench.patience = 60.0
        yield browser


def item(client: TestClient) -> dict[str, Any]:
    """The site at hand."""
    found: dict[str, Any] = client.get("/review/sites.json").json()["item"]
    return found


def answered(client: TestClient, shown: dict[str, Any], verdict: str, **more: str) -> int:
    sent = {"number": str(shown["number"]), "token": shown["token"], "verdict": verdict}
    return client.post("/review/sites/judge", data=sent | more, headers=QUEUE).status_code


def test_a_site_is_judged_by_what_was_shown_of_it(client: TestClient, sample: Case) -> None:
    shown = item(client)
    before = client.get("/places.json").text
    assert answered(client, shown, "supported", reason="two who never met") == 200
    (placed,) = sample.store.recorded(SiteJudgement)
    judgement = placed.record
    assert judgement.verdict is SiteVerdict.SUPPORTED
    assert (judgement.reason, judgement.author) == ("two who never met", "Ila Morven")
    assert [each.sighting for each in judgement.seen.sightings] == [
        each["sighting"] for each in shown["sightings"]
    ]
    assert judgement.seen.radius_km_90 == shown["radius_km"]
    assert item(client)["id"] != shown["id"]
    assert client.get("/places.json").text == before
    assert sample.verify().problems == ()


def test_the_page_of_the_site_tells_who_said_what_and_takes_it_back(
    client: TestClient, sample: Case
) -> None:
    shown = item(client)
    answered(client, shown, "not_supported", reason="a copy of one list")
    address = f"/places/site/{shown['id']}"
    (said,) = client.get(f"{address}.json").json()["opinions"]
    assert (said["verdict"], said["reason"], said["changed"]) == (
        "not_supported",
        "a copy of one list",
        False,
    )
    page = client.get(address).text
    assert "The evidence is the same as then." in page
    form = dict(re.findall(r'name="(position|site)" value="([^"]*)"', page))
    assert client.post("/review/sites/take-back", data=form).headers["location"] == address
    assert client.get(f"{address}.json").json()["opinions"] == []


def test_undo_shows_the_site_again_and_each_answer_says_how_many_wait(client: TestClient) -> None:
    shown = item(client)
    waiting = client.get("/review/sites.json").json()["remaining"]
    sent = {"number": str(shown["number"]), "token": shown["token"], "verdict": "unsure"}
    answer = client.post("/review/sites/judge", data=sent, headers=QUEUE)
    assert f"{waiting - 1} wait, 1 answered" in answer.text
    back = client.post("/review/sites/undo", headers=QUEUE)
    assert f"{waiting} wait, 0 answered" in back.text
    assert shown["token"] in back.text
    assert item(client)["id"] == shown["id"]
    assert client.post("/review/sites/undo").status_code == 400


def test_what_another_reviewer_said_is_shown_before_one_judges_oneself(
    client: TestClient, sample: Case
) -> None:
    shown = item(client)
    mine = sample.locate().seen[shown["id"]]
    other = SiteJudgement(
        SiteVerdict.SUPPORTED, mine, "met both", "Dorin Kevris", datetime(2031, 4, 1, tzinfo=UTC)
    )
    sample.store.append(other)
    # It was not on the screen, so nothing is recorded, and it is shown now.
    assert answered(client, shown, "not_supported") == 409
    assert len(list(sample.store.recorded(SiteJudgement))) == 1
    page = client.get("/review/sites").text
    assert "Already judged by:" in page
    assert "Dorin Kevris" in page
    assert answered(client, item(client), "not_supported") == 200


def test_changed_evidence_is_told_and_the_site_waits_again(
    client: TestClient, sample: Case, tmp_path: Path
) -> None:
    while (shown := item(client)) is not None:
        answered(client, shown, "supported")
    more = tmp_path / "more.csv"
    more.write_text(HEARD)
    sample.add(more, settings=ONE_PROCESS)
    client.app.state.bench.changed()
    client.app.state.bench.settle("sites", "claims")
    again = item(client)
    (said,) = again["opinions"]
    assert (said["changed"], said["came"]) == (True, 1)
    assert "The evidence has changed since" in client.get("/review/sites").text
    # What was answered before can be undone all the same.
    last = max(each.position for each in sample.store.recorded(SiteJudgement))
    assert client.post("/review/sites/undo", headers=QUEUE).status_code == 200
    (back,) = list(sample.store.recorded(SiteJudgement))[-1:]
    assert back.record.withdraws == last


def test_without_javascript_the_form_leads_to_the_next_site(client: TestClient) -> None:
    page = client.get("/review/sites").text
    form = re.search(r'action="/review/sites/judge".*?</form>', page, re.S)
    assert form is not None
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    answer = client.post("/review/sites/judge", data=sent | {"verdict": "supported"})
    assert answer.headers["location"] == "/review/sites?at=2"
    following = client.get("/review/sites/next", params={"after": 1, "count": 2}).text
    assert 'data-queue-item="2"' in following


def test_an_answer_to_something_else_is_refused(client: TestClient, sample: Case) -> None:
    shown = item(client)
    assert answered(client, shown | {"token": "0" * 32}, "supported") == 409
    assert answered(client, shown | {"number": 99_999}, "supported") == 409
    assert answered(client, shown, "perhaps") == 400
    assert list(sample.store.recorded(SiteJudgement)) == []


def test_what_tells_of_violence_is_covered_and_cannot_be_judged_unseen(
    client: TestClient, sample: Case, tmp_path: Path
) -> None:
    told = "Guards beat Taras Velmin in Dykanka in January 2021, his sister told the Herald."
    paper = tmp_path / "told.txt"
    paper.write_text(told)
    sample.add(paper, settings=ONE_PROCESS)
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    bench.changed()
    bench.settle("sites", "claims")
    client.headers["cookie"] += "; graphic=cover"
    for number in range(1, 9):
        shown = client.get("/review/sites.json", params={"at": number}).json()["item"]
        if shown["covered"]:
            break
    assert shown["covered"], "no site rests on what tells of violence"
    assert shown["token"] == ""
    assert told not in client.get("/review/sites", params={"at": shown["number"]}).text
    assert answered(client, shown, "supported") == 409
    open_ = client.get("/review/sites", params={"at": shown["number"], "reveal": "1"}).text
    assert told.rstrip(".") in open_
    assert "/review/sites/judge" in open_


def test_a_second_look_shows_nothing_of_the_first_and_moves_nothing(
    client: TestClient, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = item(client)
    seen = sample.locate().seen[first["id"]]
    other = SiteJudgement(
        SiteVerdict.SUPPORTED, seen, "met both", "Dorin Kevris", datetime(2031, 4, 1, tzinfo=UTC)
    )
    sample.store.append(other)
    hidden = sample.judge_site(first["id"], "supported", reason="as he says").position
    # Every slot that can be is a second look.
    monkeypatch.setattr("habeas.pipeline.review_queue._chance", lambda *names: 0.0)
    monkeypatch.setattr(site_desk(client.app.state.bench), "current", None)  # type: ignore[attr-defined]  # a Starlette, ours
    before = client.get("/places.json").text
    shown = item(client)
    assert (shown["id"], shown["opinions"]) == (first["id"], [])
    assert "Dorin Kevris" not in client.get("/review/sites").text
    assert answered(client, shown, "unsure") == 200
    looked = list(sample.store.recorded(SiteJudgement))[-1].record
    assert (looked.again, looked.verdict) == (hidden, SiteVerdict.UNSURE)
    assert client.get("/places.json").text == before
    told = client.get(f"/places/site/{first['id']}.json").json()["opinions"]
    assert [said["author"] for said in told] == ["Ila Morven", "Dorin Kevris"]
    (line,) = client.get("/review/agreement.json").json()["site_looks"]
    assert (line["first"], line["second"]) == ("Ila Morven", "Ila Morven")
    assert line["agreement"]["raw"] == 0
    page = client.get("/review/agreement").text
    assert "Sites, looked at again" in page
    assert client.get("/review/agreement.sites.csv").text.count("\n") == 2
    # Taken back, it waits again.
    client.post("/review/sites/undo", headers=QUEUE)
    assert client.get("/review/agreement.json").json()["site_looks"] == []
    assert item(client)["id"] == first["id"]


def test_a_site_that_was_taken_back_on_its_page_waits_again(
    client: TestClient, sample: Case
) -> None:
    shown = item(client)
    waiting = client.get("/review/sites.json").json()["remaining"]
    assert answered(client, shown, "supported") == 200
    (placed,) = sample.store.recorded(SiteJudgement)
    form = {"position": str(placed.position), "site": shown["id"]}
    assert client.post("/review/sites/take-back", data=form).status_code == 303
    assert item(client)["id"] == shown["id"]
    assert client.get("/review/sites.json").json()["remaining"] == waiting
    # It is no step any more.
    refused = client.post("/review/sites/undo", headers=QUEUE)
    assert refused.status_code == 400
    assert "nothing was answered in this queue" in refused.text


def test_what_others_alone_judged_is_asked_with_what_they_said_and_not_blind(
    client: TestClient, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seen in sample.locate().seen.values():
        said = (SiteVerdict.SUPPORTED, seen, "met both", "Dorin Kevris")
        sample.store.append(SiteJudgement(*said, datetime(2031, 4, 1, tzinfo=UTC)))
    monkeypatch.setattr("habeas.pipeline.review_queue._chance", lambda *names: 0.0)
    while (shown := item(client)) is not None:
        if shown["opinions"]:
            assert answered(client, shown, "supported") == 200
        else:
            break
    looks = [each for each in sample.store.recorded(SiteJudgement) if each.record.again is not None]
    assert looks == []


def test_a_blind_answer_is_refused_where_what_it_was_about_is_gone(
    client: TestClient, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = item(client)["id"]
    hidden = sample.judge_site(site, "supported", reason="as the rows say").position
    monkeypatch.setattr("habeas.pipeline.review_queue._chance", lambda *names: 0.0)
    monkeypatch.setattr(site_desk(client.app.state.bench), "current", None)  # type: ignore[attr-defined]  # a Starlette, ours
    shown = item(client)
    assert (shown["id"], shown["opinions"]) == (site, [])
    take_site_back(sample.store, hidden, reason="a slip")
    assert answered(client, shown, "unsure") == 409
    held = [each.record for each in sample.store.recorded(SiteJudgement)]
    assert [record.verdict for record in held] == [SiteVerdict.SUPPORTED, None]


def test_a_site_that_was_not_found_is_named(client: TestClient, sample: Case) -> None:
    with pytest.raises(WrongUsage, match="no site of this id"):
        site_item(1, "S99", sample.locate(), ())
