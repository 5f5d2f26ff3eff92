"""A finding in a sentence: the declared number first, never a headcount alone."""

from dataclasses import replace

import pytest

from habeas.places.procurement.finding import COLUMNS, KitchenFinding
from habeas.places.procurement.telling import caveats, cells, sentence, standing_caveats

FOUND = KitchenFinding(
    id="I001", kind="institution", name="Institution 1", declared=500.0, estimate=900.0,
    low=700.0, high=1200.0, p=0.001, q=0.02, flag=True, products=("salt", "tea"),
    agreeing=("salt", "tea"), months=24, step=("2024-02", 1.8), fooled_by=("gaps",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "declared 500; food for 700 to 1,200 people; a step up from 2024-02"),
        ({"step": None}, "declared 500; food for 700 to 1,200 people"),
        ({"declared": None, "step": None}, "declared: withheld; food for 700 to 1,200 people"),
        (
            {"kind": "address", "declared": None},
            "an address of no listed institution: food for 700 to 1,200 people; "
            "2 products over 24 months agree",
        ),
        (
            {"estimate": None, "low": None, "high": None, "refused": "too few declared"},
            "nothing can be said: too few declared",
        ),
    ],
)
def test_a_sentence(changes: dict[str, object], words: str) -> None:
    assert sentence(replace(FOUND, **changes)) == words  # type: ignore[arg-type]  # mixed fields


def test_a_row_has_every_column_and_the_sentence() -> None:
    row = cells(FOUND)
    assert tuple(row) == COLUMNS
    assert row["sentence"] == sentence(FOUND)
    assert row["declared"] == 500
    assert row["ratio"] == 1.8
    assert row["products"] == "salt|tea"
    assert row["step_month"] == "2024-02"


def test_there_is_no_ratio_to_a_withheld_number() -> None:
    assert cells(replace(FOUND, declared=None))["ratio"] is None


def test_every_way_to_be_fooled_has_words() -> None:
    keys = {
        "wrong_unit", "let_again", "warehouse_buys", "sold_on", "no_grain", "disagree",
        "few_products", "gaps", "step",
    }  # fmt: skip
    assert keys <= set(caveats())
    assert standing_caveats()
