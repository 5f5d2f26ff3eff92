"""Why a person is one person: which records, which findings, and which record holds it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from habeas.model import WrongUsage
from habeas.people import Decision, Records, Resolution, Sameness, Waterfall, resolve, waterfall
from habeas.people.evidence.findings import findings
from tests.people.invented import lists_of

# Invented. Under two surnames she stands in two lists; the third gives both of them.
HOLDS, EARLIER, LATER = "court", "families", "exchange"


@pytest.fixture(scope="module")
def resolved() -> Resolution:
    """What the reviewer joined is one person; around it are people enough to learn weights."""
    around = lists_of(150, seed=9).records
    rows = (
        (HOLDS, "Дивоцвіт-Сонцекрай Зоряна Іллівна", "1981-04-05"),
        (EARLIER, "Дивоцвіт Зоряна", "1981"),
        (LATER, "Сонцекрай З.", "1981-04-05"),
    )
    ids, names, born = (list(column) for column in zip(*rows, strict=True))
    records = Records.build(
        [*around.ids, *ids],
        list=[*around.list.texts(), *ids],
        name=[*around.name.texts(), *names],
        born=[*around.born.texts(), *born],
        region=[*around.region.texts(), "", "", ""],
    )
    same = Decision(Sameness.SAME, (HOLDS,), (EARLIER, LATER))
    return resolve(records, decisions=[same])


def odds_of(resolution: Resolution, *records: str) -> float:
    assert resolution.evidence is not None
    left, right = ([resolution.records.ids.index(record)] for record in records)
    ends = np.array(left, dtype=np.int32), np.array(right, dtype=np.int32)
    return float(resolution.evidence.log_odds(*ends)[0])


def person_of(resolution: Resolution, record: str) -> str:
    return resolution.person_ids[int(resolution.person[resolution.records.ids.index(record)])]


@pytest.fixture(scope="module")
def shown(resolved: Resolution) -> Waterfall:
    return waterfall(resolved, person_of(resolved, HOLDS))


def test_the_record_that_holds_the_others_together_is_named(shown: Waterfall) -> None:
    assert {each.record for each in shown.joined} == {HOLDS, EARLIER, LATER}
    assert shown.keystones == (HOLDS,)


def test_where_every_record_is_like_every_other_none_is_a_keystone(resolved: Resolution) -> None:
    sizes = np.bincount(resolved.person)
    others = [
        resolved.person_ids[number]
        for number in np.flatnonzero(sizes == 3).tolist()
        if resolved.person_ids[number] != person_of(resolved, HOLDS)
    ]
    assert any(waterfall(resolved, person).keystones == () for person in others)


def test_the_strongest_pair_stands_first_and_each_record_beside_its_nearest(
    resolved: Resolution, shown: Waterfall
) -> None:
    first, *rest = shown.joined
    assert first.nearest is None
    assert first.findings == ()
    before = [first.record]
    for each in rest:
        assert each.nearest == max(before, key=lambda other: odds_of(resolved, other, each.record))
        before.append(each.record)
    bits = [each.bits for each in rest]
    assert bits[0] == max(bits)


def test_the_weights_of_the_findings_add_up(resolved: Resolution, shown: Waterfall) -> None:
    for each in shown.joined[1:]:
        assert sum(finding.weight for finding in each.findings) == pytest.approx(
            each.bits, abs=0.005 * (len(each.findings) + 1)
        )


def test_the_findings_are_those_of_the_two_records(resolved: Resolution, shown: Waterfall) -> None:
    assert resolved.evidence is not None
    row = resolved.records.ids.index
    for each in shown.joined[1:]:
        assert each.nearest is not None
        pair = row(each.nearest), row(each.record)
        assert each.findings == findings(resolved.evidence, resolved.records, *pair)
        odds = odds_of(resolved, each.nearest, each.record)
        assert each.bits == pytest.approx(odds / math.log(2), abs=0.006)


def test_a_record_alone_needs_no_evidence(resolved: Resolution) -> None:
    alone = int(np.flatnonzero(np.bincount(resolved.person) == 1)[0])
    (only,) = waterfall(resolved, resolved.person_ids[alone]).joined
    assert (only.nearest, only.bits, only.probability) == (None, 0.0, 1.0)


def test_an_id_that_names_nobody_is_a_mistake_of_the_asker(resolved: Resolution) -> None:
    with pytest.raises(WrongUsage, match="p-nobody"):
        waterfall(resolved, "p-nobody")
