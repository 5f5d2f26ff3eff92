"""Plain values: the ten keys first, nothing that JSON cannot carry, no number that is withheld."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import Status
from habeas.counts.showing import as_dict
from tests.counts.showing.estimates import a_band, an_estimate

FIRST = "method observed status low point high level assumptions diagnostics digest".split()
THEN = "warnings settings lists members".split()


def test_the_keys_stand_in_the_promised_order() -> None:
    assert list(as_dict(an_estimate())) == FIRST + THEN


def test_people_are_whole_or_have_one_decimal() -> None:
    shown = as_dict(an_estimate())
    assert (shown["low"], shown["point"], shown["high"]) == (250.3, 333.4, 512)
    assert isinstance(shown["high"], int)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_a_status_other_than_ok_withholds_the_number_everywhere(status: Status) -> None:
    diagnostics = {
        "quantiles": {"low": 250.26, "point": 333.4, "high": 512.0},
        "mean": 333.4,
        "runners_up": [{"model": "[12]", "total": 333.4}],
        "standard_error": 20.5,
    }
    written = json.dumps(as_dict(an_estimate(status, point=333.4, diagnostics=diagnostics)))
    assert "333.4" not in written
    assert "20.5" in written


def test_members_have_the_same_form_and_their_own_status() -> None:
    shown = as_dict(a_band())
    assert [list(member) for member in shown["members"]] == [FIRST + THEN] * 2
    assert [member["point"] for member in shown["members"]] == [333.4, None]


def test_numpy_and_numbers_without_end_become_plain() -> None:
    diagnostics = {
        "rhat": np.float64("nan"),
        "modes": np.int64(2),
        "ok": np.bool_(True),
        "curve": np.arange(3),
        "cap": math.inf,
        3: (1, {"b", "a"}),
        "status": Status.OK,
    }
    shown = as_dict(an_estimate(diagnostics=diagnostics, high=math.inf))
    json.dumps(shown, allow_nan=False)
    assert shown["high"] is None
    assert shown["diagnostics"] == {
        "rhat": None,
        "modes": 2,
        "ok": True,
        "curve": [0, 1, 2],
        "cap": None,
        "3": [1, ["a", "b"]],
        "status": "ok",
    }


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=5,
)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4), st.sampled_from(Status))
def test_whatever_a_method_puts_into_its_diagnostics_can_be_written(
    diagnostics: dict[str, object], status: Status
) -> None:
    json.dumps(as_dict(an_estimate(status, diagnostics=diagnostics)), allow_nan=False)
