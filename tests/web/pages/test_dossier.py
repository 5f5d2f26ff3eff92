"""Dossiers leave the workbench as they leave the command line: for an audience, redacted."""

from __future__ import annotations

from starlette.testclient import TestClient

from habeas.case import Case
from habeas.store import LeafKind
from habeas.web.work import Work
from habeas.web.workbench import Workbench

NAME = "Polukhvatov"
PATIENCE = 180.0


def ordered(client: TestClient, **form: str) -> Work:
    """What became of an order."""
    answer = client.post("/dossier/prepare", data=form)
    assert answer.status_code == 303, answer.text
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    work = bench.works.find(answer.headers["location"].rpartition("/")[2])
    assert work.ended.wait(PATIENCE)
    return work


def test_what_is_above_the_audience_leaves_in_no_format(client: TestClient, sample: Case) -> None:
    for ending in ("html", "claims.csv", "people.ftm.json"):
        work = ordered(client, ending=ending, audience="public")
        assert "above the audience public" in (work.problem or "")
        assert client.get(f"/dossier/ready/{work.id}/preview").status_code != 200
        assert client.post(f"/dossier/ready/{work.id}/file").status_code != 200
    assert not [leaf for leaf in sample.store.leaves() if leaf.kind is LeafKind.EXPORT]


def test_an_audience_that_there_is_not_is_refused(client: TestClient) -> None:
    form = {"ending": "html", "audience": "court"}
    assert client.post("/dossier/prepare", data=form).status_code == 400


def test_who_is_redacted_is_told_on_the_screen_and_in_no_file(client: TestClient) -> None:
    work = ordered(client, ending="claims.csv", persons=NAME)
    assert NAME in client.get(f"/dossier/ready/{work.id}").text
    assert NAME not in client.get(f"/dossier/ready/{work.id}/preview").text
    written = client.post(f"/dossier/ready/{work.id}/file")
    assert written.status_code == 200
    assert "Person A" in written.text
    assert NAME not in written.text
    assert "Полухватов" not in written.text


def test_a_name_of_a_file_that_tells_who_is_redacted_is_refused(client: TestClient) -> None:
    work = ordered(client, ending="html", persons=NAME, name="dossier-polukhvatova")
    assert "tells what is redacted" in (work.problem or "")
