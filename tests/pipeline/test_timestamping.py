"""Asking authorities about a checkpoint: what is kept, what waits, and what is refused."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from habeas.model import CaseLocked, TimestampToken, WrongUsage
from habeas.pipeline import timestamping
from habeas.pipeline.timestamping import TimestampReport, kept_stamps, send_pending, stamp
from habeas.store import CaseStore
from habeas.store.timestamps import Digest
from tests.claims.proposing.scripted_endpoint import Reply, listening, send
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE
from tests.pipeline.stamping import REPLY, saying, stamping
from tests.store.authority import (
    NOON,
    RIGHT,
    STAMPING,
    Authority,
    Twist,
    new_authority,
    the_authority,
)

EVIL = new_authority("Velm Time")


def at_noon() -> datetime:
    return NOON


def right(authority: Authority | None = None) -> Reply:
    return stamping(authority or the_authority(), lambda: RIGHT)


@pytest.fixture(params=[True, False], ids=["encrypted", "plain"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    """A new case, open for writing, whose clock stands still."""
    with CaseStore.create(
        tmp_path / "case",
        passphrase=PASSPHRASE,
        investigator=INVESTIGATOR,
        encrypted=request.param,
        key_cost=CHEAP,
        clock=at_noon,
    ) as opened:
        yield opened


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[CaseStore]:
    """The same, where it does not matter whether it is encrypted."""
    with CaseStore.create(
        tmp_path / "case",
        passphrase=PASSPHRASE,
        investigator=INVESTIGATOR,
        encrypted=False,
        key_cost=CHEAP,
        clock=at_noon,
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseStore]:
    """A case that many tests share, because each of them must leave it as it was."""
    with CaseStore.create(
        tmp_path_factory.mktemp("untouched") / "case",
        passphrase=PASSPHRASE,
        investigator=INVESTIGATOR,
        encrypted=False,
        key_cost=CHEAP,
        clock=at_noon,
    ) as opened:
        yield opened


def tokens(store: CaseStore) -> list[TimestampToken]:
    return [placed.record for placed in store.recorded(TimestampToken)]


def asked(store: CaseStore, *urls: str, roots: tuple[str, ...] | None = None) -> TimestampReport:
    given = (the_authority().root_pem,) if roots is None else roots
    return stamp(store, urls, given, clock=at_noon)


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/tsa"


def test_a_token_goes_into_the_ledger_and_holds_there(store: CaseStore) -> None:
    size, head = store.head().size, store.head()
    with listening(right()) as server:
        report = asked(store, server.url)
    assert [item.authority for item in report.stamped] == [server.url]
    assert (report.waiting, report.refused) == ((), ())
    (token,) = tokens(store)
    assert (token.size, token.root, token.authority) == (size, head.root, server.url)
    assert (token.stamped_at, token.author) == (NOON, INVESTIGATOR)
    assert token.roots == (the_authority().root_pem,)
    assert timestamping.waiting(store) == ()
    (kept,) = kept_stamps(store)
    assert kept.problem is None
    assert kept.stamp is not None
    assert kept.stamp.root == "CN=Lower Orrin Time root"
    assert store.verify().ok


def test_only_the_hash_of_the_note_leaves_the_machine(store: CaseStore) -> None:
    note = (store.checkpoint(store.head().size) or "").encode()
    with listening(right()) as server:
        asked(store, server.url)
    ((_, body, headers),) = server.asked
    told = body + repr(headers).encode()
    assert note not in told
    for secret in (store.case_id, INVESTIGATOR, store.head_at(1).root, str(store.path)):
        assert secret.encode() not in told
    assert bytes.fromhex(store.head_at(1).root) not in told


def test_several_authorities_stamp_the_same_checkpoint(store: CaseStore) -> None:
    other, size = new_authority("Upper Orrin Time"), store.head().size
    roots = (the_authority().root_pem, other.root_pem)
    with listening(right()) as first, listening(right(other)) as second:
        report = asked(store, first.url, second.url, first.url, roots=roots)
    assert len(report.stamped) == 2
    assert [token.size for token in tokens(store)] == [size, size]
    assert [token.roots for token in tokens(store)] == [(roots[0],), (roots[1],)]


def test_the_longer_hash_is_asked_for_where_it_is_wanted(plain: CaseStore) -> None:
    with listening(right()) as server:
        stamp(plain, [server.url], clock=at_noon, digest=Digest.SHA512)
    assert len(server.asked[0][1]) > 90
    assert len(tokens(plain)) == 1


def test_without_roots_a_token_is_kept_and_vouched_for_by_nobody(plain: CaseStore) -> None:
    with listening(right()) as server:
        report = asked(plain, server.url, roots=())
    assert report.stamped[0].stamp.root is None
    assert tokens(plain)[0].roots == ()
    (kept,) = kept_stamps(plain)
    assert "root not vouched for" in str(kept.stamp)


def test_an_authority_that_cannot_be_reached_leaves_its_request_waiting(store: CaseStore) -> None:
    head = store.head()
    report = asked(store, nobody())
    (left,) = report.waiting
    assert "no connection" in left.reason
    assert (left.size, left.waiting) == (head.size, 1)
    assert (report.stamped, report.refused) == ((), ())
    assert tokens(store) == []
    assert store.head() == head


def test_what_waits_outlives_the_process_and_is_sent_later(store: CaseStore) -> None:
    with listening(right()) as server:
        url = server.url
    asked(store, url)
    path = store.path
    store.close()
    with CaseStore.open(path, passphrase=PASSPHRASE, clock=at_noon) as again:
        ((number, queued),) = timestamping.waiting(again)
        assert (number, queued.authority, queued.size) == (1, url, again.head().size)
        assert queued.roots == (the_authority().root_pem,)
        sent: list[bytes] = []

        def ask(authority: str, request: bytes) -> bytes:
            assert authority == url
            sent.append(request)
            return the_authority().answer(request)

        report = send_pending(again, clock=at_noon, ask=ask)
        assert len(report.stamped) == 1
        # It is checked against the root that was given when it was queued.
        assert tokens(again)[0].roots == (the_authority().root_pem,)
        assert sent == [queued.request.encoded]
        assert timestamping.waiting(again) == ()


def test_a_request_is_on_the_disk_before_it_is_sent(plain: CaseStore) -> None:
    def ask(authority: str, request: bytes) -> bytes:
        with CaseStore.open(plain.path, read_only=True) as beside:
            ((_, queued),) = timestamping.waiting(beside)
        assert queued.request.encoded == request
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stamp(plain, ["http://time.example/"], clock=at_noon, ask=ask)
    assert len(timestamping.waiting(plain)) == 1


def test_asking_again_while_a_request_waits_makes_no_second_one(plain: CaseStore) -> None:
    url = nobody()
    asked(plain, url)
    asked(plain, url)
    assert len(timestamping.waiting(plain)) == 1


def test_an_answer_that_was_kept_just_before_a_crash_is_not_asked_for_again(
    plain: CaseStore,
) -> None:
    asked(plain, nobody())
    ((_, queued),) = timestamping.waiting(plain)
    response = the_authority().answer(queued.request.encoded)
    plain.append(
        TimestampToken(
            size=1,
            root=queued.root,
            authority=queued.authority,
            token=base64.b64encode(response).decode(),
            stamped_at=NOON,
            roots=queued.roots,
            author=INVESTIGATOR,
            made_at=NOON,
        )
    )

    def ask(authority: str, request: bytes) -> bytes:
        raise AssertionError("it was asked again")

    report = send_pending(plain, clock=at_noon, ask=ask)
    assert report == TimestampReport((), (), ())
    assert timestamping.waiting(plain) == ()
    assert len(tokens(plain)) == 1


def test_one_that_fails_stands_in_no_others_way(store: CaseStore) -> None:
    with listening(right(EVIL)) as evil, listening(right()) as good:
        report = asked(store, nobody(), evil.url, good.url)
    assert [item.authority for item in report.stamped] == [good.url]
    assert [item.authority for item in report.refused] == [evil.url]
    assert len(report.waiting) == 1
    assert len(tokens(store)) == 1
    assert [number for number, _ in timestamping.waiting(store)] == [1]


def another_size() -> Reply:
    """A right token, for the note of another checkpoint."""
    return stamping(the_authority(), lambda: Twist(imprint=b"\x07" * 32))


def replaying() -> Reply:
    """Gives the first token that it ever made to whoever asks."""
    first: list[bytes] = []

    def reply(request: object, body: bytes) -> None:
        first.append(the_authority().answer(body))
        send(request, first[0], headers=[REPLY])  # type: ignore[arg-type]  # a request, as in Reply

    return reply


def wrong(twist: Twist) -> Callable[[], Reply]:
    return lambda: stamping(the_authority(), lambda: twist)


def with_certificate(**changes: object) -> Callable[[], Reply]:
    return lambda: right(new_authority("Lower Orrin Time", **changes))  # type: ignore[arg-type]  # its own names


HOSTILE: dict[str, Callable[[], Reply]] = {
    "a wrong imprint": wrong(Twist(imprint=bytes(32))),
    "a wrong nonce": wrong(Twist(nonce=5)),
    "no nonce": wrong(Twist(leave_out_nonce=True)),
    "a wrong signer": lambda: right(EVIL),
    "a false signature": wrong(Twist(signature=lambda signature: signature[:-1] + b"\0")),
    "garbage": lambda: saying(b"\x30\x82\xff\xff" + bytes(1000)),
    "nothing": lambda: saying(b""),
    "not granted": wrong(Twist(status=2, words="never")),
    "another size": another_size,
    "no use of keys": with_certificate(uses=()),
    "a use that is not critical": with_certificate(critical=False),
    "another use": with_certificate(uses=(*STAMPING, *STAMPING)),
    "an expired certificate": with_certificate(
        valid=(NOON - timedelta(days=9), NOON - timedelta(days=1))
    ),
    "a certificate of tomorrow": with_certificate(
        valid=(NOON + timedelta(days=1), NOON + timedelta(days=9))
    ),
    "a time long ago": wrong(Twist(stamped_at=NOON - timedelta(days=2))),
    "a time to come": wrong(Twist(stamped_at=NOON + timedelta(days=2))),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("with_root", [True, False], ids=["root", "no root"])
def test_a_hostile_answer_is_named_and_nothing_is_kept(
    name: str, with_root: bool, untouched: CaseStore
) -> None:
    if name == "a wrong signer" and not with_root:
        pytest.skip("without a root any signer is taken, and said to be vouched for by nobody")
    head = untouched.head()
    with listening(HOSTILE[name]()) as server:
        report = asked(untouched, server.url, roots=None if with_root else ())
    (refused,) = report.refused
    assert refused.reason.isprintable()
    assert (report.stamped, report.waiting) == ((), ())
    assert untouched.head() == head
    assert timestamping.waiting(untouched) == ()


def test_a_token_that_is_replayed_is_kept_once(plain: CaseStore) -> None:
    with listening(replaying()) as server:
        assert len(asked(plain, server.url).stamped) == 1
        report = asked(plain, server.url)
    assert "number that was sent" in report.refused[0].reason or "other bytes" in (
        report.refused[0].reason
    )
    assert len(tokens(plain)) == 1


def test_an_answer_over_http_that_is_none_leaves_the_request_waiting(plain: CaseStore) -> None:
    page = b"<html>log in to this network</html>"
    with listening(lambda request, _: send(request, page)) as portal:
        report = asked(plain, portal.url)
    assert "no timestamp" in report.waiting[0].reason
    assert tokens(plain) == []


def test_a_request_can_be_withdrawn(plain: CaseStore) -> None:
    asked(plain, nobody())
    with pytest.raises(WrongUsage, match="no request 2"):
        timestamping.withdraw(plain, 2)
    timestamping.withdraw(plain, 1)
    assert timestamping.waiting(plain) == ()


@pytest.mark.parametrize("url", ["nonsense", "file:///x", "http://a:b@time.example/"])
def test_what_is_no_address_is_said_before_anything_is_queued(
    untouched: CaseStore, url: str
) -> None:
    with pytest.raises(WrongUsage):
        asked(untouched, "http://time.example/", url)
    assert timestamping.waiting(untouched) == ()


def test_nobody_is_asked_who_was_not_named(untouched: CaseStore) -> None:
    with pytest.raises(WrongUsage, match="no authority is named"):
        asked(untouched)


def test_without_the_key_nothing_is_sent(plain: CaseStore) -> None:
    path = plain.path
    plain.close()
    with CaseStore.open(path) as locked, listening(right()) as server:
        with pytest.raises(CaseLocked, match="timestamps go into the ledger"):
            asked(locked, server.url)
        with pytest.raises(CaseLocked):
            send_pending(locked)
        assert server.asked == []


def test_a_later_checkpoint_leaves_an_earlier_stamp_as_it_is(plain: CaseStore) -> None:
    with listening(right()) as server:
        asked(plain, server.url)
        asked(plain, server.url)
    assert [token.size for token in tokens(plain)] == [1, 2]
    assert [kept.problem for kept in kept_stamps(plain)] == [None, None]
    assert plain.verify().ok


def test_progress_names_each_authority(plain: CaseStore) -> None:
    told: list[tuple[str, float]] = []
    url = nobody()
    stamp(plain, [url], clock=at_noon, progress=lambda name, share: told.append((name, share)))
    assert told == [(url, 1.0)]
