"""Every promise that docs/promises.md makes names a test, and every test that it names is there."""

from __future__ import annotations

import ast
import re

from tests.house import HOUSE

PAGE = (HOUSE / "docs" / "promises.md").read_text(encoding="utf-8")
PROMISES = PAGE.partition("## You may write")[2].partition("## You may not write")[0]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def functions_of(path: str) -> set[str]:
    parsed = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_command_and_a_test() -> None:
    promises = re.split(r"\n\*\*\d+\. ", PROMISES)[1:]
    assert len(promises) == 9
    for promise in promises:
        assert "*Shown by*" in promise, promise
        assert "`habeas " in promise, promise
        assert NAMED.search(promise.partition("*Tried by*")[2]), promise


def test_every_test_that_is_named_is_there() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 12
    missing = [f"{path}::{name}" for path, name in named if name not in functions_of(path)]
    assert missing == []


def test_it_is_short_enough_to_be_read() -> None:
    assert len(PAGE.splitlines()) <= 150


def test_what_may_not_be_written_is_not_promised() -> None:
    for word in ("authentic", "genuine", "complete", "tamper-proof", "certified"):
        assert word not in PROMISES.casefold(), word
