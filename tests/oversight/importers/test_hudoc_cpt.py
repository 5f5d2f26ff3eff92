"""Answers of the HUDOC-CPT query as rows of visits and public statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from habeas.oversight.importers import read_hudoc_cpt
from habeas.oversight.practice import last_visit
from habeas.oversight.world import World
from tests.oversight.importers.saved_files import saved

READ = read_hudoc_cpt(saved("hudoc_cpt.json"), name="hudoc_cpt.json")


def test_the_id_gives_state_and_first_day_of_a_visit() -> None:
    found = [(row.state, row.kind, row.since.first, row.note) for row in READ.practice]
    assert found == [
        ("UA", "visit", date(2023, 10, 16), "ad hoc"),
        ("AD", "visit", date(2029, 3, 5), "periodic"),
        ("AD", "public_statement", date(2030, 2, 11), ""),
    ]
    assert {row.body for row in READ.practice} == {"CPT"}


def test_two_languages_of_one_report_are_one_visit() -> None:
    reasons = {part.where: part.reason for part in READ.skipped}
    assert reasons["result 2"] == "same as result 1"
    assert set(reasons) == {"result 2", "result 5", "result 6", "result 7"}
    assert READ.rows == len(READ.practice) + len(READ.skipped)


def test_saved_visits_join_a_world() -> None:
    world = replace(World(date(2030, 1, 1), {}, {}), practice=READ.practice)
    row, gap = last_visit(world, "CPT", "AD", date(2029, 3, 15))
    assert row is not None
    assert gap == 10
