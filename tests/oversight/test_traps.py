"""Further questions: a trap each, whose answer follows from the rows and the treaties' rules.

`traps.jsonl`: `ask` is what a user asks, `verdict` the answer (or the answers that are right),
and dates, the covered part, the threshold or the key of the reason where these are the point.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habeas.model import DateInterval
from habeas.oversight import ask

LINES = Path(__file__).with_name("traps.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q['id']} {q['trap']}")
def test_the_trap_is_not_stepped_into(question: dict[str, Any]) -> None:
    reply = ask(**question["ask"])
    answer = reply.answers[0]
    right = question["verdict"]

    assert reply.verdict.value in (right if isinstance(right, list) else [right])
    for name, day in question.get("dates", {}).items():
        assert answer.dates[name] == date.fromisoformat(day)
    if "covered" in question:
        first, last = map(date.fromisoformat, question["covered"])
        assert answer.covered == DateInterval(first, last)
    if "threshold" in question:
        assert answer.unknown[0].threshold == date.fromisoformat(question["threshold"])
    if "key" in question:
        assert question["key"] in {finding.key for finding in answer.findings}


def test_every_trap_is_of_its_own() -> None:
    traps = [question["trap"] for question in QUESTIONS]

    assert len(set(traps)) == len(traps)
