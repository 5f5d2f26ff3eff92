"""Counts in the workbench: never a bare number, and the words where there is none."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from habeas.case import new_case
from habeas.web import build_app
from habeas.web.security import Gate, new_gate
from tests.pipeline.making import CHEAP, ONE_PROCESS
from tests.web.conftest import PASSPHRASE, log_in

# Invented: people on three lists, by capture pattern, in two camps of which one is twice as large.
PATTERNS = {"a": 60, "b": 50, "c": 40, "ab": 20, "ac": 15, "bc": 12, "abc": 6}
ROWS = [
    f"{camp}-{pattern}-{number},{name},{camp}"
    for camp, scale in (("north", 1), ("south", 2))
    for pattern, people in PATTERNS.items()
    for number in range(people * scale)
    for name in pattern
]
RECORDS = "\n".join(["person_id,list,camp", *ROWS]) + "\n"


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("counting")
    (folder / "lists.csv").write_text(RECORDS, encoding="utf-8")
    case = new_case(folder / "case", investigator="Sample", passphrase=PASSPHRASE, key_cost=CHEAP)
    case.add(folder / "lists.csv", settings=ONE_PROCESS)
    gate: Gate = new_gate(48_212, "127.0.0.1", idle_minutes=10_000)
    app = build_app(case, gate)
    browser = TestClient(app, base_url=gate.origin, follow_redirects=False)
    log_in(browser, gate)
    app.state.bench.patience = 120.0
    return browser


def test_a_total_comes_with_its_interval_and_what_it_means(counting: TestClient) -> None:
    line = counting.get("/counts.json").json()["totals"][0]
    assert line["observed"] == 609
    assert line["low"] <= line["high"]
    assert line["meaning"]
    page = counting.get(f"/counts/{line['key']}")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "609" in page.text


def test_the_table_behind_each_picture(counting: TestClient) -> None:
    key = counting.get("/counts.json").json()["totals"][0]["key"]
    answer = counting.get(f"/counts/{key}.overlap.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > 7


def test_the_total_by_part(counting: TestClient) -> None:
    key = counting.get("/counts.json").json()["totals"][0]["key"]
    assert counting.get(f"/counts/{key}/strata.json").json()["columns"] == ["camp"]
    parts = counting.get(f"/counts/{key}/strata.json?by=camp").json()["strata"]
    assert {part["value"]: part["observed"] for part in parts} == {"north": 203, "south": 406}
    assert counting.get(f"/counts/{key}/strata?by=shoe").status_code == 400


@pytest.mark.ci
def test_sensitivity_says_how_the_total_moves(counting: TestClient) -> None:
    key = counting.get("/counts.json").json()["totals"][0]["key"]
    view = counting.get(f"/counts/{key}/sensitivity.json").json()
    assert view["sentences"]
    assert len(view["curves"]) == len(view["titles"]) > 3


def test_what_cannot_be_said_is_said_so(looking: TestClient) -> None:
    page = looking.get("/counts")
    lines = looking.get("/counts.json").json()["totals"]
    without = [line for line in lines if line["point"] is None]
    assert without, "the sample's few people are a case without a single figure"
    assert "no single figure" in page.text


def test_nothing_is_counted_under_another_name(looking: TestClient) -> None:
    assert looking.get("/counts/nothing").status_code == 400
