"""The people's pages in a case that is empty, one that was not resolved, one with hostile names.

Every name is invented.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from habeas.case import Case, new_case
from habeas.model import WrongUsage
from habeas.web import build_app
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.security import new_gate
from habeas.web.workbench import StillWorking
from tests.pipeline.making import CHEAP, ONE_PROCESS
from tests.web.conftest import PASSPHRASE, PORT, log_in

SCRIPT = "<script>alert(1)</script>"
OVERRIDE = "\u202eкнатсО чукнимиВ"
LONG = "Вимис" * 2_000
QUOTED = "\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case with nothing in it."""
    with new_case(
        tmp_path / "case",
        investigator="Sample Investigator",
        passphrase=PASSPHRASE,
        key_cost=CHEAP,
    ) as made:
        yield made


@pytest.fixture
def browser(case: Case) -> Iterator[TestClient]:
    """A browser on this case."""
    gate = new_gate(PORT, "127.0.0.1")
    app = build_app(case, gate)
    app.state.bench.patience = 60.0
    with TestClient(app, base_url=gate.origin, follow_redirects=False) as made:
        log_in(made, gate)
        yield made


def take_in(case: Case, folder: Path, rows: list[str]) -> None:
    """A list with these rows, as a source."""
    listed = folder / "list.csv"
    listed.write_text("name,born,captured\n" + "\n".join(rows) + "\n", encoding="utf-8")
    case.add(listed, settings=ONE_PROCESS)


def test_an_empty_case_asks_for_sources(browser: TestClient) -> None:
    found = browser.get("/people.json").json()
    assert (found["resolved"], found["sources"], found["people"]) == (False, 0, [])
    assert 'href="/sources/add"' in browser.get("/people").text
    assert browser.get("/people/all.csv").status_code == 409
    assert browser.get("/people.persons.csv").status_code == 200
    assert browser.get("/people/p-nobody.json").status_code == 409


def test_a_button_resolves_in_the_background(
    browser: TestClient, case: Case, tmp_path: Path
) -> None:
    take_in(case, tmp_path, ["Остап Вимисленко,1988-02-01,2022-05-17", "Юрій Ожун,1990,"])
    browser.app.state.bench.changed()  # type: ignore[attr-defined]  # a Starlette, ours
    assert 'action="/people/resolve"' in browser.get("/people").text
    done = browser.post("/people/resolve")
    work = browser.app.state.bench.works.find(done.headers["location"].rpartition("/")[2])  # type: ignore[attr-defined]  # a Starlette, ours
    assert work.ended.wait(60)
    assert (work.result.persons, work.result.created) == (2, 2)
    found = browser.get("/people.json").json()
    assert [one["name"] for one in found["people"]] == ["Остап Вимисленко", "Юрій Ожун"]
    assert found["out_of_date"] is False
    more = tmp_path / "more"
    more.mkdir()
    take_in(case, more, ["Денис Крутоліс,1970,"])
    browser.app.state.bench.changed()  # type: ignore[attr-defined]  # a Starlette, ours
    assert browser.get("/people.json").json()["out_of_date"] is True
    assert "Resolve again" in browser.get("/people").text


def test_hostile_names_are_words_and_nothing_else(
    browser: TestClient, case: Case, tmp_path: Path
) -> None:
    rows = [
        f"Остап {SCRIPT},1988-02-01,2022-05-17",
        f"{OVERRIDE},1990,2022-06-01",
        f"Юрій {LONG},1991,2022-06-02",
        f'"Денис {QUOTED.replace(chr(34), chr(34) * 2)}",1970,2022-06-03',
    ]
    take_in(case, tmp_path, rows)
    case.resolve()
    found = browser.get("/people.json").json()["people"]
    assert len(found) == 4
    ids = [one["id"] for one in found]
    pages = [
        "/people",
        f"/people?q={SCRIPT}",
        *(f"/people/{name}" for name in ids),
        f"/people/{ids[0]}?other={QUOTED}",
        f"/people/{ids[0]}/merge?other={ids[1]}",
        f"/people/{ids[2]}/merge?other={ids[3]}",
        "/events",
        f"/events?q={SCRIPT}",
    ]
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert SCRIPT not in answer.text, path
        assert "<img" not in answer.text, path
        # A word of ten thousand letters does not fill the page.
        assert LONG[:3_000] not in answer.text, path
    listed = browser.get("/people").text
    assert f"<bdi>{OVERRIDE}</bdi>" in listed
    for name in ids:
        assert browser.get(f"/people/{name}.json").status_code == 200
        assert browser.get(f"/people/{name}.records.csv").status_code == 200
    assert browser.get("/people/%3Cscript%3E").status_code == 400
    assert SCRIPT not in browser.get(f"/people/{SCRIPT.replace('/', '%2F')}").text


def test_what_takes_long_is_served_as_it_last_was() -> None:
    kept: KeptValue[str] = KeptValue("people")
    go_on = threading.Event()

    def slow() -> str:
        assert go_on.wait(60)
        return "new"

    with pytest.raises(StillWorking):
        kept.get((1,), slow, 0.0)
    go_on.set()
    assert kept.get((1,), slow, 60.0) == "new"

    def newer() -> str:
        return slow() + "er"

    # For the same input nothing is made again; for another, the last is shown meanwhile.
    assert kept.get((1,), newer, 60.0) == "new"
    go_on.clear()
    assert kept.get((2,), newer, 0.0) == "new"
    go_on.set()
    assert kept.get((2,), newer, 60.0) == "newer"


def test_only_the_newest_is_made_of_those_that_wait() -> None:
    kept: KeptValue[int] = KeptValue("people")
    go_on = threading.Event()
    made: list[int] = []

    def making(number: int) -> int:
        assert go_on.wait(60)
        made.append(number)
        return number

    for number in range(4):
        with pytest.raises(StillWorking):
            kept.get((number,), lambda number=number: making(number), 0.0)  # type: ignore[misc]  # a default is a value
    go_on.set()
    assert kept.get((3,), lambda: making(33), 60.0) == 3
    # The first had begun; those between were never wanted again.
    assert made == [0, 3]


def test_what_could_not_be_made_is_tried_again() -> None:
    kept: KeptValue[str] = KeptValue("people")

    def broken() -> str:
        raise WrongUsage("this cannot be made")

    with pytest.raises(WrongUsage):
        kept.get((1,), broken, 60.0)
    assert kept.get((1,), lambda: "made", 60.0) == "made"
