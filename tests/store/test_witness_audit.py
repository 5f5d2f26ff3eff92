"""`habeas verify` looks at timestamps and co-signatures again, each against its own checkpoint."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from habeas.model import Cosignature, TimestampToken
from habeas.store import CaseStore, timestamps
from habeas.store.cosigning import cosign
from habeas.store.keys import SigningKey
from habeas.store.signed_note import read_note
from habeas.store.witness_audit import Witness, timestamp_notices, witness_problems
from tests.store.authority import NOON, Twist, new_authority, the_authority
from tests.store.making import CHEAP, PASSPHRASE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    """A case with one timestamp in it, of its first checkpoint."""
    with CaseStore.create(
        tmp_path / "case",
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=False,
        key_cost=CHEAP,
        clock=lambda: NOON,
    ) as opened:
        opened.append(token(opened))
        yield opened


def token(store: CaseStore, twist: Twist | None = None) -> TimestampToken:
    head = store.head()
    request = timestamps.make_request((store.checkpoint(head.size) or "").encode())
    return TimestampToken(
        size=head.size,
        root=head.root,
        authority="http://time.example/tsa",
        token=base64.b64encode(the_authority().answer(request.encoded, twist or Twist())).decode(),
        stamped_at=NOON,
        roots=(the_authority().root_pem,),
        author="Ila Morven",
        made_at=NOON,
    )


def problems(store: CaseStore, *witnesses: Witness) -> list[str]:
    with store._case.database.read() as connection:
        return [str(problem) for problem in witness_problems(connection, witnesses)]


def kept(store: CaseStore) -> Witness:
    (placed,) = store.recorded(TimestampToken)
    return placed.position, placed.record


def test_a_timestamp_that_holds_is_no_problem_and_says_what_it_says(store: CaseStore) -> None:
    assert problems(store, kept(store)) == []
    with store._case.database.read() as connection:
        (said,) = timestamp_notices(connection, [kept(store)])
    assert said.startswith("ledger entry 1: checkpoint 1 existed at 2031-05-04T12:00:00Z signed by")
    assert said.endswith("vouched for by root CN=Lower Orrin Time root")


def test_a_timestamp_without_a_root_says_so(store: CaseStore) -> None:
    position, record = kept(store)
    assert isinstance(record, TimestampToken)
    with store._case.database.read() as connection:
        (said,) = timestamp_notices(connection, [(position, replace(record, roots=()))])
    assert said.endswith("root not vouched for")


def test_a_timestamp_that_does_not_hold_is_named_by_its_entry(store: CaseStore) -> None:
    _, record = kept(store)
    assert isinstance(record, TimestampToken)
    stranger = replace(record, roots=(new_authority("Velm Time").root_pem,))
    moved = replace(record, stamped_at=NOON + timedelta(hours=1))
    elsewhere = replace(record, size=2)
    missing = replace(record, size=9)
    found = problems(store, *((number, r) for number, r in enumerate((stranger, moved), 1)))
    assert found[0].startswith("ledger entry 1: it is signed by CN=Lower Orrin Time stamping unit")
    assert found[1] == "ledger entry 2: it states another time than the one it is filed under"
    assert "another checkpoint" in problems(store, (5, elsewhere))[0]
    assert "which is not there" in problems(store, (5, missing))[0]
    with store._case.database.read() as connection:
        assert list(timestamp_notices(connection, [(1, stranger), (2, missing)])) == []


def test_nothing_vouches_for_a_checkpoint_that_came_after_it(store: CaseStore) -> None:
    later = token(store)
    assert later.size == 2
    assert problems(store, (2, later)) == []
    assert "which came after it" in problems(store, (1, later))[0]


def test_no_entry_is_dated_before_a_timestamp_that_it_follows(tmp_path: Path) -> None:
    """Whoever sets the clock back after a timestamp came in shows it."""
    later = NOON + timedelta(days=1)
    with CaseStore.create(
        tmp_path / "set-back",
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=False,
        key_cost=CHEAP,
        clock=lambda: NOON,
    ) as store:
        told = replace(token(store, Twist(stamped_at=later)), stamped_at=later, made_at=later)
        store.append(told)
        assert (
            "it is dated 2031-05-04T12:00:00Z, before the time" in problems(store, kept(store))[0]
        )
        report = store.verify()
    assert [problem.where for problem in report.problems] == ["ledger entry 1"]


def test_verify_says_what_a_timestamp_says_and_names_one_that_does_not_hold(
    store: CaseStore,
) -> None:
    report = store.verify()
    assert report.ok
    assert any("checkpoint 1 existed at 2031-05-04" in notice for notice in report.notices)
    forged = replace(token(store), roots=(new_authority("Velm Time").root_pem,))
    store.append(forged)
    (problem,) = store.verify().problems
    assert str(problem).startswith("ledger entry 2: it is signed by")


def cosignature(store: CaseStore, size: int) -> Cosignature:
    key = SigningKey.generate("witness.example")
    note = cosign((store.checkpoint(size) or "").encode(), key, NOON)
    return Cosignature(
        size=size,
        root=store.head_at(size).root,
        name=key.verifying.name,
        public_key=base64.b64encode(key.verifying.raw).decode(),
        line=read_note(note).further()[0].encode(),
        author="Ila Morven",
        made_at=NOON,
    )


def test_a_cosignature_is_held_against_its_own_checkpoint(store: CaseStore) -> None:
    record = cosignature(store, 2)
    assert problems(store, (2, record)) == []
    assert "which came after it" in problems(store, (1, record))[0]
    other = replace(record, size=1, root=store.head_at(1).root)
    assert "not valid" in problems(store, (2, other))[0]
