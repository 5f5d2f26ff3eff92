"""`habeas places …`: tables in, files and words out; what is exact is said to be so."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

from habeas.cli.entry import run
from tests.house import HOUSE

EXAMPLES = HOUSE / "examples" / "places"
REFUSED, WRONG_USAGE, WITH_FAILURES = 1, 2, 3
GRAMS = {"bread": 500, "salt": 20, "tea": 1}
ITEMS = {"bread": "Хлеб ржано-пшеничный", "salt": "Соль поваренная", "tea": "Чай чёрный"}
DAYS = 28


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_descriptions_become_circles_with_candidates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "places.csv"
    assert run(["places", "resolve", str(EXAMPLES / "descriptions.csv"), "-o", str(output)]) == 0
    rows = rows_of(output)
    assert list(rows[0]) == ["id", "lat", "lon", "radius_km_90", "candidates"]
    assert float(rows[0]["radius_km_90"]) > 0
    assert all(0 < one["p"] <= 1 for one in json.loads(rows[0]["candidates"]))
    assert "not a pin" in capsys.readouterr().out


def test_a_description_without_a_place_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write(
        tmp_path / "in.csv",
        [
            {"id": "a", "description": "в подвале какого-то дома"},
            {"id": "b", "description": "Poltava"},
        ],
    )
    output = tmp_path / "out.csv"
    assert run(["places", "resolve", str(table), "-o", str(output)]) == WITH_FAILURES
    assert [row["id"] for row in rows_of(output)] == ["b"]
    assert "row 2 (a)" in capsys.readouterr().err


def test_sightings_become_sites_for_the_investigation_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "sites.geojson"
    assert run(["places", "sites", str(EXAMPLES / "sightings.csv"), "-o", str(output)]) == 0
    said = capsys.readouterr().out
    assert "supported sites" in said
    assert "for the investigation only" in said
    collection = json.loads(output.read_text(encoding="utf-8"))
    assert collection["audience"] == "restricted"
    assert collection["summary"]["sites_seen"]["low"] <= collection["summary"]["supported"] + 9
    assert output.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("missing", ["--as-of", "--disclosed"])
def test_a_public_file_needs_a_day_and_a_memory(
    missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {"--as-of": "2026-11-26", "--disclosed": str(tmp_path / "told.json")}
    del options[missing]
    given = [word for pair in options.items() for word in pair]
    words = ["places", "sites", str(EXAMPLES / "sightings.csv"), "-o", str(tmp_path / "s.csv")]
    assert run([*words, "--audience", "public", *given]) == WRONG_USAGE
    assert missing in capsys.readouterr().err
    assert not (tmp_path / "s.csv").exists()


def test_a_public_file_names_no_witness_and_remembers_what_it_told(tmp_path: Path) -> None:
    output, told = tmp_path / "sites.geojson", tmp_path / "told.json"
    words = ["places", "sites", str(EXAMPLES / "sightings.csv"), "-o", str(output)]
    more = ["--audience", "public", "--as-of", "2026-11-26", "--disclosed", str(told)]
    assert run([*words, *more]) == 0
    text = output.read_text(encoding="utf-8")
    assert "S01" not in text
    assert "summary" not in text
    assert json.loads(told.read_bytes())["sites"]


def test_a_table_that_says_nowhere_where_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write(tmp_path / "in.csv", [{"witness": "W1", "colour": "red"}])
    words = ["places", "sites", str(table), "-o", str(tmp_path / "s.csv")]
    assert run(words) == REFUSED
    assert "no column says where" in capsys.readouterr().err


def invented_purchases(twice: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Twenty institutions that buy what their people eat; one that feeds three times as many."""
    chance = random.Random(4)  # noqa: S311 - invented rows, no secrets
    institutions, contracts = [], []
    for number in range(20):
        name, people = f"I{number:02}", 300 + 40 * number
        own = chance.gauss(1.0, 0.05) * (3 if name == twice else 1)
        institutions.append(
            {"id": name, "name": name, "address": f"ул. Лесная, {number}", "type": "",
             "region": "А", "declared_population": people}
        )  # fmt: skip
        for product, grams in GRAMS.items():
            for month in range(1, 13):
                kg = people * grams / 1000 * DAYS * own * chance.gauss(1.0, 0.05)
                contracts.append(
                    {"ocid": f"{name}-{product}-{month}", "buyer": name, "item": ITEMS[product],
                     "quantity": round(kg, 1), "unit": "кг", "value": round(kg * 10),
                     "delivery_address": f"ул. Лесная, {number}", "supplier": "s",
                     "start": f"2024-{month:02}-01", "end": f"2024-{month:02}-{DAYS}"}
                )  # fmt: skip
    return institutions, contracts


def test_who_feeds_three_times_as_many_is_an_alarm_beside_what_is_declared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    institutions, contracts = invented_purchases(twice="I07")
    declared = write(tmp_path / "declared.csv", institutions)
    bought = write(tmp_path / "contracts.csv", contracts)
    output = tmp_path / "alarms.csv"
    words = ["places", "procurement", str(bought), "--declared", str(declared), "-o", str(output)]
    assert run(words) == 0
    rows = rows_of(output)
    assert len(rows) == len(institutions)
    assert [row["id"] for row in rows if row["flag"] == "1"] == ["I07"]
    assert rows[0]["sentence"].startswith("declared 580; food for ")
    said = capsys.readouterr().out
    assert "not a count of people" in said
    assert "war-time secrecy" in said


def test_transfers_through_an_unknown_place_are_told_from_pins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = write(
        tmp_path / "known.csv",
        [{"id": f"F{n}", "name": f"F{n}", "latitude": 49 + n % 3, "longitude": 32 + n // 3}
         for n in range(6)],
    )  # fmt: skip
    stays = write(
        tmp_path / "stays.csv",
        [{"person": f"P{n}", "from": f"F{n % 6}", "to": "X7", "hours": ""} for n in range(24)],
    )
    output = tmp_path / "nodes.csv"
    words = ["places", "chains", str(stays), "--facilities", str(known), "-o", str(output)]
    assert run(words) in (0, WITH_FAILURES)
    [row] = rows_of(output)
    assert row["label"] == "X7"
    placed = row["standing"] == "placed"
    assert bool(row["lat"]) == (row["standing"] != "cannot be placed")
    assert placed or "X7" in capsys.readouterr().out
