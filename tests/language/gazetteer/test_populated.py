"""All populated places of a country come at once, as arrays of one length."""

from __future__ import annotations

import numpy as np

from habeas.language import Gazetteer


def test_a_country_gives_its_places_as_arrays_of_one_length(gazetteer: Gazetteer) -> None:
    places = gazetteer.populated(("UA",))
    assert len(places) > 5000
    assert places.latitude.shape == places.longitude.shape == places.population.shape
    assert len(places.code) == len(places.id) == len(places)
    assert {code[:2] for code in places.code} == {"UA"}
    assert (places.population >= 0).all()


def test_a_region_gives_only_its_own(gazetteer: Gazetteer) -> None:
    places = gazetteer.populated(("UA-14",))
    assert set(places.code) == {"UA-14"}
    largest = places.name[int(np.argmax(places.population))]
    assert largest == "Donetsk"


def test_nowhere_is_empty(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.populated(())) == 0
    assert len(gazetteer.populated(("ZZ",))) == 0


def test_a_box_gives_what_lies_in_it_and_nothing_else(gazetteer: Gazetteer) -> None:
    box = gazetteer.populated_between(49.5, 50.5, 35.5, 37.0)
    assert "Kharkiv" in box.name
    assert ((box.latitude >= 49.5) & (box.latitude <= 50.5)).all()
    assert ((box.longitude >= 35.5) & (box.longitude <= 37.0)).all()
    whole = gazetteer.populated(("UA-63",))
    inside = (whole.latitude >= 49.5) & (whole.latitude <= 50.5)
    inside &= (whole.longitude >= 35.5) & (whole.longitude <= 37.0)
    assert set(whole.id[inside]) <= set(box.id)


def test_nobody_lives_in_regions_and_waters(gazetteer: Gazetteer) -> None:
    names = set(gazetteer.populated(("RU-KO",)).name)
    assert "Vorkuta" in names
    assert "Pechora River" not in names
    assert not any(name.endswith(("Oblast", "District")) for name in names)
