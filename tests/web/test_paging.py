"""Long lists a page at a time: no page is empty, and a table to be saved has every line."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from habeas.web.pages.events import listing as events
from habeas.web.pages.places import named
from habeas.web.pages.sources import listing as sources
from habeas.web.paging import ALL, page_within, part_of


@given(st.integers(), st.integers(1, 50), st.integers(0, 500))
def test_the_page_that_is_shown_has_items_where_there_are_any(
    asked: int, size: int, in_all: int
) -> None:
    page = page_within(asked, size, in_all)
    shown = part_of(range(in_all), page, size)
    assert bool(shown) == bool(in_all)
    assert len(shown) <= size or page == ALL


@given(st.integers(1, 50), st.integers(0, 500))
def test_the_pages_together_are_all_items_once(size: int, in_all: int) -> None:
    last = page_within(10**9, size, in_all)
    pages = [part_of(range(in_all), page, size) for page in range(1, last + 1)]
    assert [item for page in pages for item in page] == list(range(in_all))
    assert list(part_of(range(in_all), ALL, size)) == list(range(in_all))


@pytest.mark.parametrize(
    ("module", "size", "page", "lines", "sheet"),
    [
        (sources, "A_PAGE", "/sources", "lines", "list"),
        (events, "A_PAGE", "/events", "events", "events"),
        (named, "PAGE", "/places/named", "places", "places"),
    ],
)
def test_a_table_to_be_saved_has_the_lines_of_all_pages(
    looking: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    size: str,
    page: str,
    lines: str,
    sheet: str,
) -> None:
    monkeypatch.setattr(module, size, 2)
    link = looking.get(page).text.partition(f'href="{page}.{sheet}.csv?')[2].partition('"')[0]
    saved = looking.get(f"{page}.{sheet}.csv?{link.replace('&amp;', '&')}").content
    rows = list(csv.reader(io.StringIO(saved.decode("utf-8-sig"))))[1:]
    last = looking.get(f"{page}.json?page=99999").json()
    number = last["page"] if "page" in last else last["query"]["page"]
    assert number > 1
    assert len(rows) == 2 * (number - 1) + len(last[lines])
