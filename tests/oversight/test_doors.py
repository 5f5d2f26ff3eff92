"""The table of doors: every door can be named, asked, and rests on rules and rows that exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from habeas.model import DateInterval, WrongUsage
from habeas.oversight import Question, Verdict, find_doors, open_door, shipped_world
from habeas.oversight.door import Door, matters, shipped_doors
from habeas.oversight.requirements import Need

DOORS = shipped_doors()
BY_ID = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.id)


def needs(found: Iterable[Need]) -> Iterable[Need]:
    for need in found:
        yield need
        for way in need.any_of:
            yield from needs(way)


@BY_ID
def test_a_door_is_found_by_its_id_and_by_each_alias(door: Door) -> None:
    assert find_doors(door.id) == (door,)
    assert all(door in find_doors(alias) for alias in door.aliases)


@BY_ID
def test_its_needs_name_treaties_and_rules_that_exist(door: Door) -> None:
    world = shipped_world()
    found = list(needs(door.needs))

    assert found
    assert {need.treaty for need in found if need.treaty} <= set(world.treaties)
    assert {rule for need in found for rule in need.rules} <= set(world.rules)
    assert set(door.matters) <= set(matters())


@BY_ID
def test_each_says_who_may_use_it_in_which_languages_and_what_it_is_worth(door: Door) -> None:
    assert door.who
    assert door.languages
    assert door.enforces


def test_all_doors_that_the_room_promises_are_there() -> None:
    bodies = {door.body for door in DOORS}
    promised = {"CPT", "SPT", "NPM", "ICRC", "CAT", "HRC", "CED", "ECtHR", "ICC", "IHFFC"}
    promised |= {"SR-T", "WGAD", "WGEID", "CoI", "OSCE"}

    assert promised <= bodies
    assert any("universal jurisdiction" in door.aliases for door in DOORS)


def test_a_body_stands_for_all_its_doors() -> None:
    assert {door.id for door in find_doors("CED")} >= {"CED-30", "CED-31", "CED-33"}


def test_a_body_that_is_none_is_refused_and_told_what_there_is() -> None:
    with pytest.raises(WrongUsage, match="no body or door") as refusal:
        find_doors("Court of Nowhere")
    assert "ECtHR" in str(refusal.value)


@BY_ID
def test_the_confidence_is_never_better_than_that_of_its_rules(door: Door) -> None:
    world, day = shipped_world(), date(2021, 5, 1)
    answer = open_door(world, Question("UA", DateInterval.on(day), day, day), door)
    order = ["high", "medium", "low", "unverified"]
    telling = (
        answer.findings
        if answer.verdict in {Verdict.YES, Verdict.CONDITIONAL}
        else [found for found in answer.findings if found.truth.value == answer.verdict.value]
    )
    resting = [world.rules[r].confidence for f in telling if f.layer in _law() for r in f.rules]

    assert all(
        order.index(answer.confidence.value) >= order.index(level.value) for level in resting
    )


def _law() -> tuple[str, ...]:
    return ("obligation", "competence", "admissibility")
