"""What may be set right about a claim, and in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Correction, WrongUsage
from habeas.pipeline.corrections import corrections_from


def corrected(field: str, value: str | None) -> str | None:
    (correction,) = corrections_from({field: value})
    assert correction.field == field
    return correction.value


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("place", " Izium ", "Izium"),
        ("type", "torture", "torture"),
        ("stance", "denies", "denies"),
        ("negated", "true", "true"),
        ("modality", "possible", "possible"),
        ("date_from", "2031-03-04", "2031-03-04"),
        ("date_role", "report", "report"),
        ("quantity", "200", "200"),
        ("quantity", "80%", "0.8"),
        ("victim", "none", None),
        ("victim", "", None),
        ("place", None, None),
    ],
)
def test_a_value_is_brought_into_one_form(field: str, value: str | None, kept: str | None) -> None:
    assert corrected(field, value) == kept


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("colour", "red", "not a field"),
        ("type", "misery", "unknown"),
        ("stance", "maybe", "unknown"),
        ("date_from", "4 March", "not a date"),
        ("quantity", "many", "not a number"),
        ("quantity", "nan", "not a number"),
        ("speaker", "", "cannot be empty"),
        ("type", None, "cannot be empty"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_remedy(
    field: str, value: str | None, words: str
) -> None:
    with pytest.raises(WrongUsage, match=words) as refused:
        corrected(field, value)
    assert refused.value.remedy


def test_a_date_cannot_end_before_it_begins() -> None:
    with pytest.raises(WrongUsage, match="after"):
        corrections_from({"date_from": "2031-03-05", "date_to": "2031-03-04"})


@given(st.dictionaries(st.sampled_from(["place", "actor", "victim", "via"]), st.text(max_size=9)))
def test_the_same_corrections_are_always_written_in_the_same_order(fields: dict[str, str]) -> None:
    backwards = dict(reversed(list(fields.items())))
    written = corrections_from(fields)
    assert written == corrections_from(dict(backwards))
    assert [item.field for item in written] == sorted(fields)
    assert all(isinstance(item, Correction) for item in written)
