from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from habeas.store import CaseStore, Failure, ImportBalance
from tests.store.making import NOON, deposit, sha256

BOMB = Failure("bomb.zip", "it unpacks to 300 times its size", NOON, remedy="unpack it by hand")


def test_what_was_left_out_is_listed_with_its_reason(store: CaseStore) -> None:
    other = Failure("../../etc/x\x00", "its name leads out of the archive", NOON)
    store.record_failure(BOMB)
    store.record_failure(other)
    assert list(store.failures()) == [BOMB, other]


def test_the_same_failure_is_kept_once_with_its_first_moment(store: CaseStore) -> None:
    store.record_failure(BOMB)
    store.record_failure(replace(BOMB, at=NOON + timedelta(days=1)))
    store.record_failure(replace(BOMB, reason="it is truncated"))
    assert [failure.at for failure in store.failures()] == [NOON, NOON]
    assert len({failure.reason for failure in store.failures()}) == 2


def test_balances_are_kept_in_order(store: CaseStore) -> None:
    first = ImportBalance(NOON, NOON, "Ila Morven", total=3, created=2, failed=1)
    second = ImportBalance(NOON, NOON, "Ila Morven", total=2, unchanged=1, skipped=1)
    store.record_import(first)
    store.record_import(second)
    assert list(store.imports()) == [first, second]


def test_an_import_that_does_not_balance_cannot_be_recorded() -> None:
    with pytest.raises(ValueError, match="4 in, 3 accounted"):
        ImportBalance(NOON, NOON, "Ila Morven", total=4, created=2, updated=1)


def test_imports_survive_dropping_what_is_derived(store: CaseStore) -> None:
    store.record_failure(BOMB)
    store.drop_derived()
    assert list(store.failures()) == [BOMB]


def test_erasing_an_archive_forgets_what_was_left_out_of_it(store: CaseStore) -> None:
    store.put_source(deposit(b"archive", "letters.zip"))
    store.record_failure(BOMB)
    store.record_failure(replace(BOMB, container=sha256(b"archive")))
    store.delete_source(sha256(b"archive"), reason="the witness asked")
    assert list(store.failures()) == [BOMB]
