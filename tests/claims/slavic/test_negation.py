"""What negates a claim in Russian and Ukrainian, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.claims.reading import only_line


@pytest.mark.parametrize(
    "text",
    [
        "Заключённых в этой колонии не кормили три дня.",
        "Нікого з полонених у камері не лікували.",
        "Родственникам никто не сообщил о смерти заключённого.",
    ],
)
def test_a_negated_predicate_is_negated(text: str) -> None:
    assert only_line(text)["negated"] is True


@pytest.mark.parametrize(
    "text",
    [
        "Не менее четырёх заключённых скончались в этой колонии.",
        "Не менше чотирьох полонених померли в цій колонії.",
        "Охранники били не только мужчин в этой колонии.",
    ],
)
def test_a_bound_of_a_number_negates_nothing(text: str) -> None:
    assert only_line(text)["negated"] is False
