"""Resolving: records of several lists and alphabets in, persons out."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.people import (
    Decision,
    EventKind,
    Events,
    Records,
    Resolution,
    ResolveSettings,
    Sameness,
    resolve,
)
from tests.people.invented import Invented, lists_of, pair_f1


@pytest.fixture(scope="module")
def invented() -> Invented:
    return lists_of(400)


@pytest.fixture(scope="module")
def resolved(invented: Invented) -> Resolution:
    return resolve(invented.records)


def test_one_human_behind_three_lists_and_two_alphabets(
    invented: Invented, resolved: Resolution
) -> None:
    assert pair_f1(invented.truth, resolved.person) > 0.97
    assert abs(len(resolved) - len(set(invented.truth.tolist()))) < 20


def test_the_order_of_the_rows_is_nothing(invented: Invented, resolved: Resolution) -> None:
    records = invented.records
    mixed = np.random.default_rng(5).permutation(len(records))
    place = np.argsort(mixed)
    events = records.events
    again = resolve(
        Records.build(
            [records.ids[row] for row in mixed.tolist()],
            list=records.list.take(mixed),
            name=records.name.take(mixed),
            surname=records.surname.take(mixed),
            given=records.given.take(mixed),
            patronymic=records.patronymic.take(mixed),
            born=records.born.take(mixed),
            region=records.region.take(mixed),
            events=Events(
                place[events.record].astype(np.int32), events.kind, events.first, events.last
            ),
        )
    )
    before = {name: resolved.person_ids[p] for name, p in _by_record(resolved)}
    after = {name: again.person_ids[p] for name, p in _by_record(again)}
    assert before == after


def _by_record(resolution: Resolution) -> list[tuple[str, int]]:
    return list(zip(resolution.records.ids, resolution.person.tolist(), strict=True))


def test_every_record_has_one_person_and_a_probability(resolved: Resolution) -> None:
    assert set(resolved.person.tolist()) == set(range(len(resolved)))
    assert ((resolved.probability >= 0) & (resolved.probability <= 1)).all()
    alone = np.bincount(resolved.person)[resolved.person] == 1
    assert (resolved.probability[alone] == resolved.probability[alone].max()).all()


def test_a_reviewer_overrules_the_machine_and_undoing_gives_the_same_ids(
    invented: Invented, resolved: Resolution
) -> None:
    person = next(p for p, size in enumerate(np.bincount(resolved.person)) if size == 3)
    first, *rest = (resolved.records.ids[row] for row in np.flatnonzero(resolved.person == person))
    stranger = resolved.records.ids[np.flatnonzero(resolved.person != person)[0]]
    split = Decision(Sameness.DIFFERENT, (first,), tuple(rest))
    merged = Decision(Sameness.SAME, (first,), (stranger,))
    changed = resolve(invented.records, decisions=[split, merged])
    of = dict(_by_record(changed))
    assert of[first] == of[stranger]
    assert of[first] not in {of[name] for name in rest}
    undone = resolve(invented.records, decisions=[])
    assert undone.person_ids == resolved.person_ids
    assert (undone.person == resolved.person).all()


def test_unsure_moves_nothing(invented: Invented, resolved: Resolution) -> None:
    unsure = Decision(Sameness.UNSURE, (invented.records.ids[0],), (invented.records.ids[1],))
    assert (resolve(invented.records, decisions=[unsure]).person == resolved.person).all()


@pytest.fixture(scope="module")
def grown(invented: Invented) -> tuple[Resolution, Resolution]:
    """Two lists resolved, and then the third against them."""
    known = np.flatnonzero(np.array(invented.records.list.texts()) != "observers")
    earlier = resolve(_rows(invented.records, known))
    return earlier, resolve(invented.records, earlier=earlier)


def test_new_records_join_persons_that_stay_as_they_were(
    invented: Invented, grown: tuple[Resolution, Resolution]
) -> None:
    earlier, later = grown
    of = dict(_by_record(later))
    for name, number in _by_record(earlier):
        first = earlier.records.ids[int(np.flatnonzero(earlier.person == number)[0])]
        assert of[name] == of[first]
    assert pair_f1(invented.truth, later.person) > 0.95


def test_persons_that_no_new_record_touches_keep_their_ids(
    grown: tuple[Resolution, Resolution],
) -> None:
    earlier, later = grown
    known = set(earlier.records.ids)
    touched = {number for name, number in _by_record(later) if name not in known}
    kept = [later.person_ids[number] for number in range(len(later)) if number not in touched]
    assert kept
    assert set(kept) <= set(earlier.person_ids)


def _rows(records: Records, rows: np.ndarray) -> Records:
    place = np.full(len(records), -1)
    place[rows] = np.arange(len(rows))
    events = records.events
    kept = place[events.record] >= 0
    return Records.build(
        [records.ids[row] for row in rows.tolist()],
        list=records.list.take(rows),
        name=records.name.take(rows),
        surname=records.surname.take(rows),
        given=records.given.take(rows),
        patronymic=records.patronymic.take(rows),
        born=records.born.take(rows),
        region=records.region.take(rows),
        events=Events(
            place[events.record[kept]].astype(np.int32),
            events.kind[kept],
            events.first[kept],
            events.last[kept],
        ),
    )


def test_two_deaths_are_never_one_person() -> None:
    """The same name and birth twice, and two dates of death: only a reviewer can make it one."""
    days = np.array([19_100, 19_500], dtype=np.int32)
    records = Records.build(
        ["a", "b"],
        list=["register", "families"],
        name=["Вигаденко Остап Ярославович"] * 2,
        born=["1980-02-03"] * 2,
        events=Events(
            np.array([0, 1], dtype=np.int32),
            np.full(2, EventKind.DIED, dtype=np.int8),
            days,
            days,
        ),
    )
    assert len(resolve(records, settings=ResolveSettings(threshold=-1e9))) == 2
    together = Decision(Sameness.SAME, ("a",), ("b",))
    assert len(resolve(records, decisions=[together])) == 1


def test_two_rows_are_enough_to_see_one_human() -> None:
    records = Records.build(
        ["a", "b"],
        list=["families", "observers"],
        name=["Олександр Вигаденко", "Aleksandr Vyhadenko"],
        born=["1980-02-03", "1980"],
    )
    assert len(resolve(records)) == 1


def test_two_rows_of_different_names_are_two_humans() -> None:
    records = Records.build(
        ["a", "b"],
        list=["families", "observers"],
        name=["Олександр Вигаденко", "Микола Небуленко"],
        born=["1980-02-03", "1980"],
    )
    assert len(resolve(records)) == 2


def test_brothers_taken_together_are_two_humans() -> None:
    """One surname, one father, one village, one day: a family, and not one human."""
    days = np.array([19_100, 19_100, 19_101, 19_101], dtype=np.int32)
    records = Records.build(
        ["a", "b", "c", "d"],
        list=["families", "families", "observers", "observers"],
        name=[
            "Небуленко Микола Іванович",
            "Небуленко Сергій Іванович",
            "Nikolai Nebulenko",
            "Sergey Nebulenko",
        ],
        born=["1990-07-01", "1990-07-01", "1990", "1990"],
        region=["Харківська обл.", "Харківська обл.", "Kharkiv", "Kharkiv"],
        events=Events(
            np.arange(4, dtype=np.int32), np.full(4, EventKind.CAPTURED, np.int8), days, days
        ),
    )
    assert resolve(records).person.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_handful_of_rows_is_no_special_case(count: int) -> None:
    names = ["Вигаденко Остап", "Небуленко Зоряна"][:count]
    resolution = resolve(Records.build([str(k) for k in range(count)], name=names))
    assert len(resolution) == count


def test_progress_is_told_in_rising_shares(invented: Invented) -> None:
    shares: list[float] = []
    resolve(invented.records, progress=lambda step, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
