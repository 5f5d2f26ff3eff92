"""A step up that several products show at once."""

import numpy as np

from habeas.places.procurement.rations import Meal
from habeas.places.procurement.steps import Step, chances, clearest_step


def meals(rise: dict[int, float], from_quarter: int = 4) -> list[Meal]:
    """Two years of quarters for three products, of which some rise."""
    return [
        Meal(product, 3 * quarter, 3 * quarter + 2,
             6.0 + (rise.get(product, 0.0) if quarter >= from_quarter else 0.0))
        for product in range(3)
        for quarter in range(8)
    ]  # fmt: skip


def test_a_step_is_found_in_its_month() -> None:
    found = clearest_step(meals({0: 0.5, 1: 0.5, 2: 0.5}), 24)
    assert found is not None
    assert found.month == 12
    assert found.products == 3
    assert np.isclose(found.size, 0.5)


def test_one_product_alone_is_no_step() -> None:
    assert clearest_step(meals({1: 0.5}), 24) is None


def test_a_single_product_cannot_show_a_step() -> None:
    assert clearest_step([meal for meal in meals({0: 1.0}) if meal.product == 0], 24) is None


def test_the_clearest_of_many_has_the_smallest_chance() -> None:
    steps = [Step(12, 0.1, 1.0 + number / 10, 2) for number in range(19)]
    found = chances([*steps, Step(12, 0.9, 12.0, 3), None])
    assert found[19] < 0.001
    assert np.nanmedian(found) > 0.3
    assert np.isnan(found[20])


def test_with_few_kitchens_no_step_is_unusual() -> None:
    assert np.isnan(chances([Step(3, 1.0, 9.0, 2)] * 11)).all()


def test_in_noise_a_step_is_never_clear_to_most() -> None:
    """A false step is found in nearly every kitchen, yet one in twenty is as unusual as that."""
    rng = np.random.default_rng(12)
    found = [
        clearest_step(
            [Meal(product, 3 * quarter, 3 * quarter + 2, 6 + rng.normal(0, 0.08))
             for product in range(3) for quarter in range(8)], 24,
        )
        for _ in range(200)
    ]  # fmt: skip
    assert np.nanmean(chances(found) < 0.05) < 0.12
    assert np.nanmin(chances(found)) * 200 > 0.1


def test_a_real_step_among_noise_is_unusual() -> None:
    rng = np.random.default_rng(13)

    def noisy(rise: float) -> list[Meal]:
        return [
            Meal(one.product, one.first, one.last, one.log_people + rng.normal(0, 0.08))
            for one in meals(dict.fromkeys(range(3), rise))
        ]

    found = [clearest_step(noisy(0.7 if number == 0 else 0.0), 24) for number in range(40)]
    assert found[0] is not None
    assert found[0].month == 12
    assert chances(found)[0] < 0.001
