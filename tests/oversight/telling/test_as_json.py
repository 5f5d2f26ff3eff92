"""An answer as data: exactly the keys that were promised, in plain types only."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from habeas.model import DateInterval
from habeas.oversight.door import find_doors
from habeas.oversight.opening import open_door, open_doors
from habeas.oversight.question import Question
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.as_json import answer_dict

_KEYS = (
    "verdict door body kind state step layers unknown conditions dates covered procedure practice "
    "enforcement rules rows confidence as_of notice"
).split()


def test_every_door_gives_exactly_the_promised_keys() -> None:
    for told in _told():
        assert list(told) == _KEYS
        for layer in told["layers"].values():
            assert set(layer) == {"verdict", "findings"}
            for finding in layer["findings"]:
                assert set(finding) == set(
                    "truth says key rules rows confidence dates covered".split()
                )
        for item in told["unknown"]:
            wanted = "fact threshold if_on_or_before if_later_or_never says row"
            assert set(item) == set(wanted.split())
        for condition in told["conditions"]:
            assert set(condition) == {"key", "says", "open", "rule"}
        for rule in told["rules"]:
            assert set(rule) == {"id", "article", "says"}


def test_an_answer_survives_json_unchanged() -> None:
    for told in _told():
        assert json.loads(json.dumps(told)) == told


def test_only_plain_types_are_given() -> None:
    for told in _told():
        _plain(told)


def test_an_unknown_receipt_gives_its_threshold_and_what_follows() -> None:
    told = _answer("CPT", step=date(2027, 3, 15))
    assert told["verdict"] == "unknown"
    (item,) = told["unknown"]
    assert item["threshold"] == "2026-02-28"
    assert (item["if_on_or_before"], item["if_later_or_never"]) == ("no", "yes")
    assert "28 February 2026" in item["says"]


def test_refused_access_stands_beside_the_law() -> None:
    told = _answer("CPT", step=date(2025, 3, 15))
    assert told["verdict"] == "yes"
    assert told["practice"]["access_refused"] is True
    assert told["practice"]["rows"]


def test_the_covered_part_and_the_dates_are_iso_days() -> None:
    act = DateInterval(date(2022, 3, 1), date(2023, 1, 1))
    told = _answer("ECtHR", act=act, step=date(2022, 10, 1))
    assert told["covered"] == ["2022-03-01", "2022-09-16"]
    assert told["dates"]["party_until"] == "2022-09-16"
    assert "covered" in told
    assert any(condition["key"] == "only_the_part" for condition in told["conditions"])


def test_what_does_not_apply_is_null_or_empty_but_never_left_out() -> None:
    told = _answer("WGAD", step=date(2024, 1, 1))
    assert told["covered"] is None
    assert told["procedure"] == ""
    assert told["enforcement"]["kind"] == "opinion"
    assert told["enforcement"]["says"]


def _answer(door: str, act: DateInterval | None = None, step: date | None = None) -> dict[str, Any]:
    world = shipped_world()
    question = Question("RU", act=act, step=step)
    return answer_dict(open_door(world, question, find_doors(door)[0]), world)


@cache
def _told() -> tuple[dict[str, Any], ...]:
    world = shipped_world()
    question = Question("RU", act=DateInterval(date(2021, 1, 1), None), step=date(2027, 3, 15))
    return tuple(answer_dict(answer, world) for answer in open_doors(world, question))


def _plain(value: object) -> None:
    if isinstance(value, dict):
        assert all(type(key) is str for key in value)
        for part in value.values():
            _plain(part)
    elif isinstance(value, list):
        for part in value:
            _plain(part)
    else:
        assert type(value) in {str, bool, int, type(None)}, value
