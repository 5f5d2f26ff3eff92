"""Models in the field's notation, and the enumeration of all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts.loglinear.enumeration import every_model, model_of
from habeas.counts.loglinear.model import Model
from habeas.model import WrongUsage


def test_a_generator_brings_all_that_it_contains() -> None:
    model = Model.parse("[123,14,34]", 4)
    assert model.terms == (1, 2, 4, 8, 3, 5, 9, 6, 12, 7)
    assert str(model) == "[123,14,34]"
    assert model.highest_order == 3


def test_main_effects_are_there_unsaid_and_stand_last() -> None:
    assert str(Model.parse("[23]", 3)) == "[23,1]"
    assert str(Model.parse("[]", 3)) == "[1,2,3]"
    assert Model.parse("1,2,3", 3) == Model.parse("[]", 3)


def test_what_a_larger_term_contains_is_not_written() -> None:
    assert str(Model.parse("[12,13,23,123]", 3)) == "[123]"


def test_ten_lists_are_written_with_a_sign_between() -> None:
    model = Model.parse("[1·10,2·3]", 10)
    assert str(model) == "[1·10,2·3,4,5,6,7,8,9]"
    assert Model.parse(str(model), 10) == model


@pytest.mark.parametrize("text", ["[15]", "[11]", "[0]", "(12)", "[12;13]"])
def test_a_model_that_names_no_lists_of_the_table_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        Model.parse(text, 4)


@settings(deadline=None)
@given(st.data())
def test_every_model_reads_back_as_written(data: st.DataObject) -> None:
    lists = data.draw(st.integers(1, 12))
    members = st.sets(st.integers(0, lists - 1), min_size=1, max_size=5)
    terms = members.map(lambda some: sum(1 << j for j in some))
    generators = data.draw(st.lists(terms, max_size=4))
    model = Model.of(lists, generators)
    assert Model.parse(str(model), lists) == model


@pytest.mark.parametrize(
    ("lists", "order", "models"),
    [(2, 1, 1), (3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 4, 6893), (6, 2, 32768)],
)
def test_the_number_of_hierarchical_models(lists: int, order: int, models: int) -> None:
    matrix = every_model(lists, order)
    distinct = {tuple(sorted(row[row > 0])) for row in matrix}
    assert len(matrix) == len(distinct) == models


def test_every_model_listed_is_hierarchical() -> None:
    for row in every_model(4, 3):
        model = model_of(row, 4)
        assert Model.of(4, model.generators) == model


def test_too_many_models_to_list_are_refused() -> None:
    with pytest.raises(WrongUsage, match="too many models"):
        every_model(6, 3)
