"""Units, packs, and what a quantity weighs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.places.procurement.goods import read_products
from habeas.places.procurement.units import kg_of, unit_of, units_contradict

FOODS = read_products().products


def weighed(quantity: float, unit: str, description: str, product: str, code: str = "") -> float:
    known = unit_of(unit, code)
    assert known is not None, unit
    return kg_of(quantity, known, description, FOODS[product])


@pytest.mark.parametrize(
    ("unit", "code", "kg"),
    [
        ("кг", "", 1),
        ("Килограмм", "", 1),
        ("кілограм", "", 1),
        ("kilograms", "", 1),
        ("", "KGM", 1),
        ("", "166", 1),
        ("т", "", 1000),
        ("Тонна;^метрическая тонна (1000 кг)", "", 1000),
        ("тонн", "", 1000),
        ("metric tonnes", "", 1000),
        ("", "TNE", 1000),
        ("", "168", 1000),
        ("г", "", 0.001),
        ("", "GRM", 0.001),
        ("ц", "", 100),
        ("", "206", 100),
        ("166", "", 1),
    ],
)
def test_units_of_mass_weigh_what_they_say(unit: str, code: str, kg: float) -> None:
    assert weighed(2, unit, "Соль", "salt", code) == pytest.approx(2 * kg)


@pytest.mark.parametrize(
    ("unit", "description", "kg"),
    [
        ("мешок 50 кг", "Мука", 50),
        ("мешок (50 кг)", "Мука", 50),
        ("упак", "Мука в мешках по 25 кг", 25),
        ("уп.", "Мука, фасовка 0,5 кг", 0.5),
        ("пачка", "Мука 900 г", 0.9),
        ("bags", "Wheat flour, bags of 50 kg", 50),
        ("упак.", "мука, 10 пакетов по 2 кг", 20),
        ("шт", "мука 2x1 кг", 2),
        ("мішок", "Борошно, мішок 50кг", 50),
    ],
)
def test_a_pack_weighs_what_the_line_states(unit: str, description: str, kg: float) -> None:
    assert weighed(3, unit, description, "flour") == pytest.approx(3 * kg)


def test_a_pack_without_its_weight_or_with_two_is_refused() -> None:
    with pytest.raises(InputRefused, match="what one pack of salt weighs"):
        weighed(10, "упак", "Соль пищевая", "salt")
    with pytest.raises(InputRefused, match="different weights"):
        weighed(10, "упак", "Соль, пачки 0,5 кг или 1 кг", "salt")
    with pytest.raises(InputRefused, match="different weights"):
        weighed(10, "шт", "Хлеб 0,6-0,7 кг", "bread")


def test_litres_are_weighed_only_where_the_density_is_known() -> None:
    assert weighed(100, "л", "Молоко", "milk") == pytest.approx(103)
    assert weighed(10, "бут", "Масло подсолнечное 1 л", "oil") == pytest.approx(9.2)
    with pytest.raises(InputRefused, match="litres of salt"):
        weighed(10, "л", "Соль", "salt")


def test_eggs_have_a_weight_of_their_own_and_loaves_have_not() -> None:
    assert weighed(1, "тыс. шт.", "Яйцо куриное", "eggs") == pytest.approx(55)
    with pytest.raises(InputRefused):
        weighed(100, "шт", "Хлеб ржаной", "bread")


def test_a_unit_that_nobody_knows_is_none_and_contradictions_are_seen() -> None:
    assert unit_of("охапка") is None
    assert unit_of("") is None
    assert units_contradict("кг", "TNE")
    assert not units_contradict("кг", "166")


@pytest.mark.parametrize("quantity", [0, -5, float("inf"), float("nan"), 1e12])
def test_absurd_quantities_are_refused(quantity: float) -> None:
    with pytest.raises(InputRefused):
        weighed(quantity, "кг", "Соль", "salt")


@given(st.lists(st.tuples(st.floats(0.001, 1000), st.sampled_from("кг т г ц".split())), max_size=8))
def test_the_sum_of_kg_is_the_same_in_whatever_units_it_is_told(
    parts: list[tuple[float, str]],
) -> None:
    factor = {"кг": 1.0, "т": 1000.0, "г": 0.001, "ц": 100.0}
    told = sum(weighed(kg / factor[unit], unit, "Соль", "salt") for kg, unit in parts)
    assert told == pytest.approx(sum(kg for kg, _ in parts))
