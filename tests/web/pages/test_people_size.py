"""The people's pages with fifty thousand persons: made once beside the pages, then found at once.

The names are drawn from invented stems.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import RecordAnchor
from habeas.people import EventKind, Events, Records, Resolution, ScoredPairs
from habeas.pipeline import ResolvedPeople
from habeas.web.pages.people.register import build_register
from habeas.web.workbench import Workbench

PERSONS = 50_000
# In seconds of the processor: what others do on this machine meanwhile is not the page's doing.
LONGEST = 0.3
ASKED = 5


def many_people(people: ResolvedPeople, source: str, persons: int) -> ResolvedPeople:
    """As many invented persons, most with one record and some with two, on two lists."""
    drawn = random.Random(9)  # noqa: S311 - invented names for a test, no secret
    stems = ["Вимис", "Ожун", "Крутоліс", "Домаш", "Перевиз", "Тернопол", "Забар", "Лугов"]
    tails = ["енко", "чук", "ський", "ич", "ук", "евич", "няк", "ець"]
    given = ["Остап", "Юрій", "Тарас", "Денис", "Роман", "Максим", "Олег", "Назар"]
    owner = [person for person in range(persons) for _ in range(1 + (person % 3 == 0))]
    middle = [f"{drawn.choice('абвгдежзіклмн')}{drawn.choice('аоуи')}" for _ in range(persons)]
    names = [
        f"{stems[p % 8]}{middle[p]}{tails[p // 8 % 8]} {given[p // 64 % 8]}" for p in range(persons)
    ]
    rows = len(owner)
    days = np.array([19_000 + drawn.randrange(1500) for _ in owner], dtype=np.int32)
    records = Records.build(
        [f"r/{row}" for row in range(rows)],
        name=[names[person] for person in owner],
        list=["first list" if row % 2 else "second list" for row in range(rows)],
        born=[f"{1960 + person % 45}-05-{1 + person % 28:02}" for person in owner],
        events=Events(
            np.arange(rows, dtype=np.int32),
            np.array(
                [int(EventKind.CAPTURED) if r % 2 else int(EventKind.SEEN) for r in owner], np.int8
            ),
            days,
            days,
        ),
        rank=np.arange(rows, dtype=np.int32),
    )
    left = np.array(
        [row for row in range(rows - 1) if owner[row] == owner[row + 1]], dtype=np.int32
    )
    pairs = ScoredPairs(
        left, left + 1, np.full(len(left), 1.5, np.float32), np.zeros(len(left), np.bool_)
    )
    resolution = Resolution(
        records=records,
        person=np.array(owner, dtype=np.int32),
        person_ids=tuple(f"p-{person:012}" for person in range(persons)),
        probability=np.full(rows, 0.97),
        pairs=pairs,
    )
    anchors = tuple(
        RecordAnchor(source, f"r/{row}", row + 1, content="0" * 64) for row in range(rows)
    )
    return replace(people, resolution=resolution, anchors=anchors)


def took(ask: Callable[[], Any]) -> float:
    """The middle of several times that something took, in seconds of the processor."""
    times = []
    for _ in range(ASKED):
        begun = time.process_time()
        ask()
        times.append(time.process_time() - begun)
    return sorted(times)[ASKED // 2]


@pytest.mark.ci
def test_list_and_person_are_there_at_once_among_fifty_thousand(
    client: TestClient, sample: Case
) -> None:
    bench: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    bench.settle("record", "claims", "oversight", "people")
    kept = bench._kept["people"]
    source = next(iter(sample.store.sources())).sha256
    large = many_people(kept.value, source, PERSONS)
    bench._kept["people"] = replace(kept, value=large)
    bench.patience = 120.0
    assert client.get("/people.json").json()["persons"] == PERSONS
    assert client.get("/people/p-000000000003.json").json()["all_records"] == 2
    bench.patience = 0.3
    # What stands on each page when it is whole: a page that only says "soon" would be quick too.
    paths = {
        "/people": 'aria-label="Pages"',
        "/people?sort=silence&several=1&page=7": 'aria-label="Pages"',
        "/people?q=krutolis": 'href="/people/p-',
        "/people?q=Тарас&status=captured": 'href="/people/p-',
        "/people/p-000000000003": 'id="custody"',
        "/people/p-000000000003/merge?other=p-000000000006": 'name="answer" value="same"',
    }
    for path, part in paths.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert part in answer.text, path
    slow = {path: took(lambda path=path: client.get(path)) for path in paths}  # type: ignore[misc]  # bound at once
    assert max(slow.values()) <= LONGEST, slow


@pytest.mark.ci
def test_the_register_grows_with_the_case_and_no_faster(sample: Case) -> None:
    source = next(iter(sample.store.sources())).sha256
    few, many = (many_people(sample.people, source, persons) for persons in (2_000, 16_000))
    day = date(2026, 11, 22)
    build_register(few, day)
    once = took(lambda: build_register(few, day))
    assert took(lambda: build_register(many, day)) < 16 * once
