"""Adding: preserved first, read then; it balances, repeats harmlessly, and goes on after a stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.model import CaseLocked, Claim, DateInterval
from habeas.pipeline import AddReport, Description, ImportSettings, Step, add
from habeas.store import CaseStore
from habeas.store.case_key import new_identity
from tests.pipeline.making import (
    ONE_PROCESS,
    PASSPHRASE,
    REPORT,
    account,
    contents,
    new_store,
    write,
)


def added(store: CaseStore, *paths: Path) -> AddReport:
    return add(store, paths, settings=ONE_PROCESS)


def sums(report: AddReport) -> tuple[int, int, int, int, int]:
    balance = report.balance
    return (
        balance.created,
        balance.updated,
        balance.unchanged,
        balance.skipped,
        balance.failed,
    )


def test_a_report_comes_in_with_its_claims(store: CaseStore, tmp_path: Path) -> None:
    report = added(store, write(tmp_path / "in", {"report.txt": REPORT}) / "report.txt")
    assert report.ok
    assert sums(report) == (1, 0, 0, 0, 0)
    (source,) = store.sources()
    document = store.document(source.sha256)
    assert document is not None
    assert document.text == REPORT
    claims: list[Claim] = [kept.claim for kept in store.claims()]
    assert len(claims) == report.claims >= 3
    assert all(claim.passage.stands_in(REPORT) for claim in claims)


def test_the_same_again_changes_nothing(store: CaseStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": account(1), "b/c.bin": b"\x00\x01\x02" * 50})
    first = added(store, folder)
    before, head = contents(store), store.head()
    second = added(store, folder)
    assert sums(first) == (2, 0, 0, 0, 0)
    assert sums(second) == (0, 0, 2, 0, 0)
    assert second.documents == 0
    assert contents(store) == before
    assert store.head() == head


def test_known_bytes_under_another_name_are_one_source_found_twice(
    store: CaseStore, tmp_path: Path
) -> None:
    added(store, write(tmp_path / "in", {"a.txt": account(1)}) / "a.txt")
    copy = write(tmp_path / "elsewhere", {"copy.txt": account(1)}) / "copy.txt"
    assert sums(added(store, copy)) == (0, 1, 0, 0, 0)
    (source,) = store.sources()
    assert [item.untrusted_name for item in source.provenance] == ["a.txt", "copy.txt"]


def test_what_cannot_be_read_is_preserved_and_listed_each_time(
    store: CaseStore, tmp_path: Path
) -> None:
    path = write(tmp_path / "in", {"sound.bin": b"\x00\x01\x02" * 64}) / "sound.bin"
    for expected in [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0)]:
        report = added(store, path)
        assert sums(report) == expected
        assert not report.ok
        (remark,) = report.not_read
        assert str(remark).startswith("sound.bin: ")
    (source,) = store.sources()
    assert store.blob(source.sha256) == path.read_bytes()


def test_what_is_missing_or_a_link_is_counted_and_the_rest_goes_on(
    store: CaseStore, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", {"a.txt": account(1)})
    (folder / "link").symlink_to(tmp_path)
    report = added(store, tmp_path / "gone.txt", folder)
    assert sums(report) == (1, 0, 0, 1, 1)
    assert [str(remark) for remark in report.failed] == [
        "gone.txt: there is no such file or folder — check the spelling"
    ]
    (failure,) = store.failures()
    assert failure.untrusted_name == "gone.txt"


def test_the_balance_of_each_import_is_kept(store: CaseStore, tmp_path: Path) -> None:
    report = added(store, write(tmp_path / "in", {"a.txt": account(1)}))
    (kept,) = store.imports()
    assert kept == report.balance
    assert kept.ledger_size == store.head().size


names = st.sampled_from(["a.txt", "b.txt", "c/d.txt", "c/e.bin", "f/g/h.bin"])
bodies = st.sampled_from([b"", b"\x00\x01", b"\xff" * 40, "Było nas siedmioro.\n".encode()])


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    files=st.dictionaries(names, bodies, max_size=5),
    links=st.sets(st.sampled_from(["l1", "l2"])),
    missing=st.booleans(),
)
def test_every_import_balances_and_every_second_one_changes_nothing(
    files: dict[str, bytes],
    links: set[str],
    missing: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    top = tmp_path_factory.mktemp("balance")
    folder = write(top / "in", files)
    folder.mkdir(exist_ok=True)
    for link in links:
        (folder / link).symlink_to(top)
    paths = [folder, *([top / "missing"] if missing else [])]
    with new_store(top / "case") as store:
        first, second = added(store, *paths), added(store, *paths)
        distinct = len(set(files.values()))
        assert first.balance.total == len(files) + len(links) + missing
        assert sums(first) == (distinct, len(files) - distinct, 0, len(links), int(missing))
        assert sums(second) == (0, 0, len(files), len(links), int(missing))
        assert store.verify().ok


def test_bytes_without_a_document_are_read_by_the_next_import(
    store: CaseStore, tmp_path: Path
) -> None:
    first = write(tmp_path / "in", {"a.txt": account(1)}) / "a.txt"
    added(store, first)
    whole = contents(store)
    store.drop_derived()
    report = added(store, tmp_path / "in" / "a.txt")
    assert report.documents == 1
    assert contents(store) == whole
    store.drop_derived()
    other = write(tmp_path / "more", {"b.txt": account(2)}) / "b.txt"
    assert added(store, other).completed == 1
    assert contents(store)[:1] == whole


def test_the_order_of_a_case_does_not_depend_on_how_many_read(tmp_path: Path) -> None:
    files = {f"{number:02}.txt": account(number) for number in range(12)}
    files["00.txt"] = REPORT
    folder = write(tmp_path / "in", files)
    held = []
    for processes in (1, 3):
        with new_store(tmp_path / f"case{processes}") as store:
            add(store, [folder], settings=ImportSettings(processes=processes, in_order=True))
            held.append(contents(store))
    assert held[0] == held[1]


def test_what_the_collector_knows_stands_in_for_what_a_file_does_not_say(
    store: CaseStore, tmp_path: Path
) -> None:
    from datetime import date

    published = DateInterval.on(date(2031, 6, 1))
    path = write(tmp_path / "in", {"report.txt": REPORT}) / "report.txt"
    add(
        store,
        [path],
        description=Description("Lower Orrin Herald", published),
        settings=ONE_PROCESS,
    )
    (source,) = store.sources()
    assert (source.publisher, source.published) == ("Lower Orrin Herald", published)
    assert any("Lower Orrin Herald" in kept.claim.attribution.chain for kept in store.claims())


def test_without_the_key_nothing_is_added(store: CaseStore, tmp_path: Path) -> None:
    identity, recipient = new_identity()
    store.admit_reader("Oda Lind", recipient)
    store.close()
    path = write(tmp_path / "in", {"a.txt": account(1)}) / "a.txt"
    with (
        CaseStore.open(tmp_path / "case", identities=[identity]) as keyless,
        pytest.raises(CaseLocked),
    ):
        added(keyless, path)
    with CaseStore.open(tmp_path / "case", passphrase=PASSPHRASE) as opened:
        assert list(opened.sources()) == []


def test_progress_tells_of_every_input(store: CaseStore, tmp_path: Path) -> None:
    steps: list[Step] = []
    folder = write(tmp_path / "in", {"a.txt": account(1), "b.txt": account(2)})
    add(store, [folder, tmp_path / "gone"], settings=ONE_PROCESS, progress=steps.append)
    assert {step.untrusted_name for step in steps} == {"in/a.txt", "in/b.txt", "gone"}
    assert steps[-1].inputs == steps[-1].expected == 3
    assert steps[-1].documents == 2
