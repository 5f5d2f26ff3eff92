"""What resolving writes: ids as they came, files that are whole or not there."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from habeas.model import InputRefused, WrongUsage
from habeas.people import Records, Resolution, ScoredPairs
from habeas.people.resolution import numbered
from habeas.people.writing import write_draws, write_persons

IDS = ("=1+1", "a,b", 'say "no"', "наш\nряд")


def resolution() -> Resolution:
    """Four records of three persons."""
    records = Records.build(IDS, name=["Ivan Vyhadko", "Іван Вигадько", "Olha Q", "Petro Q"])
    person, person_ids = numbered(records, np.array([5, 5, 1, 9]))
    nothing = np.zeros(0, dtype=np.int32)
    pairs = ScoredPairs(nothing, nothing, nothing.astype(np.float32), nothing.astype(np.bool_))
    probability = np.array([0.98765432, 0.9, 1.0, 1.0])
    return Resolution(records, person, person_ids, probability, pairs)


def test_persons_are_written_a_row_for_each_record_and_ids_come_back(tmp_path: Path) -> None:
    found = resolution()
    write_persons(found, tmp_path / "persons.csv")
    with (tmp_path / "persons.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["unique_id", "person_id", "probability"]
    assert tuple(row["unique_id"] for row in rows) == IDS
    assert [row["person_id"] for row in rows] == [found.person_ids[k] for k in (0, 0, 1, 2)]
    assert [row["probability"] for row in rows] == ["0.987654", "0.9", "1.0", "1.0"]
    assert [path.name for path in tmp_path.iterdir()] == ["persons.csv"]


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    found = resolution()
    write_persons(found, tmp_path / "persons.parquet")
    frame = polars.read_parquet(tmp_path / "persons.parquet")
    assert tuple(frame["unique_id"]) == IDS
    assert frame["person_id"].n_unique() == 3
    assert frame["probability"].to_list() == [0.987654, 0.9, 1.0, 1.0]


def test_draws_are_written_with_the_ids_of_the_records(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    draws = [np.array([0, 0, 1, 2], dtype=np.int32), np.array([3, 1, 1, 2], dtype=np.int32)]
    write_draws(resolution().records, draws, tmp_path / "draws.parquet")
    frame = polars.read_parquet(tmp_path / "draws.parquet")
    assert frame.columns == ["draw", "record", "person"]
    assert frame.rows() == [
        (draw, record, int(person))
        for draw, persons in enumerate(draws)
        for record, person in zip(IDS, persons, strict=True)
    ]


def test_an_older_file_stays_whole_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "persons.csv"
    path.write_text("older")
    monkeypatch.setattr(csv, "writer", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_persons(resolution(), path)
    assert path.read_text() == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["persons.csv"]


@pytest.mark.parametrize("name", ["persons", "persons.xlsx", "persons.csv.gz"])
def test_a_kind_of_file_that_is_not_written_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match=r"ends in \.csv or \.parquet"):
        write_persons(resolution(), tmp_path / name)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no such folder"):
        write_persons(resolution(), tmp_path / "gone" / "persons.csv")
