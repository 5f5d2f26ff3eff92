from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Claim, Evidence, InputRefused, Passage, Quantity
from habeas.store.claim_checks import check_claims
from tests.store.making import STATEMENT, claim

GOOD = claim()
BEYOND = len(STATEMENT) + 1


def test_claims_whose_words_stand_in_the_text_pass() -> None:
    check_claims([GOOD, claim("c0ffee02", "Lower Orrin")], STATEMENT)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (replace(GOOD, passage=replace(GOOD.passage, quote="somebody was")), "its quote"),
        (replace(GOOD, passage=replace(GOOD.passage, start=3)), "its quote"),
        (replace(GOOD, passage=Passage(5, 5, "")), "its quote"),
        (replace(GOOD, occurrences=(Passage(0, 3, "the"),)), "its quote"),
        (replace(GOOD, content=(4, 4)), "its content"),
        (replace(GOOD, content=(-3, 4)), "its content"),
        (replace(GOOD, quantities=(Quantity(1, 1, 1, "x", "", 0, BEYOND),)), "a quantity"),
        (replace(GOOD, evidence=(Evidence("actor", 9, 4),)), "the evidence for actor"),
        (replace(GOOD, evidence=(Evidence("actor", 0, BEYOND),)), "the evidence for actor"),
    ],
)
def test_a_claim_whose_words_are_not_there_is_named(bad: Claim, told: str) -> None:
    with pytest.raises(InputRefused, match=f"claim c0ffee01: {told}"):
        check_claims([bad], STATEMENT)


def test_two_claims_with_one_id_are_refused() -> None:
    with pytest.raises(InputRefused, match="two claims have this id"):
        check_claims([GOOD, GOOD], STATEMENT)


@given(st.text(min_size=1), st.data())
def test_any_quote_cut_from_the_text_passes_and_any_other_does_not(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = replace(GOOD, passage=Passage.of(text, start, end), content=(start, end), evidence=())
    check_claims([cut], text)
    other = text[:start] + chr(ord(text[start]) ^ 1) + text[start + 1 :]
    with pytest.raises(InputRefused):
        check_claims([cut], other)
