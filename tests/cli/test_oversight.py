"""`habeas oversight ask|doors|card|compare|coverage`: words in, words or JSON out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from habeas.cli.entry import run

CPT = ["oversight", "ask", "--state", "RU", "--step", "2027-03-15", "--body", "CPT"]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(capsys, *words, "--json"))
    return found


def test_an_unknown_answer_names_the_fact_and_the_day_it_flips(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reply = told(capsys, *CPT)

    assert reply["verdict"] == "unknown"
    assert reply["unknown"][0]["threshold"] == "2026-02-28"
    assert set(reply) >= {"layers", "conditions", "dates", "rules", "rows", "confidence", "notice"}


def test_a_supposed_receipt_settles_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, *CPT, "--received", "ECPT=2026-02-15")["verdict"] == "no"
    assert told(capsys, *CPT, "--received", "ECPT=2026-03-15")["verdict"] == "yes"


def test_a_row_of_ones_own_settles_it_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = tmp_path / "mine.csv"
    rows.write_text("state,treaty,kind,received\nRU,ECPT,denunciation_notified,2026-02-15\n")

    assert told(capsys, *CPT, "--rows", str(rows))["verdict"] == "no"


def test_a_table_of_control_of_ones_own_takes_the_place_of_ours(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    control = tmp_path / "control.csv"
    control.write_text("region,controller,since,whole\nUA-14,RU,2014-05-11,yes\n")
    asked = ["oversight", "ask", "--state", "RU", "--place", "UA-14", "--act", "2023-05-01"]
    asked += ["--step", "2023-06-01", "--body", "CPT"]

    assert told(capsys, *asked)["verdict"] == "conditional"
    assert told(capsys, *asked, "--control", str(control))["verdict"] == "yes"


@pytest.mark.parametrize(
    ("language", "word"), [("en", "UNKNOWN"), ("uk", "НЕВІДОМО"), ("ru", "НЕИЗВЕСТНО")]
)
def test_the_text_is_in_three_languages_and_ends_with_the_notice(
    capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    text = printed(capsys, *CPT, "--language", language)

    assert text.startswith(word)
    assert "2026" in text.strip().splitlines()[-1]


def test_doors_of_a_place_alone_are_those_of_every_state_whose_law_reaches_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reply = told(capsys, "oversight", "doors", "--place", "UA-43", "--act", "2023-05-01")

    assert {answer["state"] for answer in reply["answers"]} == {"UA", "RU"}
    assert len({answer["door"] for answer in reply["answers"]}) > 16


def test_a_card_says_who_may_use_a_door(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Family, their counsel" in printed(capsys, "oversight", "card", "CED-30")


def test_the_coverage_names_every_treaty(capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys, "oversight", "coverage")["coverage"]

    assert {"CAT", "ECPT", "ROME", "GC1-4"} <= {row["treaty"] for row in rows}


def test_a_saved_file_of_visits_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    columns = {"id": "p-ukr-20231016", "cptstate": "UKR", "cptvisittype": "per"}
    columns |= {"cptdocumenttype": "vr", "cptdocumentdate": "2024-05-01"}
    saved = tmp_path / "hudoc.json"
    saved.write_text(json.dumps({"results": [{"columns": columns}]}))

    assert "1 visits and statements" in printed(capsys, "oversight", "compare", str(saved))


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--state", "Congo", "--body", "CPT"], 1, "names several states"),
        (["--state", "RU", "--body", "CPTT"], 2, "no body or door is called"),
        (["--state", "RU", "--act", "2022-13"], 2, "--act"),
        (["--state", "RU", "--place", "Olenivka"], 1, "name the region"),
        (["--state", "RU", "--fact", "luck=good"], 2, "no door asks for a fact"),
        (["--state", "RU", "--victim", "wizard"], 2, "neither a status nor a state"),
        (["--state", "RU", "--language", "fr"], 2, "no sentences"),
        (["--body", "CPT"], 2, "whose duty is meant"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str
) -> None:
    assert run(["oversight", "ask", *words]) == code
    said = capsys.readouterr().err

    assert message in said
    assert len(said.strip().splitlines()) == 1
