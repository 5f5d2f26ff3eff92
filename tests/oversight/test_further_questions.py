"""Further questions of the kinds that the reference asks; the answers follow from the tables.

`questions.jsonl`: the trap, the words of the question, the verdict, and where given the day at
which the answer flips, dates by role, the part of the act covered, the procedure, the conditions
left open and the confidence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from habeas.oversight import Answer, ask

FILE = Path(__file__).with_name("questions.jsonl")
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()
]


def wanting(answer: Answer, asked: dict[str, Any]) -> list[str]:
    """What the answer lacks of the key facts of the question."""
    found: dict[str, object] = {f"date {name}": str(day) for name, day in answer.dates.items()}
    found["procedure"] = answer.procedure
    found["confidence"] = answer.confidence.value
    if answer.covered is not None:
        found["covered"] = [str(answer.covered.first), str(answer.covered.last)]
    wanted = {f"date {name}": day for name, day in asked.get("dates", {}).items()}
    wanted |= {name: asked[name] for name in found if name in asked}
    lacking = [
        f"{name}: {found.get(name)} is not {value}"
        for name, value in wanted.items()
        if found.get(name) != value
    ]
    thresholds = {str(item.threshold) for item in answer.unknown}
    if "threshold" in asked and asked["threshold"] not in thresholds:
        lacking.append(f"threshold {asked['threshold']} is none of {sorted(thresholds)}")
    left_open = {condition.key for condition in answer.conditions if condition.open}
    lacking += [f"condition {key}" for key in asked.get("open", ()) if key not in left_open]
    if "covered" in asked and answer.covered is None:
        lacking.append("covered")
    return lacking


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda entry: f"{entry['id']} {entry['trap']}")
def test_each_trap_is_seen(question: dict[str, Any]) -> None:
    reply = ask(**question["ask"])

    assert len(reply.answers) == 1
    assert reply.verdict.value == question["verdict"]
    assert not wanting(reply.answers[0], question)


def test_the_questions_are_many_and_numbered_once() -> None:
    assert len({entry["id"] for entry in QUESTIONS}) == len(QUESTIONS) >= 30


def test_an_answer_that_lacks_a_key_fact_is_caught() -> None:
    question = next(entry for entry in QUESTIONS if "threshold" in entry)
    answer = ask(**question["ask"]).answers[0]

    assert wanting(answer, {"threshold": "1900-01-01", "covered": ["1900-01-01", "1900-01-02"]})
