"""A printed name finds the places that it may mean, the likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language import Gazetteer
from tests.language.places import ukrainian_towns
from tests.language.romanisation import SYSTEMS, romanised

NAMES = [
    ("Chernygiv region", "region", "UA-74"),
    ("Chernihivska oblast", "region", "UA-74"),
    ("Чернігівська область", "region", "UA-74"),
    ("Черниговская область", "region", "UA-74"),
    ("Kharkiv Oblast", "region", "UA-63"),
    ("Kherson region", "region", "UA-65"),
    ("the Donetsk region", "region", "UA-14"),
    ("Zaporizhzhia Oblast", "region", "UA-23"),
    ("Luhansk", "city", "UA-09"),
    ("Kyiv", "city", "UA-30"),
    ("Kiev", "city", "UA-30"),
    ("Київ", "city", "UA-30"),
    ("Dnipro", "city", "UA-12"),
    ("Izium", "city", "UA-63"),
    ("Izyum", "city", "UA-63"),
    ("Bakhmut", "city", "UA-14"),
    ("Pokrovsk", "city", "UA-14"),
    ("Charkiw", "city", "UA-63"),
    ("Tscherniwzi", "city", "UA-77"),
    ("Krasnogorsk", "city", "RU-MOS"),
    ("Taganrog", "city", "RU-ROS"),
    ("Rostov-on-Don", "city", "RU-ROS"),
    ("Grozny", "city", "RU-CE"),
    ("Moscow", "city", "RU-MOW"),
    ("Moscow region", "region", "RU-MOS"),
    ("Tatarstan", "region", "RU-TA"),
    ("Chechnya", "region", "RU-CE"),
    ("Chechen Republic", "region", "RU-CE"),
    ("Crimea", "region", "UA-43"),
    ("Russian-occupied Crimea", "region", "UA-43"),
    ("Donbas", "area", "UA"),
    ("eastern Ukraine", "country", "UA"),
    ("the United Kingdom", "country", "GB"),
    ("US", "country", "US"),
    ("Georgia", "country", "GE"),
    ("Switzerland", "country", "CH"),
    ("Sydney", "city", "AU"),
    ("New York", "city", "US-NY"),
    ("The Hague", "city", "NL"),
    ("Minsk", "city", "BY-HM"),
]


@pytest.mark.parametrize(("name", "kind", "code"), NAMES)
def test_the_likeliest_reading_comes_first(
    gazetteer: Gazetteer, name: str, kind: str, code: str
) -> None:
    best = gazetteer.find(name)[0]
    assert (best.kind, best.code) == (kind, code)


@pytest.mark.parametrize("system", SYSTEMS)
def test_two_hundred_towns_are_found_in_every_romanisation(
    gazetteer: Gazetteer, system: str
) -> None:
    missed = []
    towns = ukrainian_towns(200)
    for town in towns:
        printed = romanised(town.ukrainian, system)
        found = gazetteer.find(printed, near=("UA",), limit=50)
        if not any(abs(p.latitude - town.latitude) < 0.01 for p in found):
            missed.append(printed)
    assert len(missed) <= 0.02 * len(towns), missed


def test_context_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    at_home = gazetteer.find("Pokrovsk", near=("UA",))
    abroad = gazetteer.find("Pokrovsk", near=("RU-SA",))
    assert at_home[0].code == "UA-14"
    assert abroad[0].code == "RU-SA"
    assert gazetteer.find("Georgia", near=("US",))[0].code == "US-GA"


def test_what_follows_a_comma_says_where_the_first_lies(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Clearwater, Florida")[0].code == "US-FL"
    assert {place.code for place in gazetteer.find("Olenivka, Donetsk region")} == {"UA-14"}
    assert gazetteer.find("Moscow, Idaho")[0].code == "US-ID"
    assert gazetteer.find("Georgia (Tbilisi)")[0].country == "GE"


def test_a_name_with_its_kind_is_not_read_as_another_kind(gazetteer: Gazetteer) -> None:
    city = gazetteer.find("the city of Kharkiv")[0]
    region = gazetteer.find("Kharkiv region")[0]
    assert (city.kind, region.kind) == ("city", "region")


def test_a_place_of_detention_is_looked_for_in_the_town_that_it_is_named_after(
    gazetteer: Gazetteer,
) -> None:
    assert gazetteer.find("Olenivka prison")[0].code == "UA-14"
    assert gazetteer.find("Taganrog pretrial detention center")[0].name == "Taganrog"
    assert gazetteer.find("Lefortovo prison")[0].kind == "facility"


@pytest.mark.parametrize("code", ["UA-43", "UA-40", "UA-14", "UA-09", "UA-65", "UA-23"])
def test_occupied_regions_belong_to_ukraine(gazetteer: Gazetteer, code: str) -> None:
    names = {
        "UA-43": ("Simferopol", "Yalta, Crimea", "Kerch"),
        "UA-40": ("Sevastopol",),
        "UA-14": ("Donetsk", "Mariupol", "Horlivka"),
        "UA-09": ("Luhansk", "Sievierodonetsk"),
        "UA-65": ("Kherson", "Henichesk"),
        "UA-23": ("Melitopol", "Enerhodar", "Berdiansk"),
    }
    for name in names[code]:
        best = gazetteer.find(name)[0]
        assert (best.country, best.code) == ("UA", code), name


@pytest.mark.parametrize("name", ["Xyzzyq", "", "   ", "🙂", "IK-3", "x" * 5000, "..."])
def test_an_unknown_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


@pytest.mark.parametrize("word", ["Of", "Police", "Reading", "mobile", "Prison"])
def test_an_everyday_word_is_hardly_a_place(gazetteer: Gazetteer, word: str) -> None:
    assert sum(place.score for place in gazetteer.find(word)) <= 0.1


def test_an_everyday_word_with_a_place_behind_it_is_one(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_common_word("Reading")
    assert not gazetteer.is_common_word("Bakhmut")
    assert gazetteer.find("Reading, Pennsylvania")[0].score > 0.5


def test_better_matches_are_trusted_more(gazetteer: Gazetteer) -> None:
    def trust(name: str) -> float:
        return sum(place.score for place in gazetteer.find(name))

    assert trust("Bakhmut") > trust("Bachmout") > trust("Bachmit") > 0


def test_the_limit_is_kept(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("Springfield", limit=3)) == 3
    assert len(gazetteer.find("Springfield", limit=500)) > 20


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from([name for name, _, _ in NAMES]),
        st.lists(st.sampled_from("region of , Kyiv the Oblast city ( ) Reading".split(" "))).map(
            " ".join
        ),
    ),
    st.lists(st.sampled_from(["UA", "RU", "UA-14", "US-FL", "", "ZZ"]), max_size=3),
)
def test_scores_are_probabilities_in_falling_order(name: str, near: list[str]) -> None:
    found = Gazetteer.open().find(name, near=near, limit=400)
    scores = [place.score for place in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0 for score in scores)
    assert sum(scores) <= 1.0
    assert all(-90 <= p.latitude <= 90 and -180 <= p.longitude <= 180 for p in found)
