"""Which food a line buys."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.places.procurement.goods import meaning_of_code, read_products

CATALOGUE = read_products()


def named(description: str, code: str = "") -> str | None:
    found = CATALOGUE.find(description, code).product
    return found.name if found else None


@pytest.mark.parametrize(
    ("description", "product"),
    [
        ("Мука пшеничная хлебопекарная, сорт второй", "flour"),
        ("Борошно пшеничне вищого ґатунку", "flour"),
        ("Wheat flour, first grade", "flour"),
        ("Хлеб из пшеничной муки", "bread"),
        ("ХЛЕБ РЖАНО-ПШЕНИЧНЫЙ", "bread"),
        ("Сіль кухонна йодована", "salt"),
        ("Чай чёрный байховый с сахаром", "tea"),
        ("Крупа гречневая ядрица", "groats"),
        ("Горох шлифованный колотый", "groats"),
        ("Макаронные изделия", "pasta"),
        ("Мясо птицы замороженное", "meat"),
        ("Рыба мороженая (минтай)", "fish"),
        ("Цукор-пісок", "sugar"),
        ("Картопля продовольча", "potatoes"),
        ("Капуста белокочанная свежая", "vegetables"),
        ("Масло подсолнечное", "oil"),
        ("Молоко питьевое", "milk"),
        ("Яйца куриные", "eggs"),
    ],
)
def test_words_name_a_food_in_three_languages(description: str, product: str) -> None:
    assert named(description) == product


@pytest.mark.parametrize(
    "description",
    [
        "Чайник электрический",
        "Мясорубка",
        "Соль техническая для дорог",
        "Масло сливочное",
        "Масло моторное",
        "Бумага рисовая",
        "Мука рыбная кормовая",
        "Молоко сгущённое",
        "Овощерезка",
        "Бензин АИ-92",
        "",
    ],
)
def test_what_is_no_food_of_the_table_is_left_out(description: str) -> None:
    assert named(description) is None


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("10.61.21", "flour"),
        ("10.61.21.113", "flour"),
        ("10.61.32.114", "groats"),
        ("10.84.30.120", "salt"),
        ("10.83.11", "other"),
        ("15612100-2", "flour"),
        ("15811100-7", "bread"),
        ("15872400-5", "salt"),
        ("15860000-4", "food"),
        ("17.22.11", None),
        ("30192000-1", None),
        ("no code", None),
    ],
)
def test_codes_are_read_by_their_longest_prefix(code: str, meaning: str | None) -> None:
    assert meaning_of_code(code) == meaning


def test_a_code_stands_in_for_words_that_say_nothing() -> None:
    assert named("Поставка по спецификации", "10.83.13") == "tea"
    assert named("Продукты питания", "10.89") is None


def test_words_are_followed_against_a_code_of_another_food_and_it_is_said() -> None:
    found = CATALOGUE.find("Соль пищевая", "10.81.12")
    assert found.product is not None
    assert found.product.name == "salt"
    assert "sugar" in found.note


def test_food_words_under_a_code_that_is_no_food_are_left_out_and_it_is_said() -> None:
    found = CATALOGUE.find("Набор для чая", "25.99.12")
    assert found.product is None
    assert "no food" in CATALOGUE.find("Чай", "25.99.12").note


def test_a_list_of_foods_with_one_quantity_has_no_product() -> None:
    found = CATALOGUE.find("Продукты питания (крупа, макароны, сахар)")
    assert found.product is None
    assert found.several == ("groats", "pasta", "sugar")
    assert named("Крупа, макароны, сахар", "10.81.12") == "sugar"
    assert "bread and flour" in CATALOGUE.find("Хлеб из пшеничной муки").note


def test_a_users_table_adds_and_replaces_foods(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    head = "product\twords\tnot_with\tkg_per_litre\tkg_per_piece"
    path.write_text(f"{head}\nbutter\tмасло сливочн*\t\t-\t-\nbread\tхлеб\t\t-\t0,7\n", "utf-8")
    own = read_products(path)
    assert own.find("Масло сливочное").product == own.products["butter"]
    assert own.products["bread"].kg_per_piece == 0.7
    path.write_text("product\twords\nbutter\tмасло\n", "utf-8")
    with pytest.raises(InputRefused, match="not_with"):
        read_products(path)
    path.write_text(f"{head}\nbutter\tмасло\t\t-\n", "utf-8")
    with pytest.raises(InputRefused, match="line 2"):
        read_products(path)


@given(st.text(max_size=80), st.text(max_size=14))
def test_any_words_and_code_give_a_finding(description: str, code: str) -> None:
    assert isinstance(CATALOGUE.find(description, code).note, str)
