"""Towns are read one at a time from GeoNames' table, with the names that a reader can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.language.gazetteer import cities as reading
from habeas.language.gazetteer.cities import cities


def entry(number: int, name: str, *alternates: str) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 1.5,
        "longitude": 2.5,
        "countrycode": "UA",
        "population": 501,
        "timezone": "Europe/Kyiv",
        "admin1code": "05",
        "alternatenames": list(alternates),
    }


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    path = tmp_path / "cities.json"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reading, "cities_path", lambda: path)


def test_a_brace_inside_a_name_does_not_end_its_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {"1": entry(1, 'Od}d "2": {name', "Plain"), "2": entry(2, "Next")}
    written(tmp_path, monkeypatch, json.dumps(table))
    assert [city.name for city in cities()] == ['Od}d "2": {name', "Next"]


def test_only_names_in_latin_and_cyrillic_that_people_write_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Kyiv", "Київ", "Kyjiw", "kyyf", "KBP", "基輔", "Kyiv")
    written(tmp_path, monkeypatch, json.dumps({"1": entry(1, "Kyiv", *names)}))
    assert next(cities()).alternates == ("Kyjiw", "Київ")


def test_a_table_that_is_cut_off_is_not_taken_for_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = json.dumps({"1": entry(1, "Kyiv"), "2": entry(2, "Dnipro")})
    written(tmp_path, monkeypatch, whole[:-40])
    with pytest.raises(ValueError, match="cut off in the entry at byte"):
        list(cities())


@pytest.mark.ci
def test_reading_piecewise_gives_the_same_towns_as_loading_it_all() -> None:
    whole = json.loads(reading.cities_path().read_text(encoding="utf-8"))
    read = {str(city.geonames_id): (city.name, city.population) for city in cities()}
    assert read == {key: (town["name"], town["population"]) for key, town in whole.items()}
