"""The procedures on record: whole, sourced, and without a computed day typed in."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from habeas.language import listed, table_rows
from habeas.oversight.leaving.procedure import (
    Direction,
    Procedure,
    Stage,
    general_procedure,
    procedures,
)
from habeas.oversight.leaving.timeline import timeline
from habeas.oversight.tables import data_path, shipped_world
from habeas.oversight.telling.messages import has_sentence, languages
from tests.oversight.reference import REFERENCE, needs_reference

COMPUTED = {Stage.RECEIVED, Stage.NOTICE, Stage.EFFECTIVE, Stage.SURVIVAL, Stage.BOUND}


@cache
def reference_procedures() -> tuple[dict[str, Any], ...]:
    lines = (REFERENCE / "procedures.jsonl").read_text(encoding="utf-8").splitlines()
    found = (json.loads(line) for line in lines)
    return tuple(entry for entry in found if entry["id"] != "TEMPLATE")


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.id)
def test_no_step_that_a_rule_gives_is_typed_in(procedure: Procedure) -> None:
    assert not {act.stage for act in procedure.acts} & COMPUTED


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.id)
def test_a_dated_act_names_sources_of_the_list(procedure: Procedure) -> None:
    known = {row["id"] for row in table_rows(data_path("sources.tsv"))}
    for act in procedure.acts:
        assert (act.when is None) == (not act.source)
        assert set(listed(act.source)) <= known


def test_every_word_of_a_procedure_is_in_all_catalogues() -> None:
    everything = [*procedures(), *map(general_procedure, Direction)]
    for language in languages():
        for procedure in everything:
            for act in procedure.acts:
                assert has_sentence(f"leaving.office.{act.office}", language), act.office
                assert has_sentence(f"leaving.act.{act.act}", language), act.act
            for remark in procedure.remarks:
                assert has_sentence(f"leaving.remark.{remark}", language), remark


def test_the_general_stages_have_no_days() -> None:
    assert all(act.when is None for act in general_procedure(Direction.LEAVING).acts)
    assert len(general_procedure(Direction.LEAVING).acts) == 6


@needs_reference
def test_every_dated_step_of_the_reference_is_told_or_computed() -> None:
    missing = []
    counted = 0
    for entry in reference_procedures():
        for state in entry["state"].split(","):
            course = timeline(shipped_world(), state, entry["treaty"])
            days = [step.when for step in course.steps] + [course.last_day, course.effective]
            for step in entry["steps"]:
                if not step["date"]:
                    continue
                counted += 1
                day = date.fromisoformat(step["date"])
                if not any(when and when.first == day == when.last for when in days):
                    missing.append((entry["id"], step["n"], step["date"]))
    assert missing == []
    assert counted >= 50
