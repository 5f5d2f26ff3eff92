"""Long work: one piece at a time, and its end is told whatever happens."""

from __future__ import annotations

import pytest

from habeas.model import InputRefused, WrongUsage
from habeas.web.work import Work, Works, WorkState


def test_work_tells_its_progress_and_its_result() -> None:
    works = Works()

    def run(work: Work) -> int:
        work.tell("half", 0.5)
        return 7

    work = works.start("count", run)
    assert work.ended.wait(5)
    assert (work.state, work.result, work.step, work.share) == (WorkState.DONE, 7, "half", 0.5)
    assert works.find(work.id) is work
    works.close()


def test_a_refusal_is_told_in_full_and_the_unforeseen_by_its_kind_alone() -> None:
    works = Works()

    def refused(_: Work) -> None:
        raise InputRefused("no text", where="a.txt", remedy="add another")

    def broken(_: Work) -> None:
        raise ZeroDivisionError("secret words")

    first, second = works.start("a", refused), works.start("b", broken)
    assert first.ended.wait(5)
    assert second.ended.wait(5)
    assert first.problem == "a.txt: no text — add another"
    assert second.problem is not None
    assert "ZeroDivisionError" in second.problem
    assert "secret" not in second.problem
    works.close()


def test_work_that_nobody_started_is_not_found() -> None:
    with pytest.raises(WrongUsage, match="no such work"):
        Works().find("x")
