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
