"""When a model has an extended maximum likelihood estimate, and when it identifies the total."""

from __future__ import annotations

import pytest

from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.model import Model
from tests.counts.loglinear.tables import ARTIFICIAL, KOSOVO


@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("[1,2,3]", 0),
        ("[13,2]", 0),
        ("[23,1]", 0),
        ("[13,23]", 0),
        ("[12,3]", 1),
        ("[12,13]", 1),
        ("[12,23]", 1),
        ("[12,13,23]", 2),
    ],
)
def test_the_table_made_to_show_both_failures(model: str, code: int) -> None:
    terms = Model.parse(model, 3).terms
    assert existence_code(ARTIFICIAL.dense(), terms) == code


def test_full_tables_have_an_estimate_of_every_model() -> None:
    assert existence_code(KOSOVO.dense(), Model.parse("[123,124,134,234]", 4).terms) == 0


def test_the_interaction_of_all_lists_is_never_identified() -> None:
    assert existence_code(KOSOVO.dense(), Model.parse("[1234]", 4).terms) == 2


def test_only_the_zeros_matter() -> None:
    terms = Model.parse("[12,3]", 3).terms
    assert existence_code(ARTIFICIAL.scaled(7).dense(), terms) == 1
