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
        (
            "Soldiers fired on the crowd, killing at least six and wounding a further 23.",
            [
                "Soldiers fired on the crowd",
                "killing at least six",
                "wounding a further 23.",
            ],
        ),
        (
            "The report says that restraint was used as a punishment, that entries were backdated, "
            "and that two patients suffocated in their straps.",
            [
                "The report says that restraint was used as a punishment",
                "entries were backdated",
                "two patients suffocated in their straps.",
            ],
        ),
        (
            "Prosecutors charged three guards, two of whom have since left the country.",
            ["Prosecutors charged three guards", "two of whom have since left the country."],
        ),
        (
            "The court heard two of the men; their case was referred to a higher court.",
            ["The court heard two of the men", "their case was referred to a higher court."],
        ),
        (
            "Officers tortured four of the men charged with an attack that killed 145 persons.",
            [
                "Officers tortured four of the men charged with an attack",
                "that killed 145 persons.",
            ],
        ),
    ],
)
def test_one_predicate_makes_one_claim(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_question_is_no_claim() -> None:
    assert pieces("Where were the men held? Nobody says.") == ["Nobody says."]


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen, led by a former colonel, seized 70 pupils.",
        "The wife of a detainee, who asked not to be named, said he was beaten.",
        "Questioned on 12 May, the guard said nothing of it.",
        "“They came at dawn, broke the door and took him away,” she said.",
    ],
)
def test_what_only_describes_is_no_claim_of_its_own(text: str) -> None:
    assert pieces(text) == [text]


def test_joined_verbs_are_two_claims_where_they_tell_of_different_acts() -> None:
    assert pieces("Guards tortured the men and confiscated their letters.") == [
        "Guards tortured the men",
        "confiscated their letters.",
    ]
    assert pieces("Guards kicked the men and punched them.") == [
        "Guards kicked the men and punched them."
    ]
