"""What the workbench keeps: served as it was after a judgement, waited for after an import."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from habeas.case import new_case
from habeas.model import InputRefused
from habeas.web import workbench
from habeas.web.workbench import StillWorking, Workbench
from tests.pipeline.making import CHEAP, ONE_PROCESS, account, write
from tests.web.conftest import PASSPHRASE


@pytest.fixture
def bench(tmp_path: Path) -> Any:
    with new_case(
        tmp_path / "case", investigator="Sample", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as case:
        case.add(write(tmp_path / "in", {"a.txt": account(1)}), settings=ONE_PROCESS)
        made = Workbench(case, patience=5.0)
        yield made
        made.close()


def slow_claims(monkeypatch: pytest.MonkeyPatch, go: threading.Event) -> None:
    found = workbench._PARTS["claims"]

    def compute(bench: Workbench) -> Any:
        go.wait(20)
        return found(bench)

    monkeypatch.setitem(workbench._PARTS, "claims", compute)


def judged(bench: Workbench) -> None:
    claim = next(iter(bench.case.claims)).claim
    bench.case.judge(claim.id, "confirm", reason="invented")


def test_after_a_judgement_the_claims_are_served_as_they_were(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {item.state for item in bench.claims} == {"not reviewed"}
    go = threading.Event()
    slow_claims(monkeypatch, go)
    bench.patience = 0.05
    judged(bench)
    assert {item.state for item in bench.claims} == {"not reviewed"}
    assert bench.behind
    go.set()
    bench.settle("claims")
    assert "confirmed" in {item.state for item in bench.claims}


def test_after_an_import_the_claims_are_waited_for(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(bench.claims)
    go = threading.Event()
    slow_claims(monkeypatch, go)
    bench.patience = 0.05
    bench.changed()
    with pytest.raises(StillWorking):
        _ = bench.claims
    assert bench.if_ready("claims") is None
    go.set()
    bench.settle("claims")
    assert len(bench.claims)


def test_what_cannot_be_computed_says_why_each_time(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Workbench) -> Any:
        raise InputRefused("nothing to locate")

    monkeypatch.setitem(workbench._PARTS, "sites", refuse)
    for _ in range(2):
        with pytest.raises(InputRefused, match="nothing to locate"):
            _ = bench.sites


def test_many_threads_that_ask_at_once_get_one_answer(bench: Workbench) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(bench.record.sources)))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [1] * 16


def test_what_is_asked_once_is_computed_once(bench: Workbench) -> None:
    calls: list[int] = []

    def compute() -> int:
        calls.append(1)
        return 7

    assert [bench.once("a key", compute) for _ in range(3)] == [7, 7, 7]
    assert calls == [1]
