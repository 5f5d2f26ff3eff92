"""What findings weigh, and how a pair is explained."""

from __future__ import annotations

import math

import numpy as np
import pytest

from habeas.people import EventKind, Records
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.findings import Finding, findings
from tests.people.comparing import evidence_of, odds, records_of

# Invented: a common surname, a rare one, and one row that is the list's alone.
COMMON, RARE = "Вигаденко", "Небуленко"
BORN = ("1980-02-03", "1980-02-03", "", "1980")


@pytest.fixture(scope="module")
def records() -> Records:
    many = [f"{COMMON} Остап Ярославович"] * 38
    return records_of(
        (0, EventKind.CAPTURED, 19_000),
        (1, EventKind.CAPTURED, 19_002),
        (3, EventKind.RELEASED, 19_300),
        name=[
            f"{COMMON} Остап Ярославович",
            f"{COMMON} О. Я.",
            f"{RARE} Остап",
            f"{RARE} Остап",
            *many,
            "",
            "",
            f"{RARE} Василь Ярославович",
            f"{RARE} Павло Ярославович",
        ],
        list=["families", "register"] * 23,
        born=[*BORN, *[""] * 42],
        region=[
            "Донецька обл.",
            "Донецкая область",
            "",
            "Херсонська обл.",
            *[""] * 40,
            "Харківська обл.",
            "Харківська обл.",
        ],
    )


@pytest.fixture(scope="module")
def evidence(records: Records) -> Evidence:
    return evidence_of(records)


def of(told: tuple[Finding, ...], feature: str) -> Finding:
    (found,) = (each for each in told if each.feature == feature)
    return found


def test_a_rare_surname_weighs_more_than_a_common_one(evidence: Evidence, records: Records) -> None:
    common = of(findings(evidence, records, 4, 5), "surname")
    rare = of(findings(evidence, records, 2, 3), "surname")
    assert common.sentence.startswith("same surname")
    assert rare.sentence.startswith("same surname")
    assert rare.weight > common.weight + 2


@pytest.mark.parametrize(
    ("left", "right"), [(0, 1), (2, 3), (0, 3), (4, 5), (1, 40), (42, 43), (44, 45)]
)
def test_the_weights_add_up_to_the_odds_of_the_pair(
    evidence: Evidence, records: Records, left: int, right: int
) -> None:
    told = findings(evidence, records, left, right)
    # Each weight is rounded to a hundredth of a bit.
    assert sum(each.weight for each in told) == pytest.approx(
        odds(evidence, left, right) / math.log(2), abs=0.005 * len(told) + 1e-4
    )


def test_rows_that_say_nothing_leave_the_odds_that_were_there_before(
    evidence: Evidence, records: Records
) -> None:
    told = findings(evidence, records, 42, 43)
    assert [each.feature for each in told] == ["lists"]
    lists = evidence.compared.features.list
    assert odds(evidence, 42, 43) == pytest.approx(
        evidence.model.prior_log_odds[lists[42], lists[43]]
    )


def test_the_prior_stands_first_and_agreement_before_difference(
    evidence: Evidence, records: Records
) -> None:
    told = findings(evidence, records, 0, 3)
    assert told[0].feature == "lists"
    assert "families" in told[0].sentence
    assert "register" in told[0].sentence
    weights = [each.weight for each in told[1:]]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) < 0 < max(weights)


def test_each_finding_says_in_words_what_the_rows_say(evidence: Evidence, records: Records) -> None:
    told = findings(evidence, records, 0, 1)
    assert of(told, "given").sentence.startswith("initial of the given name agrees")
    assert of(told, "birth").sentence == "born on the same day: 1980-02-03"
    assert of(told, "region").sentence == "same region: Донецька обл. – Донецкая область"
    assert of(told, "event").sentence == "captured 2022-01-08, captured 2022-01-10: 2 days between"


def test_brothers_share_what_speaks_for_a_family_and_not_for_one_human(
    evidence: Evidence, records: Records
) -> None:
    told = findings(evidence, records, 44, 45)
    alone = of(findings(evidence, records, 2, 3), "surname")
    for shared in ("surname", "patronymic", "region"):
        assert of(told, shared).weight < 1 < alone.weight
    assert odds(evidence, 44, 45) < of(told, "lists").weight * math.log(2)


def test_odds_are_the_same_both_ways(evidence: Evidence) -> None:
    n = len(evidence.compared.features)
    left, right = (side.astype(np.int32) for side in np.triu_indices(n, 1))
    assert evidence.log_odds(left, right) == pytest.approx(evidence.log_odds(right, left))
