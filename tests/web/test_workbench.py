"""What the workbench keeps: served as it was after a judgement, waited for after an import."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from habeas.case import Case, new_case
from habeas.model import InputRefused
from habeas.web import workbench
from habeas.web.answering import OLD_HEADER
from habeas.web.workbench import StillWorking, Workbench, served_old
from tests.pipeline.making import CHEAP, ONE_PROCESS, UKRAINIAN, write
from tests.web.conftest import PASSPHRASE


@pytest.fixture
def bench(tmp_path: Path) -> Any:
    with new_case(
        tmp_path / "case", investigator="Sample", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as case:
        case.add(write(tmp_path / "in", {"a.txt": UKRAINIAN}), settings=ONE_PROCESS)
        made = Workbench(case, patience=5.0)
        yield made
        made.close()


def slow_claims(monkeypatch: pytest.MonkeyPatch, go: threading.Event) -> None:
    found = workbench._PARTS["claims"]

    def compute(bench: Workbench) -> Any:
        go.wait(20)
        return found(bench)

    monkeypatch.setitem(workbench._PARTS, "claims", compute)


def settled(client: TestClient, bench: Workbench) -> str:
    """What the overview as data says is old, when all of its parts are as the case now is."""
    for name in workbench._PARTS:
        bench.settle(name)
    return str(client.get("/overview.json").headers.get(OLD_HEADER, ""))


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
    with served_old() as old:
        assert {item.state for item in bench.claims} == {"not reviewed"}
    assert old == {"claims"}
    assert not bench.any_came(old)
    go.set()
    bench.settle("claims")
    assert bench.any_came(old)
    with served_old() as old:
        assert "confirmed" in {item.state for item in bench.claims}
    assert not old


def test_a_program_is_told_what_of_its_answer_is_old(
    client: TestClient, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    assert settled(client, bench) == ""
    go = threading.Event()
    slow_claims(monkeypatch, go)
    judged(bench)
    for address in ("/overview.json", "/overview.claims.csv"):
        assert "claims" in client.get(address).headers[OLD_HEADER].split(",")
    go.set()
    assert settled(client, bench) == ""


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


def test_what_went_wrong_before_a_judgement_is_not_said_of_the_case_after_it(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, asked = workbench._PARTS["claims"], 0

    def compute(bench: Workbench) -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            judged(bench)
            raise InputRefused("the text is being written")
        return found(bench)

    monkeypatch.setitem(workbench._PARTS, "claims", compute)
    with pytest.raises(InputRefused):
        bench.settle("claims")
    assert [item.state for item in bench.claims].count("confirmed") == 1


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


def test_what_went_wrong_once_is_tried_again(bench: Workbench) -> None:
    answers = iter([InputRefused("no fonts yet"), 7])

    def compute() -> object:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(InputRefused):
        bench.once("a key", compute)
    assert bench.once("a key", compute) == 7


class AtOnce(ThreadPoolExecutor):
    """Has done what it is given before it gives the future back, as a quick computation may."""

    def submit(self, do: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future = super().submit(do, *given, **named)
        future.exception(20)
        return future


def test_a_computation_that_ends_before_anybody_waits_locks_nothing(bench: Workbench) -> None:
    bench._threads = AtOnce(2)
    sources: list[int] = []
    asking = threading.Thread(target=lambda: sources.append(len(bench.record.sources)), daemon=True)
    asking.start()
    asking.join(20)
    assert sources == [1]
    assert len(bench.claims) > 0
    # Nothing is left that would be taken for a computation under way.
    assert bench._running == {}


def test_what_is_old_is_computed_anew_without_being_asked_for_again(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(bench.claims) > 0
    go = threading.Event()
    slow_claims(monkeypatch, go)
    bench.patience = 0.05
    judged(bench)
    with served_old() as old:
        assert len(bench.claims) > 0
    # Another judgement makes what is under way old as well: whoever waits has it begun anew.
    go.set()
    bench.settle("claims")
    claim = list(bench.case.claims)[1].claim
    bench.case.judge(claim.id, "confirm", reason="invented")
    assert not bench.any_came(old)
    deadline = threading.Event()
    for _ in range(200):
        if bench.any_came(old):
            break
        deadline.wait(0.05)
    assert [item.state for item in bench.claims].count("confirmed") == 2
