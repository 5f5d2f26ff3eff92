"""Who may open a case and sign in it: let in, shut out, and after a kill in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import AccessAction, AccessChange, CaseLocked, InputRefused, WrongUsage
from habeas.store import CaseStore
from habeas.store.case_key import new_identity
from tests.store.making import CHEAP, PASSPHRASE, deposit, fill

TAMS = "the second phrase"
IDENTITY, RECIPIENT = new_identity()


def admit_tam(store: CaseStore) -> None:
    store.admit_investigator("Tam Ostery", passphrase=TAMS, key_cost=CHEAP)


def actions(store: CaseStore) -> list[tuple[AccessAction, str]]:
    return [(placed.record.action, placed.record.name) for placed in store.recorded(AccessChange)]


@pytest.mark.parametrize("kind", ["store", "sealed_store"])
def test_a_second_investigator_signs_with_a_key_of_their_own(
    kind: str, request: pytest.FixtureRequest
) -> None:
    store: CaseStore = request.getfixturevalue(kind)
    admit_tam(store)
    first = store.key_id
    store.close()
    with CaseStore.open(store.path, passphrase=TAMS) as tams:
        assert tams.investigator == "Tam Ostery"
        assert tams.key_id != first
        tams.put_source(deposit(b"by the second"))
        assert [entry.author for entry in tams.leaves()][-1] == tams.key_id
        assert tams.verify().problems == ()
    with CaseStore.open(store.path, passphrase=PASSPHRASE) as again:
        assert again.investigator == "Ila Morven"
        again.put_source(deposit(b"by the first"))
        assert again.verify().problems == ()


def test_a_reader_with_an_age_identity_reads_and_signs_nothing(sealed_store: CaseStore) -> None:
    sealed_store.put_source(deposit(b"testimony"))
    sealed_store.admit_reader("Oda Lind", RECIPIENT)
    sealed_store.close()
    with CaseStore.open(sealed_store.path, identities=[IDENTITY]) as odas:
        (source,) = odas.sources()
        assert odas.blob(source.sha256) == b"testimony"
        assert odas.verify().problems == ()
        with pytest.raises(CaseLocked):
            odas.put_source(deposit(b"more"))


def test_whoever_is_shut_out_opens_nothing_any_more(sealed_store: CaseStore) -> None:
    sealed_store.admit_reader("Oda Lind", RECIPIENT)
    admit_tam(sealed_store)
    assert sealed_store.remove_access(RECIPIENT).name == "Oda Lind"
    assert sealed_store.remove_access("Tam Ostery").recipient is not None
    assert [holder.name for holder in sealed_store.holders()] == ["Ila Morven"]
    assert sealed_store.verify().problems == ()
    sealed_store.close()
    for given in ({"identities": [IDENTITY]}, {"passphrase": TAMS}):
        with pytest.raises(CaseLocked, match="does not open with what was given"):
            CaseStore.open(sealed_store.path, **given)
    with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE) as store:
        assert store.verify().ok
        assert actions(store)[1:] == [
            (AccessAction.ADMIT, "Oda Lind"),
            (AccessAction.ADMIT, "Tam Ostery"),
            (AccessAction.REMOVE, "Oda Lind"),
            (AccessAction.ROTATE, "Ila Morven"),
            (AccessAction.REMOVE, "Tam Ostery"),
            (AccessAction.ROTATE, "Ila Morven"),
        ]


def test_what_they_signed_before_stays_valid(store: CaseStore) -> None:
    admit_tam(store)
    store.close()
    with CaseStore.open(store.path, passphrase=TAMS) as tams:
        tams.put_source(deposit(b"by the second"))
    with CaseStore.open(store.path, passphrase=PASSPHRASE) as again:
        again.remove_access("Tam Ostery")
        assert again.verify().problems == ()
    with pytest.raises(CaseLocked):
        CaseStore.open(store.path, passphrase=TAMS)


def test_nobody_removes_themselves_or_whoever_opened_the_case(sealed_store: CaseStore) -> None:
    admit_tam(sealed_store)
    with pytest.raises(WrongUsage, match="remove themselves"):
        sealed_store.remove_access("Ila Morven")
    sealed_store.close()
    with CaseStore.open(sealed_store.path, passphrase=TAMS) as tams:
        with pytest.raises(WrongUsage, match="opened the case cannot be removed"):
            tams.remove_access("Ila Morven")
        with pytest.raises(WrongUsage, match="nobody with access is named so"):
            tams.remove_access("Nobody")


def test_a_name_is_given_once_and_a_recipient_is_one_of_age(sealed_store: CaseStore) -> None:
    admit_tam(sealed_store)
    with pytest.raises(WrongUsage, match="has this name already"):
        sealed_store.admit_reader("Tam Ostery", RECIPIENT)
    with pytest.raises(InputRefused, match="no age recipient"):
        sealed_store.admit_reader("Oda Lind", "age1notone")
    with pytest.raises(WrongUsage, match="needs a name"):
        sealed_store.admit_reader(" ", RECIPIENT)


def test_a_case_that_is_not_encrypted_has_no_readers_and_no_key(store: CaseStore) -> None:
    for attempt in (lambda: store.admit_reader("Oda Lind", RECIPIENT), store.rotate_key):
        with pytest.raises(WrongUsage, match="not encrypted"):
            attempt()


def test_a_new_key_changes_nothing_that_is_kept(sealed_store: CaseStore) -> None:
    fill(sealed_store)
    kept = {source.sha256: sealed_store.blob(source.sha256) for source in sealed_store.sources()}
    claims = list(sealed_store.claims())
    before = {path.name for path in (sealed_store.path / "blobs").rglob("*") if path.is_file()}
    sealed_store.rotate_key()
    assert {p.name for p in (sealed_store.path / "blobs").rglob("*") if p.is_file()} == before
    sealed_store.rotate_key(blobs=True)
    after = {path.name for path in (sealed_store.path / "blobs").rglob("*") if path.is_file()}
    assert not after & before
    assert {sha256: sealed_store.blob(sha256) for sha256 in kept} == kept
    assert list(sealed_store.claims()) == claims
    report = sealed_store.verify()
    assert (report.problems, report.notices) == ((), ())


def test_no_key_is_replaced_while_somebody_reads(sealed_store: CaseStore) -> None:
    with sealed_store._case.database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM ledger_leaf").scalar_one()
        sealed_store.close()
        with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE) as store:
            store.put_source(deposit(b"newer than what is being read"))
            with pytest.raises(CaseLocked, match="another program is reading"):
                store.rotate_key()
            assert store.verify().ok


def test_a_passphrase_is_changed_by_whoever_knows_it(sealed_store: CaseStore) -> None:
    with pytest.raises(CaseLocked):
        sealed_store.change_passphrase("not it", "new words", key_cost=CHEAP)
    sealed_store.change_passphrase(PASSPHRASE, "new words", key_cost=CHEAP)
    assert sealed_store.verify().problems == ()
    sealed_store.close()
    with pytest.raises(CaseLocked):
        CaseStore.open(sealed_store.path, passphrase=PASSPHRASE)
    CaseStore.open(sealed_store.path, passphrase="new words").close()  # noqa: S106 - of a test case


def test_a_writer_finishes_what_was_begun_about_access(
    sealed_store: CaseStore, tmp_path: Path
) -> None:
    """Let in, and killed before the case key was wrapped; shut out, and killed before the key."""
    wrapped = (sealed_store.path / "keys" / "case-key.age").read_bytes()
    sealed_store.admit_reader("Oda Lind", RECIPIENT)
    sealed_store.close()
    (sealed_store.path / "keys" / "case-key.age").write_bytes(wrapped)
    with pytest.raises(CaseLocked):
        CaseStore.open(sealed_store.path, identities=[IDENTITY])
    with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE) as store:
        now = store.recorded(AccessChange)
        admitted = next(item.record for item in now if item.record.name == "Oda Lind")
    CaseStore.open(sealed_store.path, identities=[IDENTITY]).close()
    with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE) as store:
        removed = AccessChange(
            AccessAction.REMOVE,
            admitted.name,
            admitted.public_key,
            admitted.recipient,
            store.investigator,
            admitted.made_at,
        )
        store.append(removed)
    CaseStore.open(sealed_store.path, identities=[IDENTITY], read_only=True).close()
    with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE) as store:
        assert actions(store)[-1][0] is AccessAction.ROTATE
    with pytest.raises(CaseLocked):
        CaseStore.open(sealed_store.path, identities=[IDENTITY])
