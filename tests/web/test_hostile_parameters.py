"""Every parameter of every address with values that no page of ours sends: refused or answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from habeas.web.page import Page, Raw
from habeas.web.pages import ROOMS
from habeas.web.workbench import Workbench
from tests.web.browser.paths import every_path

# As they stand in an address.
A_FEW = ("-1", "999999999999")
MORE = (
    *(
        "%00",
        "%ED%A0%80",
        "",
        "0",
        "1",
        "9" * 18,
        "-999999999999",
        "1e400",
        "NaN",
        "inf",
        "1_0",
        "0x10",
    ),
    *(quote("１２"), quote("💥"), "%FF%FE", "%0d%0aX:1", "2026-02-30", "9999-12-31", "0001-01-01"),
    *(quote("'\"<script>"), "../../etc/passwd", "..%5c..%5cx", "{{7*7}}", "like%25_", "*", "^"),
    *("NEAR(a b)", "a OR", "%22", "(a+)+$", quote("\u202e\u200b\u0301" * 300), "a" * 15_000),
)
PARTS_OF_PATHS = (
    *("..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "CON", "%00", "%ED%A0%80", "%FF"),
    *("a" * 7_000, "'", "%22", "-1", "%0d%0a", quote("💥"), "x.json", "%20", "9" * 18),
)
ADDRESSES: list[Page | Raw] = [page for room in ROOMS for page in room.pages]
ADDRESSES += [raw for room in ROOMS for raw in room.raws if raw.method == "GET"]
NOT_TOLD = ("Traceback", "site-packages", "/src/habeas/", "sqlite")


def wrong(client: TestClient, address: str) -> Iterator[str]:
    """What is wrong with the answer, for a program and for a person."""
    for kind in ("application/json", "text/html"):
        answer = client.get(address, headers={"accept": kind})
        if answer.status_code >= 500 and answer.status_code != 501:
            yield f"{answer.status_code}: {address[:200]}"
        if any(words in answer.text for words in NOT_TOLD):
            yield f"tells too much: {address[:200]}"


def asked(bench: Workbench, values: tuple[str, ...]) -> Iterator[str]:
    """Each parameter of each address with each value, the search of the sources among them."""
    known = every_path(bench)
    for item in ADDRESSES:
        path, _, before = known.get(item.name, item.path).partition("?")
        for name in (field.name for field in fields(item.query)):
            kept = "".join(f"&{pair}" for pair in before.split("&") if not pair.startswith(name))
            more = "&q=the" if name == "page" and path == "/sources" else ""
            yield from (f"{path}?{name}={value}{kept}{more}" for value in values)


def test_no_value_of_a_parameter_makes_a_page_fail(looking: TestClient) -> None:
    bench: Workbench = looking.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    addresses = list(asked(bench, A_FEW))
    assert len(addresses) > 100
    assert [trouble for address in addresses for trouble in wrong(looking, address)] == []


@pytest.mark.ci
def test_nor_does_any_other_value(looking: TestClient) -> None:
    bench: Workbench = looking.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    troubles = [trouble for address in asked(bench, MORE) for trouble in wrong(looking, address)]
    assert troubles == []


def test_nothing_in_the_path_makes_a_page_fail(looking: TestClient) -> None:
    paths = [
        item.path.replace(part, value)
        for item in ADDRESSES
        for part in ("{id}", "{sha256}", "{key}", "{position}")
        if part in item.path
        for value in PARTS_OF_PATHS
    ]
    assert len(paths) > 200
    assert [trouble for path in paths for trouble in wrong(looking, path)] == []
