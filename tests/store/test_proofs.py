from __future__ import annotations

import random
from pathlib import Path

import pytest

from habeas.model import InputRefused
from habeas.store import CaseStore, GrowthOutcome, grown_since, grown_since_file, seal
from habeas.store.checkpoint import Checkpoint
from habeas.store.cosigning import cosign
from habeas.store.keys import SigningKey
from habeas.store.merkle import proves_consistency
from tests.store.ledger_attacks import SECOND, cut_back, read_case, rewritten, write_case
from tests.store.making import CHEAP, NOON, PASSPHRASE, deposit, fill


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    fill(store)
    return store


def note_at(store: CaseStore, size: int) -> bytes:
    note = store.checkpoint(size)
    assert note is not None
    return note.encode()


def test_the_same_ledger_is_the_same(filled: CaseStore) -> None:
    growth = grown_since(filled, note_at(filled, filled.head().size))
    assert (growth.outcome, growth.ok) == (GrowthOutcome.SAME, True)


def test_a_ledger_that_grew_is_proved_to_have_only_grown(filled: CaseStore) -> None:
    old = filled.head()
    note = note_at(filled, old.size)
    filled.put_sources([deposit(b"one"), deposit(b"two")])
    growth = grown_since(filled, note)
    new = filled.head()
    assert growth.outcome is GrowthOutcome.GREW
    assert (growth.since, growth.size) == (old.size, new.size)
    assert "2 entries" in growth.what
    roots = [bytes.fromhex(head.root) for head in (old, new)]
    assert proves_consistency(old.size, new.size, roots[0], roots[1], growth.proof)


def test_since_every_checkpoint_that_was_ever_signed_it_only_grew(filled: CaseStore) -> None:
    for size, note in read_case(filled.path).notes.items():
        growth = grown_since(filled, note)
        assert growth.ok, size
        assert (growth.since, growth.outcome is GrowthOutcome.SAME) == (size, size == growth.size)


def test_one_more_entry_is_called_one_entry(filled: CaseStore) -> None:
    note = note_at(filled, filled.head().size)
    filled.put_source(deposit(b"one"))
    assert "1 entry," in grown_since(filled, note).what


def test_a_co_signed_checkpoint_does_as_well(filled: CaseStore) -> None:
    witness = SigningKey.generate("orrin.example/noor-adeyemi")
    note = cosign(note_at(filled, filled.head().size), witness, NOON)
    assert grown_since(filled, note).outcome is GrowthOutcome.SAME


def test_a_checkpoint_of_another_case_is_told_apart(filled: CaseStore, tmp_path: Path) -> None:
    with CaseStore.create(
        tmp_path / "other",
        passphrase=PASSPHRASE,
        investigator="Bo Tarn",
        encrypted=False,
        key_cost=CHEAP,
    ) as other:
        growth = grown_since(filled, note_at(other, 1))
    assert (growth.outcome, growth.ok) == (GrowthOutcome.OTHER_CASE, False)
    assert other.case_id in growth.what


def test_a_checkpoint_that_the_case_did_not_sign_is_told_apart(filled: CaseStore) -> None:
    name = f"habeas.case/{filled.case_id}"
    stranger = SigningKey.generate(name)
    head = filled.head()
    forged = Checkpoint(name, head.size, bytes.fromhex(head.root)).signed(stranger)
    assert grown_since(filled, forged).outcome is GrowthOutcome.NOT_SIGNED
    note = note_at(filled, head.size).replace(b"\n9\n", b"\n8\n")
    assert grown_since(filled, note).outcome is GrowthOutcome.NOT_SIGNED


@pytest.mark.parametrize("note", [b"", b"hello\n", b"\xff\xff"])
def test_what_is_no_note_is_told_apart(filled: CaseStore, note: bytes) -> None:
    assert grown_since(filled, note).outcome is GrowthOutcome.NO_NOTE


def test_a_checkpoint_by_somebody_since_removed_still_counts(
    filled: CaseStore, case_path: Path
) -> None:
    filled.admit_investigator("Bo Tarn", passphrase=SECOND, key_cost=CHEAP)
    filled.close()
    with CaseStore.open(case_path, passphrase=SECOND) as second:
        second.put_source(deposit(b"by the second"))
        note = note_at(second, second.head().size)
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as first:
        first.remove_access("Bo Tarn")
        assert grown_since(first, note).outcome is GrowthOutcome.GREW


def test_a_ledger_that_lost_its_end_is_cut_off(filled: CaseStore, case_path: Path) -> None:
    size = filled.head().size
    note = note_at(filled, size)
    filled.close()
    write_case(case_path, cut_back(read_case(case_path), 5))
    with CaseStore.open(case_path, read_only=True) as reader:
        growth = grown_since(reader, note)
    assert growth.outcome is GrowthOutcome.CUT_OFF
    assert f"entries 5 to {size - 1}" in growth.what


def test_a_rewritten_ledger_is_forked_and_its_own_key_is_named_as_the_culprit(
    filled: CaseStore, case_path: Path, tmp_path: Path
) -> None:
    key = filled._case.ledger.require_signer()
    note = note_at(filled, filled.head().size)
    seal(filled, tmp_path / "sealed", [])
    filled.close()
    forked = rewritten(read_case(case_path), 6, key, random.Random(1))  # noqa: S311 - a repeatable choice, not a secret
    write_case(case_path, forked)
    with CaseStore.open(case_path, read_only=True) as reader:
        growth = grown_since(reader, note)
        beside = grown_since_file(reader, tmp_path / "sealed")
    assert growth.outcome is GrowthOutcome.FORKED
    assert "entries 0 to 8" in growth.what
    assert "signed two ledgers of 9 entries" in growth.what
    assert "the first that differs is entry 6" in beside.what
    assert "first that differs" not in growth.what


def test_leaves_that_do_not_belong_to_the_checkpoint_say_nothing(
    filled: CaseStore, case_path: Path
) -> None:
    key = filled._case.ledger.require_signer()
    note = note_at(filled, filled.head().size)
    filled.close()
    forked = rewritten(read_case(case_path), 6, key, random.Random(1))  # noqa: S311 - a repeatable choice, not a secret
    write_case(case_path, forked)
    with CaseStore.open(case_path, read_only=True) as reader:
        assert "first that differs" not in grown_since(reader, note, [b"x"] * 9).what


def test_a_checkpoint_that_is_not_there_is_refused(filled: CaseStore, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="cannot be read"):
        grown_since_file(filled, tmp_path / "missing.txt")
