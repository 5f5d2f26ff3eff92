"""How many people an order feeds: by norm and day, product by product."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from habeas.places.procurement import Norm, Purchase
from habeas.places.procurement.delivered import delivered
from habeas.places.procurement.rations import GRAIN, Rations, rations
from tests.places.procurement.invented import NORMS, institution, purchase

KITCHENS = [institution(number, 100.0 * (number + 1)) for number in range(10)]
FLOUR = Norm("flour", 400.0)


def eaten(purchases: Sequence[Purchase], norms: Sequence[Norm] = NORMS) -> Rations:
    return rations(delivered(purchases, KITCHENS), norms)


def people(found: Rations, kitchen: int, product: str) -> float:
    return float(np.exp(found.levels[kitchen, found.products.index(product)]))


def quarterly(number: int, product: str, grams: float, factor: float = 1.0) -> list[Purchase]:
    """Two years of one product for the declared population, by the days of each quarter."""
    declared = KITCHENS[number].declared or 0.0
    days = (90, 91, 92, 92, 91, 91, 92, 92)
    return [
        purchase(KITCHENS[number], product, declared * factor * grams / 1000 * day, quarter)
        for quarter, day in enumerate(days)
    ]


def test_kilograms_become_people_by_norm_and_day() -> None:
    # 500 people eat 20 g of salt a day for the 90 days of January to March.
    found = eaten([purchase(KITCHENS[0], "salt", 500 * 0.020 * 90)])
    assert people(found, 0, "salt") == pytest.approx(500)
    assert found.months[0].tolist() == [3]
    assert np.isnan(found.levels[1:]).all()


def test_quarters_are_no_more_people_than_one_quarter() -> None:
    assert people(eaten(quarterly(4, "salt", 20)), 4, "salt") == pytest.approx(500, rel=0.001)


def test_a_contract_of_a_year_is_laid_over_its_months() -> None:
    year = purchase(
        KITCHENS[0], "salt", 500 * 0.020 * 365, start=date(2023, 1, 1), end=date(2023, 12, 31)
    )
    found = eaten([year])
    assert people(found, 0, "salt") == pytest.approx(500)
    assert found.months[0].tolist() == [12]
    (meal,) = found.meals[0]
    assert (meal.first, meal.last) == (0, 11)


def test_the_norm_of_the_type_goes_before_that_of_all() -> None:
    norms = [Norm("salt", 20.0), Norm("salt", 40.0, type="colony")]
    found = eaten([purchase(KITCHENS[0], "salt", 500 * 0.040 * 90)], norms)
    assert people(found, 0, "salt") == pytest.approx(500)


def test_flour_and_bread_are_one_product() -> None:
    baker = purchase(KITCHENS[0], "flour", 500 * 0.4 * 90)
    buyer = purchase(KITCHENS[1], "bread", 300 * 0.5 * 90)
    found = eaten([baker, buyer], [*NORMS, FLOUR])
    assert found.products == (GRAIN,)
    assert people(found, 0, GRAIN) == pytest.approx(500)
    assert people(found, 1, GRAIN) == pytest.approx(300)


def test_half_bread_half_flour_feed_everybody_once() -> None:
    both = [
        purchase(KITCHENS[0], "flour", 200 * 0.4 * 90),
        purchase(KITCHENS[0], "bread", 300 * 0.5 * 90),
    ]
    assert people(eaten(both, [*NORMS, FLOUR]), 0, GRAIN) == pytest.approx(500)


def test_where_no_norm_is_given_it_is_learned_from_declared_populations() -> None:
    purchases = [one for number in range(10) for one in quarterly(number, "tea", 3.0)]
    found = eaten(purchases, [Norm("salt", 20.0)])
    assert found.learned == ("tea",)
    assert people(found, 2, "tea") == pytest.approx(300, rel=0.01)


def test_the_flour_of_those_who_buy_bread_does_not_lower_the_learned_norm() -> None:
    factors = [1.0] * 4 + [0.03] * 6
    purchases = [
        one for number in range(10) for one in quarterly(number, "flour", 400, factors[number])
    ]
    assert people(eaten(purchases, ()), 2, "flour") == pytest.approx(300, rel=0.01)


def test_too_few_declared_populations_teach_no_norm() -> None:
    purchases = [one for number in range(7) for one in quarterly(number, "tea", 3.0)]
    found = eaten([*purchases, *quarterly(0, "salt", 20.0)], [Norm("salt", 20.0)])
    assert found.dropped == ("tea",)
    assert found.products == ("salt",)


def test_a_season_that_all_share_is_taken_out() -> None:
    factors = (1.3, 1.0, 0.8, 1.0) * 2
    days = (90, 91, 92, 92, 91, 91, 92, 92)
    purchases = [
        purchase(one, "salt", (one.declared or 0) * factor * 0.020 * day, quarter)
        for one in KITCHENS
        for quarter, (factor, day) in enumerate(zip(factors, days, strict=True))
    ]
    found = eaten(purchases)
    by_quarter = [meal.log_people for meal in found.meals[3]]
    assert np.ptp(by_quarter) < 0.01
    assert people(found, 3, "salt") == pytest.approx(400, rel=0.03)
