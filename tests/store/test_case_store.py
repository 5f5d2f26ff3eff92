from __future__ import annotations

import stat
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from habeas.model import (
    CaseDamaged,
    CaseError,
    CaseLocked,
    CaseNotFound,
    InputRefused,
    Passage,
    Provenance,
    WrongUsage,
)
from habeas.store import CaseStore, Deposit, Export, LeafKind, Outcome
from tests.store.making import (
    CHEAP,
    NOON,
    PASSPHRASE,
    STATEMENT,
    deposit,
    document,
    judgement,
    sha256,
)

TEXT = STATEMENT.encode()
SOURCE = sha256(TEXT)


# Making and opening ---------------------------------------------------------------------------


def test_a_new_case_says_whose_it_is(store: CaseStore, case_path: Path) -> None:
    (first,) = store.leaves()
    assert first.kind is LeafKind.CASE
    assert first.payload is not None
    assert first.payload["investigator"] == store.investigator == "Ila Morven"
    assert first.payload["case_id"] == store.case_id
    assert store.verify().ok
    assert store.case_id in (case_path / "README.txt").read_text(encoding="utf-8")


def test_a_case_is_closed_to_other_users_of_the_machine(store: CaseStore, case_path: Path) -> None:
    assert stat.S_IMODE(case_path.stat().st_mode) == 0o700


def test_a_case_is_not_made_on_top_of_anything(store: CaseStore, case_path: Path) -> None:
    with pytest.raises(InputRefused, match="there is a case here already"):
        CaseStore.create(case_path, passphrase=PASSPHRASE, investigator="Ila Morven")
    with pytest.raises(InputRefused, match="not empty"):
        CaseStore.create(case_path.parent, passphrase=PASSPHRASE, investigator="Ila Morven")


def test_an_empty_folder_can_become_a_case(tmp_path: Path) -> None:
    with CaseStore.create(
        tmp_path, passphrase=PASSPHRASE, investigator="Ila Morven", key_cost=CHEAP
    ) as store:
        assert store.verify().ok


@pytest.mark.parametrize(("passphrase", "investigator"), [("", "Ila Morven"), ("words", "  ")])
def test_a_case_needs_a_passphrase_and_a_name(
    case_path: Path, passphrase: str, investigator: str
) -> None:
    with pytest.raises(WrongUsage):
        CaseStore.create(
            case_path, passphrase=passphrase, investigator=investigator, key_cost=CHEAP
        )
    assert not case_path.exists()


def test_where_there_is_no_case_it_says_so(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(CaseNotFound, match="there is no case here"):
            CaseStore.open(tmp_path, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_does_not_open_and_does_not_keep_the_lock(
    store: CaseStore, case_path: Path
) -> None:
    store.close()
    for guess in ("", "another phrase"):
        with pytest.raises(CaseLocked, match="the passphrase does not open the signing key"):
            CaseStore.open(case_path, passphrase=guess)
    CaseStore.open(case_path, passphrase=PASSPHRASE).close()


def test_there_is_one_writer_and_any_number_of_readers(store: CaseStore, case_path: Path) -> None:
    with pytest.raises(CaseLocked, match="another process is writing to this case"):
        CaseStore.open(case_path, passphrase=PASSPHRASE)
    with (
        CaseStore.open(case_path, read_only=True) as one,
        CaseStore.open(case_path, read_only=True) as other,
    ):
        store.put_source(deposit(TEXT))
        assert [source.sha256 for source in one.sources()] == [SOURCE]
        assert one.head() == other.head() == store.head()


def test_a_reader_writes_nothing(store: CaseStore, case_path: Path) -> None:
    store.put_source(deposit(TEXT))
    with CaseStore.open(case_path, read_only=True) as reader:
        assert reader.read_only
        assert not reader.can_sign
        with pytest.raises(CaseLocked):
            reader.put_source(deposit(b"more"))
        with pytest.raises(CaseLocked, match="opened only to read"):
            reader.drop_derived()


def test_without_the_passphrase_the_ledger_takes_nothing(store: CaseStore, case_path: Path) -> None:
    store.put_source(deposit(TEXT))
    store.close()
    with CaseStore.open(case_path) as opened:
        assert not opened.can_sign
        with pytest.raises(CaseLocked, match="takes only what is signed"):
            opened.put_source(deposit(b"more"))
        with pytest.raises(CaseLocked, match="takes only what is signed"):
            opened.append_judgement(judgement(SOURCE))
        with pytest.raises(CaseLocked, match="takes only what is signed"):
            opened.delete_source(SOURCE, reason="the witness asked")
        assert [source.sha256 for source in opened.sources()] == [SOURCE]
        assert len(list((case_path / "blobs").rglob("*"))) == 3


def test_a_key_of_another_case_is_refused(store: CaseStore, case_path: Path) -> None:
    store.close()
    other = case_path.with_name("other")
    CaseStore.create(other, passphrase=PASSPHRASE, investigator="X", key_cost=CHEAP).close()
    sealed = "keys/investigator.json"
    (case_path / sealed).write_bytes((other / sealed).read_bytes())
    with pytest.raises(CaseDamaged, match="not the key of this case"):
        CaseStore.open(case_path, passphrase=PASSPHRASE)
    public = "keys/investigator.pem"
    (case_path / public).write_bytes((other / public).read_bytes())
    with pytest.raises(CaseDamaged, match="not the one that opened this case"):
        CaseStore.open(case_path, read_only=True)


def test_closing_twice_is_harmless(store: CaseStore) -> None:
    store.close()
    store.close()


# Sources ------------------------------------------------------------------------------------


def test_a_source_is_preserved_with_its_description(store: CaseStore) -> None:
    assert store.put_source(deposit(TEXT)) is Outcome.CREATED
    assert store.source(SOURCE[:6]) == deposit(TEXT).source
    assert list(store.sources()) == [deposit(TEXT).source]
    assert store.blob(SOURCE) == TEXT
    assert store.blob_path(SOURCE).read_bytes() == TEXT
    assert store.has_source(SOURCE)


def test_the_same_find_a_day_later_changes_nothing(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    head = store.head()
    later = deposit(TEXT, collected_at=NOON + timedelta(days=1))
    assert store.put_source(later) is Outcome.UNCHANGED
    assert store.head() == head


def test_known_bytes_found_elsewhere_gain_a_provenance(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    elsewhere = deposit(TEXT, "copy.txt", container="ab" * 32)
    assert store.put_source(elsewhere) is Outcome.UPDATED
    assert store.put_source(elsewhere) is Outcome.UNCHANGED
    found = store.source(SOURCE)
    assert [item.untrusted_name for item in found.provenance] == ["statement.txt", "copy.txt"]
    assert found.name == "statement.txt"
    assert [entry.kind for entry in store.leaves()] == [
        LeafKind.CASE,
        LeafKind.SOURCE,
        LeafKind.PROVENANCE,
    ]


def test_several_sources_go_under_one_checkpoint(store: CaseStore) -> None:
    batch = [deposit(b"one"), deposit(b"two"), deposit(b"one", "again.txt"), deposit(b"two")]
    assert store.put_sources(iter(batch)) == [
        Outcome.CREATED,
        Outcome.CREATED,
        Outcome.UPDATED,
        Outcome.UNCHANGED,
    ]
    assert [store.checkpoint(size) is not None for size in (1, 2, 3, 4)] == [
        True,
        False,
        False,
        True,
    ]
    assert store.verify().ok


def test_a_batch_with_one_false_hash_records_none(store: CaseStore) -> None:
    false = Deposit(deposit(b"one").source, b"other")
    with pytest.raises(InputRefused):
        store.put_sources([deposit(TEXT), false])
    assert list(store.sources()) == []
    report = store.verify()
    assert report.ok
    (notice,) = report.notices
    assert SOURCE in notice
    assert "did not record it" in notice
    assert store.put_source(deposit(TEXT)) is Outcome.CREATED
    assert store.verify().notices == ()


def test_a_description_that_cannot_be_written_down_is_refused(store: CaseStore) -> None:
    with pytest.raises(InputRefused, match="lone surrogates"):
        store.put_source(deposit(TEXT, "caf\udce9.txt"))
    assert store.head().size == 1


def test_a_source_without_provenance_is_refused(store: CaseStore) -> None:
    bare = Deposit(replace(deposit(TEXT).source, provenance=()), TEXT)
    with pytest.raises(WrongUsage, match="needs a provenance"):
        store.put_source(bare)


@pytest.mark.parametrize("name", ["\u202egnp.exe", "a\x00b", "../../x", "О'Коннор'; DROP TABLE --"])
def test_hostile_names_are_kept_as_they_are(store: CaseStore, name: str) -> None:
    store.put_source(deposit(TEXT, name))
    assert store.source(SOURCE).name == name
    assert store.verify().ok


def test_a_prefix_must_name_one_source(store: CaseStore) -> None:
    names = sorted(sha256(data) for data in (b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8"))
    for data in (b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8"):
        store.put_source(deposit(data))
    assert store.source(names[0].upper()).sha256 == names[0]
    for none in ("%", "xyz", "_"):
        with pytest.raises(WrongUsage, match="no source"):
            store.source(none)
    with pytest.raises(WrongUsage, match="more than one source"):
        store.source("")


def test_bytes_that_are_not_preserved_here_are_not_handed_out(store: CaseStore) -> None:
    with pytest.raises(WrongUsage, match="no source in this case"):
        store.blob(SOURCE)
    with pytest.raises(WrongUsage, match="no source in this case"):
        store.blob_path("../../etc/passwd")


def test_threads_of_one_program_may_put_at_the_same_time(store: CaseStore) -> None:
    def put_ten(first: int) -> None:
        for number in range(first, first + 10):
            store.put_source(deposit(str(number).encode(), f"{number}.txt"))

    threads = [threading.Thread(target=put_ten, args=(start,)) for start in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.sources())) == 30
    assert store.verify().ok


# Judgements and exports ---------------------------------------------------------------------


def test_judgements_are_kept_in_order_and_all_of_them(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    first, second = judgement(SOURCE, "heard it"), judgement(SOURCE, "heard it again")
    entry = store.append_judgement(first)
    store.append_judgement(second)
    assert (entry.kind, entry.position) == (LeafKind.JUDGEMENT, 2)
    assert list(store.judgements()) == [first, second]
    store.drop_derived()
    assert list(store.judgements()) == [first, second]


def test_a_judgement_needs_its_source(store: CaseStore) -> None:
    with pytest.raises(InputRefused, match="no source in this case"):
        store.append_judgement(judgement(SOURCE))


def test_a_judgement_of_words_that_are_not_there_is_refused(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    store.put_document(SOURCE, document(), reader="text@1")
    misplaced = replace(judgement(SOURCE), passage=Passage(0, 3, "Thy"))
    with pytest.raises(InputRefused, match="does not stand in the document"):
        store.append_judgement(misplaced)


def test_an_export_is_pinned_to_a_head_of_this_case(store: CaseStore) -> None:
    head = store.head()
    export = Export("dossier.html", "ab" * 32, "text/html", head.size, head.root)
    assert store.append_export(export).kind is LeafKind.EXPORT
    assert list(store.exports()) == [export]
    for stranger in (
        replace(export, head_root="cd" * 32),
        replace(export, head_size=99),
        replace(export, sha256="dossier"),
    ):
        with pytest.raises(WrongUsage):
            store.append_export(stranger)
    assert store.verify().ok


# Heads --------------------------------------------------------------------------------------


def test_an_earlier_head_shows_the_case_as_it_was(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    head = store.head()
    store.put_source(deposit(TEXT, "copy.txt"))
    store.put_source(deposit(b"later"))
    store.append_judgement(judgement(SOURCE))
    assert store.head_at(head.size) == head
    assert list(store.sources(at=head.size)) == [deposit(TEXT).source]
    assert store.source(SOURCE, at=head.size) == deposit(TEXT).source
    assert list(store.judgements(at=head.size)) == []
    assert len(list(store.leaves(at=head.size))) == head.size
    with pytest.raises(WrongUsage, match="no source"):
        store.source(sha256(b"later"), at=head.size)


def test_a_head_is_found_by_size_and_root(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    head = store.head_at(1)
    assert store.find_head("1") == store.find_head(str(head)) == head
    assert store.find_head(f"1-{head.root[:8].upper()}") == head
    for wrong, told in (
        ("0", "no head 0"),
        ("3", "no head 3"),
        ("one", "names no head"),
        ("-1", "names no head"),
        ("1-00000000000000", "another root"),
    ):
        with pytest.raises(WrongUsage, match=told):
            store.find_head(wrong)


def test_the_ledgers_time_never_runs_backwards(case_path: Path) -> None:
    moments = iter(NOON + timedelta(hours=hours) for hours in (5, 6, 2, 1, 7))
    with CaseStore.create(
        case_path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        key_cost=CHEAP,
        encrypted=False,
        clock=lambda: next(moments),
    ) as store:
        for number in range(4):
            store.put_source(deposit(bytes([number])))
        hours = [(entry.time - NOON).total_seconds() / 3600 for entry in store.leaves()]
        assert hours == [5, 6, 6, 6, 7]
        assert store.verify().ok


def test_sources_are_read_back_with_everything_that_was_said_of_them(store: CaseStore) -> None:
    source = replace(
        deposit(TEXT).source,
        publisher="The Orrin Courier",
        language="uk",
        provenance=(
            Provenance("a.txt", NOON, "Ila Morven", url="https://courier.example/1"),
            Provenance("b.txt", NOON, "Tam Ostery"),
        ),
    )
    store.put_source(Deposit(source, TEXT))
    assert store.source(SOURCE) == source


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CaseError, match="cannot be made"):
        CaseStore.create(
            tmp_path / "file" / "case", passphrase=PASSPHRASE, investigator="X", key_cost=CHEAP
        )


@pytest.mark.parametrize(
    ("folder", "investigator"), [("bad\udcff", "Ila Morven"), ("case", "Ila \udcff")]
)
def test_undecodable_names_are_refused_before_anything_is_made(
    tmp_path: Path, folder: str, investigator: str
) -> None:
    for _ in range(2):
        with pytest.raises(InputRefused, match="no text in UTF-8") as caught:
            CaseStore.create(
                tmp_path / folder,
                passphrase=PASSPHRASE,
                investigator=investigator,
                key_cost=CHEAP,
            )
        assert str(caught.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_case_at_an_undecodable_path_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no text in UTF-8"):
        CaseStore.open(tmp_path / "bad\udcff")
