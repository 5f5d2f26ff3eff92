"""What forbids that two rows are one human, what only speaks against it, and what does neither."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.people import EventKind, Records
from habeas.people.facts import (
    FactRules,
    FactStanding,
    Reason,
    barred,
    explain,
    facts_of,
    pair_reasons,
)
from tests.people.facts.rows import (
    CAPTURED,
    DIED,
    EXCHANGED,
    OTHER,
    RELEASED,
    SEEN,
    SENTENCED,
    TRANSFERRED,
    Told,
    records,
)


def verdict(rows: Records, rules: FactRules | None = None) -> tuple[Reason, Reason]:
    """Why the first two rows are barred, and why they are doubted."""
    left, right = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    hard, soft = pair_reasons(left, right, facts_of(rows, rules))
    turned = pair_reasons(right, left, facts_of(rows, rules))
    assert (hard[0], soft[0]) == (turned[0][0], turned[1][0])
    assert barred(left, right, facts_of(rows, rules))[0] == hard[0]
    return Reason(int(hard[0])), Reason(int(soft[0]))


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ([(DIED, "2022-04-03")], [(DIED, "2022-06-20")], Reason.TWO_DEATHS),
        ([(DIED, "2022-04-03")], [(DIED, "2022-04")], Reason.NONE),
        ([(DIED, "2022")], [(DIED, "2023-01-01")], Reason.TWO_DEATHS),
        ([(DIED, "2022-04-03")], [(RELEASED, "2023-01-01")], Reason.RELEASED_AFTER_DEATH),
        ([(DIED, "2022-04-03")], [(EXCHANGED, "2022-04-04")], Reason.RELEASED_AFTER_DEATH),
        ([(DIED, "2022-04-03")], [(EXCHANGED, "2022-04")], Reason.NONE),
        ([(DIED, "2022-04-03")], [(RELEASED, "2021-12-01")], Reason.NONE),
        ([(DIED, "2022-04-03")], [(CAPTURED, "2022-09-01")], Reason.CAPTURED_AFTER_DEATH),
        ([(DIED, "2022-04-03")], [(CAPTURED, "2022-04-20")], Reason.NONE),
        ([(DIED, "2022-04-03")], [(OTHER, "2023-01-01")], Reason.NONE),
        ([(CAPTURED, "2022-03-01")], [(RELEASED, "2021-01-01")], Reason.NONE),
    ],
)
def test_a_death_forbids_another_death_and_a_later_life(
    left: list[Told], right: list[Told], reason: Reason
) -> None:
    assert verdict(records(left, right))[0] is reason


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (SEEN, Reason.SEEN_AFTER_DEATH),
        (SENTENCED, Reason.SENTENCED_AFTER_DEATH),
        (TRANSFERRED, Reason.TRANSFERRED_AFTER_DEATH),
    ],
)
def test_witnesses_err_courts_sentence_the_dead_and_bodies_are_moved(
    kind: EventKind, reason: Reason
) -> None:
    assert verdict(records([(DIED, "2022-04-03")], [(kind, "2022-09-01")])) == (0, reason)


def test_a_capture_inside_the_stay_that_one_list_states_is_another_man() -> None:
    stay = [(CAPTURED, "2020-01-10"), (EXCHANGED, "2023-02-01")]
    assert verdict(records(stay, [(CAPTURED, "2021-06-01")]))[0] is Reason.CAPTURED_WHILE_HELD
    # Reports of one capture differ by months: near either end it may be the same.
    assert verdict(records(stay, [(CAPTURED, "2020-05-01")])) == (0, 0)
    assert verdict(records(stay, [(CAPTURED, "2022-12-01")]))[0] is Reason.NONE


def test_a_list_that_knows_the_release_allows_a_second_captivity() -> None:
    twice = [(CAPTURED, "2015-01-10"), (RELEASED, "2016-02-01"), (CAPTURED, "2022-03-05")]
    assert verdict(records(twice, [(CAPTURED, "2022-03-20")])) == (0, 0)
    assert verdict(records(twice, [(CAPTURED, "2015-01-20")])) == (0, 0)
    before = [(CAPTURED, "2015-01-10"), (RELEASED, "2016-02-01")]
    assert verdict(records(before, [(CAPTURED, "2022-03-20")])) == (0, 0)


def test_two_captures_far_apart_doubt_a_pair_and_bar_it_only_within_a_person() -> None:
    assert verdict(records([(CAPTURED, "2015-01-10")], [(CAPTURED, "2022-03-20")])) == (
        Reason.NONE,
        Reason.CAPTURED_AGAIN,
    )


def test_births_doubt_and_never_forbid() -> None:
    late = records([(CAPTURED, "2016-05-01")], [], born=["", "2018"])
    assert verdict(late) == (Reason.NONE, Reason.BORN_AFTER_EVENT)
    apart = records([], [], born=["1962-04-01", "1984"])
    assert verdict(apart) == (Reason.NONE, Reason.BORN_FAR_APART)
    assert verdict(records([], [], born=["1974-04-01", "1984"])) == (0, 0)


def test_an_age_at_the_first_event_is_a_birth_interval() -> None:
    aged = records([(SEEN, "2022-05-01")], [], aged=["61", ""], born=["", "1985"])
    assert verdict(aged)[1] is Reason.BORN_FAR_APART
    assert verdict(records([(SEEN, "2022-05-01")], [], aged=["37", ""], born=["", "1985"])) == (
        0,
        0,
    )
    nonsense = records([(SEEN, "2022-05-01")], [], aged=["about 61", "x"], born=["0", "1985-13-01"])
    assert verdict(nonsense) == (0, 0)


def test_how_strict_a_fact_is_stands_in_data_and_can_be_changed() -> None:
    rows = records([(DIED, "2022-04-03")], [(DIED, "2022-04-05")])
    assert verdict(rows)[0] is Reason.TWO_DEATHS
    assert verdict(rows, FactRules.read().with_rule(Reason.TWO_DEATHS, days=2)) == (0, 0)
    soft = FactRules.read().with_rule(Reason.TWO_DEATHS, standing=FactStanding.SOFT)
    assert verdict(rows, soft) == (Reason.NONE, Reason.TWO_DEATHS)
    off = FactRules.read().with_rule(Reason.TWO_DEATHS, standing=FactStanding.OFF)
    assert verdict(rows, off) == (0, 0)
    assert FactRules.read().weights[Reason.SEEN_AFTER_DEATH] < 0
    assert FactRules.read().weights[Reason.TWO_DEATHS] == 0


@pytest.mark.parametrize(
    ("reason", "rows", "sentence"),
    [
        (
            Reason.RELEASED_AFTER_DEATH,
            records([(EXCHANGED, "2023-01-01")], [(DIED, "2022-04")]),
            "refused: died 2022-04 in B (r1), exchanged 2023-01-01 in A (r0)",
        ),
        (
            Reason.TWO_DEATHS,
            records([(DIED, "2022")], [(DIED, "2023-01-01")]),
            "refused: died 2022 in A (r0), died 2023-01-01 in B (r1)",
        ),
        (
            Reason.CAPTURED_WHILE_HELD,
            records([(CAPTURED, "2020-01-10"), (RELEASED, "2023-02-01")], [(CAPTURED, "2021")]),
            "refused: captured 2020-01-10, released 2023-02-01 in A (r0), captured 2021 in B (r1)",
        ),
        (
            Reason.CAPTURED_AGAIN,
            records([(CAPTURED, "2020-01-10")], [(CAPTURED, "2021-05-05")]),
            "refused: captured 2020-01-10 in A (r0), captured 2021-05-05 in B (r1), "
            "and no release between is known",
        ),
        (
            Reason.BORN_AFTER_EVENT,
            records([(SEEN, "2016-05-01")], [], born=["", "2018"]),
            "doubted: born 2018 in B (r1), seen 2016-05-01 in A (r0)",
        ),
        (
            Reason.BORN_FAR_APART,
            records([], [], born=["1962-04", "1984-01-02"]),
            "doubted: born 1962-04 in A (r0), born 1984-01-02 in B (r1)",
        ),
    ],
)
def test_a_refusal_names_both_lists_and_both_dates(
    reason: Reason, rows: Records, sentence: str
) -> None:
    assert explain(reason, 0, 1, rows) == sentence


def test_nobody_explains_what_the_rows_do_not_state() -> None:
    with pytest.raises(ValueError, match="do not state TWO_DEATHS"):
        explain(Reason.TWO_DEATHS, 0, 1, records([(DIED, "2022")], [(DIED, "2022-03-01")]))
