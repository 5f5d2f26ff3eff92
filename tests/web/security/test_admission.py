"""Which requests are refused for what they say about themselves, and which are answered.

Every row of `requests.txt` is asked of the real server, with a session: what is refused is refused
although the browser is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.web.security.admission import Asking, refusal
from tests.web.security.serving import CASE_WORDS, Running

TABLE = Path(__file__).with_name("requests.txt")


@dataclass(frozen=True, slots=True)
class Row:
    """A request: how it differs from one of ours (None leaves a header out), and the status."""

    method: str
    path: str
    changes: dict[str, str | None]
    status: int


def rows() -> dict[str, Row]:
    """The table, by the names of its rows; fails where a name stands twice."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found: dict[str, Row] = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, request, changes, status = (part.strip() for part in line.split("|"))
            assert name not in found, name
            method, _, path = request.partition(" ")
            found[name] = Row(
                method, path, dict(map(changed, filter(None, changes.split("; ")))), int(status)
            )
    return found


def changed(words: str) -> tuple[str, str | None]:
    """`name: value`, or `-name` for a header that is left out."""
    if words.startswith("-"):
        return words[1:], None
    name, _, value = words.partition(":")
    return name, value.strip()


ROWS = rows()
REFUSED = [name for name, row in ROWS.items() if row.status >= 400]
ANSWERED = [name for name, row in ROWS.items() if row.status < 400]


def asked(server: Running, row: Row) -> tuple[int, str]:
    """Ask as a page of ours would, but for these changes; status and text."""
    usual = server.page_headers if row.method in {"GET", "HEAD"} else server.form_headers
    places = {"port": server.port, "other": server.port + 1, "host": server.gate.host}
    headers = dict(usual)
    for name, value in row.changes.items():
        headers.pop(name, None)
        if value is not None:
            headers[name] = value.format(**places)
    body = None if row.method in {"GET", "HEAD", "OPTIONS", "TRACE"} else "a=1"
    answer = server.ask(row.method, row.path, headers, body)
    return answer.status, answer.text


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(server: Running, name: str) -> None:
    row = ROWS[name]
    before = server.done.count
    status, text = asked(server, row)
    assert status == row.status, text
    assert text.startswith("Not answered: ")
    assert CASE_WORDS not in text
    assert server.done.count == before


@pytest.mark.parametrize("name", ANSWERED)
def test_it_is_answered(server: Running, name: str) -> None:
    row = ROWS[name]
    before = server.done.count
    status, text = asked(server, row)
    assert status == row.status, text
    assert server.done.count == before + (row.method not in {"GET", "HEAD"})


def test_the_table_holds_what_it_should() -> None:
    assert len(REFUSED) >= 80
    assert len(ANSWERED) >= 14


def test_upper_case_is_refused_where_there_are_letters() -> None:
    headers = ((b"host", b"ABC.LOCALHOST:5000"), (b"sec-fetch-site", b"same-origin"))
    assert refusal(Asking("GET", b"/overview", headers), "abc.localhost:5000") is not None
    assert refusal(Asking("GET", b"/overview", headers), "ABC.LOCALHOST:5000") is None


def test_two_hosts_are_refused_even_if_the_server_lets_them_through() -> None:
    ours, theirs = (b"host", b"abc.localhost:5000"), (b"host", b"evil.example")
    for hosts in ((ours, theirs), (theirs, ours), (ours, ours), ()):
        headers = (*hosts, (b"sec-fetch-site", b"same-origin"))
        found = refusal(Asking("GET", b"/overview", headers), "abc.localhost:5000")
        assert found is not None
        assert found.status == 421
