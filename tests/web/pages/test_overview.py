"""The overview says what is missing, and of what is being computed nothing that is not so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.workbench import Workbench
from tests.pipeline.making import ONE_PROCESS, REPORT, write


def data(client: TestClient, path: str) -> dict[str, Any]:
    found = client.get(path).json()
    assert isinstance(found, dict)
    return found


def test_what_could_not_be_read_is_what_the_sources_say(looking: TestClient) -> None:
    unread = data(looking, "/overview.json")["unread"]
    assert unread == data(looking, "/sources/quarantine.json")["unread_in_all"] == 1
    assert "/sources/quarantine" in looking.get("/overview").text


def test_an_empty_case_lacks_sources_and_nothing_else(browser: TestClient) -> None:
    page = browser.get("/overview").text
    assert "/sources/add" in page
    assert 'id="missing"' not in page


def test_who_was_resolved_is_known_before_the_people_are_at_hand(client: TestClient) -> None:
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    bench.changed()
    view = data(client, "/overview.json")
    assert view["resolved"]
    assert "Nobody was resolved yet" not in client.get("/overview").text


def test_after_an_import_no_queue_says_that_nothing_waits(
    browser: TestClient, empty: Case, tmp_path: Path
) -> None:
    bench: Workbench = browser.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    bench.patience = 10.0
    assert data(browser, "/review.json")["item"] is None
    empty.add(write(tmp_path / "in", {"a.txt": REPORT}), settings=ONE_PROCESS)
    bench.changed()
    bench.patience = 0.0
    answer = browser.get("/review.json")
    assert answer.status_code == 202 or answer.json()["item"] is not None
    bench.patience = 10.0
    assert data(browser, "/review.json")["item"] is not None
