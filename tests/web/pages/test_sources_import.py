"""Adding from the browser: handed over in memory, taken in whole, and everything accounted for."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import InputRefused, WrongUsage
from habeas.web.pages.sources.held import IDLE_SECONDS, MOST_OPEN, NOTE, Held, HeldImports
from habeas.web.pages.sources.multipart import parse_form
from tests.pipeline.making import REPORT, account, zipped

DATA = {"accept": "application/json"}


def begun(browser: TestClient) -> str:
    answer = browser.post("/sources/import", headers=DATA)
    return str(answer.json()["data"]["id"])


def put(browser: TestClient, import_id: str, name: str, data: bytes | str) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return browser.put(
        f"/sources/import/{import_id}/files", params={"name": name}, content=content, headers=DATA
    )


def finished(browser: TestClient, import_id: str, **told: Any) -> dict[str, Any]:
    """End the handing over, wait, and give the result."""
    answer = browser.post(f"/sources/import/{import_id}/finish", data=told, headers=DATA)
    assert answer.status_code == 202, answer.text
    work = answer.json()["work"]
    bench = browser.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    assert bench.works.find(work).ended.wait(600)
    found: dict[str, Any] = browser.get(f"/sources/import/{work}.json").json()
    return found


def test_files_come_in_and_the_account_balances(browser: TestClient, empty: Case) -> None:
    import_id = begun(browser)
    put(browser, import_id, "in/report.txt", REPORT)
    put(browser, import_id, "in/again.txt", REPORT)
    put(browser, import_id, "in/empty.txt", b"")
    put(browser, import_id, "in/more.zip", zipped({"inner.txt": account(1).encode()}))
    result = finished(
        browser,
        import_id,
        outlet="Lower Orrin Herald",
        published_from="2031-03-02",
        not_sent=["in/unreadable.bin"],
    )
    sums = result["balance"]
    parts = ("created", "updated", "unchanged", "skipped", "failed")
    assert [sums[part] for part in parts] == [4, 1, 0, 0, 1]
    assert sums["total"] == sum(sums[part] for part in parts) == 6
    assert [line["name"] for line in result["failed"]] == ["in/unreadable.bin"]
    assert [line["name"] for line in result["not_read"]] == ["in/empty.txt"]
    assert result["claims"] >= 3
    # An encrypted case takes files in an order drawn by lot: either name may have come first.
    twice = [item for item in empty.store.sources() if len(item.provenance) == 2]
    source = twice[0]
    found = {item.untrusted_name for item in source.provenance}
    assert found == {"in/report.txt", "in/again.txt"}
    assert source.publisher == "Lower Orrin Herald"
    assert str(source.published) == "2031-03-02"
    page = browser.get(f"/sources/import/{import_id}")
    assert "6 in = 4 new + 1 known, found elsewhere" in page.text
    assert "in/unreadable.bin" in page.text
    quarantine = browser.get("/sources/quarantine.json").json()
    assert [line["name"] for line in quarantine["left_out"]] == ["in/unreadable.bin"]
    assert [line["name"] for line in quarantine["unread"]] == ["in/empty.txt"]


HOSTILE = (
    "../../../escaped.txt",
    "/absolute.txt",
    "C:\\Windows\\evil.txt",
    "<script>alert(1)</script>.txt",
    "\u202egpj.txt",
    "word" * 2_500,
)


def test_hostile_names_are_words_on_every_page(
    browser: TestClient, empty: Case, tmp_path: Path
) -> None:
    import_id = begun(browser)
    for number, name in enumerate(HOSTILE):
        assert put(browser, import_id, name, account(number)).status_code == 201
    assert finished(browser, import_id)["balance"]["created"] == len(HOSTILE)
    assert {item.name for item in empty.store.sources()} == set(HOSTILE)
    assert [path.name for path in tmp_path.iterdir()] == ["case"]
    addresses = [f"/sources/{item.sha256}" for item in empty.store.sources()]
    for address in ("/sources", f"/sources/import/{import_id}", *addresses):
        page = browser.get(address)
        assert page.status_code == 200
        tree: Any = html.fromstring(page.text)
        assert "alert(1)" not in tree.xpath("string(//script)")
        assert "\u202e" not in page.text


def test_an_import_lets_go_of_the_bytes_and_takes_nothing_after_its_end(
    browser: TestClient,
) -> None:
    import_id = begun(browser)
    put(browser, import_id, "a.bin", b"x" * 5_000)
    bench = browser.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    assert bench.notes[NOTE].size == 5_000
    finished(browser, import_id)
    assert bench.notes[NOTE].size == 0
    late = put(browser, import_id, "late.txt", account(2))
    assert late.status_code == 409
    assert late.json()["error"]["what"] == "this import has begun"
    again = browser.post(f"/sources/import/{import_id}/finish", headers=DATA)
    assert again.status_code == 409


def test_an_import_that_was_never_begun_takes_nothing(browser: TestClient) -> None:
    assert put(browser, "never", "a.txt", "x").status_code == 400
    assert browser.post("/sources/import/never/finish", headers=DATA).status_code == 400
    assert browser.get("/sources/import/never.json").status_code == 400


def test_an_import_without_files_is_refused(browser: TestClient) -> None:
    answer = browser.post(f"/sources/import/{begun(browser)}/finish", headers=DATA)
    assert answer.status_code == 409


def test_days_the_wrong_way_round_are_refused_and_nothing_is_lost(browser: TestClient) -> None:
    import_id = begun(browser)
    put(browser, import_id, "a.txt", account(1))
    told = {"published_from": "2031-03-02", "published_to": "2031-03-01"}
    answer = browser.post(f"/sources/import/{import_id}/finish", data=told, headers=DATA)
    assert answer.status_code == 400
    assert browser.get(f"/sources/import/{import_id}.json").json()["held"] == 1


def test_the_form_without_script_does_the_same(browser: TestClient, empty: Case) -> None:
    page: Any = html.fromstring(browser.get("/sources/add").text)
    (form,) = page.xpath("//form[@enctype='multipart/form-data']")
    files = [
        ("files", ('quo"te.txt', account(1).encode())),
        ("files", ("звіт.txt", account(2).encode())),
        ("folder", ("", b"")),
    ]
    answer = browser.post(form.get("action"), files=files, data={"outlet": "Orrin Post"})
    assert answer.status_code == 303, answer.text
    work = answer.headers["location"].rpartition("/")[2]
    bench = browser.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    assert bench.works.find(work).ended.wait(60)
    assert {item.name for item in empty.store.sources()} == {'quo"te.txt', "звіт.txt"}
    assert {item.publisher for item in empty.store.sources()} == {"Orrin Post"}


def test_what_waits_for_its_import_can_be_looked_at(browser: TestClient) -> None:
    import_id = begun(browser)
    put(browser, import_id, "a.txt", account(1))
    assert "1 file waits to be added" in browser.get(f"/sources/import/{import_id}").text


@pytest.mark.ci
def test_two_thousand_files_come_in_at_once(browser: TestClient) -> None:
    import_id = begun(browser)
    for number in range(2_000):
        put(browser, import_id, f"many/{number}.bin", b"\x00\xff" + str(number).encode())
    sums = finished(browser, import_id)["balance"]
    assert (sums["total"], sums["created"]) == (2_000, 2_000)
    assert browser.get("/sources?page=40").status_code == 200


class Moments:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_file_that_does_not_fit_is_refused_and_named_in_the_result() -> None:
    held = HeldImports(most_bytes=10)
    import_id = held.begin()
    held.take(import_id, "small", b"1234567")
    with pytest.raises(InputRefused, match="at once"):
        held.take(import_id, "large", b"1234")
    held.not_sent(import_id, ["large", "other"])
    kept: list[str] = []

    def start(item: Held) -> str:
        kept.extend(one.untrusted_name for one in item.refused)
        return "work"

    assert held.close(import_id, start) == "work"
    assert kept == ["large", "other"]


def test_the_limit_holds_for_all_imports_together() -> None:
    held = HeldImports(most_bytes=10)
    one, other = held.begin(), held.begin()
    held.take(one, "a", b"123456")
    with pytest.raises(InputRefused):
        held.take(other, "b", b"123456")


def test_what_idles_is_let_go_of_and_a_page_that_waits_is_not() -> None:
    moments = Moments()
    held = HeldImports(clock=moments)
    page, files = held.begin(), held.begin()
    held.take(files, "a", b"123")
    moments.now = IDLE_SECONDS + 1.0
    assert held.size == 3
    held.begin()
    assert held.size == 0
    with pytest.raises(WrongUsage):
        held.take(files, "b", b"123")
    assert held.take(page, "b", b"123") == 1


def test_pages_that_were_only_looked_at_do_not_pile_up() -> None:
    held = HeldImports()
    first = held.begin()
    for _ in range(MOST_OPEN):
        held.begin()
    assert held.find(first) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (
            b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\ncut",
            "multipart/form-data; boundary=x",
        ),
        (b"--y--\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\nnameless\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"--x--", "multipart/form-data"),
    ],
)
def test_a_damaged_form_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(WrongUsage):
        parse_form(body, kind)


def test_a_damaged_form_leaves_no_letter_of_it_in_the_terminal() -> None:
    # Python writes what no handler takes to the terminal.
    assert logging.getLogger("python_multipart").handlers
