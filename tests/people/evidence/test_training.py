"""Learning without labels: what is true of simulated pairs is found again."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from habeas.people import Records
from habeas.people.evidence.levels import (
    BIRTH,
    BIRTH_SAME,
    BIRTH_SWAPPED,
    FEATURES,
    REGION,
    UNEQUAL,
    level_types,
)
from habeas.people.evidence.model import Compared, Model
from habeas.people.evidence.training import first_model, trained
from tests.people.comparing import compared_of
from tests.people.invented import BEGINNINGS, ENDINGS, FATHERS, GIVEN, REGIONS

PEOPLE = 1000
IN_BOTH = 600
SWAPPED, MOVED = 0.30, 0.45


@pytest.fixture(scope="module")
def compared() -> Compared:
    """Two lists of invented people; the second swaps days and months and moves regions a lot."""
    return compared_of(_two_lists())


def _two_lists() -> Records:
    random = Random(3)  # noqa: S311 - invented people need no secrecy
    rows = []
    for person in range(PEOPLE):
        surname = random.choice(BEGINNINGS)[0] + random.choice(ENDINGS)[0]
        name = f"{surname} {random.choice(GIVEN)[0]} {random.choice(FATHERS)[0]}"
        born = (random.randrange(1955, 2000), random.randrange(1, 13), random.randrange(13, 29))
        # Days up to the 12th alone can be taken for months.
        year, month, day = born if person >= IN_BOTH else (*born[:2], born[1] % 12 + 1)
        region = random.choice(REGIONS)[0]
        rows.append(("register", name, f"{year}-{month:02}-{day:02}", region))
        if person < IN_BOTH:
            if random.random() < SWAPPED:
                month, day = day, month
            if random.random() < MOVED:
                region = next(other[0] for other in REGIONS if other[0] != region)
            rows.append(("families", name, f"{year}-{month:02}-{day:02}", region))
    lists, names, births, regions = (list(column) for column in zip(*rows, strict=True))
    ids = [f"r{row:05}" for row in range(len(rows))]
    return Records.build(ids, list=lists, name=names, born=births, region=regions)


@pytest.fixture(scope="module")
def before(compared: Compared) -> Model:
    return first_model(compared, seed=1)


@pytest.fixture(scope="module")
def after(compared: Compared, before: Model) -> Model:
    """Learned from all pairs across the lists of one year of birth: most of them no true ones."""
    features = compared.features
    one, other = (np.flatnonzero(features.list == each) for each in (0, 1))
    left, right = (grid.ravel() for grid in np.meshgrid(one, other))
    year = features.birth[:, 0]
    met = year[left] == year[right]
    assert met.sum() > 10 * IN_BOTH
    return trained(before, compared, left[met].astype(np.int32), right[met].astype(np.int32))


@pytest.mark.parametrize(
    ("feature", "code", "shown"),
    [(BIRTH, BIRTH_SWAPPED, SWAPPED), (BIRTH, BIRTH_SAME, 1 - SWAPPED), (REGION, UNEQUAL, MOVED)],
)
def test_how_often_true_pairs_differ_is_found_again(
    before: Model, after: Model, feature: int, code: int, shown: float
) -> None:
    """Against what was expected, which weighs as so and so many pairs that were seen."""
    (kind,) = (each for each in level_types() if each.feature == feature and code in each.codes)
    expected = before.true[feature, code]
    assert abs(expected - shown) > 0.1
    both = (IN_BOTH * shown + kind.strength * expected) / (IN_BOTH + kind.strength)
    assert after.true[feature, code] == pytest.approx(both, abs=0.025)


def test_how_many_people_two_lists_share_is_found_again(compared: Compared, after: Model) -> None:
    sizes = np.bincount(compared.features.list)
    shared = after.prior[0, 1] * sizes[0] * sizes[1]
    assert shared == pytest.approx(IN_BOTH, rel=0.1)
    assert after.prior[0, 1] == after.prior[1, 0]


def test_a_share_of_the_candidates_stands_for_all(
    compared: Compared, before: Model, after: Model
) -> None:
    left = np.arange(0, 2 * IN_BOTH, 2, dtype=np.int32)
    whole = trained(before, compared, left, left + 1)
    half = trained(before, compared, left[::2].copy(), left[::2] + 1, share=0.5)
    assert half.prior[0, 1] == pytest.approx(whole.prior[0, 1], rel=0.1)
    assert whole.prior[0, 1] == pytest.approx(after.prior[0, 1], rel=0.1)


def test_chance_agreement_is_what_random_pairs_show(before: Model) -> None:
    """Three regions: a third of the pairs agree, whatever was expected of many regions."""
    assert before.chance[REGION, 1] == pytest.approx(1 / 3, abs=0.02)


def test_the_shares_of_each_type_add_up_to_one(before: Model, after: Model) -> None:
    for model in (before, after):
        for kind in level_types():
            codes = list(kind.codes)
            assert model.true[kind.feature, codes].sum() == pytest.approx(1.0)
            assert model.chance[kind.feature, codes].sum() == pytest.approx(1.0)


def test_what_is_not_said_weighs_nothing(before: Model, after: Model) -> None:
    for model in (before, after):
        assert (model.table[np.arange(FEATURES), 0] == 0).all()


def test_the_same_seed_learns_the_same(compared: Compared, before: Model) -> None:
    again = first_model(compared, seed=1)
    assert (again.chance == before.chance).all()
    assert (first_model(compared, seed=2).chance != before.chance).any()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_handful_of_rows_learns_what_is_expected(count: int) -> None:
    compared = compared_of(Records.build([str(row) for row in range(count)]))
    model = first_model(compared, seed=1)
    nothing = np.zeros(0, dtype=np.int32)
    learned = trained(model, compared, nothing, nothing)
    assert learned.true == pytest.approx(model.true, abs=1e-6)
    assert np.isfinite(learned.prior_log_odds).all()
