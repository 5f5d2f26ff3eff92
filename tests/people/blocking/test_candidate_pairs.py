"""Which pairs are compared: nearly all true ones, and few enough whatever the names are."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from habeas.people import EventKind, Records
from habeas.people.blocking import Candidates, candidates
from habeas.people.blocking.keys import COMBINATIONS, Combination
from habeas.people.evidence.evidence import Evidence
from tests.people.comparing import evidence_of, records_of
from tests.people.invented import Invented, lists_of

ANY = -1e9


def met(records: Records, parts: str, cap: int = 8) -> bool:
    """Whether the first two rows meet under this combination alone."""
    told = evidence_of(records)
    only = (Combination(tuple(parts), cap),)
    found = candidates(told.compared, told.model, combinations=only, least_log_odds=ANY)
    return (0, 1) in pairs_of(found)


def pairs_of(found: Candidates) -> set[tuple[int, int]]:
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


# Invented. Each couple has in common only what the combination asks for.
@pytest.mark.parametrize(
    ("parts", "left", "right"),
    [
        ("S", {"name": "Вигаденко Остап"}, {"name": "Vyhadenko Zoriana"}),
        ("S", {"name": "Вигаденко Остап"}, {"name": "Небуленко-Вигаденко Зоряна"}),
        ("SG", {"name": "Казка Микола"}, {"name": "Kazka Nikolai"}),
        ("SG", {"name": "Казка Вячеслав"}, {"name": "Казка Слава"}),
        ("SI", {"name": "Казка Остап"}, {"name": "Казка О."}),
        ("SIJ", {"name": "Казка Остап Ярович"}, {"name": "Казка О. Я."}),
        ("XG", {"name": "Вигаденко Остап"}, {"name": "Вигаенко Остап"}),
        ("XG", {"name": "Вигаденко Остап"}, {"name": "Вигарденко Остап"}),
        ("XI", {"name": "Вигаденко Остап"}, {"name": "Вигабенко О."}),
        ("LG", {"name": "Вигаденко Остап"}, {"name": "Вигоденко Остап"}),
        (
            "GP",
            {"name": "Вигаденко Микола Іванович"},
            {"name": "Небуленко Николай Иванович"},
        ),
        ("D", {"name": "Казка", "born": "1980-02-03"}, {"name": "Тінчук", "born": "1980-02-03"}),
        ("D", {"name": "Казка", "born": "1980-02-03"}, {"name": "Тінчук", "born": "1980-03-02"}),
        (
            "SY",
            {"name": "Вигаденко", "born": "1980-02-03"},
            {"name": "Vyhadenko", "born": "1980"},
        ),
        (
            "SR",
            {"name": "Казка", "region": "Донецька обл."},
            {"name": "Казка", "region": "Donetsk region"},
        ),
    ],
)
def test_one_human_is_met_whatever_differs(
    parts: str, left: dict[str, str], right: dict[str, str]
) -> None:
    columns = {key: [left[key], right[key], ""] for key in left}
    assert met(records_of(**columns), parts)


@pytest.mark.parametrize(
    ("parts", "left", "right"),
    [
        ("S", {"name": "Вигаденко Остап"}, {"name": "Небуленко Остап"}),
        ("SG", {"name": "Казка Остап"}, {"name": "Казка О."}),
        ("SI", {"name": "Казка Остап"}, {"name": "Казка П."}),
        ("D", {"name": "Казка", "born": "1980"}, {"name": "Казка", "born": "1980"}),
        ("D", {"name": "Казка", "born": "1980-01-01"}, {"name": "Казка", "born": "1980-01-01"}),
        ("SR", {"name": "Казка", "region": ""}, {"name": "Казка", "region": ""}),
    ],
)
def test_what_differs_or_is_not_said_brings_nobody_together(
    parts: str, left: dict[str, str], right: dict[str, str]
) -> None:
    columns = {key: [left[key], right[key], ""] for key in left}
    assert not met(records_of(**columns), parts)


def test_captures_a_month_apart_are_met_and_half_a_year_apart_are_not() -> None:
    for days, near in ((25, True), (180, False)):
        told = records_of(
            (0, EventKind.CAPTURED, 19_000),
            (1, EventKind.CAPTURED, 19_000 + days),
            name=["Казка", "Казка"],
        )
        assert met(told, "SH") is near


@pytest.mark.parametrize("combination", COMBINATIONS, ids=lambda each: "".join(each.parts))
def test_every_combination_brings_together_rows_that_say_it_all(combination: Combination) -> None:
    surnames = ("Вигаденко", "Вигаенко") if "X" in combination.parts else ("Вигаденко",) * 2
    told = records_of(
        (0, EventKind.CAPTURED, 19_000),
        (1, EventKind.CAPTURED, 19_001),
        name=[f"{each} Остап Ярославович «Грім»" for each in surnames],
        born=["1980-02-03"] * 2,
        region=["Донецька обл."] * 2,
    )
    assert met(told, "".join(combination.parts))


@pytest.fixture(scope="module")
def invented() -> Invented:
    return lists_of(300, seed=4)


@pytest.fixture(scope="module")
def told(invented: Invented) -> Evidence:
    return evidence_of(invented.records)


@pytest.fixture(scope="module")
def found(told: Evidence) -> Candidates:
    return candidates(told.compared, told.model)


def test_nearly_all_true_pairs_are_candidates(invented: Invented, found: Candidates) -> None:
    truth = invented.truth
    same = np.equal.outer(truth, truth)[np.triu_indices(len(truth), 1)].sum()
    assert (truth[found.left] == truth[found.right]).sum() > 0.99 * same
    assert len(found.left) < 20 * len(truth)


def test_each_pair_stands_once_in_order_with_its_odds(told: Evidence, found: Candidates) -> None:
    assert (found.left < found.right).all()
    number = found.left.astype(np.int64) * len(told.compared.features) + found.right
    assert (np.diff(number) > 0).all()
    assert found.log_odds == pytest.approx(told.log_odds(found.left, found.right))
    assert found.met >= len(number)


def test_where_there_are_too_many_the_likeliest_stay(told: Evidence, found: Candidates) -> None:
    few = candidates(told.compared, told.model, most_a_record=0.5)
    assert len(few.left) == len(told.compared.features) // 2 < len(found.left)
    gone = pairs_of(found) - pairs_of(few)
    odds = dict(zip(zip(found.left, found.right, strict=True), found.log_odds, strict=True))
    assert pairs_of(few) < pairs_of(found)
    assert few.log_odds.min() >= max(odds[pair] for pair in gone)


def test_unlikely_pairs_are_left_out(told: Evidence, found: Candidates) -> None:
    likely = candidates(told.compared, told.model, least_log_odds=0.0)
    assert likely.log_odds.min() >= 0
    assert pairs_of(likely) == {
        pair for pair, odds in zip(_each(found), found.log_odds, strict=True) if odds >= 0
    }


def _each(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_settled_rows_meet_new_ones_and_not_each_other(told: Evidence, found: Candidates) -> None:
    settled = np.arange(len(told.compared.features)) % 3 > 0
    new = candidates(told.compared, told.model, settled=settled)
    assert not (settled[new.left] & settled[new.right]).any()
    # Pairs of settled rows that are gone make no room for others in large blocks: none is new.
    assert pairs_of(new) == {(a, b) for a, b in _each(found) if not (settled[a] and settled[b])}


def homonyms(count: int) -> Evidence:
    """One name, forty years of birth, nothing else: what a register of a large country holds."""
    random = Random(2)  # noqa: S311 - invented people need no secrecy
    born = [str(random.randrange(1960, 2000)) for _ in range(count)]
    return evidence_of(records_of(name=["Вигаденко Остап"] * count, born=born))


def test_a_block_of_homonyms_grows_no_faster_than_its_rows() -> None:
    a_record = {}
    for count in (1_250, 5_000):
        told = homonyms(count)
        found = candidates(told.compared, told.model, most_a_record=1e9, least_log_odds=ANY)
        assert (np.bincount(found.left, minlength=count) <= 80).all()
        a_record[count] = len(found.left) / count
    assert a_record[5_000] <= 1.2 * a_record[1_250]


def test_homonyms_beyond_the_cap_meet_those_born_nearest() -> None:
    told = homonyms(1_000)
    by_name = (Combination(("S", "G"), 120, neighbours=10),)
    found = candidates(
        told.compared, told.model, most_a_record=1e9, combinations=by_name, least_log_odds=ANY
    )
    born = told.compared.features.birth[:, 0].astype(np.int64)
    assert np.abs(born[found.left] - born[found.right]).max() <= 1


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_rows_have_no_pairs(count: int) -> None:
    told = evidence_of(Records.build([str(row) for row in range(count)], name=["Казка"] * count))
    assert len(candidates(told.compared, told.model).left) == 0
