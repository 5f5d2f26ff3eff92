"""The world swept is the world asked, cell by cell."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from habeas.model import DateInterval
from habeas.oversight import Question, open_door, shipped_world
from habeas.oversight.door import shipped_doors
from habeas.oversight.sweep import months, sweep


def test_months_run_from_the_first_day_to_the_last() -> None:
    assert months(date(2022, 11, 1), date(2023, 1, 1)) == (
        date(2022, 11, 1),
        date(2022, 12, 1),
        date(2023, 1, 1),
    )


@pytest.mark.parametrize("states", [("RU", "UA", "BY", "GR", "JM", "ZA", "TR")])
def test_every_cell_is_what_a_question_of_its_own_answers(states: tuple[str, ...]) -> None:
    world, doors = shipped_world(), shipped_doors()
    days = months(date(1990, 1, 1), date(2030, 12, 1))
    swept = sweep(world, states, doors, days)
    chance = np.random.default_rng(3)

    for _ in range(300):
        row, column, place = (int(chance.integers(size)) for size in swept.verdicts.shape)
        question = Question(states[row], DateInterval.on(days[place]), days[place])
        asked = open_door(world, question, doors[column]).verdict
        assert swept.verdict(states[row], doors[column].id, days[place]) is asked
