from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.counts import OverlapTable
from habeas.counts.linkage import average_linkage, correct_linkage
from habeas.counts.simple import chapman
from habeas.model import InputRefused, WrongUsage
from habeas.people.overlap import Encoding, Overlap, compare, encode
from tests.people.overlap.lists import SECRET, carelessly, invented, records

SIZE, SHARED = 100, 40
# Enough to see whether the answer is right; how well limits hold is measured by the benchmark.
FEW_DRAWS = 150
PEOPLE = invented(2 * SIZE - SHARED, seed=6)
FIRST = encode(records(PEOPLE[:SIZE]), SECRET)
SECOND = encode(records(carelessly(PEOPLE[SIZE - SHARED :], seed=8)), SECRET)


def compared(first: Encoding, second: Encoding) -> Overlap:
    return compare(first, second, draws=FEW_DRAWS)


@pytest.fixture(scope="module")
def overlap() -> Overlap:
    return compared(FIRST, SECOND)


def test_the_interval_holds_the_truth(overlap: Overlap) -> None:
    assert overlap.shared.low <= SHARED <= overlap.shared.high
    assert overlap.shared.low <= overlap.shared.point <= overlap.shared.high
    assert overlap.shared.high - overlap.shared.low < SHARED / 2


def test_each_row_is_in_one_link_at_most(overlap: Overlap) -> None:
    rows = overlap.links.rows
    assert len(set(rows[:, 0].tolist())) == len(set(rows[:, 1].tolist())) == len(rows)
    assert (overlap.links.probability >= 0.5).all()
    assert (overlap.links.probability <= 1).all()


def test_links_false_and_missed_add_up_to_the_shared(overlap: Overlap) -> None:
    total = len(overlap.links) - overlap.false.point + overlap.missed.point
    assert total == pytest.approx(overlap.shared.point, abs=4)


def test_lists_with_nobody_in_common_share_nobody() -> None:
    other = encode(records(invented(SIZE, seed=12)), SECRET)
    found = compared(FIRST, other)
    assert found.shared.low == 0
    assert found.shared.high <= SIZE / 20


def test_a_list_coincides_with_itself() -> None:
    found = compared(FIRST, FIRST)
    assert found.shared.high == SIZE
    assert found.shared.low >= SIZE * 0.95


@pytest.mark.ci
def test_noise_widens_the_interval_and_leaves_the_truth_in_it(overlap: Overlap) -> None:
    noisy = compared(
        encode(records(PEOPLE[:SIZE]), SECRET, noise=0.15),
        encode(records(carelessly(PEOPLE[SIZE - SHARED :], seed=8)), SECRET, noise=0.15),
    )
    assert noisy.shared.low <= SHARED <= noisy.shared.high
    assert len(noisy.links) <= len(overlap.links) + 5


def test_the_same_encodings_give_the_same_answer(overlap: Overlap) -> None:
    again = compared(FIRST, SECOND)
    assert (again.draws == overlap.draws).all()
    assert again.as_dict() == overlap.as_dict()


@pytest.mark.ci
def test_the_sides_can_be_exchanged(overlap: Overlap) -> None:
    turned = compared(SECOND, FIRST)
    assert turned.shared.point == pytest.approx(overlap.shared.point, abs=5)


def test_another_secret_is_refused_and_neither_is_shown() -> None:
    other = encode(records(PEOPLE[:5]), SECRET.upper())
    with pytest.raises(InputRefused, match="different secrets") as refused:
        compare(FIRST, other)
    assert SECRET not in str(refused.value)
    assert FIRST.key_check.hex() not in str(refused.value)


def test_another_occasion_is_refused() -> None:
    with pytest.raises(InputRefused, match="occasions"):
        compared(FIRST, encode(records(PEOPLE[:5]), SECRET, occasion="another"))


def test_another_lexicon_is_refused() -> None:
    with pytest.raises(InputRefused, match="read names differently"):
        compared(FIRST, replace(SECOND, spelling_check=bytes(8)))


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(WrongUsage):
        compare(FIRST, SECOND, level=level)


def test_two_single_rows_can_be_compared() -> None:
    one = encode(records(PEOPLE[:1]), SECRET)
    assert compared(one, one).shared.high == 1


def test_the_result_holds_no_name_and_no_secret(overlap: Overlap) -> None:
    sentences = overlap.sentences()
    assert sentences[0].startswith("people on both: ")
    text = repr(overlap.as_dict()) + repr(sentences)
    assert SECRET not in text
    assert not any(person["surname"] in text for person in PEOPLE)


def test_the_counts_room_takes_the_tables_and_the_rates(overlap: Overlap) -> None:
    lists = ("first", "second")
    cells = {"11": 3, "10": 1, "01": 2}
    tables = [
        OverlapTable.of(lists, {cells[key]: people for key, people in table.items()})
        for table in overlap.tables(20)
    ]
    assert average_linkage(tables, chapman).point is not None
    linked = overlap.as_linked()
    table = OverlapTable.of(lists, {cells[key]: n for key, n in linked["patterns"].items()})
    found = correct_linkage(
        table,
        missed=tuple(linked["missed"]),
        false=tuple(linked["false"]),
        estimator=chapman,
    )
    assert found.point is not None


def test_repeated_rows_are_counted_and_do_not_raise_the_overlap() -> None:
    again = carelessly(PEOPLE[:15] + PEOPLE[SIZE - 5 : SIZE], seed=5)
    twice = PEOPLE[:SIZE] + again
    found = compared(encode(records(twice), SECRET), SECOND)
    assert found.repeated[0].low <= 20 <= found.repeated[0].high
    assert found.shared.low <= SHARED <= found.shared.high


def test_draws_fit_the_sizes(overlap: Overlap) -> None:
    assert overlap.draws.min() >= 0
    assert overlap.draws.max() <= SIZE
    assert np.equal(overlap.draws, overlap.draws.round()).all()
