"""Where a sentence is split."""

from __future__ import annotations

import pytest

from tests.claims.reading import lines_of


def pieces(text: str) -> list[str]:
    return [line["text"] for line in lines_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Guards beat the men every night, and the doctor refused to treat their wounds.",
            [
                "Guards beat the men every night",
                "the doctor refused to treat their wounds.",
            ],
        ),
        (
            "While the ministry alleged that he died of a stroke, relatives said he was beaten.",
            [
                "While the ministry alleged that he died of a stroke",
                "relatives said he was beaten.",
            ],
        ),
        (
            "The report counted 314 captives, including 148 civilians held in Tokmak.",
            ["The report counted 314 captives", "including 148 civilians held in Tokmak."],
        ),
        (
            "Officers detained the man in May, citing an order of the commander.",
            ["Officers detained the man in May", "citing an order of the commander."],
        ),
        (
            "Guards tortured the men with electric shocks, beatings and threats.",
            ["Guards tortured the men with electric shocks, beatings and threats."],
        ),
    ],
)
def test_one_predicate_makes_one_claim(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_question_is_no_claim() -> None:
    assert pieces("Where were the men held? Nobody says.") == ["Nobody says."]
