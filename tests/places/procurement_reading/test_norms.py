"""Norms of food: the checked row, users' tables, and which holds on a day."""

from datetime import date
from pathlib import Path

import pytest

from habeas.model import InputRefused
from habeas.places.procurement.contract import Norm
from habeas.places.procurement.floor_space import lawful_capacity
from habeas.places.procurement.norms import checked_norms, norms_on, read_norms
from tests.places.procurement_reading.samples import table


def test_only_the_checked_annex_is_shipped_and_it_names_its_source() -> None:
    norms = checked_norms()
    assert {norm.source for norm in norms} == {
        "Ministry of Justice Order 189 of 17.09.2018, Annex 4, invalids of groups I–II"
    }
    assert {norm.since for norm in norms} == {date(2018, 9, 17)}
    men = norms_on(norms, date(2020, 1, 1))
    assert men["", "bread"] == 300 + 250
    assert men["", "salt"] == 20
    assert norms_on(norms, date(2020, 1, 1), women=1)["", "bread"] == 200 + 250
    assert norms_on(norms, date(2020, 1, 1), women=0.5)["", "salt"] == 17.5
    assert norms_on(norms, date(2018, 1, 1)) == {}


def test_a_users_table_is_read_with_dates_and_words_for_products(tmp_path: Path) -> None:
    found = read_norms(
        table(
            tmp_path,
            [
                "Тип;Продукт;Норма, г;Пол;Действует с;Действует по;Источник",
                "СИЗО;Мука пшеничная;12,5;;01.01.2005;31.12.2018;приказ",
                "СИЗО;salt;20;мужчины;;;",
                "СИЗО;неведомое;20;;;;",
                "СИЗО;чай;0;;;;",
                "СИЗО;чай;100000;;;;",
                "СИЗО;чай;1;дети;;;",
                "СИЗО;чай;1;;вчера;;",
                "СИЗО;чай;1;;02.01.2020;01.01.2020;",
            ],
        )
    )
    flour, salt = found.norms
    assert flour == Norm(
        "flour", 12.5, "СИЗО", since=date(2005, 1, 1), until=date(2018, 12, 31), source="приказ"
    )
    assert (salt.product, salt.people) == ("salt", "men")
    assert len(found.refused) == 6
    assert all(row.remedy for row in found.refused)
    assert any("no source" in note for note in found.notes)


def test_a_later_norm_replaces_an_earlier_one_without_an_end() -> None:
    norms = [
        Norm("tea", 1, since=date(2005, 1, 1)),
        Norm("tea", 2, since=date(2018, 1, 1)),
        Norm("tea", 3, since=date(2016, 1, 1), until=date(2016, 12, 31)),
    ]
    assert norms_on(norms, date(2010, 1, 1)) == {("", "tea"): 1}
    assert norms_on(norms, date(2016, 6, 1)) == {("", "tea"): 3}
    assert norms_on(norms, date(2024, 1, 1)) == {("", "tea"): 2}


def test_a_table_without_grams_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="grams"):
        read_norms(table(tmp_path, ["product", "tea"]))


def test_floor_space_bounds_what_a_building_may_hold() -> None:
    assert lawful_capacity(400, "remand prison") == 100
    assert lawful_capacity(400, "colony") == 200
    with pytest.raises(ValueError, match="no floor space"):
        lawful_capacity(400, "school")
