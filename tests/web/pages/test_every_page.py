"""What holds for every page: HTML, data, tables, three languages, and a description."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from habeas.web.page import Page, Room
from habeas.web.pages import ROOMS
from habeas.web.section import Section

PLAIN = [page for room in ROOMS for page in room.pages if "{" not in page.path]
NAMES = [page.name for page in PLAIN]


def rooms() -> tuple[Room, ...]:
    return ROOMS


@pytest.mark.parametrize("page", PLAIN, ids=NAMES)
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_page_is_well_made_in_every_language(
    looking: TestClient, page: Page, language: str
) -> None:
    answer = looking.get(page.path, headers={"accept-language": language})
    assert answer.status_code == 200, answer.text[:500]
    tree = html.fromstring(answer.text)
    assert tree.get("lang") == language
    assert len(tree.findall(".//h1")) == 1
    ids = [item.get("id") for item in tree.iterfind(".//*[@id]")]
    assert len(ids) == len(set(ids))
    assert not list(found(tree, "//*[@style or @onclick or @onload]"))
    for label in tree.iterfind(".//label[@for]"):
        assert label.get("for") in ids
    for element in found(tree, "//*[@aria-labelledby or @aria-describedby]"):
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(name) or "").split()) <= set(ids)


@pytest.mark.parametrize("page", PLAIN, ids=NAMES)
def test_the_same_as_data(looking: TestClient, page: Page) -> None:
    answer = looking.get(f"{page.path}.json")
    assert answer.status_code == 200, answer.text[:500]
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize(
    ("page", "name"),
    [(page, name) for page in PLAIN for name in page.sheets],
    ids=[f"{page.name}.{name}" for page in PLAIN for name in page.sheets],
)
def test_every_table_as_csv(looking: TestClient, page: Page, name: str) -> None:
    answer = looking.get(f"{page.path}.{name}.csv")
    assert answer.status_code == 200, answer.text[:500]
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1


def test_every_room_of_the_menu_has_its_page(looking: TestClient) -> None:
    for section in Section:
        assert looking.get(section.path).status_code == 200, section


def test_names_and_addresses_are_given_once() -> None:
    pages = [page for room in rooms() for page in room.pages]
    names = [page.name for page in pages]
    names += [action.name for room in rooms() for action in room.actions]
    names += [raw.name for room in rooms() for raw in room.raws]
    assert len(names) == len(set(names))
    paths = [page.path for page in pages]
    assert len(paths) == len(set(paths))


def test_every_link_of_every_page_leads_somewhere(looking: TestClient) -> None:
    """A walk from the overview over all links, up to 250 addresses of the sample case."""
    waiting, seen = ["/overview"], {"/overview"}
    while waiting:
        address = waiting.pop(0)
        answer = looking.get(address)
        assert answer.status_code in {200, 303}, f"{address}: {answer.text[:300]}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in found(html.fromstring(answer.text), "//a[@href]"):
            target = (link.get("href") or "").partition("#")[0]
            assert not re.match(r"https?:|//", target), f"{address} leads away to {target}"
            # How many claims and records there are, the sample says; a few of a kind are enough.
            kind = re.sub(r"[0-9a-z-]{8,}", "…", target.partition("?")[0])
            alike = sum(
                re.sub(r"[0-9a-z-]{8,}", "…", item.partition("?")[0]) == kind for item in seen
            )
            if target and target not in seen and alike < 6 and len(seen) < 250:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 30


def found(tree: html.HtmlElement, path: str) -> Iterator[html.HtmlElement]:
    matched = tree.xpath(path)
    assert isinstance(matched, list)
    for item in matched:
        assert isinstance(item, html.HtmlElement)
        yield item


def kind_of(address: str) -> str:
    return re.sub(r"[0-9a-z-]{8,}", "…", address.partition("?")[0])


def test_the_description_names_every_address(looking: TestClient) -> None:
    paths = looking.get("/openapi.json").json()["paths"]
    for room in rooms():
        for page in room.pages:
            assert "get" in paths[f"{page.path}.json"]
        for action in room.actions:
            assert "post" in paths[action.path]


def test_what_is_not_there_is_said(looking: TestClient) -> None:
    page = looking.get("/nowhere")
    assert page.status_code == 404
    assert "there is no such page" in page.text
    data = looking.get("/nowhere.json")
    assert data.status_code == 404
    assert data.json()["error"]["what"] == "there is no such page"


def test_a_parameter_that_is_none_is_refused(looking: TestClient) -> None:
    assert looking.get("/overview?colour=red").status_code == 400
    refusal = looking.get("/places.json?page=two")
    assert refusal.status_code == 400
    assert refusal.json()["error"]["where"] == "page"
