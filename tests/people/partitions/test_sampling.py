"""Draws of who is who: seeded, complete, within facts and decisions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.counts.linkage import tables_from_partitions
from habeas.model import WrongUsage
from habeas.people import Decision, Sameness, resolve
from habeas.people.facts import facts_of, person_rows
from habeas.people.partitions import sample_partitions
from tests.people.partitions.conftest import Drawn


def test_the_same_seed_gives_the_same_draws(drawn: Drawn) -> None:
    again = sample_partitions(drawn.resolution, draws=40, seed=3)
    assert np.array_equal(again.labels, drawn.draws.labels)
    assert np.array_equal(again.group, drawn.draws.group)


def test_another_seed_gives_other_draws(drawn: Drawn) -> None:
    other = sample_partitions(drawn.resolution, draws=40, seed=4)
    assert not np.array_equal(other.person, drawn.draws.person)


def test_every_record_has_one_person_in_every_draw(drawn: Drawn) -> None:
    draws, n = drawn.draws, len(drawn.resolution.records)
    assert len(draws.draw) == len(draws.record) == len(draws.person) == 40 * n
    for number, persons in enumerate(draws):
        assert len(persons) == n
        assert persons.max() + 1 == len(np.unique(persons)) == draws.counts[number]


def test_draws_differ_where_it_is_uncertain_who_is_who_and_only_there(drawn: Drawn) -> None:
    together = np.array([persons[:, None] == persons[None, :] for persons in drawn.draws])
    share = together.mean(axis=0)
    open_pairs = np.count_nonzero((share > 0.02) & (share < 0.98)) // 2
    assert 0 < open_pairs < len(drawn.resolution.records)


def test_pairs_that_all_draws_make_one_are_one(drawn: Drawn) -> None:
    truth = drawn.invented.truth
    share = np.mean([persons[:, None] == persons[None, :] for persons in drawn.draws], axis=0)
    i, j = np.triu_indices(len(truth), 1)
    always = share[i, j] == 1.0
    assert np.mean(truth[i][always] == truth[j][always]) > 0.99
    never = share[i, j] == 0.0
    assert np.count_nonzero(truth[i][never] == truth[j][never]) < 0.03 * np.count_nonzero(always)


def test_no_draw_breaks_a_hard_fact(drawn: Drawn) -> None:
    facts = facts_of(drawn.resolution.records)
    for number in (0, 20, 39):
        assert not person_rows(drawn.draws.persons(number), facts)[1].any()


def test_what_reviewers_decided_holds_in_every_draw(drawn: Drawn) -> None:
    ids, person = drawn.resolution.records.ids, drawn.resolution.person
    size = np.bincount(person)
    parted = np.flatnonzero(person == np.flatnonzero(size >= 2)[0])[:2]
    strangers = np.flatnonzero(person == np.flatnonzero(size >= 2)[1])[:1]
    decisions = (
        Decision(Sameness.DIFFERENT, (ids[parted[0]],), (ids[parted[1]],)),
        Decision(Sameness.SAME, (ids[parted[0]],), (ids[strangers[0]],)),
    )
    resolution = resolve(drawn.invented.records, decisions=decisions)
    for persons in sample_partitions(resolution, draws=25, seed=5, decisions=decisions):
        assert persons[parted[0]] != persons[parted[1]]
        assert persons[parted[0]] == persons[strangers[0]]


def test_the_counts_room_takes_the_draws(drawn: Drawn) -> None:
    records = drawn.resolution.records
    named = dict(zip(records.ids, records.list.texts(), strict=True))
    tables = tables_from_partitions(named, drawn.draws.rows())
    assert [table.observed for table in tables] == drawn.draws.counts.tolist()


def test_nothing_to_draw_or_to_draw_from_is_refused(drawn: Drawn) -> None:
    with pytest.raises(WrongUsage):
        sample_partitions(drawn.resolution, draws=0)
    with pytest.raises(WrongUsage):
        sample_partitions(replace(drawn.resolution, evidence=None))
