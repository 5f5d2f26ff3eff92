"""Whose key it is: by the ledger's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.model import UnsafeParse
from habeas.store import CaseStore, LeafKind, Signers
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE, new_store

SECOND = "Oren Castell"
THEIRS = "another invented phrase"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    with new_store(tmp_path / "case") as made:
        yield made


def test_the_first_entry_names_the_key_that_opened_the_case(store: CaseStore) -> None:
    signers = Signers()
    assert signers.name_of(store.key_id) is None
    for entry in store.leaves():
        signers.follow(entry)
    assert signers.name_of(store.key_id) == INVESTIGATOR


def test_who_was_let_in_signs_under_their_name_and_what_they_signed_stays_theirs(
    store: CaseStore,
) -> None:
    second = store.admit_investigator(SECOND, passphrase=THEIRS, key_cost=CHEAP)
    store.close()
    with CaseStore.open(store.path, passphrase=THEIRS) as theirs:
        theirs.append(UnsafeParse("no isolation here", SECOND, theirs.head().time))
    with CaseStore.open(store.path, passphrase=PASSPHRASE) as ours:
        ours.remove_access(SECOND)
        signers, names = Signers(), []
        for entry in ours.leaves():
            signers.follow(entry)
            names.append((entry.kind, signers.name_of(entry.author)))
    assert second.key_id is not None
    assert signers.name_of(second.key_id) == SECOND
    assert (LeafKind.UNSAFE_PARSE, SECOND) in names
    assert {name for kind, name in names if kind is not LeafKind.UNSAFE_PARSE} == {INVESTIGATOR}
