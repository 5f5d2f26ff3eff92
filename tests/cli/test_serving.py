"""`habeas serve`: what it prints, what it opens, what nobody else on the machine sees of it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pyrage
import pytest

import habeas
from habeas.case import new_case
from habeas.cli.launching import Launch, has_screen
from habeas.cli.serving import _opened, serve
from habeas.model import CaseError, WrongUsage
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE

HER_WORDS = "another invented phrase"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the test wants refused
SERVED = """
import sys
from pathlib import Path
from habeas.cli.serving import serve
serve(Path(sys.argv[1]), idle_minutes=10)
"""


def made(folder: Path, *, encrypted: bool = True) -> Path:
    new_case(
        folder,
        investigator=INVESTIGATOR,
        passphrase=PASSPHRASE,
        key_cost=CHEAP,
        encrypted=encrypted,
    ).close()
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return made(tmp_path / "case-of-nobody")


class Served:
    """`serve` in a process of its own, with a browser that only notes how it was started."""

    def __init__(self, case: Path, folder: Path) -> None:
        self.noted, self.page = folder / "arguments", folder / "page"
        browser = folder / "browser"
        browser.write_text(
            f'#!/bin/sh\ncp "${{1#file://}}" "{self.page}"\nprintf "%s\\n" "$@" > "{self.noted}"\n'
        )
        browser.chmod(0o700)
        environment = os.environ | {
            "HABEAS_PASSPHRASE": PASSPHRASE,
            "BROWSER": str(browser),
            "DISPLAY": ":invented",
            "TMPDIR": str(folder),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVED, str(case)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.lines = [self.process.stdout.readline().rstrip("\n") for _ in range(5)]

    def ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        host = self.address.partition("://")[2].partition("/")[0]
        connection = http.client.HTTPConnection(
            "127.0.0.1", int(host.rpartition(":")[2]), timeout=9
        )
        code = urlencode({"code": self.typed}) if path == "/session" else None
        sent = {"Host": host, "X-Habeas-Request": "test", "Accept": "text/html"} | headers
        connection.request(method, path, code, sent)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode()
        connection.close()
        return answer.status, found, text

    @property
    def address(self) -> str:
        return self.lines[1].strip()

    @property
    def typed(self) -> str:
        return self.lines[3].strip()


@pytest.fixture
def served(case: Path, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "browser").mkdir()
    found = Served(case, tmp_path / "browser")
    yield found
    found.process.kill()
    found.process.communicate(timeout=20)


@pytest.mark.ci
def test_a_case_is_served_from_its_address_to_its_end(served: Served, case: Path) -> None:
    assert re.fullmatch(r"http://[0-9a-f]{16}\.localhost:\d+/#token=[\w-]{43}", served.address)
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{4}", served.typed)
    token = served.address.partition("#token=")[2]

    # It holds loopback addresses and no other; nothing that others see of it has the code.
    process = psutil.Process(served.process.pid)
    listening = [c for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert {c.laddr.ip for c in listening} <= {"127.0.0.1", "::1"}
    assert len({c.laddr.port for c in listening}) == 1
    assert not any(token in word or served.typed in word for word in process.cmdline())

    # The browser was started with a file, which leads to the address.
    wait_for(served.noted.exists)
    arguments = served.noted.read_text()
    assert token not in arguments
    assert arguments.startswith("file://")
    assert f'url={served.address}"' in served.page.read_text()

    # The code that is typed lets in, once; the case is there and can be judged.
    assert served.ask("GET", "/overview")[0] == 303
    status, headers, _ = served.ask("POST", "/session")
    assert status == 303
    cookie = headers["set-cookie"].partition(";")[0]
    status, _, text = served.ask("GET", "/overview", Cookie=cookie)
    assert status == 200
    assert case.name in text
    assert served.ask("POST", "/session")[0] == 403

    # Nobody else writes to the case meanwhile.
    with pytest.raises(CaseError):
        habeas.open(case, passphrase=PASSPHRASE)

    served.process.send_signal(signal.SIGINT)
    out, err = served.process.communicate(timeout=20)
    assert (served.process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "The workbench is closed."
    assert list(served.noted.parent.glob("habeas-*")) == []
    assert (case / "writer.lock").read_bytes() == b""
    habeas.open(case, passphrase=PASSPHRASE).close()


def wait_for(condition: object) -> None:
    last = time.monotonic() + 10
    while not (callable(condition) and condition()):
        assert time.monotonic() < last
        time.sleep(0.02)


# With what it is opened -------------------------------------------------------------------


def test_with_a_passphrase_it_can_be_judged(case: Path) -> None:
    with _opened(case, None) as opened:
        assert opened.store.can_sign
        assert opened.store.is_own_passphrase(PASSPHRASE)
        assert not opened.store.is_own_passphrase("another phrase")
        assert not opened.store.is_own_passphrase("")


def test_another_investigator_s_passphrase_does_not_unlock(case: Path) -> None:
    with habeas.open(case, passphrase=PASSPHRASE) as opened:
        opened.store.admit_investigator("Sel Arden", passphrase=HER_WORDS, key_cost=CHEAP)
        assert not opened.store.is_own_passphrase(HER_WORDS)
    with habeas.open(case, passphrase=HER_WORDS) as opened:
        assert opened.store.is_own_passphrase(HER_WORDS)
        assert not opened.store.is_own_passphrase(PASSPHRASE)


def test_with_an_age_identity_it_can_only_be_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = pyrage.x25519.Identity.generate()
    with habeas.open(case, passphrase=PASSPHRASE) as opened:
        opened.store.admit_reader("Sel Arden", str(identity.to_public()))
    key_file = tmp_path / "identity.txt"
    key_file.write_text(f"{identity}\n")
    with _opened(case, key_file) as opened:
        assert opened.store.read_only
        assert not opened.store.can_sign
    assert "opened to be read" in capsys.readouterr().out


def test_a_plain_case_without_a_passphrase_can_only_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HABEAS_PASSPHRASE")
    with _opened(made(tmp_path / "plain", encrypted=False), None) as opened:
        assert opened.store.read_only
    assert "opened to be read" in capsys.readouterr().out


def test_an_encrypted_case_without_anything_stays_shut(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HABEAS_PASSPHRASE")
    with pytest.raises(WrongUsage, match="needs the passphrase"):
        _opened(case, None)


@pytest.mark.parametrize(
    ("host", "port", "idle"),
    [(EVERYWHERE, None, 15.0), ("localhost", None, 15.0), ("::1", None, 15.0), ("", None, 15.0),
     (None, 0, 15.0), (None, 65536, 15.0), (None, -1, 15.0), (None, None, 0.0),
     (None, None, float("nan"))],
)  # fmt: skip
def test_nothing_else_is_served(
    case: Path, host: str | None, port: int | None, idle: float
) -> None:
    with pytest.raises(WrongUsage):
        serve(case, host=host, port=port, idle_minutes=idle, browser=False)


# The browser ------------------------------------------------------------------------------

ADDRESS = 'http://abc.localhost:5000/#token=a"<b>&c'


def test_the_file_is_nobody_else_s_and_leads_to_the_address() -> None:
    launch = Launch(ADDRESS)
    try:
        assert stat.S_IMODE(launch.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(launch.path.parent.stat().st_mode) == 0o700
        text = launch.path.read_text()
        assert "url=http://abc.localhost:5000/#token=a&quot;&lt;b&gt;&amp;c" in text
        assert "<b>" not in text
    finally:
        launch.remove()
    assert not launch.path.parent.exists()
    launch.remove()


def test_the_browser_is_given_the_file_alone_and_not_waited_for() -> None:
    given: list[str] = []
    began, go_on = threading.Event(), threading.Event()

    def opener(address: str) -> None:
        given.append(address)
        began.set()
        go_on.wait(10)

    launch = Launch(ADDRESS)
    try:
        launch.open(opener)
        assert began.wait(5)
        assert given == [launch.path.as_uri()]
    finally:
        go_on.set()
        launch.remove()


def test_the_file_is_gone_after_a_while() -> None:
    launch = Launch(ADDRESS, seconds=0.05)
    wait_for(lambda: not launch.path.parent.exists())


def test_a_browser_in_the_terminal_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_screen()
