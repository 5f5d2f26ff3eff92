"""Files handed over in memory come in by the rules of files on the disk; their names are words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.model import CaseLocked, DateInterval
from habeas.pipeline import AddReport, Description, Step, add
from habeas.pipeline.handed_over import HandedOver, add_handed_over
from habeas.pipeline.walk import LeftOut
from habeas.store import CaseStore
from habeas.store.case_key import new_identity
from tests.pipeline.making import ONE_PROCESS, REPORT, account, contents, new_store, write, zipped


def handed(store: CaseStore, files: dict[str, bytes | str]) -> AddReport:
    given_over = [
        HandedOver(name, data.encode() if isinstance(data, str) else data)
        for name, data in files.items()
    ]
    return add_handed_over(store, given_over, settings=ONE_PROCESS)


def test_the_same_files_make_the_same_case_from_memory_and_from_disk(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "in/a/report.txt": REPORT,
        "in/b.zip": zipped({"inner.txt": account(3).encode(), "../out.txt": account(4).encode()}),
        "in/c.bin": b"\x00\x01" * 40,
    }
    with new_store(tmp_path / "one") as one, new_store(tmp_path / "other") as other:
        from_memory = handed(one, files)
        write(tmp_path, files)
        from_disk = add(other, [tmp_path / "in"], settings=ONE_PROCESS)
        assert contents(one) == contents(other)
        assert from_memory.claims == from_disk.claims >= 3
        assert from_memory.balance.total == from_disk.balance.total == 5


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped.txt",
        "/absolute.txt",
        "a/../../b.txt",
        "CON",
        "x" * 5_000,
        "n\x00l",
        "\u202ea",
    ],
)
def test_no_name_is_a_path(name: str, store: CaseStore, tmp_path: Path) -> None:
    report = handed(store, {name: account(1)})
    assert report.balance.created == 1
    (source,) = store.sources()
    assert source.name == name
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def test_a_name_that_cannot_be_kept_is_written_as_escapes(store: CaseStore) -> None:
    handed(store, {"": account(1), "\udcff.txt": account(2)})
    assert {source.name for source in store.sources()} == {"unnamed", "\\udcff.txt"}


def test_an_empty_file_is_kept_and_named_as_not_read(store: CaseStore) -> None:
    report = handed(store, {"empty.txt": b""})
    assert report.balance.created == 1
    assert [remark.untrusted_name for remark in report.not_read] == ["empty.txt"]


def test_what_stays_out_is_counted_and_kept_with_its_reason(store: CaseStore) -> None:
    steps: list[Step] = []
    report = add_handed_over(
        store,
        [HandedOver("a.txt", account(1).encode()), LeftOut("big.iso", "too large", "by folder")],
        description=Description("Lower Orrin Herald", DateInterval.on(date(2031, 3, 1))),
        settings=ONE_PROCESS,
        progress=steps.append,
    )
    assert (report.balance.total, report.balance.created, report.balance.failed) == (2, 1, 1)
    assert [failure.untrusted_name for failure in store.failures()] == ["big.iso"]
    assert (steps[-1].inputs, steps[-1].expected) == (2, 2)
    (source,) = store.sources()
    assert (source.publisher, source.published) == (
        "Lower Orrin Herald",
        DateInterval.on(date(2031, 3, 1)),
    )


def test_nothing_is_taken_in_without_the_key(store: CaseStore, tmp_path: Path) -> None:
    identity, recipient = new_identity()
    store.admit_reader("Oda Lind", recipient)
    store.close()
    with CaseStore.open(tmp_path / "case", identities=[identity]) as keyless:
        with pytest.raises(CaseLocked):
            handed(keyless, {"a.txt": account(1)})
        assert list(keyless.sources()) == []


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(st.text(max_size=40), max_size=4))
def test_it_balances_whatever_the_names(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with new_store(tmp_path_factory.mktemp("names") / "case") as store:
        report = add_handed_over(
            store,
            [HandedOver(name, name.encode("utf-8", "surrogatepass")) for name in names],
            settings=ONE_PROCESS,
        )
        assert report.balance.total == len(names)
        assert report.balance.failed == 0
