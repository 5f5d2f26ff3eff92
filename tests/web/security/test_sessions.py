"""Sessions and the lock, asked of the real server by a clock of the test's own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from habeas.web.security import Gate, new_gate
from habeas.web.security.one_time_code import TRIES
from tests.web.security.serving import CASE_WORDS, HTML, Answer, Running, running, taken_port

RIGHT_WORDS = "five invented words, for tests"
MINUTES = 15


@dataclass
class Bench:
    """A server whose clock and terminal the test holds."""

    now: float = 50_000.0
    announced: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    takes: float = 0.0  # seconds, to stretch a passphrase

    def clock(self) -> float:
        return self.now

    def announce(self, gate: Gate) -> None:
        self.announced.append(gate.code.typed)

    def is_right(self, words: str) -> bool:
        self.tried.append(words)
        time.sleep(self.takes)
        return words == RIGHT_WORDS


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture(params=["localhost name", "127.0.0.1"])
def server(request: pytest.FixtureRequest, bench: Bench) -> Iterator[Running]:
    """A workbench opened with a passphrase, and with one session."""
    yield from _served(bench, bench.is_right, request.param)


@pytest.fixture
def server_without_passphrase(bench: Bench) -> Iterator[Running]:
    yield from _served(bench, None, "localhost name")


def _served(bench: Bench, check: object, address: str) -> Iterator[Running]:
    port, listeners = taken_port()
    gate = new_gate(
        port,
        "127.0.0.1" if address == "127.0.0.1" else None,
        idle_minutes=MINUTES,
        passphrase_is_right=check if callable(check) else None,
        announce=bench.announce,
        clock=bench.clock,
    )
    with running(gate, listeners) as found:
        yield found


def page(server: Running, path: str = "/overview", **changes: str) -> Answer:
    headers = server.page_headers | {name.replace("_", "-"): v for name, v in changes.items()}
    return server.ask("GET", path, headers)


def post(server: Running, path: str, body: str = "", **changes: str) -> Answer:
    headers = server.form_headers | {name.replace("_", "-"): v for name, v in changes.items()}
    return server.ask("POST", path, headers, body)


# Coming in --------------------------------------------------------------------------------


def test_without_a_session_a_person_is_led_to_the_login(server: Running) -> None:
    answer = page(server, cookie="")
    assert (answer.status, answer.headers["location"]) == (303, "/login")
    assert CASE_WORDS not in answer.text


def test_without_a_session_a_program_is_told_in_its_own_terms(server: Running) -> None:
    answer = page(server, "/people.json", cookie="", accept="application/json")
    assert answer.status == 401
    assert json.loads(answer.text)["error"]["what"] == "this needs a session"
    assert page(server, "/people.json", cookie="").status == 401
    assert post(server, "/change", cookie="").status == 401
    assert server.done.count == 0


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(server: Running) -> None:
    answer = page(server, cookie="", hx_request="true")
    assert (answer.status, answer.text) == (401, "")
    assert answer.headers["hx-redirect"] == "/login"


def test_the_login_page_shows_nothing_of_the_case(server: Running) -> None:
    for path in ("/", "/login"):
        answer = page(server, path, cookie="")
        assert answer.status == 200
        assert 'name="code"' in answer.text
        assert CASE_WORDS not in answer.text
        assert server.session not in answer.text
        assert server.gate.token not in answer.text
        assert server.gate.code.typed not in answer.text


@pytest.mark.parametrize("form", ["token", "typed"])
def test_the_code_gives_a_session_once(server: Running, form: str) -> None:
    server.gate.renew()
    code = getattr(server.gate.code, form)
    answer = post(server, "/session", f"code={code}", cookie="")
    assert (answer.status, answer.headers["location"]) == (303, "/overview")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert CASE_WORDS in page(server, cookie=cookie).text
    again = post(server, "/session", f"code={code}", cookie="")
    assert again.status == 403
    assert "set-cookie" not in again.headers


def test_the_cookie_is_closed_to_scripts_and_other_sites(server: Running) -> None:
    server.gate.renew()
    answer = post(server, "/session", f"token={server.gate.token}", cookie="")
    value, *parts = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    attributes = {part.lower() for part in parts}
    assert {"httponly", "samesite=strict", "path=/"} <= attributes
    assert not any(part.startswith(("domain", "max-age", "expires")) for part in attributes)
    if server.gate.host == "127.0.0.1":
        assert value.startswith(f"habeas-{server.port}=")
        assert "secure" not in attributes
    else:
        assert value.startswith("__Host-habeas=")
        assert "secure" in attributes
    assert len(value.partition("=")[2]) == 43


def test_a_program_is_told_where_to_go(server: Running) -> None:
    server.gate.renew()
    answer = post(server, "/session", f"token={server.gate.token}", accept="application/json")
    assert json.loads(answer.text) == {"go_to": "/overview"}
    refused = post(server, "/session", "token=x", accept="application/json")
    assert refused.status == 403


def test_a_session_that_a_browser_brings_along_is_never_taken_over(server: Running) -> None:
    planted = "a-session-that-an-attacker-knows-already-000"
    cookie = f"{server.gate.cookie}={planted}"
    server.gate.renew()
    answer = post(server, "/session", f"token={server.gate.token}", cookie=cookie)
    assert answer.status == 303
    assert planted not in answer.headers["set-cookie"]
    assert page(server, cookie=cookie).status == 303
    assert not server.gate.knows(planted)


def test_a_second_cookie_of_the_name_does_not_shut_a_session_out(server: Running) -> None:
    name = server.gate.cookie
    for cookie in (f"{name}=planted; {server.cookie}", f"{server.cookie}; {name}=planted"):
        assert page(server, cookie=cookie).status == 200


@pytest.mark.parametrize("change", ["shorter", "longer", "case", "empty", "name"])
def test_what_is_nearly_a_session_is_none(server: Running, change: str) -> None:
    name, value = server.gate.cookie, server.session
    cookie = {
        "shorter": f"{name}={value[:-1]}",
        "longer": f"{name}={value}a",
        "case": f"{name}={value.swapcase()}",
        "empty": f"{name}=",
        "name": f"{name}x={value}",
    }[change]
    assert page(server, cookie=cookie).status == 303


def test_ten_wrong_codes_end_the_code_and_a_new_one_is_shown(server: Running, bench: Bench) -> None:
    server.gate.renew()
    token, shown = server.gate.token, len(bench.announced)
    for _ in range(TRIES):
        assert post(server, "/session", "code=0000-0000-0000-0000", cookie="").status == 403
    assert len(bench.announced) == shown + 1
    assert post(server, "/session", f"token={token}", cookie="").status == 403
    assert post(server, "/session", f"code={bench.announced[-1]}", cookie="").status == 303


def test_a_new_code_is_shown_in_the_terminal_when_the_last_was_used(
    server: Running, bench: Bench
) -> None:
    answer = post(server, "/session/code", cookie="")
    assert answer.status == 200
    (shown,) = bench.announced
    assert shown not in answer.text
    post(server, "/session/code", cookie="")
    assert bench.announced == [shown]  # asking twice does not take the code from whoever reads it
    assert post(server, "/session", f"code={shown}", cookie="").status == 303


def test_no_form_is_no_code(server: Running) -> None:
    for body in ("", "code=", "token=&code=", "a" * 1000, "%ff%fe", "&" * 500, "code=\x00"):
        assert post(server, "/session", body, cookie="").status == 403


def test_a_session_of_one_workbench_is_none_of_another(server: Running, bench: Bench) -> None:
    port, listeners = taken_port()
    with running(new_gate(port, server.gate.host), listeners) as other:
        assert page(other, cookie=f"{other.gate.cookie}={server.session}").status == 303
        assert other.gate.redeem(server.gate.token) is None


# The lock ---------------------------------------------------------------------------------


def locked_out(server: Running) -> None:
    """Whatever is asked for with the session, nothing of the case is in the answer."""
    answer = page(server)
    assert (answer.status, answer.headers["location"]) == (303, "/locked")
    assert page(server, "/people.json").status == 401
    assert page(server, hx_request="true").headers["hx-redirect"] == "/locked"
    before = server.done.count
    assert post(server, "/change").status == 401
    assert server.done.count == before
    for path in ("/locked", "/", "/overview", "/nowhere", "/static/nothing.js", "/fail"):
        assert CASE_WORDS not in page(server, path).text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The workbench was locked when this was sent"), ("uk", 'lang="uk"')],
)
def test_a_form_sent_while_it_is_locked_is_answered_with_a_page(
    server: Running, language: str, words: str
) -> None:
    server.gate.lock()
    answer = post(server, "/change", accept=HTML, accept_language=language)
    assert answer.status == 401
    assert words in answer.text
    assert 'href="/locked"' in answer.text
    assert CASE_WORDS not in answer.text
    away = post(server, "/change", accept=HTML, cookie="")
    assert (away.status, 'href="/login"' in away.text) == (401, True)
    # What a script sends is told in data.
    told = post(server, "/change", accept=f"{HTML}, application/json")
    assert json.loads(told.text)["error"]["what"] == "the workbench is locked"
    assert server.done.count == 0


def test_after_fifteen_minutes_without_a_person_it_is_locked(server: Running, bench: Bench) -> None:
    assert page(server).status == 200
    bench.now += MINUTES * 60 - 1
    assert page(server).status == 200
    bench.now += MINUTES * 60
    locked_out(server)


@pytest.mark.parametrize("poll", ["?poll", "?poll=1", "?a=b&poll=", "header"])
def test_what_a_script_asks_by_itself_is_no_person(
    server: Running, bench: Bench, poll: str
) -> None:
    page(server)
    for _ in range(MINUTES + 1):
        bench.now += 60
        if poll == "header":
            page(server, x_habeas_poll="1")
        else:
            page(server, f"/overview{poll}")
        page(server, "/static/js/start.js")
        page(server, "/session")
    locked_out(server)


def test_a_person_who_only_reads_keeps_it_open(server: Running, bench: Bench) -> None:
    for _ in range(4):
        bench.now += MINUTES * 60 - 1
        assert post(server, "/session/awake").status == 204
    assert page(server).status == 200


def test_it_locks_at_once_when_told(server: Running) -> None:
    answer = post(server, "/lock")
    assert (answer.status, answer.headers["location"]) == (303, "/locked")
    locked_out(server)


def test_nobody_without_a_session_locks_or_unlocks(server: Running, bench: Bench) -> None:
    assert post(server, "/lock", cookie="").status == 401
    assert page(server).status == 200
    server.gate.lock()
    assert post(server, "/unlock", f"passphrase={RIGHT_WORDS}", cookie="").status == 401
    assert bench.tried == []
    assert page(server, "/locked", cookie="").headers["location"] == "/login"
    locked_out(server)


def test_the_passphrase_unlocks_and_nothing_else(server: Running, bench: Bench) -> None:
    post(server, "/lock")
    for words in ("", "passphrase=", "passphrase=five+invented+words", f"code={RIGHT_WORDS}"):
        assert post(server, "/unlock", words).status == 403
    locked_out(server)
    answer = post(server, "/unlock", f"passphrase={RIGHT_WORDS}")
    assert (answer.status, answer.headers["location"]) == (303, "/overview")
    assert page(server).status == 200
    bench.now += MINUTES * 60
    locked_out(server)


def test_a_new_session_does_not_open_the_lock(server: Running) -> None:
    post(server, "/lock")
    server.gate.renew()
    answer = post(server, "/session", f"token={server.gate.token}", cookie="")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert page(server, cookie=cookie).headers["location"] == "/locked"


def test_wrong_passphrases_must_wait_and_are_not_even_looked_at(
    server: Running, bench: Bench
) -> None:
    post(server, "/lock")
    for _ in range(5):
        assert post(server, "/unlock", "passphrase=wrong").status == 403
    assert len(bench.tried) == 5
    answer = post(server, "/unlock", f"passphrase={RIGHT_WORDS}")
    assert answer.status == 403
    assert "1 second" in answer.text
    assert len(bench.tried) == 5
    bench.now += 1
    assert post(server, "/unlock", f"passphrase={RIGHT_WORDS}").status == 303


def test_many_tries_at_once_are_looked_at_one_by_one(server: Running, bench: Bench) -> None:
    post(server, "/lock")
    bench.takes = 0.05
    threads = [
        threading.Thread(target=post, args=(server, "/unlock", "passphrase=wrong"))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bench.tried) == 5


def test_unlocking_what_is_open_tries_nothing(server: Running, bench: Bench) -> None:
    assert post(server, "/unlock", "passphrase=wrong").headers["location"] == "/overview"
    assert bench.tried == []


def test_the_script_that_covers_the_page_learns_how_long_is_left(
    server: Running, bench: Bench
) -> None:
    page(server)
    bench.now += 60
    left = (MINUTES - 1) * 60
    assert json.loads(page(server, "/session").text) == {
        "session": True, "locked": False, "seconds": left}  # fmt: skip
    bench.now += left
    assert json.loads(page(server, "/session").text) == {
        "session": True, "locked": True, "seconds": 0}  # fmt: skip
    assert json.loads(page(server, "/session", cookie="").text)["session"] is False


def test_without_a_passphrase_a_new_code_in_the_terminal_unlocks(
    server_without_passphrase: Running, bench: Bench
) -> None:
    server = server_without_passphrase
    post(server, "/lock")
    locked_out(server)
    (shown,) = bench.announced
    assert post(server, "/unlock", "passphrase=0000-0000-0000-0000").status == 403
    assert post(server, "/unlock", f"passphrase={shown}").status == 303
    assert page(server).status == 200
    post(server, "/lock")
    assert post(server, "/unlock", f"passphrase={shown}").status == 403


def test_without_a_passphrase_the_code_that_lets_in_unlocks_as_well(
    server_without_passphrase: Running, bench: Bench
) -> None:
    server = server_without_passphrase
    post(server, "/lock")
    answer = post(server, "/session", f"code={bench.announced[-1]}", cookie="")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert page(server, cookie=cookie).status == 200


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The workbench is locked"), ("uk,en;q=0.5", 'lang="uk"')]
)
def test_the_lock_speaks_the_reader_s_language(server: Running, language: str, words: str) -> None:
    post(server, "/lock")
    assert words in page(server, "/locked", accept_language=language).text
