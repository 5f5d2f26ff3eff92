"""Scored pairs into persons: no chains, no repeats for little, no broken facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from habeas.people import Decision, EventKind, Events, Records, Resolution, Sameness, resolve
from habeas.people.clustering import (
    Decided,
    Linkage,
    Linked,
    belonging,
    between_persons,
    linked,
)
from habeas.people.evidence.evidence import Evidence
from habeas.people.facts import conflicts, facts_of
from tests.people.comparing import Happening, evidence_of, odds, records_of
from tests.people.invented import Invented, lists_of

THRESHOLD = -3.0
# The chance that two rows are one human: of two lists, and within one.
BEFOREHAND, WITHIN = 1e-4, 1e-7


Said = dict[str, list[str]]


def told(said: Said, *happenings: Happening, lists: Iterable[str] = ()) -> tuple[Records, Evidence]:
    """Records of lists (each row of its own, if none are given) and the weights that hold here."""
    count = len(said["name"])
    records = records_of(
        *happenings,
        ids=list("abcdef"[:count]),
        list=list(lists) or [f"list {row}" for row in range(count)],
        **said,
    )
    found = evidence_of(records)
    prior = np.full_like(found.model.prior, BEFOREHAND)
    np.fill_diagonal(prior, WITHIN)
    return records, replace(found, model=replace(found.model, prior=prior))


def joined(records: Records, evidence: Evidence, *decisions: Decision) -> Linked:
    """Linked from all pairs."""
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(records), 1))
    linkage = Linkage(
        evidence.compared,
        evidence.model,
        facts_of(records),
        Decided.of(decisions, records),
        THRESHOLD,
    )
    return linked(linkage, left, right)


def persons(found: Linked) -> set[str]:
    """Each person as the letters of its rows."""
    groups: dict[int, str] = {}
    for row, label in enumerate(found.cluster.tolist()):
        groups[label] = groups.get(label, "") + "abcdef"[row]
    return set(groups.values())


CHAIN = {
    "name": ["Вигаденко Остап Ярославович", "Вигаденко Остап", "Вигаденко Остап Петрович"],
    "born": ["1980-02-03", "", "1991-07-21"],
    "region": ["Донецька обл.", "Донецька обл.", "Донецька обл."],
}


def test_a_row_between_two_contradicting_ones_makes_no_chain() -> None:
    records, evidence = told(CHAIN)
    assert odds(evidence, 0, 1) > THRESHOLD
    assert odds(evidence, 1, 2) > THRESHOLD
    assert odds(evidence, 0, 2) < THRESHOLD
    found = joined(records, evidence)
    assert found.cluster[0] != found.cluster[2]
    assert len(persons(found)) == 2


def test_without_the_contradiction_the_three_are_one() -> None:
    same = {**CHAIN, "born": ["1980-02-03", "", "1980-02-03"]}
    same["name"] = [*CHAIN["name"][:2], "Вигаденко Остап Ярославович"]
    assert persons(joined(*told(same))) == {"abc"}


def test_pairs_that_nobody_proposed_are_compared_before_a_merge() -> None:
    records, evidence = told(CHAIN)
    linkage = Linkage(
        evidence.compared, evidence.model, facts_of(records), Decided.of((), records), THRESHOLD
    )
    one_two = np.array([0, 1], dtype=np.int32), np.array([1, 2], dtype=np.int32)
    assert linked(linkage, *one_two).cluster[0] != linked(linkage, *one_two).cluster[2]


LITTLE = {"name": ["Вигаденко Остап"] * 2, "born": ["1980"] * 2}
MUCH = {
    "name": ["Вигаденко Остап Ярославович"] * 2,
    "born": ["1980-02-03"] * 2,
    "region": ["Донецька обл."] * 2,
}


@pytest.mark.parametrize(
    ("said", "lists", "expected"),
    [
        (LITTLE, ("register", "families"), {"ab"}),
        (LITTLE, ("register", "register"), {"a", "b"}),
        (MUCH, ("register", "families"), {"ab"}),
        (MUCH, ("register", "register"), {"ab"}),
    ],
)
def test_a_list_repeats_somebody_only_where_much_says_so(
    said: Said, lists: tuple[str, str], expected: set[str]
) -> None:
    columns = {key: [*values, ""] for key, values in said.items()}
    records, evidence = told(columns, lists=(*lists, "families"))
    assert persons(joined(records, evidence)) == {*expected, "c"}


DAY = 19_000


@pytest.mark.parametrize(
    ("happenings", "refused"),
    [
        (((0, EventKind.DIED, DAY), (1, EventKind.DIED, DAY + 400)), "two_deaths"),
        (((0, EventKind.DIED, DAY), (1, EventKind.RELEASED, DAY + 400)), None),
        (((0, EventKind.CAPTURED, DAY), (1, EventKind.RELEASED, DAY + 400)), ""),
    ],
)
def test_a_hard_fact_refuses_what_the_evidence_asks_for(
    happenings: tuple[Happening, ...], refused: str | None
) -> None:
    found = joined(*told(MUCH, *happenings))
    assert persons(found) == ({"ab"} if refused == "" else {"a", "b"})
    assert sum(found.refused.values()) == (0 if refused == "" else 1)
    assert not refused or refused in found.refused


def test_what_a_third_row_states_bars_the_whole_person() -> None:
    """The row between says nothing of a death: it goes with one of the two and not with both."""
    three = {key: [*values, values[0]] for key, values in MUCH.items()}
    found = joined(*told(three, (0, EventKind.DIED, DAY), (2, EventKind.DIED, DAY + 400)))
    assert found.cluster[0] != found.cluster[2]
    assert len(persons(found)) == 2


def test_a_reviewer_joins_what_nothing_and_even_a_fact_joins() -> None:
    happenings = ((0, EventKind.DIED, DAY), (1, EventKind.DIED, DAY + 400))
    records, evidence = told({"name": ["Вигаденко Остап", "Небуленко Зоряна"]}, *happenings)
    assert persons(joined(records, evidence)) == {"a", "b"}
    same = Decision(Sameness.SAME, ("a",), ("b",))
    assert persons(joined(records, evidence, same)) == {"ab"}


def test_a_reviewer_sets_apart_and_the_refusal_is_counted() -> None:
    records, evidence = told(MUCH)
    different = Decision(Sameness.DIFFERENT, ("a",), ("b",))
    found = joined(records, evidence, different)
    assert persons(found) == {"a", "b"}
    assert found.refused == {"reviewer": 1}


def test_rows_set_apart_stay_apart_through_others() -> None:
    four = {key: values * 2 for key, values in MUCH.items()}
    records, evidence = told(four)
    assert persons(joined(records, evidence)) == {"abcd"}
    different = Decision(Sameness.DIFFERENT, ("a",), ("d",))
    found = joined(records, evidence, different)
    assert found.cluster[0] != found.cluster[3]
    assert len(persons(found)) == 2


def test_a_decision_about_rows_that_are_gone_moves_nothing() -> None:
    records, evidence = told(MUCH)
    gone = Decision(Sameness.DIFFERENT, ("a",), ("nobody",))
    assert persons(joined(records, evidence, gone)) == {"ab"}
    assert Decided.of((gone,), records).unknown == ("nobody",)


@pytest.fixture(scope="module")
def deadly() -> Invented:
    """Invented lists in which a third of the rows state a death, seldom the same of one person."""
    invented = lists_of(250, seed=6)
    random = Random(6)  # noqa: S311 - invented people need no secrecy
    rows = [row for row in range(len(invented.truth)) if random.random() < 0.35]
    days = [20_000 + random.randrange(600) for _ in rows]
    events = invented.records.events
    record = np.concatenate([events.record, np.array(rows, dtype=np.int32)])
    order = np.argsort(record, kind="stable")
    added = Events(
        record[order],
        np.append(events.kind, np.full(len(rows), EventKind.DIED, dtype=np.int8))[order],
        np.append(events.first, np.array(days, dtype=np.int32))[order],
        np.append(events.last, np.array(days, dtype=np.int32))[order],
    )
    return replace(invented, records=replace(invented.records, events=added))


@pytest.fixture(scope="module")
def resolved(deadly: Invented) -> Resolution:
    return resolve(deadly.records)


def test_no_person_breaks_a_hard_fact(deadly: Invented, resolved: Resolution) -> None:
    facts = facts_of(deadly.records)
    truth = np.unique(deadly.truth, return_inverse=True)[1].astype(np.int32)
    assert len(conflicts(truth, deadly.records, facts)) > 10
    assert conflicts(resolved.person, deadly.records, facts) == ()
    assert resolved.figures["refused: two_deaths"] > 10


def _linkage(resolution: Resolution) -> Linkage:
    assert resolution.evidence is not None
    return Linkage(
        resolution.evidence.compared,
        resolution.evidence.model,
        facts_of(resolution.records),
        Decided.of((), resolution.records),
        THRESHOLD,
    )


@pytest.mark.parametrize("most_pairs", [1, 37])
def test_how_the_work_is_cut_changes_nothing(resolved: Resolution, most_pairs: int) -> None:
    pairs = resolved.pairs
    whole = linked(_linkage(resolved), pairs.left, pairs.right)
    cut = linked(_linkage(resolved), pairs.left, pairs.right, most_pairs=most_pairs)
    assert (cut.cluster == whole.cluster).all()
    assert cut.refused == whole.refused
    assert (np.unique(whole.cluster, return_counts=True)[1] > 1).sum() > 100


def test_in_which_order_portions_are_done_changes_nothing(resolved: Resolution) -> None:
    pairs = resolved.pairs
    whole = linked(_linkage(resolved), pairs.left, pairs.right)
    back = linked(
        _linkage(resolved),
        pairs.left,
        pairs.right,
        run=lambda linkage, cut: reversed([linkage.link(portion) for portion in cut]),
        most_pairs=50,
    )
    assert (back.cluster == whole.cluster).all()


def test_a_cluster_is_named_by_its_first_row(resolved: Resolution) -> None:
    pairs = resolved.pairs
    cluster = linked(_linkage(resolved), pairs.left, pairs.right).cluster
    assert (cluster <= np.arange(len(cluster))).all()
    assert (cluster[cluster] == cluster).all()


def _belonging(evidence: Evidence, person: list[int]) -> NDArray[np.float32]:
    return belonging(evidence.compared, evidence.model, np.array(person, dtype=np.int32))


def test_a_row_alone_belongs_and_of_two_each_belongs_by_their_pair() -> None:
    _, evidence = told(CHAIN)
    found = _belonging(evidence, [0, 0, 1])
    assert found[2] == np.inf
    assert found[0] == found[1] == pytest.approx(odds(evidence, 0, 1))


def test_a_stranger_belongs_least() -> None:
    three = {key: [*values, values[0]] for key, values in MUCH.items()}
    three["name"][2] = "Вигаденко Павло Петрович"
    _, evidence = told(three)
    found = _belonging(evidence, [0, 0, 0])
    assert found[2] < min(found[:2])
    assert found[2] < THRESHOLD


def test_two_persons_are_joined_by_all_their_pairs() -> None:
    """Of single rows: the odds of the pair; of three rows: what holds the third to the two."""
    _, evidence = told(CHAIN)
    zero, one = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    single = between_persons(evidence, np.array([0, 1, 2], dtype=np.int32), zero, one)
    assert single[0] == pytest.approx(odds(evidence, 0, 1))
    third = between_persons(evidence, np.array([0, 0, 1], dtype=np.int32), zero, one)
    assert third[0] == pytest.approx(_belonging(evidence, [0, 0, 0])[2])
    assert odds(evidence, 0, 2) < third[0] < odds(evidence, 1, 2)


def test_a_repeat_inside_a_list_costs_a_person_as_it_costs_a_pair() -> None:
    columns = {key: [*values, values[0], ""] for key, values in MUCH.items()}
    _, apart = told(columns, lists=("one", "two", "three", "two"))
    _, twice = told(columns, lists=("one", "two", "two", "one"))
    zero, one = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    person = np.array([0, 0, 1, 2], dtype=np.int32)
    free = between_persons(apart, person, zero, one)[0]
    dear = between_persons(twice, person, zero, one)[0]
    assert dear == pytest.approx(free + np.log(WITHIN / BEFOREHAND), abs=0.01)
