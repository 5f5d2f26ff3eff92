"""Places as people write them."""

from __future__ import annotations

import pytest

from habeas.language import table_rows
from habeas.model import InputRefused
from habeas.oversight import places
from habeas.oversight.places import find_place
from habeas.oversight.states import states
from habeas.oversight.tables import data_path


@pytest.mark.parametrize(
    ("text", "country", "region"),
    [
        ("UA-14", "UA", "UA-14"),
        ("ua-14", "UA", "UA-14"),
        ("ua", "UA", ""),
        ("ru-ros", "RU", "RU-ROS"),
        ("RU-Ufa", "RU", "RU-BA"),
        ("RU-Taganrog", "RU", "RU-ROS"),
        ("Таганрог", "RU", "RU-ROS"),
        ("Донецьк", "UA", "UA-14"),
        ("Донецк", "UA", "UA-14"),
        ("Simferopol", "UA", "UA-43"),
        ("Україна", "UA", ""),
    ],
)
def test_a_place_is_a_code_a_country_or_a_town_in_three_languages(
    text: str, country: str, region: str
) -> None:
    found = find_place(text)
    assert (found.country, found.region, found.controller) == (country, region, "")


@pytest.mark.parametrize(
    ("text", "controller"),
    [
        ("UA-Donetsk (occupied)", "RU"),
        ("Kherson (then occupied)", "RU"),
        ("Донецк (оккупированный)", "RU"),
        ("Донецьк (окупований)", "RU"),
        ("Kursk (controlled by UA)", "UA"),
        ("Маріуполь (під контролем RU)", "RU"),
        ("Херсон (под контролем RU)", "RU"),
        ("Kyiv (occupied)", "*"),
    ],
)
def test_words_in_brackets_say_who_held_the_place(text: str, controller: str) -> None:
    assert find_place(text).controller == controller


def test_brackets_that_say_something_else_are_refused() -> None:
    with pytest.raises(InputRefused, match="does not say who held"):
        find_place("Kherson (in the morning)")


@pytest.mark.parametrize(
    ("code", "region"), [("RU-CR", "UA-43"), ("RU-SEV", "UA-40"), ("ru-don", "UA-14")]
)
def test_the_code_of_an_occupying_state_means_the_region_it_seized(code: str, region: str) -> None:
    found = find_place(code)
    assert (found.country, found.region) == ("UA", region)


def test_an_ambiguous_name_is_refused_with_the_candidates() -> None:
    with pytest.raises(InputRefused, match=r"UA-14.*UA-51"):
        find_place("Olenivka")


def test_an_unknown_name_is_refused_with_a_remedy() -> None:
    with pytest.raises(InputRefused, match="no place called") as refusal:
        find_place("Nowherethatis")
    assert "UA-14" in str(refusal.value.remedy)


def test_a_plain_code_does_not_open_the_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(places, "_gazetteer", opened)
    find_place.cache_clear()
    assert find_place("UA-14").region == "UA-14"


@pytest.mark.parametrize(
    ("town", "region"),
    [
        ("Tiraspol", "MD-SN"),
        ("MD-Tiraspol", "MD-SN"),
        ("Бендеры", "MD-BD"),
        ("Сухумі", "GE-AB"),
        ("Цхинвали", "GE-SK"),
        ("Girne", "CY-06"),
        ("Famagusta", "CY-04"),
        ("Hebron", "PS-HBN"),
        ("Gaza City", "PS-GZA"),
        ("Степанакерт", "AZ-XA"),
    ],
)
def test_a_town_of_an_area_held_by_another_state_has_its_region(town: str, region: str) -> None:
    assert find_place(town).region == region


def test_every_region_of_the_tables_lies_in_a_known_state() -> None:
    towns = table_rows(data_path("town_regions.tsv"))
    assert all(row["region"].startswith(row["country"] + "-") for row in towns)
    seized = table_rows(data_path("seized_regions.tsv"))
    assert {row["region"][:2] for row in (*towns, *seized)} <= set(states())


@pytest.mark.parametrize(
    "words",
    [
        "not occupied",
        "never occupied",
        "formerly occupied",
        "before it was occupied",
        "не окупований",
    ],
)
def test_brackets_that_deny_or_date_an_occupation_are_refused_not_read_as_one(words: str) -> None:
    with pytest.raises(InputRefused, match="does not say who held the place"):
        find_place(f"Kherson ({words})")
