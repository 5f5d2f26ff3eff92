"""Every method says what it takes for granted."""

from __future__ import annotations

import pytest

from habeas.counts.assumptions import assumption, common_assumption
from habeas.counts.methods import METHODS


@pytest.mark.parametrize("method", [*METHODS, "doubly-robust", "log-linear-averaged"])
def test_each_method_has_one_plain_sentence(method: str) -> None:
    sentence = assumption(method)
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert 8 <= len(sentence.split()) <= 45


def test_what_all_methods_share_is_a_sentence_of_its_own() -> None:
    assert "same group of people" in common_assumption()


def test_a_lower_bound_is_called_one() -> None:
    assert all("lower bound" in assumption(name) for name in ("chao", "chao-model"))


def test_a_method_without_assumption_is_a_programmers_mistake() -> None:
    with pytest.raises(LookupError):
        assumption("guessing")
