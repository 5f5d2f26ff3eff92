"""`habeas timestamp`: what it asks, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from habeas.cli.entry import run
from habeas.cli.timestamping import Wanted, timestamp_case
from habeas.model import InputRefused, TimestampToken, WrongUsage
from habeas.store import CaseStore
from tests.claims.proposing.scripted_endpoint import listening
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE, new_store
from tests.pipeline.stamping import stamping
from tests.store.authority import Authority, Twist, new_authority

Told = pytest.CaptureFixture[str]


@pytest.fixture
def authority() -> Authority:
    """An authority of today."""
    today = datetime.now(UTC)
    return new_authority(valid=(today - timedelta(days=1), today + timedelta(days=1)))


@pytest.fixture
def root(authority: Authority, tmp_path: Path) -> Path:
    """The file with its root."""
    path = tmp_path / "root.pem"
    path.write_text(authority.root_pem)
    return path


@pytest.fixture(autouse=True)
def the_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A new encrypted case."""
    new_store(tmp_path / "case").close()
    return tmp_path / "case"


def truthful() -> Twist:
    return Twist(stamped_at=datetime.now(UTC))


@pytest.fixture
def url(authority: Authority) -> Iterator[str]:
    """Where it answers rightly."""
    with listening(stamping(authority, truthful)) as server:
        yield server.url


def nobody() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/tsa"


def timestamp(case: Path, *, as_json: bool = False, **wanted: object) -> int:
    return timestamp_case(case, Wanted(**wanted), None, as_json=as_json)  # type: ignore[arg-type]  # its own names


def tokens(case: Path) -> int:
    with CaseStore.open(case, passphrase=PASSPHRASE, read_only=True) as store:
        assert store.verify().ok
        return len(list(store.recorded(TimestampToken)))


def test_a_timestamp_is_told_listed_and_verified(
    case: Path, url: str, root: Path, capsys: Told
) -> None:
    assert timestamp(case, authorities=(url,), certificates=(root,)) == 0
    told = capsys.readouterr().out
    assert f"{url}: " in told
    assert "signed by CN=Lower Orrin Time stamping unit" in told
    assert "vouched for by root CN=Lower Orrin Time root" in told
    assert told.endswith("1 timestamp kept, 0 requests waiting, 0 answers refused\n")
    assert timestamp(case, listed=True) == 0
    assert "vouched for by root CN=Lower Orrin Time root" in capsys.readouterr().out
    assert tokens(case) == 1


def test_the_command_takes_its_words(case: Path, url: str, root: Path, capsys: Told) -> None:
    words = ["timestamp", str(case), "--authority", url, "--certificate", str(root)]
    assert run([*words, "--digest", "sha512"]) == 0
    assert run(["timestamp", str(case), "--pending"]) == 0
    capsys.readouterr()
    assert run(["verify", str(case)]) == 0
    said = capsys.readouterr().err
    assert "checkpoint 2 existed at" in said
    assert "vouched for by root CN=Lower Orrin Time root" in said
    assert run(["timestamp", str(case)]) == 2
    assert run(["timestamp", str(case), "--authority", "nonsense"]) == 2
    assert run(["timestamp", str(case), "--withdraw", "1"]) == 2


def test_without_a_root_it_says_that_nobody_vouches(case: Path, url: str, capsys: Told) -> None:
    assert timestamp(case, authorities=(url,)) == 0
    told = capsys.readouterr().out
    assert "root not vouched for" in told
    assert "anybody can sign so" in told


def test_offline_a_request_waits_and_is_sent_later(
    case: Path, authority: Authority, root: Path, capsys: Told
) -> None:
    online = False

    def reply(request: BaseHTTPRequestHandler, body: bytes) -> None:
        if online:
            stamping(authority, truthful)(request, body)

    with listening(reply) as server:
        assert timestamp(case, authorities=(server.url,), certificates=(root,)) == 3
        told = capsys.readouterr()
        assert "waits as request 1: no connection" in told.err
        assert "0 timestamps kept, 1 request waiting, 0 answers refused" in told.out
        assert "--pending" in told.out
        assert timestamp(case, listed=True) == 0
        assert "waits as request 1 since" in capsys.readouterr().out
        assert tokens(case) == 0
        online = True
        assert timestamp(case, pending=True) == 0
        assert "vouched for by root" in capsys.readouterr().out
    assert tokens(case) == 1
    assert timestamp(case, pending=True) == 0
    assert "0 timestamps kept, 0 requests waiting" in capsys.readouterr().out


def test_one_that_fails_is_told_and_the_others_stamp(
    case: Path, url: str, root: Path, authority: Authority, capsys: Told
) -> None:
    with listening(stamping(authority, lambda: replace(truthful(), nonce=5))) as evil:
        code = timestamp(case, authorities=(nobody(), evil.url, url), certificates=(root,))
    assert code == 3
    told = capsys.readouterr()
    assert "refused: it does not return the number" in told.err
    assert "1 timestamp kept, 1 request waiting, 1 answer refused" in told.out
    assert tokens(case) == 1


def test_a_hostile_answer_alone_is_refused(
    case: Path, root: Path, authority: Authority, capsys: Told
) -> None:
    words = "\u202eno\x1b[2J"
    with listening(stamping(authority, lambda: Twist(status=2, words=words))) as evil:
        assert timestamp(case, authorities=(evil.url,), certificates=(root,)) == 1
    said = capsys.readouterr().err
    assert "did not grant it (status 2: \\u{202e}no\\u{1b}[2J)" in said
    assert said.replace("\n", "").isprintable()
    assert tokens(case) == 0


def test_a_waiting_request_can_be_withdrawn(case: Path, capsys: Told) -> None:
    assert timestamp(case, authorities=(nobody(),)) == 3
    assert timestamp(case, withdraw=1) == 0
    capsys.readouterr()
    assert timestamp(case, listed=True) == 0
    assert "nothing was stamped, and nothing waits" in capsys.readouterr().out
    with pytest.raises(WrongUsage, match="no request 1 is waiting"):
        timestamp(case, withdraw=1)


def test_json_says_the_same(case: Path, url: str, root: Path, capsys: Told) -> None:
    assert timestamp(case, authorities=(url,), certificates=(root,), as_json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["stamped"][0]["stamp"]["root"] == "CN=Lower Orrin Time root"
    assert (report["waiting"], report["refused"]) == ([], [])
    assert timestamp(case, authorities=(nobody(),)) == 3
    capsys.readouterr()
    assert timestamp(case, listed=True, as_json=True) == 0
    kept, waiting = map(json.loads, capsys.readouterr().out.splitlines())
    assert kept["problem"] is None
    assert kept["vouched"] == "CN=Lower Orrin Time root"
    assert waiting["waiting"] == 1


def test_what_was_written_out_is_checked_by_another_program(
    case: Path, url: str, root: Path, tmp_path: Path, capsys: Told
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("the openssl program is not installed")
    assert timestamp(case, authorities=(url,), certificates=(root,)) == 0
    capsys.readouterr()
    out = tmp_path / "out"
    assert timestamp(case, export=out) == 0
    command = capsys.readouterr().out.split()
    assert command[:3] == ["openssl", "ts", "-verify"]
    assert subprocess.run(command, cwd=out, capture_output=True).returncode == 0
    (note,) = out.glob("*.note")
    assert oct(os.stat(note).st_mode & 0o777) == "0o600"  # noqa: PTH116 - the mode is what counts
    note.write_bytes(note.read_bytes().replace(b"\n", b"\n\n", 1))
    assert subprocess.run(command, cwd=out, capture_output=True).returncode != 0


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"pending": True, "listed": True},
        {"authorities": ("http://time.example/",), "pending": True},
        {"withdraw": 1, "listed": True},
    ],
)
def test_one_thing_is_done_at_a_time(case: Path, wanted: dict[str, object]) -> None:
    with pytest.raises(WrongUsage, match="one thing at a time"):
        timestamp_case(case, Wanted(**wanted), None, as_json=False)  # type: ignore[arg-type]  # its own names


def test_what_is_no_certificate_is_refused_before_anything_is_sent(
    case: Path, url: str, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("nothing of the kind")
    with pytest.raises(InputRefused, match="no certificate in it"):
        timestamp(case, authorities=(url,), certificates=(wrong,))
    wrong.write_bytes(bytes(2 << 20))
    with pytest.raises(InputRefused, match="too long"):
        timestamp(case, authorities=(url,), certificates=(wrong,))
    assert tokens(case) == 0


def test_another_hash_cannot_be_asked_for(case: Path, url: str) -> None:
    with pytest.raises(WrongUsage, match="sha256 or sha512"):
        timestamp(case, authorities=(url,), digest="md5")


def test_a_case_that_is_not_encrypted_is_listed_without_a_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    CaseStore.create(
        tmp_path / "plain",
        passphrase=PASSPHRASE,
        investigator=INVESTIGATOR,
        encrypted=False,
        key_cost=CHEAP,
    ).close()
    monkeypatch.delenv("HABEAS_PASSPHRASE")
    assert timestamp(tmp_path / "plain", listed=True) == 0
    assert "nothing was stamped" in capsys.readouterr().out
